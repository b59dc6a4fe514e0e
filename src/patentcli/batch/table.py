"""A table of companies as people have it: CSV in the usual encodings, or XLSX.

Rows come as they are read: of a pipe each one as its line comes.
"""

import codecs
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain
from typing import Any, BinaryIO

from patentcli.csv_rows import Bad, Records, text_lines
from patentcli.environment import Environment
from patentcli.errors import DataProblem, InputMissing
from patentcli.i18n import _
from patentcli.system_errors import refusal

LARGEST_WORKBOOK = 64 << 20  # bytes
_ZIP = b"PK\x03\x04"
_GUESS = "patentcli-guess"

Row = tuple[int, list[str] | Bad]
"""The number of a row and its cells, or what is wrong with it."""


@contextmanager
def open_table(path: str, env: Environment) -> Iterator[Iterator[Row]]:
    """The rows of a file, or of standard input for `-`; the first is the head.

    Raises InputMissing, and DataProblem for what is no such table.
    """
    if path == "-":
        yield _rows(env.stdin, _("standard input"))
        return
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise DataProblem(_("is a directory, not a table"), where=path)
        # A named pipe without a writer would wait for ever; a shell's <(…) is /dev/fd/N.
        if not (stat.S_ISREG(mode) or path.startswith("/dev/fd/")):
            hint = _("pipe it into --batch -")
            raise DataProblem(_("is a device or pipe, not a table"), where=path, hint=hint)
        stream = open(path, "rb")  # noqa: SIM115 (closed below)
    except OSError as problem:
        raise InputMissing(refusal(problem), where=path) from None
    with stream:
        yield _rows(stream, path)


def _rows(stream: BinaryIO, shown: str) -> Iterator[Row]:
    first = stream.read1(len(_ZIP)) if hasattr(stream, "read1") else stream.read(len(_ZIP))
    whole = _Joined(first, stream)
    if first == _ZIP:
        return _workbook(whole, shown)
    lines = text_lines(whole, _GUESS)  # type: ignore[arg-type]  # what TextIOWrapper asks for
    head = next(lines, "")
    return iter(Records(chain((head,), lines) if head else iter(()), delimiter=_delimiter(head)))


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
        if self._first:
            first, self._first = self._first, b""
            return first
        read = getattr(self._rest, "read1", self._rest.read)
        return bytes(read(size))

    def flush(self) -> None:
        """Nothing is written."""


def _workbook(stream: Any, shown: str) -> Iterator[Row]:
    """The rows of the first visible sheet that has cells."""
    from patentcli.lists.archive import check_size
    from patentcli.lists.workbook import ExtraMissing

    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        hint = "pip install 'patentcli[xlsx]'"
        message = _("reading XLSX needs an extra")
        raise ExtraMissing(message, where=shown, hint=hint) from None
    body = stream.read(LARGEST_WORKBOOK + 1)
    if len(body) > LARGEST_WORKBOOK:
        limit = LARGEST_WORKBOOK >> 20
        message = _("a workbook of more than {limit} MiB").format(limit=limit)
        raise DataProblem(message, where=shown, hint=_("save it as CSV, of any length"))
    check_size(BytesIO(body), shown)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        for sheet in book.sheets_metadata:
            if str(sheet.visible).endswith(".Visible"):
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                if any(cell != "" for row in rows for cell in row):
                    return _plain_rows(rows)
    except (CalamineError, ValueError, OSError) as problem:
        message = _("a damaged workbook ({reason})").format(reason=str(problem)[:200])
        raise DataProblem(message, where=shown) from None
    return iter(())


def _plain_rows(rows: Sequence[Sequence[Any]]) -> Iterator[Row]:
    """Rows with cells, as texts; a row ends where the head does, unless cells are beyond it."""
    width = 0
    for place, row in enumerate(rows, start=1):
        cells = [_plain(cell) for cell in row]
        while cells and not cells[-1] and len(cells) > width:
            cells.pop()
        if any(cells):
            width = width or len(cells)
            yield place, cells


def _plain(cell: Any) -> str:
    """A cell as somebody would write it: 40.0 as 40, a day in ISO form."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell).isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


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
