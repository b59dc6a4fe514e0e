"""A workbook of one sheet: dates as dates, money and counts as numbers, all else as text.

Nothing that comes from data is ever a formula or a link: each cell is written with its type.
The limits are Excel's (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patentcli.errors import CannotCreate, WriteFailed, extra_missing
from patentcli.i18n import _, ngettext
from patentcli.output.cells import cell_text
from patentcli.output.clean import block
from patentcli.output.model import OutputOptions

if TYPE_CHECKING:
    from patentcli.environment import Environment

ROWS = 1_048_576  # of a sheet, its heading included
LONGEST = 32_767  # characters of a cell
_DIGITS = 15  # that a number of a spreadsheet keeps
_WIDEST = 60  # characters: a column is made no wider
_SAMPLE = 500  # records whose cells decide how wide the columns are
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONEY = re.compile(r"\d{1,13}\.\d\d")


def write_workbook(
    env: "Environment",
    records: Iterable[Sequence[Any]],
    names: Sequence[str],
    options: OutputOptions,
) -> None:
    """Write the workbook that `--output` names.

    Raises UsageProblem without the extra, CannotCreate where the file cannot be made or a sheet
    cannot hold so many records.
    """
    from patentcli.output.file import output_path

    path = options.output or ""
    with output_path(path, force=options.force, inputs=options.inputs) as temporary:
        cut = fill(temporary, records, names, header=options.header, where=path)
    if cut:
        text = ngettext(
            "{count} text is longer than a cell can hold and was cut; JSON has it whole",
            "{count} texts are longer than a cell can hold and were cut; JSON has them whole",
            cut,
        )
        env.warn(text.format(count=cut))


def fill(
    path: Path, records: Iterable[Sequence[Any]], names: Sequence[str], *, header: bool, where: str
) -> int:
    """Write the workbook to this file; the number of texts that had to be cut.

    `where` is what an error names.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise extra_missing("xlsx", "--format xlsx") from None
    book = Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    sheet = _Sheet(book, names)
    try:
        if header:
            sheet.head()
        for record in records:
            sheet.add(record, where)
        sheet.finish()
    finally:
        try:
            book.close()
        except OSError as problem:
            raise WriteFailed(str(problem), where=where) from problem
    return sheet.cut


class _Sheet:
    """The sheet under way: its next row, and how wide its columns are."""

    def __init__(self, book: Any, names: Sequence[str]) -> None:
        # The same records make the same bytes: no clock is read.
        book.set_properties({"created": datetime(2000, 1, 1)})
        self._sheet = book.add_worksheet()
        self._bold = book.add_format({"bold": True})
        self._formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
        }
        self._names = names
        self._widths = [len(name) for name in names]
        self._row = 0
        self.cut = 0

    def head(self) -> None:
        """Write the names of the columns, which stay in sight."""
        for column, name in enumerate(self._names):
            self._sheet.write_string(0, column, name, self._bold)
        self._sheet.freeze_panes(1, 0)
        self._row = 1

    def add(self, record: Sequence[Any], where: str) -> None:
        """Write one record."""
        if self._row == ROWS:
            message = _("a sheet holds no more than {count} rows").format(count=f"{ROWS:,}")
            raise CannotCreate(message, where=where, hint=_("CSV has no such limit"))
        for column, (name, value) in enumerate(zip(self._names, record, strict=True)):
            shown = self._write(column, name, value)
            if self._row <= _SAMPLE:
                self._widths[column] = max(self._widths[column], len(shown))
        self._row += 1

    def finish(self) -> None:
        """Make the columns as wide as their texts."""
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(width + 2, _WIDEST))

    def _write(self, column: int, name: str, value: object) -> str:
        place = (self._row, column)
        if value is None:
            return ""
        if isinstance(value, bool):
            self._sheet.write_boolean(*place, value)
            return "FALSE"
        if isinstance(value, int | float) and len(str(value)) <= _DIGITS:
            self._sheet.write_number(*place, value)
            return str(value)
        text = cell_text(value)
        if name.endswith("_yuan") and _MONEY.fullmatch(text):
            self._sheet.write_number(*place, float(text), self._formats["money"])
            return f"{float(text):,.2f}"
        if _DAY.fullmatch(text) and (day := _day(text)):
            self._sheet.write_datetime(*place, day, self._formats["day"])
            return text
        text = block(text)
        if len(text) > LONGEST:
            self.cut += 1
            text = text[: LONGEST - 1] + "…"
        self._sheet.write_string(*place, text)
        return max(text.splitlines() or [""], key=len)


def _day(text: str) -> date | None:
    """The day; None for one that a spreadsheet does not know, which stays text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None
