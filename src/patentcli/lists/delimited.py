"""Lists as CSV or TSV, in any of the encodings that spreadsheets write."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import suppress

from patentcli.csv_rows import Bad, read_records, text_lines
from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists import encodings
from patentcli.lists.heads import HeadTable
from patentcli.lists.mapping import READ_ROWS, find_heads
from patentcli.lists.source import Source
from patentcli.lists.table import File, Row, Table

_DELIMITERS = ",\t;|"
_SAMPLE = 1 << 16  # bytes among which the delimiter is looked for


def read(
    source: Source,
    encoding: str | None,
    table: HeadTable,
    chosen: Mapping[str, str],
    *,
    tabs: bool,
) -> File:
    """The table of a CSV file, or of a TSV file with `tabs`. DataProblem for what is none."""
    head = source.head
    name = encoding or encodings.detect(head, whole=source.is_short, where=source.shown)
    sample = head[:_SAMPLE].decode(name, errors="replace")
    delimiter = "\t" if tabs else _delimiter(sample, table, chosen)
    rows = _Rows(source, name, delimiter)
    said = "" if name.startswith("utf-8") else _("read as {encoding}")
    notes = [said.format(encoding=encodings.shown(name))] if said else []
    return File([Table(rows, ragged=True)], notes, source.stream.tell)


def _delimiter(text: str, table: HeadTable, chosen: Mapping[str, str]) -> str:
    """The separator that parts known heads, else the one that stands most often.

    Counting alone would be misled by cells such as "王;李;张".
    """
    lines = text.splitlines(keepends=True)[:READ_ROWS]
    signs = sorted(_DELIMITERS, key=lambda sign: -max([line.count(sign) for line in lines] or [0]))
    for sign in signs:
        rows: list[list[str]] = []
        with suppress(csv.Error):
            rows.extend(csv.reader(lines, delimiter=sign, skipinitialspace=True))
        if find_heads(rows, table, chosen) is not None:
            return sign
    return signs[0]


class _Rows:
    """Rows as a spreadsheet numbers them, at each call from the first."""

    def __init__(self, source: Source, encoding: str, delimiter: str) -> None:
        self._source = source
        self._encoding = encoding
        self._delimiter = delimiter

    def __call__(self, width: int) -> Iterator[Row]:
        lines = text_lines(self._source.again(), self._encoding, errors="strict")
        records = read_records(
            lines, delimiter=self._delimiter, width=width, blanks=True, spaces=False
        )
        row = 0
        try:
            for row, (_line, cells) in enumerate(records, start=1):
                if isinstance(cells, Bad):
                    raise DataProblem(
                        cells.reason,
                        where=_("{where}, row {row}").format(where=self._source.shown, row=row),
                        hint=_("close it, or save the list as a spreadsheet writes CSV"),
                    )
                yield row, cells
        except UnicodeDecodeError:
            place = _("row {row} or after it").format(row=row + 1)
            raise encodings.not_text(self._encoding, place, self._source.shown) from None
