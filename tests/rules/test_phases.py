"""Between two turning days a verdict is the same: a page and a batch ask once for all of them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Facts, PatentFacts
from patentcli.rules.patent import check_patent
from patentcli.rules.phases import DAY, phases, turning_days
from patentcli.rules.verdict import eligible
from rules_facts import company, facts, number, patent, record

DAYS = st.dates(date(2005, 1, 1), date(2045, 12, 31))
TEXTS = st.none() | DAYS.map(date.isoformat)
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


@settings(max_examples=150, deadline=None)
@given(RECORDS, DAYS)
def test_a_phase_says_what_the_rules_say_on_each_of_its_days(
    book: Rulebook, fields: dict[str, Any], day: date
) -> None:
    given_ = patent(record(**fields))
    found = phases(book, given_)
    firsts = [date.fromisoformat(phase.first) for phase in found]
    assert firsts[0] == date.min
    near = (first + timedelta(step) for first in firsts[1:] for step in (-1, 0, 1))
    for one in (day, *near):
        phase = found[sum(first <= one for first in firsts) - 1]
        checks = [c._replace(value=one.isoformat()) if c.value == DAY else c for c in phase.checks]
        assert checks == check_patent(book, Facts(one, patent=given_), given_), one


NUMBERS = ("CN200410018477.9", "CN202022220682.0", "CN201930071397.7", "CN97101765.4")
NAMED = st.none() | st.builds(lambda fields: patent(record(**fields)), RECORDS)
NAMED |= st.sampled_from([patent(None, number=number(n, "application")) for n in NUMBERS])


@settings(max_examples=150, deadline=None)
@given(NAMED, st.dates(date(1996, 1, 1), date(2045, 12, 31)))
def test_a_verdict_turns_on_no_other_day(
    book: Rulebook, named: PatentFacts | None, day: date
) -> None:
    def outcomes(as_of: date) -> list[str]:
        said = company(industry="software", employees=40)
        asked = facts("50000", as_of=as_of, company=said, patent=named)
        return [check.outcome for check in eligible(book, asked).checks]

    days = [date.min, *turning_days(book, named)]
    for one in (day, *(turn + timedelta(step) for turn in days[1:] for step in (-1, 0, 1))):
        first = max(turn for turn in days if turn <= one)
        assert outcomes(one) == outcomes(first), (one, first)
