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


# Mistakes met in published code: large if any floor is reached, upper limits required jointly, 万元
# taken as yuan, warehousing medium from 200 persons, agriculture large from 2,000.
BY_HAND = [
    ("industry", 5000, 39_999, "medium"), ("industry", 500, 1_000, "small"),
    ("industry", 1200, 30_000, "medium"), ("software", 300, 10_000, "large"),
    ("software", 300, 1, "micro"), ("warehousing", 99, 30_000, "small"),
    ("warehousing", 100, 30_000, "medium"), ("warehousing", 200, 30_000, "large"),
    ("agriculture", None, 2_000, "medium"), ("agriculture", None, 20_000, "large"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "employees", "revenue", "size_class"), BY_HAND)
def test_the_oracle_itself_on_cases_worked_by_hand(
    group: str, employees: int | None, revenue: int, size_class: str
) -> None:
    """Revenue in 10,000 yuan."""
    figures = {"revenue": revenue * 10_000 * 100}
    assert class_of(group, figures | ({"employees": employees} if employees else {})) == size_class
