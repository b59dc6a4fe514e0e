"""A Markdown table as GitHub reads it (https://github.github.com/gfm/#tables-extension-).

Text stays text: what Markdown or HTML would interpret is escaped, a line break
in a cell becomes a space.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from patentcli.output.cells import cell_text
from patentcli.output.clean import line

# An underscore inside a word means nothing to GitHub, and escaping it would break
# addresses; an ampersand matters only where it begins a character reference.
_MARKUP = r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"


def table(
    records: Iterable[Sequence[object]], fields: Sequence[str], numeric: Sequence[str]
) -> Iterator[str]:
    """Lines of a table; `numeric` fields are aligned to the right."""
    yield _row(map(_cell, fields))
    yield _row("---:" if name in numeric else "---" for name in fields)
    yield from lines(records)


def lines(records: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines without their heading, to append to a table."""
    return (_row(map(_cell, cells)) for cells in records)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _cell(value: object) -> str:
    # Cleaning comes first: the backslashes it writes are text and are escaped too.
    return re.sub(_MARKUP, r"\\\g<0>", line(cell_text(value)))
