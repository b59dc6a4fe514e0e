"""The last day of a term, and both sides of it."""

from datetime import date, timedelta

import pytest

from patentcli.rules.bases import FROM_DATE, FROM_YEAR, NO_FILING, NO_GRANT, NO_TERM
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import (
    Expiry,
    application_year,
    basis_text,
    in_term,
    patent_type,
    term_end,
)


def expiry(
    *, grant: str | None, filed: date | str | None, application: str | None, book: Rulebook
) -> Expiry:
    kind = patent_type(grant)
    if kind is None:
        return Expiry(None, None, NO_GRANT)
    return term_end(kind, filed, None if filed else application_year(application), book)


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
    end = expiry(grant=grant, filed=filed, application=None, book=book)
    assert end.date == date.fromisoformat(last)
    assert end.year is None
    assert end.basis == FROM_DATE
    assert expiry(grant=grant, filed=date.fromisoformat(filed), application=None, book=book) == end
    assert in_term(end.date, None, end.date) is True
    assert in_term(end.date, None, end.date + timedelta(days=1)) is False


@pytest.mark.parametrize(
    ("grant", "application", "year"),
    [
        ("CN114694123B", "CN202210599282.6", 2042),
        ("CN1234567C", "CN95115608.X", 2015),
        ("CN1234567C", "CN00262311.0", 2020),
        ("CN1234567C", "CN85100001", 2005),
        ("CN201000001U", "CN202022220682.0", 2030),
        ("CN301000001S", "CN201930071397.7", 2029),
        ("CN301000001S", "CN202230000001.0", 2037),
    ],
)
def test_the_year_of_the_application_number_gives_only_a_year(
    book: Rulebook, grant: str, application: str, year: int
) -> None:
    end = expiry(grant=grant, filed=None, application=application, book=book)
    assert (end.date, end.year, end.basis) == (None, year, FROM_YEAR)
    assert in_term(None, year, date(year - 1, 12, 31)) is True
    assert in_term(None, year, date(year, 1, 1)) is None
    assert in_term(None, year, date(year, 12, 31)) is None
    assert in_term(None, year, date(year + 1, 1, 1)) is False


@pytest.mark.parametrize(
    ("grant", "filed", "application", "last", "basis"),
    [
        # The year of a design filed in 2021 does not tell its term.
        ("CN301000001S", None, "CN202130000001.0", None, NO_TERM),
        # A divisional's number carries a later year than its term counts from.
        ("CN114694123B", "2018-05-31", "CN202210599282.6", date(2038, 5, 30), FROM_DATE),
        ("CN114694123B", None, None, None, NO_FILING),
        # A placeholder for an unknown date.
        ("CN114694123B", "9999-12-31", None, None, NO_FILING),
        # Nothing is derived without a granted Chinese patent.
        (None, "2020-01-01", "CN202210599282.6", None, NO_GRANT),
        ("CN114694123A", "2020-01-01", "CN202210599282.6", None, NO_GRANT),
        ("CN114694123", "2020-01-01", "CN202210599282.6", None, NO_GRANT),
        ("US11941802B2", "2020-01-01", "CN202210599282.6", None, NO_GRANT),
        ("EP1234567B1", "2020-01-01", "CN202210599282.6", None, NO_GRANT),
    ],
)
def test_what_the_end_rests_on(
    book: Rulebook,
    grant: str | None,
    filed: str | None,
    application: str | None,
    last: date | None,
    basis: str,
) -> None:
    end = expiry(grant=grant, filed=filed, application=application, book=book)
    assert (end.date, end.year, end.basis) == (last, None, basis)


@pytest.mark.parametrize("basis", [FROM_DATE, FROM_YEAR])
def test_a_basis_says_that_extension_and_early_lapse_are_not_counted(basis: str) -> None:
    assert "without extension or early lapse" in basis_text(basis)


def test_the_type_by_the_kind_code() -> None:
    kinds = {kind: patent_type(f"CN101234567{kind}") for kind in "ABCDSUY"}
    assert kinds == {
        "A": None,
        "B": "invention",
        "C": "invention",
        "D": "design",
        "S": "design",
        "U": "utility-model",
        "Y": "utility-model",
    }


@pytest.mark.parametrize(
    "number", [None, "US10068018B2", "CN", "CN114694123B", "CN2022", "CN20221059928.6"]
)
def test_only_application_numbers_carry_a_year(number: str | None) -> None:
    assert application_year(number) is None
