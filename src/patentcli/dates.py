"""Days as people write them: the one reader for options, lists, batches and profiles. `2019-05-06`,
`2019/5/6`, `2019.05.06`, `20190506`, `2019年5月6日` (full-width digits too), with a time behind;
`27.03.2013`; `10 March 2015`, `Mar 10, 2015`; `27/03/2013` and `03/27/2013` where the order is
known or one of the numbers tells. Two digits are no year. Patents are as old as 1790."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

from patentcli.errors import UsageProblem
from patentcli.i18n import _

ORDERS = ("dmy", "mdy", "ymd")
YEARS = range(1790, 2101)

_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})\s*(?:[-./年]\s*(\d{{1,2}})\s*[-./月]\s*(\d{{1,2}})\s*[日号]?|(\d\d)(\d\d)){_TIME}"
)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_WORDS = re.compile(rf"(?:{_DAY}[ -]([a-z]{{3,9}})\.?,?[ -]|([a-z]{{3,9}})\.? {_DAY},? )(\d{{4}})")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORT_YEAR = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{1,2}|\d{6}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_MILLISECONDS = re.compile(r"-?\d{11,13}")

# Day 1 of Excel is 1900-01-01, and it counts a 29 February 1900 that never was.
SERIAL_BASE = date(1899, 12, 30)
SERIAL_BASE_1904 = date(1904, 1, 1)
_CHINA = timezone(timedelta(hours=8))


class NotADate(Exception):
    """The text is no date; the message, translated, says why."""


class OutOfRange(NotADate):
    """The year is none of YEARS."""


class UnknownOrder(NotADate):
    """Day and month could be either; `--dates` or another cell of the column would tell."""


def read_date(text: str, order: str | None = None, *, serials: date | None = None) -> date:
    """The day that a text names, with or without a time behind it. `order`: `dmy` or `mdy` for days
    such as 03/04/2013. `serials`: day 0 of a workbook, whose numbers of five digits are days, as
    times in milliseconds since 1970 are; None reads neither. Raises NotADate, UnknownOrder."""
    value = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    try:
        found = _read(value if len(value) <= 40 else "", order, serials)
    except ValueError:
        raise NotADate(_("not a day of the calendar")) from None
    if found.year not in YEARS:
        message = _("year {year} is out of range ({first} to {last})")
        raise OutOfRange(message.format(year=found.year, first=YEARS[0], last=YEARS[-1]))
    return found


def _read(value: str, order: str | None, serials: date | None) -> date:
    if match := _YEAR_FIRST.fullmatch(value):
        return date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5]))
    if match := _YEAR_LAST.fullmatch(value):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        order = "dmy" if match[2] == "." or first == second else _told(first, second) or order
        if order not in ("dmy", "mdy"):
            raise UnknownOrder(_("day or month first?"))
        return date(year, second, first) if order == "dmy" else date(year, first, second)
    if serials is not None and (match := _SERIAL.fullmatch(value)):
        return serials + timedelta(days=int(match[1]))
    if serials is not None and _MILLISECONDS.fullmatch(value):
        # As web services write a time: the day in China where it is midnight there.
        moment = datetime.fromtimestamp(int(value) // 1000, _CHINA)
        return (moment.astimezone(UTC) if moment.hour or moment.minute else moment).date()
    if match := _WORDS.fullmatch(value.casefold()):
        word = match[2] or match[3]
        month = next((n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)
        return date(int(match[5]), month, int(match[1] or match[4]))
    if _SHORT_YEAR.fullmatch(value):
        raise NotADate(_("a year needs four digits"))
    raise NotADate(_("not a date"))


def parse_day(text: str, where: str, *, serials: date | None = None) -> date:
    """The day by `read_date`; for what is none a UsageProblem that names it and its place."""
    try:
        return read_date(text, serials=serials)
    except OutOfRange as problem:
        raise UsageProblem(str(problem), where=where) from None
    except NotADate:
        message = _("{value!r} is not a date", value=text[:40])
        hint = _("write it YYYY-MM-DD, as in {example}", example="2020-06-30")
        raise UsageProblem(message, where=where, hint=hint) from None


def orders_told(texts: Iterable[str]) -> set[str]:
    """The orders, `dmy` or `mdy`, that days such as 27/03/2013 among these texts tell."""
    matches = filter(None, map(_YEAR_LAST.fullmatch, map(str.strip, texts)))
    days = [(int(match[1]), int(match[3])) for match in matches if match[2] != "."]
    return {_told(*day) for day in days if min(day) <= 12 < max(day)}


def _told(first: int, second: int) -> str:
    return "dmy" if first > 12 else "mdy" if second > 12 else ""
