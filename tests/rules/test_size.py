"""Size classes: every floor of every group, every pair of indicators, every missing figure."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.rules import size as rules_size
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import CLASSES, Company, Facts
from patentcli.rules.size import Size
from rules_facts import DAY
from rules_oracle import EDITIONS, FLOORS, class_of, possible, telling_values


def size_of(book: Rulebook, industry: str, **figures: int | None) -> Size:
    said = Company(industry, None, **figures)
    return rules_size.size_of(book, Facts(DAY, company=said))


def test_every_edition_has_the_floors_of_its_text(book: Rulebook) -> None:
    for standard in book.standards:
        found = {g.key: {i: tuple(f) for i, f in g.floors.items()} for g in standard.groups}
        table = EDITIONS[standard.plain["id"]].items()
        assert found == {key: {i: tuple(f.values()) for i, f in own.items()} for key, own in table}


@pytest.mark.parametrize("group", FLOORS)
def test_floors_at_below_above_and_missing(book: Rulebook, group: str) -> None:
    indicators = FLOORS[group]
    for values in product(*([*telling_values(group, i), None] for i in indicators)):
        figures = dict(zip(indicators, values, strict=True))
        size, expected = size_of(book, group, **figures), possible(group, figures)
        assert set(size.possible) == expected, figures
        assert size.size_class == (expected.pop() if len(expected) == 1 else None), figures


AMOUNT = st.one_of(st.none(), st.integers(0, 10**17))


@given(
    group=st.sampled_from(sorted(FLOORS)),
    employees=st.one_of(st.none(), st.integers(0, 10**5)),
    revenue=AMOUNT,
    assets=AMOUNT,
)
def test_unknown_figures_leave_what_their_completions_leave(
    book: Rulebook, group: str, employees: int | None, revenue: int | None, assets: int | None
) -> None:
    given_ones = {"employees": employees, "revenue": revenue, "assets": assets}
    size = size_of(book, group, **given_ones)
    expected = possible(group, {i: given_ones[i] for i in FLOORS[group]})
    assert size.possible == tuple(c for c in CLASSES if c in expected)
    assert (size.sme == "yes") == ("large" not in expected)
    assert (size.sme == "no") == (expected == {"large"})


WAN = 10_000 * 100  # fen
CASES = [
    # Mistakes met in published code: large if any floor is reached,
    ("industry", {"employees": 5000, "revenue": 39_999 * WAN}, "medium", "yes"),
    # upper limits required jointly,
    ("industry", {"employees": 500, "revenue": 1_000 * WAN}, "small", "yes"),
    # a missing figure counted as 0,
    ("software", {"employees": 1000}, "large medium small micro", "unknown"),
    ("software", {"employees": 1000, "revenue": 0}, "micro", "yes"),
    # 万元 taken as yuan,
    ("software", {"employees": 300, "revenue": 10_000 * WAN}, "large", "no"),
    ("software", {"employees": 300, "revenue": 10_000 * 100}, "micro", "yes"),
    # warehousing medium from 200 persons,
    ("warehousing", {"employees": 99, "revenue": 30_000 * WAN}, "small", "yes"),
    ("warehousing", {"employees": 100, "revenue": 30_000 * WAN}, "medium", "yes"),
    ("warehousing", {"employees": 200, "revenue": 30_000 * WAN}, "large", "no"),
    # agriculture large from 2,000.
    ("agriculture", {"revenue": 2_000 * WAN}, "medium", "yes"),
    ("agriculture", {"revenue": 20_000 * WAN}, "large", "no"),
    # One indicator below its floor of large proves an SME, whatever the others are.
    ("software", {"employees": 299}, "medium small micro", "yes"),
    # A code that spans groups leaves the union: 51 wholesale, 52 retail.
    ("F", {"employees": 100, "revenue": 60_000 * WAN}, "medium", "yes"),
    ("F", {"employees": 250, "revenue": 60_000 * WAN}, "large medium", "unknown"),
    # What is not covered has no class; in part (84 health, 85 social work) it is never settled.
    ("J66", {"employees": 1, "revenue": 1, "assets": 1}, "", "unknown"),
    ("Q", {"employees": 1}, "micro", "unknown"),
]


@pytest.mark.parametrize(("industry", "figures", "possible", "sme"), CASES)
def test_cases_worked_by_hand(
    book: Rulebook, industry: str, figures: dict[str, int], possible: str, sme: str
) -> None:
    size = size_of(book, industry, **figures)
    assert size.possible == tuple(possible.split())
    assert size.sme == sme
    settled = len(size.possible) == 1 and industry != "Q"
    assert size.size_class == (possible if settled else None)


def test_the_oracle_itself_on_a_case_worked_by_hand() -> None:
    # Industry, 1,200 persons and 300 million yuan: the revenue misses large, so medium.
    figures = {"employees": 1200, "revenue": 300_000_000 * 100}
    assert class_of("industry", figures) == "medium"
