"""Cells that hold classification symbols, and cells that name a field of technology."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from patentcli.lists.texts import several, text

# A symbol of the IPC, or of the CPC with its section Y, to any depth; as in the build's check.
SYMBOL = re.compile(r"[A-HY]([0-9]{2}([A-Z]([0-9]{1,4}(/[0-9]{2,6})?)?)?)?")


class Said(NamedTuple):
    """What one cell says of several fields; what fits none of them is kept in the note."""

    domain: str | None = None
    applications: list[str] | None = None
    classifications: list[str] | None = None
    licence_kind: str | None = None
    holder: str | None = None
    holder_zh: str | None = None
    legal_status_as_shown: str | None = None
    status: str | None = None
    note: str | None = None


NOTHING = Said()


def kept(head: str, value: str | None) -> str | None:
    """The part of a note that keeps a cell under its head."""
    return None if value is None else f"{head}: {value}"


def symbols(value: object, head: str) -> Said:
    """Symbols such as G06T7/00; spaces and the version, as in G06T 7/00 (2017.01) I, go away."""
    if type(value) is str and SYMBOL.fullmatch(value):
        return Said(classifications=[value])
    known: dict[str, None] = {}
    rest = []
    for item in several(value) or ():
        compact = re.sub(r"\(\d{4}\.\d{2}\)\w?\Z", "", re.sub(r"\s", "", item.upper()))
        if SYMBOL.fullmatch(compact):
            known[compact] = None
        else:
            rest.append(item)
    note = kept(head, ";".join(rest)) if rest else None
    return Said(classifications=list(known) or None, note=note)


def symbols_column(cells: Sequence[object], head: str) -> list[Said]:
    """`symbols` of each cell; most columns hold one symbol a cell and nothing else."""
    try:
        if all(map(SYMBOL.fullmatch, cells)):  # type: ignore[arg-type]
            return [Said(None, None, [cell]) for cell in cells]  # type: ignore[list-item]
    except TypeError:  # a cell that is no text
        pass
    return [symbols(cell, head) for cell in cells]


class Vocabulary:
    """The words of `domain` and `applications` with the labels they can also be written as."""

    def __init__(self, plain: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        self.domains = _by_spelling(plain["domain"])
        self.applications = _by_spelling(plain["application"])

    def field(self, value: object, head: str) -> Said:
        """The words that fit, the first domain counting; else the whole cell is kept."""
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
        return Said(domain, list(applications) or None, note=None if fits else kept(head, cell))


def _by_spelling(words: Sequence[Mapping[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        for spelling in (word["value"], word["label_en"], word["label_zh"]):
            found.setdefault(spelling.casefold(), word["value"])
    return found
