"""Lists as XLSX: the first sheet that has the heads of a list.

The reader allots memory for the whole rectangle up to the last cell, so a single cell far out
would exhaust it: a workbook is read in a process of its own with a limit (see `worker`).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain, islice
from typing import Any

from patentcli.errors import DataProblem, PatentcliError
from patentcli.i18n import _
from patentcli.lists.archive import check_size
from patentcli.lists.heads import HeadTable
from patentcli.lists.plan import READ_ROWS, find_heads, is_complete, make_plan, names_wan
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
        found = _best_sheet(book, table, chosen, source.shown)
    except (CalamineError, ValueError, OSError) as problem:
        message = _("a damaged workbook ({reason})").format(reason=str(problem)[:200])
        raise DataProblem(message, where=source.shown) from None
    return found._replace(done=lambda: len(body))


def _too_large(source: Source) -> DataProblem:
    return DataProblem(
        _("a workbook of more than {limit} MiB").format(limit=LARGEST_FILE >> 20),
        where=source.shown,
        hint=_("save the sheet as CSV, which can be of any length"),
    )


def _best_sheet(book: Any, table: HeadTable, chosen: Mapping[str, str], where: str) -> Table:
    """Heads and rows of the sheets with number and title, else of the first with cells.

    All visible sheets with the heads of the first one are read; hidden ones come into question
    only where no visible one has the heads of a list.
    """
    spare: tuple[list[str], Iterator[Row], str, bool] | None = None
    lists: list[tuple[list[str], Iterator[Row], str, bool]] = []
    others: list[str] = []
    sheets = sorted(book.sheets_metadata, key=lambda sheet: not _is_visible(sheet))
    for sheet in sheets:
        name = sheet.name
        if lists and not _is_visible(sheet):
            others.append(_("{name} (hidden)").format(name=name))
            continue
        rows = _rows(book.get_sheet_by_name(name))
        ahead = list(islice(rows, READ_ROWS))
        place = find_heads([cells for _row, cells in ahead], table, chosen)
        if not any(any(cells) for _row, cells in ahead):
            continue
        if place is None:
            place = next(i for i, (_row, cells) in enumerate(ahead) if any(cells))
        heads = [str(cell if cell is not None else "").strip() for cell in ahead[place][1]]
        in_wan = names_wan([cells for _row, cells in ahead[:place]], table)
        found = heads, chain(ahead[place + 1 :], rows), name, in_wan
        if not is_complete(make_plan(heads, table, chosen)):
            spare = spare or found
            if lists:
                others.append(name)
        elif not lists or (heads, in_wan) == (lists[0][0], lists[0][3]):
            lists.append(found)
        else:
            others.append(name)
    if not lists:
        if spare is None:
            raise DataProblem(_("a workbook without any cells"), where=where)
        lists = [spare]
    names = _(", ").join(name for _heads, _rows, name, _wan in lists)
    said = _("sheet {name}").format(name=names) if len(sheets) > 1 else ""
    warning = _("sheets not read: {names}").format(names=_(", ").join(others)) if others else ""
    rows = chain.from_iterable(part[1] for part in lists)
    return Table(lists[0][0], taker(rows), True, lambda: 0, said, False, lists[0][3], warning)


def _is_visible(sheet: Any) -> bool:
    return str(sheet.visible).endswith(".Visible")


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
