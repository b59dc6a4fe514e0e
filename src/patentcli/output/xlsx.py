"""A workbook of one sheet: dates as dates, money and counts as numbers, all else as text. Nothing
that comes from data is ever a formula or a link: each cell is written with its type. The limits are
Excel's (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3)."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from patentcli.errors import CannotCreate, WriteFailed, refusal
from patentcli.i18n import _, ngettext
from patentcli.output.clean import block
from patentcli.output.replacing import PREFIX, replacing
from patentcli.output.values import cell_text

ROWS = 1_048_576  # of a sheet, its heading included
CUT = -2  # what XlsxWriter answers for a text of which a cell holds only the beginning
_DIGITS = 15  # that a number of a spreadsheet keeps
_WIDTH = 24  # of a column, in characters
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_workbook(
    path: str,
    records: Iterable[Sequence[Any]],
    names: Sequence[str],
    *,
    header: bool,
    force: bool,
    inputs: Sequence[str],
) -> str:
    """Write the workbook; a warning where texts were cut, else empty. Raises CannotCreate where the
    file cannot be made or a sheet cannot hold so many records, WriteFailed where it cannot be
    written to the end. `force` and `inputs` as for `replacing`."""
    try:
        with (
            replacing(path, force=force, inputs=inputs) as temporary,
            # XlsxWriter leaves files of its own behind where nothing is written.
            TemporaryDirectory(prefix=PREFIX, dir=temporary.parent) as folder,
            Workbook(str(temporary), {**_OPTIONS, "tmpdir": folder}) as book,
        ):
            cut = _fill(book, records, names, header=header)
    except (OSError, FileCreateError) as problem:
        cause = problem if isinstance(problem, OSError) else problem.args[0]
        message = _("cannot write: {reason}", reason=refusal(cause))
        raise WriteFailed(message, where=path) from problem
    text = ngettext(
        "{count} text is longer than a cell can hold and was cut; JSON has it whole",
        "{count} texts are longer than a cell can hold and were cut; JSON has them whole",
        cut,
    )
    return text.format(count=cut) if cut else ""


def _fill(
    book: Any, records: Iterable[Sequence[Any]], names: Sequence[str], *, header: bool
) -> int:
    """Fill a sheet; how many texts were cut to what a cell can hold."""
    # The same records make the same bytes: no clock is read.
    book.set_properties({"created": datetime(2000, 1, 1)})
    formats = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd"}),
        Decimal: book.add_format({"num_format": "#,##0.00"}),
    }
    sheet = book.add_worksheet()
    sheet.set_column(0, len(names), _WIDTH)
    if header:
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)  # they stay in sight
    cut = 0
    for row, record in enumerate(records, start=int(header)):
        if row == ROWS:
            message = _("a sheet holds no more than {count} rows", count=f"{ROWS:,}")
            raise CannotCreate(message, where="--format", hint=_("CSV has no such limit"))
        for column, (name, value) in enumerate(zip(names, record, strict=True)):
            cell = _cell(name, value)
            cut += sheet.write(row, column, cell, formats.get(type(cell))) == CUT
    return cut


def _cell(name: str, value: object) -> bool | int | float | Decimal | str | datetime | None:
    """The value with the type of its cell; Decimal is an amount of money."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float) and len(str(value)) <= _DIGITS:
        return value
    text = cell_text(value)
    if name.endswith("_yuan") and re.fullmatch(r"\d{1,13}\.\d\d", text):
        return Decimal(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        with suppress(ValueError):
            day = datetime.fromisoformat(text)
            if day.year >= 1900:  # the first that a spreadsheet knows
                return day
    return block(text)
