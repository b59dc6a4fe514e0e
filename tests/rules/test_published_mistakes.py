"""Mistakes met in published code that classifies companies: each must fail here."""

from datetime import date

import pytest

from patentcli.errors import UsageProblem
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Company, Facts, Figures
from patentcli.rules.industries import resolve
from patentcli.rules.size import Size, classify
from patentcli.rules.verdict import eligible

DAY = date(2026, 11, 22)
WAN = 10_000 * 100  # fen


def size_of(book: Rulebook, industry: str, **figures: int | None) -> Size:
    standard = book.standard(DAY)
    assert standard is not None
    return classify(resolve(standard, industry), Figures(**figures))


def test_large_needs_every_floor_and_not_just_any(book: Rulebook) -> None:
    size = size_of(book, "industry", employees=5000, revenue=39_999 * WAN)
    assert size.size_class == "medium"
    assert size.sme == "yes"


def test_upper_limits_are_not_required_jointly(book: Rulebook) -> None:
    # Over 300 persons, but only 10 million yuan: the revenue alone makes it small.
    assert size_of(book, "industry", employees=500, revenue=1_000 * WAN).size_class == "small"


def test_a_missing_figure_is_not_zero(book: Rulebook) -> None:
    size = size_of(book, "software", employees=1000)
    assert size.possible == ("large", "medium", "small", "micro")
    assert size.sme == "unknown"
    assert size_of(book, "software", employees=1000, revenue=0).size_class == "micro"


def test_an_unknown_industry_is_not_silently_an_sme(book: Rulebook) -> None:
    with pytest.raises(UsageProblem, match="is not a known industry"):
        size_of(book, "blockchain astrology", employees=1)
    company = Company(industry="金融业", figures=Figures(employees=1))
    assert eligible(book, Facts(DAY, company=company)).verdict == "undetermined"
    nameless = Company(figures=Figures(employees=1, revenue=1, assets=1))
    assert eligible(book, Facts(DAY, company=nameless)).verdict == "undetermined"


def test_the_floors_of_money_are_in_units_of_ten_thousand_yuan(book: Rulebook) -> None:
    large = {"employees": 300, "revenue": 10_000 * WAN}
    assert size_of(book, "software", **large).size_class == "large"
    taken_for_yuan = {"employees": 300, "revenue": 10_000 * 100}
    assert size_of(book, "software", **taken_for_yuan).size_class == "micro"


def test_warehousing_is_medium_from_100_persons_and_not_from_200(book: Rulebook) -> None:
    revenue = 30_000 * WAN
    assert size_of(book, "warehousing", employees=100, revenue=revenue).size_class == "medium"
    assert size_of(book, "warehousing", employees=99, revenue=revenue).size_class == "small"
    assert size_of(book, "warehousing", employees=199, revenue=revenue).size_class == "medium"
    assert size_of(book, "warehousing", employees=200, revenue=revenue).size_class == "large"


def test_agriculture_is_large_from_20000_and_not_from_2000(book: Rulebook) -> None:
    assert size_of(book, "agriculture", revenue=2_000 * WAN).size_class == "medium"
    assert size_of(book, "agriculture", revenue=19_999 * WAN).size_class == "medium"
    assert size_of(book, "agriculture", revenue=20_000 * WAN).size_class == "large"
