"""Lists as workbooks: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` and `.ods`, unpacked by python-calamine.
The reader allots memory for the whole rectangle up to the last cell, so a single cell far out would
exhaust it: a workbook is unpacked in a process of its own, whose memory is limited where the system
can do that, into a temporary file of rows a sheet."""

import marshal
import os
import posixpath
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import partial, reduce
from io import BytesIO
from itertools import islice
from typing import Any
from xml.etree import ElementTree  # bounded: sizes are checked, memory is limited

from patentcli.dates import SERIAL_BASE, SERIAL_BASE_1904
from patentcli.errors import DataProblem, extra
from patentcli.i18n import _, language, set_language
from patentcli.lists.source import ZIP, File, Row, Source, Table, is_blank

LARGEST = 256 << 20  # bytes, packed or unpacked: some 150,000 rows of sixteen columns
PARTS = 2_000  # members of the archive: sheets, styles, pictures
SHEETS = 500
MEMORY = 3 << 29  # bytes that unpacking may take besides what the program has: 1.5 GiB
_PIECE = 1 << 20  # bytes unpacked at once
_BLOCK = 500  # rows written at once
# What XML cannot hold, and some programs write all the same.
_NOT_XML = re.compile(
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|&#(?:0*(?:[12]?[0-9]|3[01]|6553[45])|x0*1?[0-9a-f]|xfff[ef]);",
    re.I,
)
_Spots = dict[int, dict[int, str]]
"""Texts of cells that the reader gives as blanks, by row and column, both from 0."""


@contextmanager
def read(source: Source) -> Iterator[File]:
    """The sheets of a workbook. DataProblem for what is none, or too large."""
    with extra("xlsx", source.shown):
        import python_calamine  # noqa: F401 (needed by the child)
    if source.size > LARGEST:
        raise _too_large(_("a workbook of more than {limit} MiB, unpacked"), source.shown)
    with tempfile.TemporaryDirectory(prefix="patentcli-") as folder:
        with open(os.path.join(folder, "packed"), "wb") as copy:
            shutil.copyfileobj(source.again(), copy)
        yield _apart(folder, source.shown)


def _too_large(message: str, where: str) -> DataProblem:
    hint = _("save the sheet as CSV, which can be of any length")
    return DataProblem(message.format(limit=LARGEST >> 20), where=where, hint=hint)


def _rows(path: str, _width: int) -> Iterator[Row]:
    with open(path, "rb") as stream, suppress(EOFError):
        while True:
            yield from marshal.load(stream)  # noqa: S302 (our own child wrote it)


def _apart(folder: str, shown: str) -> File:
    """`_unpack` in a process of its own, or here where there can be none."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # A fork has all modules at hand; elsewhere it is not safe, or not there.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    try:
        with ProcessPoolExecutor(1, context, initializer=_limit) as pool:
            return pool.submit(_unpack, folder, shown, language()).result()
    except BrokenProcessPool:
        raise _too_large(_("reading it takes too much memory"), shown) from None
    except (OSError, NotImplementedError, ImportError):  # no process or semaphore to be had
        return _unpack(folder, shown, language())


def _limit() -> None:
    """Fail early where a small file asks for much memory, without the reader's own outcry."""
    with suppress(ImportError, OSError, ValueError):  # a system without such limits
        import resource

        # A fork begins with all that the program holds already.
        with open("/proc/self/statm", encoding="ascii") as stream:
            most = int(stream.read().split()[0]) * resource.getpagesize() + MEMORY
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


# --- in the process of its own


def _unpack(folder: str, shown: str, lang: str) -> File:
    """The sheets, the rows of each written to a file of the folder."""
    from python_calamine import CalamineError, CalamineWorkbook

    set_language(lang)
    spots: dict[str, _Spots] = {}
    serials, found = SERIAL_BASE, File([], [])
    try:
        with open(os.path.join(folder, "packed"), "rb") as stream:
            if stream.read(len(ZIP)) == ZIP:
                with zipfile.ZipFile(stream) as archive:
                    _check_size(archive, shown)
                    spots, serials = _look_inside(archive)
            stream.seek(0)
            book = CalamineWorkbook.from_filelike(stream)
            for count, about in enumerate(book.sheets_metadata[:SHEETS]):
                if not str(about.typ).endswith("WorkSheet"):
                    continue
                odd, path = spots.get(about.name, {}), os.path.join(folder, str(count))
                rows = _filled_rows(book.get_sheet_by_name(about.name), odd)
                with open(path, "wb") as out:
                    while block := list(islice(rows, _BLOCK)):
                        marshal.dump(block, out)
                hidden = not str(about.visible).endswith(".Visible")
                table = Table(partial(_rows, path), None, about.name, hidden, typed=True)
                found.tables.append(table._replace(serials=serials))
                if errors := sum(text[0] == "#" for row in odd.values() for text in row.values()):
                    text = _(
                        "sheet {name}: cells with an error or a formula without its value: {count}"
                    )
                    found.notes.append(text.format(name=about.name, count=errors))
    except MemoryError:
        raise _too_large(_("reading it takes too much memory"), shown) from None
    except (
        *(CalamineError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError),
        *(OSError, ElementTree.ParseError),
    ) as problem:
        reason = str(problem)[:200]
        if re.search("password|encrypt", reason, re.I):
            hint = _("save it without a password")
            raise DataProblem(_("an encrypted workbook"), where=shown, hint=hint) from None
        raise DataProblem(_("a damaged workbook ({reason})", reason=reason), where=shown) from None
    return found


def _check_size(archive: zipfile.ZipFile, where: str) -> None:
    """DataProblem for an archive that is no workbook, or unpacks to more than LARGEST: each part is
    unpacked piece by piece, whatever the archive says of it, and nothing is kept."""
    names, left = archive.namelist(), LARGEST
    if len(names) > PARTS:
        message = _("a workbook of more than {limit} parts", limit=f"{PARTS:,}")
        raise DataProblem(message, where=where)
    if not any(name.startswith(("xl/", "content.xml")) for name in names):
        raise DataProblem(_("an archive, but not a workbook"), where=where)
    for member in archive.infolist():
        with archive.open(member) as part:
            while piece := part.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise _too_large(_("a workbook of more than {limit} MiB, unpacked"), where)


def _look_inside(archive: zipfile.ZipFile) -> tuple[dict[str, _Spots], date]:
    """Error cells and formulas without a value, by sheet, which the reader gives as blanks; and
    day 0 of the dates."""
    names = set(archive.namelist())
    if not names.issuperset(("xl/workbook.xml", "xl/_rels/workbook.xml.rels")):
        return {}, SERIAL_BASE  # OpenDocument, or binary parts
    book, relations = (
        ElementTree.fromstring(_xml(archive.read(name)))  # noqa: S314 (as above)
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    links = {link.get("Id"): link.get("Target", "") for link in relations}
    parts: list[str] = []
    found: dict[str, _Spots] = {}
    for sheet in islice(book.iterfind(".//{*}sheet"), SHEETS):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        part = posixpath.normpath(posixpath.join("/xl", links.get(key, "")))[1:]
        if part in parts:  # each would be read anew
            raise ValueError(_("two sheets share one part"))
        if part in names:
            parts.append(part)
            found[sheet.get("name", "")] = _spots(archive, part)
    since_1904 = any(one.get("date1904") in ("1", "true") for one in book.iterfind("{*}workbookPr"))
    return found, SERIAL_BASE_1904 if since_1904 else SERIAL_BASE


def _xml(part: bytes) -> bytes:
    return _NOT_XML.sub(" ", part.decode("utf-8", "replace")).encode()


def _spots(archive: zipfile.ZipFile, part: str) -> _Spots:
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    xml = archive.read(part)
    if not re.search(rb't="e"|[<:]f[ >/]', xml):  # as in nearly all lists
        return found
    for _event, row in ElementTree.iterparse(BytesIO(_xml(xml))):  # noqa: S314 (as above)
        if not row.tag.endswith("}row"):
            continue
        space = row.tag.removesuffix("row")
        for cell in row:
            value, formula = cell.findtext(f"{space}v"), cell.findtext(f"{space}f")
            text = value if cell.get("t") == "e" else None
            # A formula whose value is an empty text has an empty <v> of type str.
            if formula is not None and not value and (value is None or cell.get("t") != "str"):
                # A text that was kept from being a number, ="0123", is its own value.
                text = f"={formula}" if re.fullmatch(r'"([^"]|"")*"', formula) else "#CALC!"
            if text and (place := re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", cell.get("r", ""))):
                column = reduce(lambda number, sign: number * 26 + ord(sign) - 64, place[1], 0)
                found[int(place[2]) - 1][column - 1] = text
        row.clear()
    return found


def _filled_rows(sheet: Any, spots: _Spots) -> Iterator[tuple[int, list[object]]]:
    """Rows as the sheet numbers them, with what stands in cells that the reader leaves empty. A
    cell that was merged over several rows stands in all of them."""
    merged: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (first, column), (last, _column) in sheet.merged_cell_ranges or ():
        merged[first].append((column, last))
    held: dict[int, tuple[int, object]] = {}  # by column: the last row and the value
    before = -1
    for place, row in enumerate(sheet.iter_rows()):
        cells = [_plain(cell) for cell in row]
        for column, text in spots.get(place, {}).items():
            if column < len(cells):
                cells[column] = text
        for column, last in merged.get(place, ()):
            if column < len(cells):
                held[column] = last, cells[column]
        for column, (last, value) in held.items():
            if place <= last and cells[column] in (None, ""):
                cells[column] = value
        if is_blank(cells):
            continue
        yield from ((blank + 1, []) for blank in range(before + 1, place))
        before = place
        yield place + 1, cells


def _plain(cell: Any) -> object:
    """A cell as a text, number or ISO day."""
    if isinstance(cell, datetime):
        midnight = cell.time().isoformat() == "00:00:00"
        return cell.date().isoformat() if midnight else cell.isoformat()
    return cell if cell is None or isinstance(cell, str | float | int) else str(cell)
