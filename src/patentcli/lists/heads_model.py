"""The table of column heads as people edit it (`data/heads.toml`), checked at build time."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from patentcli.catalogue.record import Strict, Text
from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists.fields import TARGETS
from patentcli.lists.heads import normal
from patentcli.toml_file import checked, read_toml

FILE = "heads.toml"


class Head(Strict):
    """Spellings of a column's head and the field they go to."""

    field: Text
    heads: list[Text] = Field(min_length=1)


class Units(Strict):
    """What may stand at the end of a head of fees."""

    yuan: list[str]
    wan: list[str]


class Words(Strict):
    """Words for one answer."""

    words: list[str]


class Cells(Strict):
    """Words that stand for values."""

    free: list[str]
    open: list[str]
    yearly: list[str]
    licence_kind: dict[Literal["open-licence", "public-implementation"], list[Text]]
    yes: Words
    no: Words


class HeadTable(Strict):
    """The whole file."""

    head: list[Head]
    units: Units
    cells: Cells


def compiled(table: HeadTable) -> dict[str, Any]:
    """The table as the program looks things up: by normal form, in order of precedence."""
    heads: dict[str, str] = {}
    for entry in table.head:
        for head in entry.heads:
            if entry.field not in TARGETS:
                message = _("{field!r} is no field that a column can go to")
                raise DataProblem(message.format(field=entry.field), where=f"{FILE}: head")
            if heads.setdefault(normal(head), entry.field) != entry.field:
                message = _("{head!r} goes to two fields")
                raise DataProblem(message.format(head=head), where=f"{FILE}: head")
    cells = table.cells
    return {
        "heads": heads,
        "wan": _folded(table.units.wan),
        "yuan": _folded(table.units.yuan),
        "free": _folded(cells.free),
        "open": _folded(cells.open),
        "yearly": [word.casefold() for word in cells.yearly],
        "licence_kind": {w: k for k, words in cells.licence_kind.items() for w in _folded(words)},
        "yes": _folded(cells.yes.words),
        "no": _folded(cells.no.words),
    }


def _folded(words: list[str]) -> list[str]:
    return [normal(word) for word in words]


def load(data: Path) -> dict[str, Any]:
    """The compiled table of the sources in `data`; DataProblem for the first defect."""
    return compiled(checked(HeadTable, read_toml(data / FILE, FILE), FILE))
