"""Ids: one a line, or each ended by NUL for `xargs -0`."""

from collections.abc import Iterable, Iterator, Mapping

from patentcli.output.cells import cell_text
from patentcli.output.clean import line


def ids(rows: Iterable[Mapping[str, object]], field: str, *, null: bool) -> Iterator[str]:
    """The cleaned ids: none can hold the character that ends it."""
    end = "\0" if null else "\n"
    for row in rows:
        yield line(cell_text(row[field])) + end
