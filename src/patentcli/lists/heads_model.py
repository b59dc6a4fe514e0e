"""The table of column heads as people edit it (`data/heads.toml`), checked at build time."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists.heads import TARGETS, normal
from patentcli.toml_file import Strict, Text, checked, read_toml

FILE = "heads.toml"


def _check_target(field: str) -> str:
    if field not in TARGETS:
        message = _("{field!r} is not a field that a column can go to")
        raise ValueError(message.format(field=field))
    return field


Target = Annotated[Text, AfterValidator(_check_target)]
Folded = Annotated[Text, AfterValidator(normal)]


class Head(Strict):
    """Spellings of a column's head and the field they go to."""

    field: Target
    heads: list[Folded] = Field(min_length=1)


class Export(Strict):
    """A known export: heads that tell it, and what is special about it."""

    name: Text
    heads: list[Folded] = Field(min_length=1)
    office: Text | None = None
    dates: Literal["dmy", "mdy"] | None = None
    comma: bool = False
    map: dict[Folded, Target] = Field(default={})


class HeadTable(Strict):
    """The whole file."""

    head: list[Head]
    export: list[Export]
    offices: dict[str, list[Folded]]
    licence_kind: dict[Literal["open-licence", "public-implementation"], list[Folded]]


def load(data: Path) -> dict[str, Any]:
    """The table as the program looks things up, by normal form, in order of precedence;
    DataProblem for the first defect of the source in `data`."""
    table = checked(HeadTable, read_toml(data / FILE, FILE), FILE)
    heads: dict[str, str] = {}
    for entry in table.head:
        for head in entry.heads:
            if heads.setdefault(head, entry.field) != entry.field:
                message = _("{head!r} goes to two fields")
                raise DataProblem(message.format(head=head), where=f"{FILE}: head")
    return {
        "heads": heads,
        "exports": [export.model_dump() for export in table.export],
        "offices": {word: code for code, words in table.offices.items() for word in words},
        "licence_kind": {word: kind for kind, ws in table.licence_kind.items() for word in ws},
    }
