"""Lists as XLSX: the first sheet that has the heads of a list.

The reader allots memory for the whole rectangle up to the last cell, so a single cell far out
would exhaust it: a workbook is read in a process of its own with a limit (see `worker`).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from patentcli.errors import DataProblem, PatentcliError
from patentcli.i18n import _
from patentcli.lists.archive import check_size
from patentcli.lists.heads import HeadTable
from patentcli.lists.plan import READ_ROWS, find_heads, is_complete, make_plan
from patentcli.lists.source import Source
from patentcli.lists.table import Row, Table, taker
from patentcli.lists.texts import unguarded

LARGEST_FILE = 256 << 20  # bytes, packed
MEMORY = 3 << 29  # bytes that reading may take besides what the program has: 1.5 GiB


class ExtraMissing(PatentcliError):
    """An optional part of the program is not installed."""


def read(source: Source, table: HeadTable, chosen: Mapping[str, str]) -> Table:
    """The table of a workbook. DataProblem for what is none, or too large."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise ExtraMissing(
            _("reading XLSX needs an extra"),
            where=source.shown,
            hint="pip install 'patentcli[xlsx]'",
        ) from None
    from io import BytesIO

    if (source.size or 0) > LARGEST_FILE:
        raise _too_large(source)
    body = source.stream.read(LARGEST_FILE + 1)
    if len(body) > LARGEST_FILE:
        raise _too_large(source)
    stream = BytesIO(body)
    check_size(stream, source.shown)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        heads, rows, said = _best_sheet(book, table, chosen, source.shown)
    except (CalamineError, ValueError, OSError) as problem:
        message = _("a damaged workbook ({reason})").format(reason=str(problem)[:200])
        raise DataProblem(message, where=source.shown) from None
    return Table(heads, taker(rows), True, lambda: len(body), said)


def _too_large(source: Source) -> DataProblem:
    return DataProblem(
        _("a workbook of more than {limit} MiB").format(limit=LARGEST_FILE >> 20),
        where=source.shown,
        hint=_("save the sheet as CSV, which can be of any length"),
    )


def _best_sheet(
    book: Any, table: HeadTable, chosen: Mapping[str, str], where: str
) -> tuple[list[str], Iterator[Row], str]:
    """Heads and rows of the first sheet with number and title, else of the first with cells."""
    spare: tuple[list[str], Iterator[Row], str] | None = None
    for name in book.sheet_names:
        rows = _rows(book.get_sheet_by_name(name))
        ahead = [row for row, _stop in zip(rows, range(READ_ROWS), strict=False)]
        place = find_heads([cells for _row, cells in ahead], table, chosen)
        if not any(any(cells) for _row, cells in ahead):
            continue
        if place is None:
            place = next(i for i, (_row, cells) in enumerate(ahead) if any(cells))
        heads = [str(cell if cell is not None else "").strip() for cell in ahead[place][1]]
        said = _("sheet {name}").format(name=name) if len(book.sheet_names) > 1 else ""
        found = heads, chain(ahead[place + 1 :], rows), said
        if is_complete(make_plan(heads, table, chosen)):
            return found
        spare = spare or found
    if spare is None:
        raise DataProblem(_("a workbook without any cells"), where=where)
    return spare


def _rows(sheet: Any) -> Iterator[Row]:
    """Rows as the sheet numbers them."""
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        yield row, [_plain(cell) for cell in cells]


def _plain(cell: Any) -> object:
    """A cell as a text, number or ISO day."""
    if type(cell) is str:
        return unguarded(cell)
    if isinstance(cell, datetime):
        midnight = cell.time().isoformat() == "00:00:00"
        return cell.date().isoformat() if midnight else cell.isoformat()
    return cell.isoformat() if hasattr(cell, "isoformat") else cell
