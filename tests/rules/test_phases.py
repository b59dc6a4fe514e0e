"""Between two turning days the rules say the same of a patent: a page asks once for all of them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from patentcli.documents.page_rules import DAY, ID, phases
from patentcli.rules.book import Rulebook
from patentcli.rules.patent import check_patent
from rules_facts import patent, record

DAYS = st.dates(date(2005, 1, 1), date(2045, 12, 31))
TEXTS = st.none() | DAYS.map(date.isoformat)
RECORDS = st.fixed_dictionaries(
    {
        "filing_date": TEXTS,
        "grant_date": TEXTS,
        "offer_until": TEXTS,
        "office": st.sampled_from(("CN", "US")),
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
    firsts = [date.fromisoformat(first) for first, *_rest in found]
    assert firsts[0] == date.min
    near = (first + timedelta(step) for first in firsts[1:] for step in (-1, 0, 1))
    for one in (day, *near):
        phase = found[sum(first <= one for first in firsts) - 1]
        known = {DAY: one.isoformat(), ID: given_.id}
        said = [[known.get(part, part) for part in check] for check in phase[1]]
        assert said == [
            [*c[1:5], tuple(c.source or ()), *c.causes] for c in check_patent(book, given_, one)
        ], one
