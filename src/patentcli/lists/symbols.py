"""Cells that hold classification symbols, and cells that name a field of technology."""

import re
from collections.abc import Mapping, Sequence

from patentcli.lists.texts import several, text

# A symbol of the IPC, or of the CPC with its section Y, to any depth; as in the build's check.
SYMBOL = re.compile(r"[A-HY]([0-9]{2}([A-Z]([0-9]{1,4}(/[0-9]{2,6})?)?)?)?")
_VERSION = re.compile(r"\(\d{4}\.\d{2}\)\w?\Z|[\s\xa0]")
_PADDED = re.compile(r"([A-HY]\d\d[A-Z])-?0*(\d{1,4})/(\d{2,6})")  # C02F-009/14


def symbol(word: str) -> str | None:
    """A symbol in the form that the program writes, `G06T7/00`; None for what is none.

    >>> symbol("G06T 7/00 (2017.01) I"), symbol("H01M0010056200"), symbol("C07D41700")
    ('G06T7/00', 'H01M10/0562', 'C07D417/00')
    """
    if SYMBOL.fullmatch(word):
        return word
    compact = _VERSION.sub("", _VERSION.sub("", word.upper()))
    if SYMBOL.fullmatch(compact):
        return compact
    if match := _PADDED.fullmatch(compact):
        return f"{match[1]}{match[2]}/{match[3]}"
    if len(compact) == 14 and (match := re.fullmatch(r"([A-HY]\d\d[A-Z])(\d{4})(\d{6})", compact)):
        group, rest = int(match[2]), match[3].rstrip("0").ljust(2, "0")
        return f"{match[1]}{group}/{rest}"
    if match := re.fullmatch(r"([A-HY]\d\d[A-Z])(\d{3})(\d\d)", compact):
        return f"{match[1]}{int(match[2])}/{match[3]}"
    return None


def symbols(value: object) -> tuple[list[str] | None, str | None]:
    """Symbols such as G06T7/00, and what of the cell is none."""
    if type(value) is str and SYMBOL.fullmatch(value):
        return [value], None
    known: dict[str, None] = {}
    rest = []
    for item in several(value) or ():
        found = symbol(item)
        if found:
            known[found] = None
        else:
            rest.append(item)
    return list(known) or None, "; ".join(rest) or None


class Vocabulary:
    """The words of `domain` and `applications` with the labels they can also be written as."""

    def __init__(self, plain: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        self.domains = _by_spelling(plain["domain"])
        self.applications = _by_spelling(plain["application"])

    def field(self, value: object) -> tuple[str | None, list[str] | None, str | None]:
        """Domain and applications, the first domain counting; else the whole cell to be kept."""
        cell = text(value)
        domain, fits = None, True
        applications: dict[str, None] = {}
        for item in several(cell) or ():
            word = item.casefold()
            if word in self.domains:
                domain = domain or self.domains[word]
            elif word in self.applications:
                applications[self.applications[word]] = None
            else:
                fits = False
        return domain, list(applications) or None, None if fits else cell


def _by_spelling(words: Sequence[Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        for spelling in (word["value"], word["label_en"], word["label_zh"]):
            found.setdefault(spelling.casefold(), word["value"])
    return found
