"""Lists as workbooks: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods`, unpacked by python-calamine.

The reader allots memory for the whole rectangle up to the last cell, so a single cell far out
would exhaust it: a workbook is unpacked in a process of its own, whose memory is limited where the
system can do that, into a temporary file of rows. These can then be read as often as needed.
"""

import marshal
import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from patentcli.dates import SERIAL_BASE, SERIAL_BASE_1904
from patentcli.errors import DataProblem, extra_missing
from patentcli.i18n import _, language, set_language
from patentcli.lists.archive import SHEETS, Spots, check_size, look_inside
from patentcli.lists.source import File, Row, Source, Table, is_blank

LARGEST_FILE = 256 << 20  # bytes, packed
MEMORY = 3 << 29  # bytes that unpacking may take besides what the program has: 1.5 GiB
_BLOCK = 500  # rows written at once
_ZIP = b"PK\x03\x04"

_Cells = tuple[int, list[object]]


class _Sheet(NamedTuple):
    """A sheet that was unpacked: where its blocks begin and end in the file of rows."""

    name: str
    hidden: bool
    start: int
    end: int
    errors: int
    """Cells that hold an error or a formula that was never calculated."""


@contextmanager
def read(source: Source) -> Iterator[File]:
    """The sheets of a workbook. DataProblem for what is none, or too large."""
    try:
        import python_calamine  # noqa: F401 (needed by the child)
    except ImportError:
        raise extra_missing("xlsx", source.shown) from None
    if source.size > LARGEST_FILE:
        raise DataProblem(
            _("a workbook of more than {limit} MiB").format(limit=LARGEST_FILE >> 20),
            where=source.shown,
            hint=_("save the sheet as CSV, which can be of any length"),
        )
    with tempfile.TemporaryDirectory(prefix="patentcli-") as folder:
        packed, rows = os.path.join(folder, "packed"), os.path.join(folder, "rows")
        with open(packed, "wb") as copy:
            shutil.copyfileobj(source.again(), copy)
        sheets, since_1904 = _apart(packed, rows, source.shown)
        with open(rows, "rb") as unpacked:
            tables = [
                Table(
                    partial(_rows, unpacked, sheet),
                    name=sheet.name if len(sheets) > 1 else "",
                    hidden=sheet.hidden,
                    typed=True,
                    serials=SERIAL_BASE_1904 if since_1904 else SERIAL_BASE,
                )
                for sheet in sheets
            ]
            if not any(sheet.end > sheet.start for sheet in sheets):
                raise DataProblem(_("a workbook without any cells"), where=source.shown)
            text = _("sheet {name}: {count} cells hold an error or a formula without its value")
            yield File(
                tables, [text.format(name=s.name, count=s.errors) for s in sheets if s.errors]
            )


def _rows(stream: BinaryIO, sheet: _Sheet, _width: int) -> Iterator[Row]:
    place = sheet.start
    while place < sheet.end:
        stream.seek(place)
        block = marshal.load(stream)  # noqa: S302 (our own child wrote it)
        place = stream.tell()
        yield from block


def _apart(packed: str, rows: str, shown: str) -> tuple[list[_Sheet], bool]:
    """`_unpack` in a process of its own, or here where there can be none."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_all_start_methods, get_context

    # A fork has all modules at hand; elsewhere it is not safe, or not there.
    forks = sys.platform == "linux" and "fork" in get_all_start_methods()
    job = (packed, rows, shown, language())
    # Where a program that embeds this one has threads, Python says that a fork may stand still;
    # the child here takes no lock that a thread of ours could hold.
    try:
        pool = ProcessPoolExecutor(
            1, get_context("fork" if forks else "spawn"), initializer=_limit, initargs=(MEMORY,)
        )
        with pool, warnings.catch_warnings():
            warnings.filterwarnings("ignore", ".*fork.*", DeprecationWarning)
            return pool.submit(_unpack, *job).result()
    except BrokenProcessPool:
        raise DataProblem(
            _("reading it takes too much memory"),
            where=shown,
            hint=_("save the sheet as CSV, which can be of any length"),
        ) from None
    except (OSError, NotImplementedError, ImportError):  # no process or semaphore to be had
        return _unpack(*job)


def _limit(memory: int) -> None:
    """Fail early where a small file asks for much memory, without the reader's own outcry."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as stream:
            used = int(stream.read().split()[0]) * resource.getpagesize()
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = used + memory
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):  # a system without such limits
        return
    with suppress(OSError):
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 2)


def _unpack(packed: str, rows: str, shown: str, lang: str) -> tuple[list[_Sheet], bool]:
    """Write the rows of all sheets; the sheets, and whether their days count from 1904."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    set_language(lang)
    spots: dict[str, Spots] = {}
    since_1904 = False
    with open(packed, "rb") as stream, open(rows, "wb") as out:
        try:
            if stream.read(len(_ZIP)) == _ZIP:
                stream.seek(0)
                check_size(stream, shown)
                spots, since_1904 = look_inside(stream)
            stream.seek(0)
            book = CalamineWorkbook.from_filelike(stream)
            sheets = [
                _write(book, sheet, out, spots.get(sheet.name, {}))
                for sheet in book.sheets_metadata[:SHEETS]
                if str(sheet.typ).endswith("WorkSheet")
            ]
        except (CalamineError, ValueError, OSError) as problem:
            reason = str(problem)
            if isinstance(problem, PasswordError) or re.search("password|encrypt", reason, re.I):
                message, hint = _("an encrypted workbook"), _("save it without a password")
            else:
                message, hint = _("a damaged workbook ({reason})").format(reason=reason[:200]), ""
            raise DataProblem(message, where=shown, hint=hint) from None
        except MemoryError:
            raise DataProblem(_("reading it takes too much memory"), where=shown) from None
    return sheets, since_1904


def _write(book: Any, sheet: Any, out: BinaryIO, spots: Spots) -> _Sheet:
    start = out.tell()
    found = book.get_sheet_by_name(sheet.name)
    filled = _merged_filled(_plain_rows(found, spots), found.merged_cell_ranges or ())
    rows = _without_blanks(filled)
    while block := list(islice(rows, _BLOCK)):
        marshal.dump(block, out)
    hidden = not str(sheet.visible).endswith(".Visible")
    errors = sum(text[0] == "#" for text in spots.values())
    return _Sheet(sheet.name, hidden, start, out.tell(), errors)


def _plain_rows(sheet: Any, spots: Spots) -> Iterator[_Cells]:
    """Rows as the sheet numbers them, with what stands in cells that the reader leaves empty."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in spots.items():
        by_row.setdefault(row, []).append((column, text))
    for place, cells in enumerate(sheet.iter_rows(), start=1):
        plain = [_plain(cell) for cell in cells]
        for column, text in by_row.get(place, ()):
            if column <= len(plain):
                plain[column - 1] = text
        yield place, plain


def _plain(cell: Any) -> object:
    """A cell as a text, number or ISO day."""
    if type(cell) is str or type(cell) is float or type(cell) is int or cell is None:
        return cell
    if isinstance(cell, datetime):
        midnight = cell.time().isoformat() == "00:00:00"
        return cell.date().isoformat() if midnight else cell.isoformat()
    return cell if isinstance(cell, bool) else str(cell)


def _merged_filled(rows: Iterator[_Cells], ranges: Any) -> Iterator[_Cells]:
    """Rows in which a cell that was merged over several rows stands in all of them."""
    waiting = sorted(((first, last) for first, last in ranges if last[0] > first[0]), reverse=True)
    open_: list[tuple[int, int, object]] = []  # last row, column, value
    for place, cells in rows:
        while waiting and waiting[-1][0][0] < place:
            (first, column), (last, _last_column) = waiting.pop()
            if first == place - 1 and column < len(cells):
                open_.append((last + 1, column, cells[column]))
        if open_:
            open_ = [one for one in open_ if one[0] >= place]
            for _last, column, value in open_:
                if column < len(cells) and cells[column] in (None, ""):
                    cells[column] = value
        yield place, cells


def _without_blanks(rows: Iterator[_Cells]) -> Iterator[_Cells]:
    """Rows without blank ones at the end and without repeated ones."""
    blank: list[_Cells] = []  # at most one, its cells left out
    for row in rows:
        if is_blank(row[1]):
            blank = blank or [(row[0], [])]
        else:
            yield from blank
            blank = []
            yield row
