"""A table of companies as people have it: CSV in the usual encodings, or XLSX.

Rows come as they are read: of a pipe each one as its line comes.
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from patentcli.csv_rows import Bad, read_records, text_lines
from patentcli.environment import Environment
from patentcli.i18n import _
from patentcli.lists import workbook
from patentcli.lists.source import Source, open_file
from patentcli.lists.table import File

LARGEST_EXACT = 1e15  # beyond it a float may stand for another whole number
_ZIP = b"PK\x03\x04"
_GUESS = "patentcli-guess"

Row = tuple[int, list[str] | Bad]
"""The number of a row and its cells, or what is wrong with it."""


@contextmanager
def open_table(path: str, env: Environment) -> Iterator[Iterator[Row]]:
    """The rows of a file, or of standard input for `-`; the first is the head.

    Raises InputMissing, and DataProblem for what is no such table.
    """
    shown = _("standard input") if path == "-" else path
    with nullcontext(env.stdin) if path == "-" else open_file(path) as stream:
        first = _first(stream)
        whole = _Joined(first, stream)
        if first == _ZIP:
            with TemporaryFile() as spool:
                copyfileobj(whole, spool)
                with workbook.read(Source(shown, None, spool, spool.tell())) as book:
                    yield _of_workbook(book)
            return
        lines = text_lines(whole, _GUESS)  # type: ignore[arg-type]  # all that TextIOWrapper asks
        head = next(lines, "")
        again = chain((head,), lines) if head else iter(())
        yield read_records(again, delimiter=_delimiter(head))


def _first(stream: Any) -> bytes:
    """The bytes that tell a workbook; a pipe may hand them out one by one."""
    found = b""
    while len(found) < len(_ZIP) and _ZIP.startswith(found):
        more = stream.read(1)
        if not more:
            break
        found += more
    return found


def _delimiter(head: str) -> str:
    """Comma, semicolon or tab: whichever the first line has most of."""
    return max(",;\t", key=head.count)


class _Joined:
    """The bytes that were read ahead, then the rest of a stream."""

    closed = False

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = first, rest

    def readable(self) -> bool:
        """True: it is only read."""
        return True

    writable = seekable = lambda _self: False

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes."""
        first, self._first = self._first, b""
        return first + self._rest.read(size - len(first) if size >= 0 else -1)

    def read1(self, size: int = -1) -> bytes:
        """What is there, without waiting for more."""
        first, self._first = self._first, b""
        read = getattr(self._rest, "read1", self._rest.read)
        return first + bytes(read(size))

    def flush(self) -> None:
        """Nothing is written."""


def _of_workbook(book: File) -> Iterator[Row]:
    """The rows of the first visible sheet that has cells, as texts.

    A row ends where the head does, unless cells are beyond it.
    """
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


class _Guess(codecs.IncrementalDecoder):
    """ASCII, until the first bytes that are not tell the encoding: its mark, UTF-8 or GB18030."""

    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        self._known: codecs.IncrementalDecoder | None = None

    def decode(self, data: Any, final: bool = False) -> str:
        """The text of the next bytes."""
        body = bytes(data)
        if self._known is None:
            if body.isascii():
                return body.decode("ascii")
            self._known = codecs.getincrementaldecoder(_encoding(body))(self.errors)
        return self._known.decode(body, final)


def _encoding(body: bytes) -> str:
    """The encoding of the first bytes that are not ASCII."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for name in ("utf-8-sig", "gb18030"):
        try:
            codecs.getincrementaldecoder(name)().decode(body)
        except UnicodeDecodeError:
            continue
        return name
    return "utf-8-sig"


def _find(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _GUESS:
        return None
    utf_8 = codecs.lookup("utf-8")
    return codecs.CodecInfo(utf_8.encode, utf_8.decode, incrementaldecoder=_Guess, name=_GUESS)


codecs.register(_find)
