"""TSV and CSV: UTF-8, LF line ends, no cell that a spreadsheet would run.

In TSV a record is a line: tab and line break in a cell become a space. In CSV
they stay, quoted as RFC 4180 says (https://www.rfc-editor.org/rfc/rfc4180).
Other control, bidi and zero-width characters are made visible in both; JSON is
the format that keeps them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from patentcli.output.cells import cell_text, reader
from patentcli.output.clean import GUARD_STARTS, block, guard, line

_Rows = Iterable[Mapping[str, object]]


def tsv(rows: _Rows, fields: tuple[str, ...], *, header: bool) -> Iterator[str]:
    """Lines of tab-separated cells."""
    return tsv_lines(map(reader(fields), rows), fields, header=header)


def tsv_lines(
    records: Iterable[tuple[Any, ...]], fields: tuple[str, ...], *, header: bool
) -> Iterator[str]:
    """The same for records that are cells in the order of `fields` already."""
    if header:
        yield "\t".join(map(_tsv_cell, fields)) + "\n"
    guarded = re.compile(r"\t[=+@'-]").search
    for cells in records:
        try:
            # Most records are plain text throughout: five checks a record, not three a cell.
            text = "\t".join(cells)
            if not "".join(cells).isprintable() or text[:1] in GUARD_STARTS or guarded(text):
                text = "\t".join(map(_tsv_cell, cells))
        except TypeError:  # a cell that is no text
            text = "\t".join(map(_tsv_cell, cells))
        yield text + "\n"


def csv(rows: _Rows, fields: tuple[str, ...], *, header: bool) -> Iterator[str]:
    """Lines of comma-separated cells."""
    return csv_lines(map(reader(fields), rows), fields, header=header)


def csv_lines(
    records: Iterable[tuple[Any, ...]], fields: tuple[str, ...], *, header: bool
) -> Iterator[str]:
    """The same for records that are cells in the order of `fields` already."""
    if header:
        yield ",".join(map(_csv_cell, fields)) + "\n"
    commas = len(fields) - 1
    guarded = re.compile(r",[=+@'-]").search
    for cells in records:
        try:
            # As in TSV: most records are plain text, and many of these need no quotes either.
            text = ",".join(cells)
            if not text.isprintable() or text[:1] in GUARD_STARTS or guarded(text):
                text = ",".join(map(_csv_cell, cells))
            elif '"' in text:
                text = ",".join(map(_csv_text, cells))
            elif text.count(",") != commas:
                text = ",".join([f'"{cell}"' if "," in cell else cell for cell in cells])
        except TypeError:  # a cell that is no text
            text = ",".join(map(_csv_cell, cells))
        # An empty line would read as no record at all.
        yield (text or '""') + "\n"


def _tsv_cell(value: object) -> str:
    text = value if isinstance(value, str) else cell_text(value)
    if text[:1] in GUARD_STARTS:
        text = guard(text)
    return text if text.isprintable() else line(text)


def _csv_cell(value: object) -> str:
    text = value if isinstance(value, str) else cell_text(value)
    if text[:1] in GUARD_STARTS:
        text = guard(text)
    if not text.isprintable():
        text = block(text)
        if "\n" in text or "\r" in text or "\t" in text:
            return _quoted(text)
    return _csv_text(text)


def _csv_text(text: str) -> str:
    return _quoted(text) if '"' in text or "," in text else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
