"""Cells that hold patent numbers: in any spelling, several in one cell, with country or kind of the
document in a column of its own."""

import re
from collections.abc import Mapping
from contextlib import suppress

from patentcli.i18n import _
from patentcli.lists.findings import CellProblem
from patentcli.lists.heads import normal
from patentcli.lists.texts import text, tidy
from patentcli.numbers import Malformed, Number, cn_application, quick, read, read_of, readings
from patentcli.numbers.cn_application import NOISE

EXAMPLE = "CN202210599282.6"
APPLICATION = cn_application.SYSTEM
DIGITS = 4  # what has fewer is no number of a patent, but a word
_LOST = re.compile(r"\d+(\.\d+)?[eE]\+?\d{1,2}")
# A comma parts numbers unless it stands within one, as in 7,123,456 or 201820754934,8.
_BREAKS = re.compile(
    r"[;；、|\n]+|[,，](?!\s*\d{1,3}(?!\d))|(?:(?:^|\s+)\d{1,2}[.)）])?\s*(?=ZL\s*\d)|\s/\s"
    r"|(?:(?<=[0-9X])|(?<=\d[A-Z]))\s(?=CN|\d{9}|[A-Z]{2}\d{6}|[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff：:])\s*(?=CN\s?\d)|[至到~～](?=\s*(?:(?:ZL|CN)\s*\d|\d{9}))"
    r"|\s*(?=等|共\s*[\d二两三-九十]|及其|系列|(?:etc|et al|and others)\b)"
)
# Words that more patents are meant than are named, perhaps with how many.
_MORE = re.compile(
    r"(?:等(?!待)|共(?=\s*[\d二两三-九十]+\s*[件项个])|及其|系列|\b(?:etc|et al|and others)\b"
    r"|[至到~～](?=\s*(?:(?:ZL|CN)\s*\d|\d{9})))[\s(（共]*(\d*)"
)
# A remark behind a number, or another number; but A1 in EP3123456 (A1), 2021 in US(2021)0303928.
_REMARK = re.compile(
    r"(?:(?:(?<=[0-9)）])|(?<=[0-9 ][A-Z]))\s?[(（\[](?![A-Z]\d?[)）\]])"
    r"|[(（\[](?=(?:CN|ZL)\s?\d))([^()（）\[\]]*)[)）\]]"
)
# What such a remark often is: a day, which would read as a number of another office.
_DAY = re.compile(r"[^0-9A-Za-z]*(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?")
_DIGITS = re.compile(r"(?:CN|ZL)?[\d .]+X?")  # a number, even if one of its digits was lost
_BLANKS = re.compile(r"[^\S\n]+")
_BETWEEN = " 　,，.和及与以&/-【】'\"`\t\r"


def read_numbers(
    value: object, office: str | None, kind: str | None
) -> tuple[list[Number], bool, bool]:
    """The numbers in a cell, each once, whether it has words besides, and whether it means more
    patents than can be read. CellProblem where there was one: an error value, or digits cut off.
    `office` and `kind` are those of the row, or what the user or the export says of bare numbers.
    What no system reads is a number as it is written, of system "", if it has digits enough."""
    if type(value) is str and value.isascii():
        # Nearly every number has a spelling that is read at once.
        number = quick(value)
        if number and (number.kind_code or (kind is None and office in (None, value[:2]))):
            return [number], False, False
    cell = text(value)
    if cell is None:
        return [], False, False
    more = _MORE.search(cell)
    has_words = more is not None
    if office is None and kind is None:
        with suppress(Malformed):
            return [read(cell)], has_words, has_words
    if _LOST.fullmatch(cell):
        raise CellProblem(_("the digits of the number are lost"))
    found: dict[str, Number] = {}
    raw = _BLANKS.sub(" ", value if type(value) is str else cell)
    for piece in _BREAKS.split(_REMARK.sub(r";\1;", raw.upper() if "zl" in raw else raw)):
        word = piece.strip(_BETWEEN)
        is_day = bool(_DAY.fullmatch(word))
        number = _read(word, office, kind) if word and not is_day else None
        if number is not None:
            found.setdefault(number.canonical, number)
        elif is_day or any(map(str.isalpha, word)):
            has_words = True
    if not found and sum(map(str.isdigit, cell)) >= DIGITS:
        return [unknown(cell, office)], False, False
    broken = [n for n in found.values() if not n.well_formed and _DIGITS.fullmatch(n.canonical)]
    has_more = bool((broken and len(found) > 1) or (more and more[1] != str(len(found))))
    return list(found.values()), has_words, has_more


def application_of(number: Number) -> Number:
    """The reading of a foreign number as one of an application, where it has such a reading."""
    if not number.system:
        return number
    others = (other for other in readings(number.canonical) if other.kind == "application")
    return next(others, number)._replace(input=number.input)


def is_noisy(number: Number) -> bool:
    """Whether it was read with the noise of a decimal number rounded off."""
    decimals = number.input[number.input.rfind(".") :].rstrip(" 】")
    return number.system == APPLICATION and bool(NOISE.fullmatch(decimals))


def _read(word: str, office: str | None, kind: str | None) -> Number | None:
    """One number by its row; None for a word that is none."""
    try:
        number = read_of(word, office)
    except Malformed:
        if re.fullmatch(r"\d+\.0+", word):  # a whole number kept as a decimal one
            return _read(word.partition(".")[0], office, kind)
        return unknown(word, office) if sum(map(str.isdigit, word)) >= DIGITS else None
    if kind and not number.kind_code and re.fullmatch("[A-Z][0-9]?", kind.upper()):
        with suppress(Malformed):
            with_kind = read(number.canonical + kind.upper())
            number = with_kind if with_kind.kind_code else number
    return number._replace(input=word)


def unknown(word: str, office: str | None) -> Number:
    """A number that no system knows, as it is written."""
    word = tidy(word)[:100]
    return Number(word, "", "", office or "", word, (word,), well_formed=False)


def office_of(cell: str, names: Mapping[str, str]) -> str | None:
    """The code of the office that a cell names."""
    code = cell if cell[2:3].isalpha() else cell[:2]  # CN (China)
    is_code = len(code) == 2 and code.isascii() and code.isalpha()
    return names.get(normal(cell)) or (code.upper() if is_code else None)
