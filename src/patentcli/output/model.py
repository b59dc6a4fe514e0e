"""What a command hands over to be written, and the formats there are."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from patentcli.output.clean import json_text

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids", "xlsx")
SUFFIXES = {"txt": "table"} | {name: name for name in FORMATS if name not in ("table", "ids")}
"""What the end of a file's name says about the format."""


class Rows(NamedTuple):
    """The records of one answer and the forms they can take.

    Values are JSON-able: str, None, bool, int, float, list of str, list of dict, dict.
    """

    columns: tuple[str, ...]
    """Default columns of TSV, CSV, md, XLSX and table."""
    fields: tuple[str, ...]
    """All that `--fields` may choose, in the order of JSON keys."""
    rows: Iterable[Mapping[str, object]] = ()
    """Read once, one at a time."""
    cells: Iterable[tuple[Any, ...]] | None = None
    """The same in place of `rows`, as tuples in the order of `fields`: where names come twice."""
    nested: Mapping[str, tuple[str, ...]] = {}
    """The keys of the objects in a field, which `--fields` takes as `field.key`."""
    id_field: str | None = None
    """What `ids` writes; None: there are no ids and the format is refused."""
    document: Callable[[], object] | None = None
    """The JSON form where it is not an array of the rows; not used when `--fields` chooses."""
    human: "Callable[[Screen], object] | None" = None
    """A view of its own for `table`, not used when `--fields` chooses."""
    whole: tuple[str, ...] = ()
    """Columns that a table never cuts or wraps, besides `id_field`."""
    numeric: tuple[str, ...] = ()
    """Columns that a table aligns to the right."""
    one_line: bool = False
    """On a terminal a record is one line, cut to the width; else long cells are wrapped."""
    live: bool = False
    """Each record is written at once: somebody waits for the answer to a line."""
    words: Mapping[str, Mapping[str, str]] = {}
    """For a column, what a person reads in place of a value, for the terminal only."""

    def tuples(self, fields: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The values of each record for `fields`, in their order."""
        if self.cells is None:
            return (tuple([value_at(row, name) for name in fields]) for row in self.rows)
        if tuple(fields) == self.fields:
            return iter(self.cells)
        places = [self.fields.index(name) for name in fields]
        return (tuple([cells[place] for place in places]) for cells in self.cells)


def value_at(row: Mapping[str, Any], path: str) -> Any:
    """The value at a path such as `expiry.date`; of a list of objects, a list of their values."""
    if path in row:  # a name that came with the data may have a dot
        return row[path]
    field, _dot, key = path.partition(".")
    value = row[field]
    if value is None:
        return value
    return [item[key] for item in value] if isinstance(value, list | tuple) else value[key]


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def cell_text(value: object) -> str:
    """The text of a value: null empty, true or false, a list joined by `|`, objects as JSON.

    Not cleaned yet: that is the format's part.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list | tuple) and not any(isinstance(item, dict | list) for item in value):
        return "|".join(map(cell_text, value))
    return compact(value) if isinstance(value, bool | list | tuple | dict) else str(value)


def compact(value: object) -> str:
    """A value as JSON on one line. Raises ValueError for NaN and infinity."""
    return json_text(_encode(value))
