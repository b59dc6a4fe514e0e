"""Cells that hold patent numbers: in any spelling, several in one cell, with country or kind of the
document in a column of its own."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from patentcli.lists.findings import CellProblem
from patentcli.lists.heads import Column, normal
from patentcli.lists.texts import ERROR, text, words
from patentcli.numbers import Malformed, Number, cn_application, is_granted, quick, read, read_of
from patentcli.numbers.cn_application import NOISE
from patentcli.numbers.number import is_kind_code

EXAMPLE = "CN202210599282.6"
APPLICATION, PUBLICATION = cn_application.SYSTEM, "cn-publication"
DIGITS = 4  # what has fewer is no number of a patent, but a word
_LOST = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,2}")
_BREAKS = re.compile(
    r"[;；、|\n]+|[,，](?=\s*(?:[A-Z]{2}|\d{7}))|(?<=[\dXA-Z])\s*(?=ZL)|(?<=[0-9X])\s+(?=CN)"
)


class Told(NamedTuple):
    """What the cells of a row tell of its numbers."""

    numbers: Sequence[Number]
    """Each once: the publication, the application, then the others; or a bundle."""
    left: Sequence[tuple[Column, Number]] = ()
    """Numbers that are not taken, with their columns."""
    published: bool = True
    """Whether the first one can be that of a publication, by the column it stands in."""
    is_bundle: bool = False
    """Whether they are different patents at one price."""


class Lost(ValueError):
    """A cell in which the number is gone: an error value, or digits cut off."""


def read_numbers(value: object, office: str | None, kind: str | None) -> list[Number]:
    """The numbers in a cell, each once; Lost where there was one.

    `office` and `kind` are those of the row, or what the user or the export says of bare numbers.
    What no system reads is a number as it is written, of system "", if it has digits enough.
    """
    if type(value) is str and value.isascii():
        # Nearly every number has a spelling that is read at once.
        number = quick(value)
        if number and (number.kind_code or (office is None and kind is None)):
            return [number]
    try:
        cell = text(value)
    except CellProblem as problem:
        raise Lost(value if isinstance(value, str) else problem.reason) from None
    if cell is None:
        return []
    if office is None and kind is None:
        with suppress(Malformed):
            return [read(cell)]
    if ERROR.match(cell) or _LOST.fullmatch(cell):
        raise Lost(cell)
    found: dict[str, Number] = {}
    raw = value if type(value) is str else cell
    for piece in _BREAKS.split(raw.upper() if "zl" in raw else raw):
        word = piece.strip(" 　,，【】'\"`\t\r")
        number = _read(word, office, kind) if word else None
        if number is not None:
            found.setdefault(number.canonical, number)
    if not found and sum(map(str.isdigit, cell)) >= DIGITS:
        found[cell] = unknown(cell, office)
    return list(found.values())


def is_noisy(number: Number) -> bool:
    """Whether it was read with the noise of a decimal number rounded off."""
    decimals = number.input[number.input.rfind(".") :].rstrip(" 】")
    return number.system == APPLICATION and bool(NOISE.fullmatch(decimals))


def _read(word: str, office: str | None, kind: str | None) -> Number | None:
    """One number by its row; None for a word that is none."""
    try:
        number = read_of(word, office)
    except Malformed:
        return unknown(word, office) if sum(map(str.isdigit, word)) >= DIGITS else None
    if kind and not number.kind_code and is_kind_code(kind.upper()):
        with suppress(Malformed):
            with_kind = read(number.canonical + kind.upper())
            number = with_kind if with_kind.kind_code else number
    return number._replace(input=word)


def unknown(word: str, office: str | None) -> Number:
    """A number that no system knows, as it is written."""
    return Number(word, "", "", office or "", word[:100], (word[:100],), well_formed=False)


def office_of(value: object, names: Mapping[str, str]) -> str | None:
    """The code of the office that a cell names."""
    cell = words(value)
    if cell is None:
        return None
    found = names.get(normal(cell))
    if found is None and len(cell) > 2 and not cell[2].isalpha():
        cell = cell[:2]  # CN (China)
    if found is None and len(cell) == 2 and cell.isascii() and cell.isalpha():
        found = cell.upper()
    return found


def is_publication(number: Number) -> bool:
    """Whether a number is that of a published document."""
    return number.well_formed and number.kind not in ("application", "patent")


def choose(found: Sequence[tuple[Column, Sequence[Number]]], *, has_fees: bool) -> Told:
    """The numbers of all columns of a row, put in order."""
    applications: list[Number] = []
    publications: list[Number] = []
    left: list[tuple[Column, Number]] = []
    for column, numbers in found:
        if len(numbers) > 1 and (bundle := _bundle(numbers, has_fees=has_fees)):
            return Told(bundle, is_bundle=True)
        for number in numbers:
            if number.system == APPLICATION:
                if not applications:
                    applications.append(number)
                elif number.keys != applications[0].keys:
                    left.append((column, number))
            elif is_publication(number) and column.target in _PUBLISHED[number.office == "WO"]:
                if number.canonical not in [other.canonical for other in publications]:
                    publications.append(number)
            else:
                left.append((column, number))
    if publications:
        first = min(publications, key=_rank)
        publications.remove(first)
        return Told([first, *applications, *publications], left)
    if not applications and left:
        own = next((one for one in left if one[1].well_formed), left[0])
        others = [one for one in left if one is not own]
        # It is no publication for standing where applications do, unless it tells otherwise.
        number = own[1]
        tells = number.office == "CN" or bool(number.kind_code) or number.kind == "grant"
        return Told([number], others, tells)
    return Told(applications, left)


def _rank(publication: Number) -> int:
    """A Chinese grant before any other grant, and these before what is none."""
    return 2 if not is_granted(publication) else int(publication.office != "CN")


# Columns whose numbers can be publications: those of WO, and of any other office.
_PUBLISHED = {False: ("publication_number", "id"), True: ("publication_number", "id", "wo_number")}


def _bundle(numbers: Sequence[Number], *, has_fees: bool) -> list[Number]:
    """Different patents in one cell: applications, or, in a list of offers, Chinese grants."""
    same = [n for n in numbers if n.system == APPLICATION]
    if not same and has_fees:
        same = [n for n in numbers if n.office == "CN" and is_granted(n)]
    return same if len({n.keys[0] for n in same}) > 1 else []
