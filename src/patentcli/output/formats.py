"""The formats that are text, each a function from records to pieces of it.

TSV and CSV have LF line ends and no cell that a spreadsheet would run. In TSV a record is a line:
tab and line break in a cell become a space; in CSV they stay, quoted as RFC 4180 says
(https://www.rfc-editor.org/rfc/rfc4180). Markdown is a table as GitHub reads it
(https://github.github.com/gfm/#tables-extension-), in which text stays text. JSON keeps every
character, hidden ones as \\u escapes; all else makes them visible.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from patentcli.output.clean import block, guard, json_text, line

Records = Iterable[Sequence[object]]
"""The values of each record, in the order of the fields."""

_QUOTED = re.compile('[",\t\n\r]').search  # asked of every cell of a million rows
# An underscore inside a word means nothing to GitHub, and escaping it would break
# addresses; an ampersand matters only where it begins a character reference.
_MARKUP = r"[\\`*\[\]<>|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"


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


def tsv(records: Records) -> Iterator[str]:
    """Lines of tab-separated cells."""
    for cells in records:
        yield "\t".join(line(guard(cell_text(value))) for value in cells) + "\n"


def csv(records: Records) -> Iterator[str]:
    """Lines of comma-separated cells."""
    for cells in records:
        # An empty line would read as no record at all.
        yield (",".join(map(_csv_cell, cells)) or '""') + "\n"


def _csv_cell(value: object) -> str:
    text = value if isinstance(value, str) else cell_text(value)
    if not text or text.isalnum():  # the most of a million rows: nothing to hide, guard or quote
        return text
    return _csv_text(text)


@lru_cache(maxsize=4096)  # words of a vocabulary come again and again
def _csv_text(text: str) -> str:
    text = block(guard(text))
    return '"' + text.replace('"', '""') + '"' if _QUOTED(text) else text


def markdown(
    records: Records, fields: Sequence[str], numeric: Sequence[str], *, header: bool = True
) -> Iterator[str]:
    """Lines of a table; `numeric` fields are aligned to the right."""
    if header:
        yield _markdown_row(fields)
        yield "| " + " | ".join("---:" if name in numeric else "---" for name in fields) + " |\n"
    yield from map(_markdown_row, records)


def escape(text: str) -> str:
    """Plain text as Markdown within a line."""
    # Cleaning comes first: the backslashes it writes are text and are escaped too.
    return re.sub(_MARKUP, r"\\\g<0>", line(text))


def _markdown_row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(escape(cell_text(value)) for value in cells) + " |\n"


def ids(records: Records, *, null: bool) -> Iterator[str]:
    """The only cell of each record, ended by a line end or NUL: a cleaned one can hold neither."""
    return (line(cell_text(value)) + ("\0" if null else "\n") for (value,) in records)


def compact(value: object) -> str:
    """A value as JSON on one line. Raises ValueError for NaN and infinity."""
    return json_text(_encode(value))


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_indent = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2).encode


def pretty(value: object) -> str:
    """A value as JSON, indented by two."""
    return json_text(_indent(value))


def json_lines(values: Iterable[object]) -> Iterator[str]:
    """One value a line."""
    return (compact(value) + "\n" for value in values)


def json_array(values: Iterable[object]) -> Iterator[str]:
    """An array as `pretty` writes it, one value at a time."""
    opening = "[\n"
    for value in values:
        yield opening + "  " + pretty(value).replace("\n", "\n  ")
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
