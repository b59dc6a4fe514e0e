"""Cells that hold classification symbols, and cells that name a field of technology."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from patentcli.lists.texts import several, text

# A symbol of the IPC, or of the CPC with its section Y, to any depth; as in the build's check.
SYMBOL = re.compile(r"[A-HY]([0-9]{2}([A-Z]([0-9]{1,4}(/[0-9]{2,6})?)?)?)?")


class Symbols(NamedTuple):
    """Symbols of the IPC or CPC, and what else stood in the cell (other classifications)."""

    known: list[str]
    rest: str | None


def symbols(value: object) -> Symbols | None:
    """Symbols such as G06T7/00; spaces and the version, as in G06T 7/00 (2017.01) I, go away.

    None for a blank.
    """
    if type(value) is str and SYMBOL.fullmatch(value):
        return Symbols([value], None)
    known: dict[str, None] = {}
    rest = []
    for item in several(value) or ():
        compact = re.sub(r"\(\d{4}\.\d{2}\)\w?\Z", "", re.sub(r"\s", "", item.upper()))
        if SYMBOL.fullmatch(compact):
            known[compact] = None
        else:
            rest.append(item)
    return Symbols(list(known), ";".join(rest) or None) if known or rest else None


def symbols_column(cells: Sequence[object]) -> list[Symbols | None]:
    """`symbols` of each cell."""
    try:
        if all(map(SYMBOL.fullmatch, cells)):  # type: ignore[arg-type]
            return [Symbols([cell], None) for cell in cells]  # type: ignore[list-item]
    except TypeError:  # a cell that is no text
        pass
    return list(map(symbols, cells))


class Field(NamedTuple):
    """What a cell about the field of technology says in words of the vocabulary."""

    domain: str | None
    applications: list[str]
    rest: str | None
    """The whole cell if a word in it is none of the vocabulary."""


class Vocabulary:
    """The words of `domain` and `applications` with the labels they can also be written as."""

    def __init__(self, plain: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        self.domains = _by_spelling(plain["domain"])
        self.applications = _by_spelling(plain["application"])

    def field(self, value: object) -> Field | None:
        """The words that fit, the first domain counting; None for a blank."""
        cell = text(value)
        if cell is None:
            return None
        domain, fits = None, True
        applications: dict[str, None] = {}
        for item in several(value) or ():
            word = item.casefold()
            if word in self.domains:
                domain = domain or self.domains[word]
            elif word in self.applications:
                applications[self.applications[word]] = None
            else:
                fits = False
        return Field(domain, list(applications), None if fits else cell)


def _by_spelling(words: Sequence[Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        for spelling in (word["value"], word["label_en"], word["label_zh"]):
            found.setdefault(spelling.casefold(), word["value"])
    return found
