"""Cells that hold one of a few words."""

from collections.abc import Iterable, Mapping
from typing import Any

from patentcli.i18n import _
from patentcli.lists.heads import normal
from patentcli.lists.problem import CellProblem
from patentcli.lists.texts import text

LISTINGS = ("candidate", "listed")
KINDS = ("public-implementation", "open-licence")
CONFIDENCES = ("high", "medium", "low")
BASES = ("abstract", "title")


def choice(value: object, known: Iterable[str]) -> str | None:
    """The word itself if it is known; CellProblem that lists the known ones if not."""
    cell = text(value)
    if cell is None:
        return None
    word = cell.casefold()
    known = tuple(known)
    if word in known:
        return word
    raise CellProblem(_("unknown word"), _("known: {names}").format(names=", ".join(known)))


def flag(value: object, words: Mapping[str, Any]) -> int | None:
    """1 for yes, 0 for no, None for a blank."""
    if isinstance(value, bool):
        return int(value)
    cell = text(value)
    if cell is None:
        return None
    word = normal(cell)
    if word in words["yes"]:
        return 1
    if word in words["no"]:
        return 0
    raise CellProblem(_("neither yes nor no"), _("write true or false"))


def licence_kind(value: object, words: Mapping[str, Any]) -> str | None:
    """The kind of licence where the cell says it; None for any other, such as 普通许可."""
    cell = text(value)
    if cell is None:
        return None
    word = normal(cell)
    if word in KINDS:
        return word
    kind = words["licence_kind"].get(word)
    return kind if kind is None else str(kind)


def open_licence(value: object, words: Mapping[str, Any]) -> str | None:
    """Whether an open licence is declared, for a column that asks only this."""
    cell = text(value)
    if cell is None:
        return None
    return "open-licence" if normal(cell) in words["yes"] else licence_kind(cell, words)
