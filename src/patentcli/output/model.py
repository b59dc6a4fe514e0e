"""What a command hands over to be written, and how the user asked for it."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids")
SUFFIXES = {"txt": "table", **{name: name for name in FORMATS[1:-1]}}
"""What the end of a file's name says about the format."""


Encode = Callable[[Iterable[tuple[str, ...]]], bytes]
"""From records, as cells in the order of the columns, to the bytes of their lines."""


class Rows(NamedTuple):
    """The records of one answer and the forms they can take.

    Values are JSON-able: str, None, bool, int, float, list of str, list of dict, dict.
    """

    columns: tuple[str, ...]
    """Default columns of TSV, CSV, md and table."""
    fields: tuple[str, ...]
    """All that `--fields` may choose, in the order of JSON keys."""
    rows: Iterable[Mapping[str, object]]
    """Read once, one at a time."""
    id_field: str | None = None
    """What `ids` writes; None: there are no ids and the format is refused."""
    document: Callable[[], object] | None = None
    """The JSON form where it is not an array of the rows; not used when `--fields` chooses."""
    human: "Callable[[Screen], int | None] | None" = None
    """A view of its own for `table`; may return how many records it showed."""
    headings: Mapping[str, str] = {}
    """Translated column titles, for the terminal only."""
    whole: tuple[str, ...] = ()
    """Columns that a table never cuts or wraps, besides `id_field`."""
    numeric: tuple[str, ...] = ()
    """Columns that a table aligns to the right."""
    cells: Iterable[tuple[object, ...]] | None = None
    """The same records as cells in the order of `columns`, for CSV and TSV of all columns: a
    million of them are written sooner. Only one of `rows`, `cells` and `blocks` is read."""
    blocks: Callable[[Encode], Iterable[tuple[bytes, int]]] | None = None
    """The same some hundreds at a time, encoded by whoever makes them, with their number."""
    styles: Mapping[str, Mapping[str, str]] = {}
    """For a column, the style of a value (see `terminal.STYLES`), for the terminal only."""
    words: Mapping[str, Mapping[str, str]] = {}
    """For a column, what a person reads in place of a value, for the terminal only."""


class OutputOptions(NamedTuple):
    """The shared options of reading commands; the defaults are those of the command line."""

    format: str | None = None
    fields: tuple[str, ...] | None = None
    header: bool = True
    null: bool = False
    bom: bool = False
    output: str | None = None
    force: bool = False
    pager: bool = False
    color: str = "auto"
    inputs: tuple[str, ...] = ()
    """Files that are being read: never overwritten, `--force` or not."""
