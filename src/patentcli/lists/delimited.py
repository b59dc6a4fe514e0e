"""Lists as CSV or TSV, in any of the encodings that spreadsheets write."""

import codecs
import csv
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists import encodings
from patentcli.lists.heads import HeadTable
from patentcli.lists.plan import READ_ROWS, find_heads, names_wan
from patentcli.lists.source import Source
from patentcli.lists.table import Row, Table
from patentcli.lists.texts import unguarded

LONGEST_LINE = 1 << 20  # characters; a file with a longer line is no table
_CHUNK = 1 << 18  # bytes decoded at once
_DELIMITERS = ",\t;|"


class _Lines:
    """Lines of text with their ends, decoded piece by piece."""

    def __init__(self, stream: BinaryIO, encoding: str, where: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._where = where
        self.read = 0
        self.count = 0
        self.guarded = False
        """Whether a cell of the lines around here may begin with the mark against formulas."""

    def __iter__(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self._encoding)()
        rest = ""
        while True:
            chunk = self._stream.read(_CHUNK)
            self.read += len(chunk)
            try:
                text = rest + decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                place = _("line {line} or after it").format(line=self.count + 1)
                raise encodings.not_text(self._encoding, place, self._where) from None
            *lines, rest = text.split("\n")
            self.guarded = self.guarded or "'" in text
            self.count += len(lines)
            yield from [line + "\n" for line in lines]
            if len(rest) > LONGEST_LINE:
                raise DataProblem(
                    _("a line of more than 1 MiB: not a table"),
                    where=_("{where}, line {line}").format(where=self._where, line=self.count + 1),
                )
            if not chunk:
                if rest:
                    yield rest
                return


def read(
    source: Source, encoding: str | None, table: HeadTable, chosen: Mapping[str, str], tabs: bool
) -> Table:
    """The table of a CSV file, or of a TSV file with `tabs`. DataProblem for what is none."""
    name = encoding or encodings.detect(source.head, whole=source.is_short, where=source.shown)
    lines = _Lines(source.stream, name, source.shown)
    first = source.head[: 1 << 16].decode(name, errors="replace")
    rows = _Rows(lines, "\t" if tabs else _delimiter(first, table, chosen), source.shown)
    ahead = rows.take(READ_ROWS)
    place = find_heads([cells for _row, cells in ahead], table, chosen)
    if place is None:
        place = next((i for i, (_row, cells) in enumerate(ahead) if any(cells)), 0)
    heads = [str(cell).strip() for cell in ahead[place][1]] if ahead else []
    rows.give_back(ahead[place + 1 :])
    wan = names_wan([cells for _row, cells in ahead[:place]], table)
    said = "" if name.startswith("utf-8") else _("read as {encoding}")
    said = said.format(encoding=encodings.shown(name))
    return Table(heads, rows.take, False, lambda: lines.read, said, wan=wan)


def _delimiter(text: str, table: HeadTable, chosen: Mapping[str, str]) -> str:
    """The separator that parts known heads, else the one that stands most often.

    Counting alone would be misled by cells such as "王;李;张".
    """
    lines = text.split("\n", READ_ROWS)[:READ_ROWS]
    signs = sorted(_DELIMITERS, key=lambda sign: -max(line.count(sign) for line in lines))
    for sign in signs:
        with suppress(csv.Error):
            rows = [list(row) for row in csv.reader(lines, delimiter=sign)]
            if find_heads(rows, table, chosen) is not None:
                return sign
    return signs[0]


class _Rows:
    """Rows as a spreadsheet numbers them."""

    def __init__(self, lines: _Lines, delimiter: str, where: str) -> None:
        self._lines = lines
        self._where = where
        self._rows: Iterator[Row] = enumerate(
            csv.reader(lines, delimiter=delimiter, strict=True), start=1
        )
        self._back: list[Row] = []
        self._row = 0

    def give_back(self, rows: list[Row]) -> None:
        """Put rows back in front of those that follow."""
        self._back = rows

    def take(self, count: int) -> list[Row]:
        """The next rows; DataProblem where the text is no table."""
        back, self._back = self._back, []
        try:
            rows = list(islice(self._rows, max(0, count - len(back))))
        except csv.Error as problem:
            raise DataProblem(
                _("no table: {reason}").format(reason=problem),
                where=_("{where}, after row {row}").format(where=self._where, row=self._row),
                hint=_("is a quote opened there that is never closed?"),
            ) from None
        self._row = rows[-1][0] if rows else self._row
        if self._lines.guarded:
            rows = [(row, list(map(unguarded, cells))) for row, cells in rows]
        return back + rows
