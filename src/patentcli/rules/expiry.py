"""The last day of a granted Chinese patent's term, from its filing date.

Patent Law, Art. 42: a term in years by the type of patent (rules `term-*`), counted from the
Chinese filing date. The last day in force is the day before the anniversary; for a filing on
29 February whose anniversary year has none, 28 February. Extensions, unpaid annuities and
waivers are not known here, and the basis says so. Nothing is derived for other countries.
"""

from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from patentcli.i18n import N_, _

if TYPE_CHECKING:
    from patentcli.rules.book import Parameter, Rulebook


FROM_DATE = N_("term counted from the filing date, less a day; without extension or early lapse")
FROM_YEAR = N_(
    "only the year, from the year in the application number (a divisional's term may count "
    "from an earlier one); without extension or early lapse"
)
NO_GRANT = N_("not derived: no granted Chinese patent is known")
NO_FILING = N_("not derived: the Chinese filing that the term counts from is not certain")
NO_TERM = N_("not derived: the term depends on the filing date, which is not known")

BASES = (FROM_DATE, FROM_YEAR, NO_GRANT, NO_FILING, NO_TERM)
"""What a catalogue holds as a number, its place here: as texts they would be a sixth of a file."""


class Expiry(NamedTuple):
    """The end of a term: the last day, or only its year, or neither, and one of the bases."""

    date: date | None
    year: int | None
    basis: str


def read_basis(value: object) -> object:
    """The basis that a catalogue's value stands for."""
    return BASES[value] if type(value) is int and 0 <= value < len(BASES) else value


def basis_text(basis: str) -> str:
    """A stored basis in the language in use."""
    return _(basis) if basis else ""


def application_year(application: str | None) -> int | None:
    """The year in a canonical Chinese application number, `CN` + digits + `.` + check digit."""
    if application is None or not application.startswith("CN"):
        return None
    digits = application[2:].partition(".")[0]
    if not digits.isdecimal():
        return None
    if len(digits) == 12:
        return int(digits[:4])
    if len(digits) == 8:
        # Two digits of the year were used from the office's first year, 1985, to 2003.
        return int(digits[:2]) + (1900 if digits >= "85" else 2000)
    return None


def chinese_application(
    applications: Sequence[Mapping[str, str | None]], *, chinese: bool
) -> Mapping[str, str | None] | None:
    """The application that the Chinese grant's term counts from; None where it is not certain.

    A Chinese record's own one (`chinese`); for a foreign record its only Chinese application.
    """
    own = [a for a in applications if a["role"] == "own"]
    if own:
        return own[0] if len(own) == 1 else None
    return applications[0] if len(applications) == 1 and not chinese else None


def filing(record: Mapping[str, Any]) -> str | None:
    """When the Chinese patent was filed: an ISO date, or the year in the application number."""
    chinese = record["office"] == "CN"
    applications = record.get("chinese_applications") or ()
    application = chinese_application(applications, chinese=chinese)
    date_ = (application and application["date"]) or (chinese and record.get("filing_date"))
    year = None if application is None else application_year(application["number"])
    return date_ or (None if year is None else f"{year:04}")


@lru_cache(maxsize=1 << 16)  # a list of a million patents has few filing dates
def term_end(kind: str, filed: str | None, book: "Rulebook") -> Expiry:
    """The end of the term of a patent type (book.PATENT_TYPES), by the date or year of filing."""
    if filed is None:
        return Expiry(None, None, NO_FILING)
    rule = _rule(kind, filed, book)
    if rule is None or rule.value is None:
        return Expiry(None, None, NO_TERM)
    last = int(filed[:4]) + rule.value
    if "-" not in filed:
        return Expiry(None, last, FROM_YEAR)
    if last > MAXYEAR:  # a date that only stands in for an unknown one
        return Expiry(None, None, NO_FILING)
    return Expiry(last_day(date.fromisoformat(filed), rule.value), None, FROM_DATE)


def term_rule(kind: str | None, filed: str | None, book: "Rulebook") -> "Parameter":
    """The rule that gives the term of a patent type filed on a date or in a year.

    The rule for later filings where the date does not decide.
    """
    found = _rule(kind or "invention", filed, book) if filed else None
    return found or book.latest(f"term-{kind or 'invention'}")


def _rule(kind: str, filed: str, book: "Rulebook") -> "Parameter | None":
    """The same; None where the term differs within the year that is known."""
    if "-" in filed:
        return book.term(kind, filed, filed)
    return book.term(kind, f"{filed}-01-01", f"{filed}-12-31")


def last_day(filed: date, years: int) -> date:
    """The day before the anniversary of a filing date."""
    try:
        return filed.replace(year=filed.year + years) - timedelta(days=1)
    except ValueError:  # 29 February in a year without one: the day before 1 March
        return date(filed.year + years, 2, 28)


def in_term(last: date | None, year: int | None, as_of: date) -> bool | None:
    """Whether a term still runs on a day; None where only the year is known and it is that one."""
    if last is not None:
        return as_of <= last
    if year is None or as_of.year == year:
        return None
    return as_of.year < year
