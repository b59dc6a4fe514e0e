"""Cells that hold patent numbers: in any spelling, several in one cell, with country or kind of the
document in a column of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from patentcli.lists.heads import normal
from patentcli.lists.texts import ERROR, text
from patentcli.numbers import Number, cn_application, cn_publication, is_granted, lookup_keys, read
from patentcli.numbers.errors import Malformed
from patentcli.numbers.text import is_kind_code

EXAMPLE = "CN202210599282.6"
APPLICATION, PUBLICATION = cn_application.SYSTEM, "cn-publication"
DIGITS = 4  # what has fewer is no number of a patent, but a word
_LOST = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,2}")
_NOISE = re.compile(r"((?:CN|ZL)? ?(?:\d{12}|\d{8}))\.(\d{2,})")
_COMMA = re.compile(r"((?:CN|ZL)? ?\d{12}),([\dX])")
_BREAKS = re.compile(
    r"[;；、|\n]+|[,，](?=\s*(?:[A-Z]{2}|\d{7}))|(?<=[\dXA-Z])\s*(?=ZL)|(?<=[0-9X])\s+(?=CN)"
)
_OWN_OFFICES = frozenset(("CN", "ZL"))


class Numbers(NamedTuple):
    """What the cells of a row hold."""

    found: list[Number]
    """Each once, in the order of the cells."""
    noisy: bool = False
    """Whether an application number had the noise of a float."""


class Lost(ValueError):
    """A cell in which the number is gone: an error value, or digits cut off."""


def read_numbers(value: object, office: str | None, kind: str | None) -> Numbers:
    """The numbers in a cell; Lost where there was one.

    `office` and `kind` are those of the row, or what the user or the export says of bare numbers.
    What no system reads is a number as it is written, of system "", if it has digits enough.
    """
    if office is None and kind is None and type(value) is str and value.isascii():
        # Nearly every number has a spelling that is read at once.
        bare = value.replace(" ", "")
        quick = cn_publication.quick if len(bare) in (11, 12) else cn_application.quick
        if number := quick(value, bare):
            return Numbers([number])
    cell = text(value)
    if cell is None:
        return _NONE
    if office is None and kind is None:
        try:
            return Numbers([read(cell)])
        except Malformed:
            pass
    if ERROR.match(cell) or _LOST.fullmatch(cell):
        raise Lost(cell)
    found: dict[str, Number] = {}
    noisy = False
    raw = value if type(value) is str else cell
    for piece in _BREAKS.split(raw.upper() if "zl" in raw else raw):
        word = piece.strip(" 　,，【】'\"`\t\r")
        if not word:
            continue
        if match := _NOISE.fullmatch(word):
            word, noisy = f"{match[1]}{_rounded(match[2])}", True
        elif match := _COMMA.fullmatch(word):
            word = f"{match[1]}.{match[2]}"
        number = _read(word, office, kind)
        if number is not None:
            found.setdefault(number.canonical, number)
    if not found and sum(map(str.isdigit, cell)) >= DIGITS:
        found[cell] = unknown(cell, office)
    return Numbers(list(found.values()), noisy)


_NONE = Numbers([])


def _rounded(decimals: str) -> str:
    """`.60001` is the check digit 6, `.79999` is 8."""
    digit = round(int(decimals[:3].ljust(3, "0")) / 100)
    return f".{digit}" if digit < 10 else ".X"


def _read(word: str, office: str | None, kind: str | None) -> Number | None:
    """One number by its row; None for a word that is none."""
    for spelling in _spellings(word, office):
        try:
            number = read(spelling)
        except Malformed:
            continue
        is_other = office not in (None, "CN") and number.office not in (office, "WO")
        if is_other and spelling == word and word[:2].upper() != number.office:
            continue  # bare digits of another office are not Chinese
        if kind and not number.kind_code and is_kind_code(kind.upper()):
            try:
                with_kind = read(number.canonical + kind.upper())
            except Malformed:
                return number._replace(input=word)
            if with_kind.kind_code:
                number = with_kind
        return number._replace(input=word)
    return unknown(word, office) if sum(map(str.isdigit, word)) >= DIGITS else None


def _spellings(word: str, office: str | None) -> Iterable[str]:
    if office is None or office == "CN" or word[:2].upper() in (office, *_OWN_OFFICES):
        return (word,)
    return (f"{office}{word}", word)


def unknown(word: str, office: str | None) -> Number:
    """A number that no system knows, as it is written."""
    return Number(word, "", "", office or "", word[:100], None, None, None, None, False, None)


def office_of(value: object, names: Mapping[str, str]) -> str | None:
    """The code of the office that a cell names."""
    cell = text(value)
    if cell is None:
        return None
    found = names.get(normal(cell))
    if found is None and len(cell) > 2 and not cell[2].isalpha():
        cell = cell[:2]  # CN (China)
    if found is None and len(cell) == 2 and cell.isascii() and cell.isalpha():
        found = cell.upper()
    return found


def keys(number: Number) -> tuple[str, ...]:
    """The lookup keys of a number; of one that no system knows, itself."""
    if number.system == APPLICATION:
        return cn_application.lookup_keys(number)
    return lookup_keys(number) if number.system else (number.canonical,)


def is_publication(number: Number) -> bool:
    """Whether a number is that of a published document."""
    return number.well_formed and number.kind not in ("application", "patent")


def tells_publication(number: Number) -> bool:
    """Whether a number is one of a publication wherever it stands."""
    return number.office == "CN" or bool(number.kind_code) or number.kind == "grant"


def best(publications: Sequence[Number]) -> Number:
    """The publication that a record stands under: a Chinese grant before any other grant."""

    def rank(number: Number) -> int:
        granted = is_granted(number)
        return 0 if granted and number.office == "CN" else 1 if granted else 2

    return min(publications, key=rank)
