"""Cells that hold a day: 2013-07-31, 2013.07.31, 20130731, 2013年7月31日, or Excel's number."""

import re
from datetime import date, timedelta

from patentcli.i18n import _
from patentcli.lists.problem import CellProblem
from patentcli.lists.texts import text

# Day 1 of Excel is 1900-01-01, and it counts a 29 February 1900 that never was.
_EXCEL_START = date(1899, 12, 30)
_YEARS = range(1900, 2101)
_PATTERN = (
    r"(\d{4})\s*(?:[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))"
    r"(?:[T ]\s*00:00(?::00(?:\.0+)?)?)?"
)


def day(value: object) -> str | None:
    """The day as an ISO text; None for a blank or a dash. CellProblem for anything else."""
    cell = text(value)
    if cell is None or cell in ("-", "--", "—", "/"):
        return None
    match = re.fullmatch(_PATTERN, cell, re.ASCII)
    if match:
        year, month, number = match[1], match[2] or match[4], match[3] or match[5]
        return _checked(int(year), int(month), int(number))
    serial = re.fullmatch(r"(\d{5})(?:\.0+)?", cell, re.ASCII)
    if serial:
        return _in_years(_EXCEL_START + timedelta(days=int(serial[1])))
    raise _no_day(_("no day"))


def _checked(year: int, month: int, number: int) -> str:
    try:
        return _in_years(date(year, month, number))
    except ValueError as problem:
        if isinstance(problem, CellProblem):
            raise
        raise _no_day(_("no such day in the calendar")) from None


def _in_years(found: date) -> str:
    if found.year not in _YEARS:
        message = _("the year {year} cannot be").format(year=found.year)
        raise _no_day(message)
    return found.isoformat()


def _no_day(reason: str) -> CellProblem:
    return CellProblem(
        reason, _("write it YYYY-MM-DD, as in {example}").format(example="2013-07-31")
    )
