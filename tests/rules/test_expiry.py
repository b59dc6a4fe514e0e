"""The last day of a term, and both sides of it."""

from datetime import date, timedelta

import pytest

from patentcli.numbers import patent_type
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import (
    FROM_DATE,
    FROM_YEAR,
    NO_FILING,
    NO_TERM,
    application_year,
    filing,
    in_term,
    term_end,
)

# The day before the anniversary; only a year where only the year of the application is known.
ENDS = [
    ("CN104346370B", "2013-07-31", "2033-07-30"),
    ("CN1234567C", "2004-01-01", "2023-12-31"),
    ("CN100000001B", "2004-02-29", "2024-02-28"),  # its anniversary exists: 29 February 2024
    ("CN100000001B", "2004-03-01", "2024-02-29"),
    ("CN201000001U", "2020-03-01", "2030-02-28"),
    ("CN201000001U", "2020-02-29", "2030-02-28"),  # its anniversary does not exist
    ("CN2000001Y", "2000-12-31", "2010-12-30"),
    ("CN301000001S", "2021-05-31", "2031-05-30"),
    ("CN301000001S", "2021-06-01", "2036-05-31"),
    ("CN3000001D", "2009-08-15", "2019-08-14"),
    ("CN114694123B", "CN202210599282.6", "2042"),
    ("CN1234567C", "CN95115608.X", "2015"),
    ("CN1234567C", "CN00262311.0", "2020"),
    ("CN1234567C", "CN85100001", "2005"),
    ("CN201000001U", "CN202022220682.0", "2030"),
    ("CN301000001S", "CN201930071397.7", "2029"),
    ("CN301000001S", "CN202230000001.0", "2037"),
]


@pytest.mark.parametrize(("grant", "filed", "end"), ENDS)
def test_the_end_of_a_term(book: Rulebook, grant: str, filed: str, end: str) -> None:
    found = term_end(str(patent_type(grant)), application_year(filed) or filed, book)
    if "-" in end:
        assert found == (end, None, FROM_DATE)
        after = date.fromisoformat(end) + timedelta(days=1)
        assert (in_term(end, end), in_term(end, after.isoformat())) == (True, False)
        return
    year = int(end)
    assert found == (None, year, FROM_YEAR)
    days = (f"{year - 1}-12-31", f"{year}-01-01", f"{year}-12-31", f"{year + 1}-01-01")
    assert [in_term(end, day) for day in days] == [True, None, None, False]


@pytest.mark.parametrize(
    ("kind", "filed", "basis"),
    [
        ("design", "2021", NO_TERM),  # the law changed within that year
        ("invention", None, NO_FILING),
        ("invention", "9999-12-31", NO_FILING),  # it only stands for none
        ("invention", "9999", NO_FILING),
    ],
)
def test_no_end_is_derived(book: Rulebook, kind: str, filed: str | None, basis: str) -> None:
    assert term_end(kind, filed, book) == (None, None, basis)


def test_the_filing_date_wins_over_the_number() -> None:
    # A divisional's number carries a later year than its term counts from.
    own = {"number": "CN202210599282.6", "role": "own", "date": "2018-05-31"}
    assert filing("CN", [own], None) == "2018-05-31"
    assert filing("CN", [own | {"date": None}], None) == "2022"
    assert filing("US", [], "2018-05-31") is None  # the day of a foreign document


def test_a_basis_says_that_extension_and_early_lapse_are_not_counted() -> None:
    assert all("without extension or early lapse" in basis for basis in (FROM_DATE, FROM_YEAR))


@pytest.mark.parametrize(
    "number", ["", "US10068018B2", "CN", "CN114694123B", "CN2022", "CN20221059928.6"]
)
def test_only_application_numbers_carry_a_year(number: str) -> None:
    assert application_year(number) is None
