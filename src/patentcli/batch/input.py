"""A table of companies as people have it: CSV in the usual encodings, or XLSX. Rows come as they
are read: of a pipe each one as its line comes."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from itertools import chain
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from patentcli.csv_rows import Bad, read_records, readable, text_lines
from patentcli.lists import workbook
from patentcli.lists.source import ZIP, File, Source

LARGEST_EXACT = 1e15  # beyond it a float may stand for another whole number
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Row = tuple[int, list[str] | Bad]
"""The number of a row and its cells, or what is wrong with it."""


@contextmanager
def read_table(stream: BufferedReader, shown: str) -> Iterator[Iterator[Row]]:
    """The rows of a table; the first is the head. Raises DataProblem for what is none."""
    first = stream.peek(len(ZIP))
    if first.startswith(ZIP):
        with TemporaryFile() as spool:
            copyfileobj(stream, spool)
            with workbook.read(Source(shown, None, spool, spool.tell())) as book:
                yield _of_workbook(book)
        return
    lines = text_lines(stream, "utf-16") if first[:2] in _MARKS else _decoded(stream)
    head = next(lines, "")
    delimiter = max(",;\t", key=head.count)
    yield read_records(chain((head,) if head else (), lines), delimiter=delimiter)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines of a text; the first that is not ASCII tells between UTF-8 and GB18030."""
    encoding = ""
    for line in text_lines(stream, "latin-1"):
        if not line.isascii():
            body = line.encode("latin-1")
            for name in () if encoding else ("gb18030", "utf-8-sig"):  # the latter wins
                with suppress(UnicodeDecodeError):
                    body.decode(name)
                    encoding = name
            line = readable(body.decode(encoding or "utf-8-sig", "surrogateescape"))
        yield line


def _of_workbook(book: File) -> Iterator[Row]:
    """The rows of the first visible sheet that has cells, as texts. A row ends where the head does,
    unless cells are beyond it."""
    for sheet in book.tables:
        width = 0
        for place, row in () if sheet.hidden else sheet.rows(0):
            cells = [_plain(cell) for cell in row]
            while cells and not cells[-1] and len(cells) > width:
                cells.pop()
            if any(cells):
                width = width or len(cells)
                yield place, cells + [""] * (width - len(cells))
        if width:
            return


def _plain(cell: object) -> str:
    """A cell as somebody would write it: 40.0 as 40."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < LARGEST_EXACT else repr(cell)
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
