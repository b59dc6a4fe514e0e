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
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from html import unescape
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from patentcli.dates import SERIAL_BASE, SERIAL_BASE_1904
from patentcli.errors import DataProblem, extra_missing
from patentcli.i18n import _, language, set_language
from patentcli.lists.source import ZIP, File, Row, Source, Table, is_blank

LARGEST = 256 << 20  # bytes, packed or unpacked: some 150,000 rows of sixteen columns
PARTS = 2_000  # members of the archive: sheets, styles, pictures
SHEETS = 500
MEMORY = 3 << 29  # bytes that unpacking may take besides what the program has: 1.5 GiB
_PIECE = 1 << 20  # bytes unpacked at once
_BLOCK = 500  # rows written at once

_Spots = Mapping[int, Mapping[int, str]]
"""Texts of cells by row and column, both from 1."""

# Bounded everywhere, so that no XML makes them look far.
_CELL = rb'<(?:\w{1,9}:)?c\s(?=[^>]{0,200}\br="([A-Z]{1,3})(\d{1,7})")'
_ERROR = re.compile(
    _CELL + rb'[^>]{0,200}\bt="e"[^>]{0,200}>.{0,1000}?<(?:\w{1,9}:)?v>([^<]{1,40})<', re.S
)
_NEVER = re.compile(
    _CELL
    + rb"[^>]{0,200}>\s{0,9}<(?:\w{1,9}:)?f\b[^>]{0,200}(?:/>|>([^<]{0,8192})</(?:\w{1,9}:)?f>)"
    rb"\s{0,9}(?:<(?:\w{1,9}:)?v\s?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?\s{0,9}</(?:\w{1,9}:)?c>"
)


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
    if source.size > LARGEST:
        raise _too_large(_("a workbook of more than {limit} MiB"), source.shown)
    with tempfile.TemporaryDirectory(prefix="patentcli-") as folder:
        packed, rows = os.path.join(folder, "packed"), os.path.join(folder, "rows")
        with open(packed, "wb") as copy:
            shutil.copyfileobj(source.again(), copy)
        sheets, serials = _apart(packed, rows, source.shown)
        if not any(sheet.end > sheet.start for sheet in sheets):
            raise DataProblem(_("a workbook without any cells"), where=source.shown)
        text = _("sheet {name}: {count} cells hold an error or a formula without its value")
        with open(rows, "rb") as unpacked:
            tables = [
                Table(
                    partial(_rows, unpacked, sheet),
                    name=sheet.name if len(sheets) > 1 else "",
                    hidden=sheet.hidden,
                    typed=True,
                    serials=serials,
                )
                for sheet in sheets
            ]
            yield File(
                tables, [text.format(name=s.name, count=s.errors) for s in sheets if s.errors]
            )


def _too_large(message: str, where: str) -> DataProblem:
    hint = _("save the sheet as CSV, which can be of any length")
    return DataProblem(message.format(limit=LARGEST >> 20), where=where, hint=hint)


def _rows(stream: BinaryIO, sheet: _Sheet, _width: int) -> Iterator[Row]:
    place = sheet.start
    while place < sheet.end:
        stream.seek(place)
        block = marshal.load(stream)  # noqa: S302 (our own child wrote it)
        place = stream.tell()
        yield from block


def _apart(packed: str, rows: str, shown: str) -> tuple[list[_Sheet], Any]:
    """`_unpack` in a process of its own, or here where there can be none."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # A fork has all modules at hand; elsewhere it is not safe, or not there.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    job = (packed, rows, shown, language())
    try:
        with ProcessPoolExecutor(1, context, initializer=_limit, initargs=(MEMORY,)) as pool:
            return pool.submit(_unpack, *job).result()
    except BrokenProcessPool:
        raise _too_large(_("reading it takes too much memory"), shown) from None
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


# --- in the process of its own


def _unpack(packed: str, rows: str, shown: str, lang: str) -> tuple[list[_Sheet], Any]:
    """Write the rows of all sheets; the sheets, and day 0 of their dates."""
    from python_calamine import CalamineError, CalamineWorkbook

    set_language(lang)
    spots: dict[str, _Spots] = {}
    serials = SERIAL_BASE
    try:
        with open(packed, "rb") as stream, open(rows, "wb") as out:
            if stream.read(len(ZIP)) == ZIP:
                with zipfile.ZipFile(stream) as archive:
                    _check_size(archive, shown)
                    spots, serials = _look_inside(archive)
            stream.seek(0)
            book = CalamineWorkbook.from_filelike(stream)
            sheets = [
                _write(book, sheet, out, spots.get(sheet.name, {}))
                for sheet in book.sheets_metadata[:SHEETS]
                if str(sheet.typ).endswith("WorkSheet")
            ]
    except MemoryError:
        raise _too_large(_("reading it takes too much memory"), shown) from None
    except (
        *(CalamineError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError),
        OSError,
    ) as problem:
        reason = str(problem)[:200]
        if re.search("password|encrypt", reason, re.I):
            hint = _("save it without a password")
            raise DataProblem(_("an encrypted workbook"), where=shown, hint=hint) from None
        message = _("a damaged workbook ({reason})").format(reason=reason)
        raise DataProblem(message, where=shown) from None
    return sheets, serials


def _check_size(archive: zipfile.ZipFile, where: str) -> None:
    """DataProblem for an archive that is no workbook, or unpacks to more than LARGEST: each part is
    unpacked piece by piece, whatever the archive says of it, and nothing is kept."""
    names, left = archive.namelist(), LARGEST
    if len(names) > PARTS:
        message = _("a workbook of more than {limit} parts").format(limit=f"{PARTS:,}")
        raise DataProblem(message, where=where)
    if not any(name.startswith(("xl/", "content.xml")) for name in names):
        raise DataProblem(_("an archive, but not a workbook"), where=where)
    for member in archive.infolist():
        with archive.open(member) as part:
            while piece := part.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    message = _("a workbook that unpacks to more than {limit} MiB")
                    raise _too_large(message, where)


def _look_inside(archive: zipfile.ZipFile) -> tuple[dict[str, _Spots], Any]:
    """Error cells and formulas without a value, by sheet, which the reader gives as blanks; and
    day 0 of the dates."""
    names = set(archive.namelist())
    book, relations = (
        archive.read(name).decode("utf-8", "replace") if name in names else ""
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    tags = re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations)
    links = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in tags}
    parts: list[str] = []
    found: dict[str, _Spots] = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book)[:SHEETS]:
        target = links.get(_attribute(tag, r"\w+:id"), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in parts:  # each would be read anew
            raise ValueError(_("two sheets share one part"))
        if part in names:
            parts.append(part)
            found[_attribute(tag, "name")] = _spots(archive.read(part))
    since_1904 = re.search(r'\bdate1904="(1|true)"', book)
    return found, SERIAL_BASE_1904 if since_1904 else SERIAL_BASE


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(match[1]) if match else ""


def _spots(xml: bytes) -> _Spots:
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for letters, row, text in _ERROR.findall(xml) if b't="e"' in xml else ():
        found[int(row)][_column(letters)] = text.decode("utf-8", "replace")
    for letters, row, formula in _NEVER.findall(xml) if b"<f" in xml or b":f" in xml else ():
        text = unescape(formula.decode("utf-8", "replace"))
        # A text that was kept from being a number, ="0123", is its own value.
        guarded = re.fullmatch(r'"((?:[^"]|"")*)"', text)
        found[int(row)].setdefault(_column(letters), f"={text}" if guarded else "#CALC!")
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _write(book: Any, sheet: Any, out: BinaryIO, spots: _Spots) -> _Sheet:
    start = out.tell()
    rows = _filled_rows(book.get_sheet_by_name(sheet.name), spots)
    while block := list(islice(rows, _BLOCK)):
        marshal.dump(block, out)
    hidden = not str(sheet.visible).endswith(".Visible")
    errors = sum(text[0] == "#" for texts in spots.values() for text in texts.values())
    return _Sheet(sheet.name, hidden, start, out.tell(), errors)


def _filled_rows(sheet: Any, spots: _Spots) -> Iterator[tuple[int, list[object]]]:
    """Rows as the sheet numbers them, with what stands in cells that the reader leaves empty. A
    cell that was merged over several rows stands in all of them; blank rows between others are one.
    """
    merged: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (first, column), (last, _column) in sheet.merged_cell_ranges or ():
        merged[first + 1].append((column, last + 1))
    held: dict[int, tuple[int, object]] = {}  # by column: the last row and the value
    before = 0
    for place, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_plain(cell) for cell in row]
        for column, text in spots.get(place, {}).items():
            if column <= len(cells):
                cells[column - 1] = text
        for column, last in merged.get(place, ()):
            if column < len(cells):
                held[column] = last, cells[column]
        for column, (last, value) in held.items():
            if place <= last and cells[column] in (None, ""):
                cells[column] = value
        if is_blank(cells):
            continue
        if place > before + 1:
            yield place - 1, []
        before = place
        yield place, cells


def _plain(cell: Any) -> object:
    """A cell as a text, number or ISO day."""
    if type(cell) is str or type(cell) is float or type(cell) is int or cell is None:
        return cell
    if isinstance(cell, datetime):
        midnight = cell.time().isoformat() == "00:00:00"
        return cell.date().isoformat() if midnight else cell.isoformat()
    return cell if isinstance(cell, bool) else str(cell)
