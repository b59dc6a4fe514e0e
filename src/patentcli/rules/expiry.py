"""The last day of a granted Chinese patent's term: the day before the anniversary of its filing.
Patent Law, Art. 42: a term in years by the type of patent (rules `term-*`), counted from the
Chinese filing date. Extensions, unpaid annuities and waivers are not known here."""

from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from patentcli.i18n import N_

if TYPE_CHECKING:
    from patentcli.rules.book import Rulebook

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

Applications = Sequence[Mapping[str, Any]]  # Chinese ones: number, date and role of each
Expiry = tuple[str | None, int | None, str]
"""The end of a term: the last day as an ISO date, or only its year, or neither; and its basis."""


def is_of_grant(basis: object) -> bool:
    """Whether a basis, or its number, says that the patent is known to be granted."""
    return read_basis(basis) in (FROM_DATE, FROM_YEAR, NO_FILING, NO_TERM)


def is_granted(record: Mapping[str, Any]) -> bool:
    """Whether a record is known to be a granted Chinese patent, or of its family: by the number of
    the grant, or as a list states it by ZL or the date of the grant."""
    stated = record["office"] == "CN" and is_of_grant(record["expiry"]["basis"])
    return bool(record["chinese_grant"]) or stated


def read_basis(value: object) -> object:
    """The basis that a catalogue's value stands for."""
    return BASES[value] if type(value) is int and 0 <= value < len(BASES) else value


def application_year(application: str) -> str | None:
    """The year in a canonical Chinese application number, `CN` + digits + `.` + check digit."""
    digits = application[2:].partition(".")[0]
    if not (application.startswith("CN") and digits.isdecimal()):
        return None
    if len(digits) == 8:
        # Two digits of the year were used from the office's first year, 1985, to 2003.
        return f"{19 if digits >= '85' else 20}{digits[:2]}"
    return digits[:4] if len(digits) == 12 else None


def own_applications(office: str | None, applications: Applications | None) -> Applications:
    """A Chinese record's own applications, never one whose priority was claimed; of a foreign one
    its own in China, else all that are Chinese."""
    own = [a for a in applications or () if a["role"] == "own"]
    return own or (applications if office != "CN" and applications else ())


def filing(office: str | None, own: Applications, filing_date: str | None) -> str | None:
    """When the Chinese patent was filed: an ISO date, or the year in the application number. None
    where it is not certain from which of its `own_applications` the term counts."""
    only: Mapping[str, Any] = own[0] if len(own) == 1 else {"date": None, "number": ""}
    filed: str | None = only["date"] or (filing_date if office == "CN" else None)
    return filed or application_year(only["number"])


@lru_cache(maxsize=1 << 16)  # a list of a million patents has few filing dates
def term_end(kind: str, filed: str | None, book: "Rulebook") -> Expiry:
    """The end of the term of a patent type (see `Rulebook.term`), by the date or year of filing."""
    if filed is None:
        return None, None, NO_FILING
    rule = book.term(kind, filed)
    if rule is None or rule.value is None:
        return None, None, NO_TERM
    last = int(filed[:4]) + rule.value
    if last > MAXYEAR:  # a date that only stands in for an unknown one
        return None, None, NO_FILING
    if "-" not in filed:
        return None, last, FROM_YEAR
    month, day = map(int, filed[5:].split("-"))
    # Counted from the first of the month: 29 February of a year without one is its 1 March.
    end = date(last, month, 1) + timedelta(days=day - 2)
    return end.isoformat(), None, FROM_DATE


def in_term(limit: str | None, day: str) -> bool | None:
    """Whether a term that ends on a day or in a year still runs on an ISO day; None: unknown."""
    if limit is None or (day.startswith(limit) and day != limit):
        return None
    return day <= limit
