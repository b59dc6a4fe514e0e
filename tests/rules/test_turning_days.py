"""Between two turning days a verdict is the same on every day."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from patentcli.rules.book import Rulebook
from patentcli.rules.days import period, turning_days
from patentcli.rules.facts import PatentFacts
from patentcli.rules.verdict import eligible
from rules_facts import company, facts, number, patent, record

DAYS = st.dates(date(2005, 1, 1), date(2045, 12, 31))
TEXTS = st.none() | DAYS.map(date.isoformat)
NUMBERS = ("CN200410018477.9", "CN202022220682.0", "CN201930071397.7", "CN97101765.4")
RECORDS = st.fixed_dictionaries(
    {
        "filing_date": TEXTS,
        "grant_date": TEXTS,
        "offer_until": TEXTS,
        "listing": st.sampled_from(("listed", "candidate")),
        "status": st.sampled_from(("in-force", "lapsed", "unknown")),
        "expiry": st.fixed_dictionaries({"date": TEXTS, "year": st.none() | st.just(2030)}),
        "chinese_applications": st.sampled_from(
            ([], [{"number": "CN202210599282.6", "date": None, "role": "own"}])
        ),
    }
)


def outcomes(book: Rulebook, given_: PatentFacts, day: date) -> list[str]:
    said = facts("50000", as_of=day, company=company(stated="small"), patent=given_)
    return [check.outcome for check in eligible(book, said).checks]


@settings(max_examples=150, deadline=None)
@given(RECORDS, DAYS)
def test_a_day_is_judged_as_the_first_of_its_stretch(
    book: Rulebook, fields: dict[str, Any], day: date
) -> None:
    given_ = patent(record(**fields))
    days = turning_days(book, given_)
    for one in (day, *(d + timedelta(step) for d in days for step in (-1, 0, 1))):
        assert outcomes(book, given_, one) == outcomes(book, given_, period(days, one)), one


def test_the_same_for_a_number_alone(book: Rulebook) -> None:
    for text in NUMBERS:
        given_ = patent(None, number=number(text, "application"))
        days = turning_days(book, given_)
        for year in range(1996, 2042):
            for one in (date(year, 1, 1), date(year, 12, 31)):
                assert outcomes(book, given_, one) == outcomes(book, given_, period(days, one))
