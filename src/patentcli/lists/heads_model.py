"""The table of column heads as people edit it (`data/heads.toml`), checked at build time."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists.heads import TARGETS, normal
from patentcli.toml_file import Strict, Text, checked, read_toml

FILE = "heads.toml"


class Head(Strict):
    """Spellings of a column's head and the field they go to."""

    field: Text
    heads: list[Text] = Field(min_length=1)


class Export(Strict):
    """A known export: heads that tell it, and what is special about it."""

    name: Text
    heads: list[Text] = Field(min_length=1)
    office: Text | None = None
    dates: Literal["dmy", "mdy"] | None = None
    comma: bool = False
    map: dict[str, Text] = Field(default={})


class Units(Strict):
    """What may stand at the end of a head of fees."""

    yuan: list[str]
    wan: list[str]
    yearly: list[str]


class HeadTable(Strict):
    """The whole file."""

    head: list[Head]
    export: list[Export]
    units: Units
    offices: dict[str, list[Text]]
    licence_kind: dict[Literal["open-licence", "public-implementation"], list[Text]]


def compiled(table: HeadTable) -> dict[str, Any]:
    """The table as the program looks things up: by normal form, in order of precedence."""
    heads: dict[str, str] = {}
    for entry in table.head:
        _check_target(entry.field)
        for head in entry.heads:
            if heads.setdefault(normal(head), entry.field) != entry.field:
                message = _("{head!r} goes to two fields")
                raise DataProblem(message.format(head=head), where=f"{FILE}: head")
    for export in table.export:
        for target in export.map.values():
            _check_target(target)
    return {
        "heads": heads,
        "exports": [
            export.model_dump()
            | {
                "heads": _folded(export.heads),
                "map": {normal(head): target for head, target in export.map.items()},
            }
            for export in table.export
        ],
        "wan": _folded(table.units.wan),
        "yuan": _folded(table.units.yuan),
        "yearly": _folded(table.units.yearly),
        "offices": {normal(w): code for code, words in table.offices.items() for w in words},
        "licence_kind": {w: k for k, words in table.licence_kind.items() for w in _folded(words)},
    }


def _check_target(field: str) -> None:
    if field not in TARGETS:
        message = _("{field!r} is not a field that a column can go to")
        raise DataProblem(message.format(field=field), where=f"{FILE}: head")


def _folded(words: list[str]) -> list[str]:
    return [normal(word) for word in words]


def load(data: Path) -> dict[str, Any]:
    """The compiled table of the sources in `data`; DataProblem for the first defect."""
    return compiled(checked(HeadTable, read_toml(data / FILE, FILE), FILE))
