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
    Expiry,
    application_year,
    filing,
    in_term,
    term_end,
)


def expiry(grant: str, filed: str | None, book: Rulebook) -> Expiry:
    return term_end(str(patent_type(grant)), filed, book)


@pytest.mark.parametrize(
    ("grant", "filed", "last"),
    [
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
    ],
)
def test_the_last_day_is_the_day_before_the_anniversary(
    book: Rulebook, grant: str, filed: str, last: str
) -> None:
    assert expiry(grant, filed, book) == (last, None, FROM_DATE)
    after = date.fromisoformat(last) + timedelta(days=1)
    assert (in_term(last, last), in_term(last, after.isoformat())) == (True, False)


@pytest.mark.parametrize(
    ("grant", "application", "filed", "year"),
    [
        ("CN114694123B", "CN202210599282.6", 2022, 2042),
        ("CN1234567C", "CN95115608.X", 1995, 2015),
        ("CN1234567C", "CN00262311.0", 2000, 2020),
        ("CN1234567C", "CN85100001", 1985, 2005),
        ("CN201000001U", "CN202022220682.0", 2020, 2030),
        ("CN301000001S", "CN201930071397.7", 2019, 2029),
        ("CN301000001S", "CN202230000001.0", 2022, 2037),
    ],
)
def test_the_year_of_the_application_number_gives_only_a_year(
    book: Rulebook, grant: str, application: str, filed: int, year: int
) -> None:
    assert application_year(application) == str(filed)
    assert expiry(grant, str(filed), book) == (None, year, FROM_YEAR)
    days = (f"{year - 1}-12-31", f"{year}-01-01", f"{year}-12-31", f"{year + 1}-01-01")
    assert [in_term(str(year), day) for day in days] == [True, None, None, False]


def test_the_year_of_a_design_filed_in_2021_does_not_tell_its_term(book: Rulebook) -> None:
    assert expiry("CN301000001S", "2021", book) == (None, None, NO_TERM)


@pytest.mark.parametrize("filed", [None, "9999-12-31", "9999"])  # the latter only stands for none
def test_nothing_is_derived_without_a_filing(filed: str | None, book: Rulebook) -> None:
    assert expiry("CN114694123B", filed, book) == (None, None, NO_FILING)


def test_the_filing_date_wins_over_the_number() -> None:
    # A divisional's number carries a later year than its term counts from.
    own = {"number": "CN202210599282.6", "role": "own", "date": "2018-05-31"}
    record = {"office": "CN", "chinese_applications": [own], "filing_date": None}
    assert filing(record) == "2018-05-31"
    assert filing(record | {"chinese_applications": [own | {"date": None}]}) == "2022"


@pytest.mark.parametrize("basis", [FROM_DATE, FROM_YEAR])
def test_a_basis_says_that_extension_and_early_lapse_are_not_counted(basis: str) -> None:
    assert "without extension or early lapse" in basis


@pytest.mark.parametrize(
    "number", ["", "US10068018B2", "CN", "CN114694123B", "CN2022", "CN20221059928.6"]
)
def test_only_application_numbers_carry_a_year(number: str) -> None:
    assert application_year(number) is None
