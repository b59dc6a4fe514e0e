"""What a company is told: never more than was checked, what is missing, what next."""

from datetime import date
from typing import Any

import pytest

from patentcli.rules.advice import decisive, headline, missing, next_steps, only_listing_missing
from patentcli.rules.book import Rulebook
from patentcli.rules.verdict import eligible
from rules_facts import company, facts, number, patent, record


def answer(book: Rulebook, fee: str | None = None, **said: Any) -> str:
    return headline(eligible(book, facts(fee, **said)))


def steps(book: Rulebook, fee: str | None = "1", **fields: Any) -> str:
    found = next_steps(eligible(book, facts(fee, patent=patent(record(**fields)))))
    return " ".join(f"{step.sentence} {step.command}" for step in found)


def test_a_company_whose_fee_alone_was_checked_is_told_no_more(book: Rulebook) -> None:
    assert answer(book, "40000") == (
        "Eligible as far as checked: the fee is within the cap; company and patent were not checked"
    )


def test_everything_checked_leaves_nothing_out(book: Rulebook) -> None:
    text = answer(
        book, "1", company=company(stated="small"), patent=patent(record(listing="listed"))
    )
    assert text.startswith("Eligible: the fee is within the cap, the company is an SME")
    assert "not checked" not in text


def test_a_failure_leads(book: Rulebook) -> None:
    assert answer(book, "60000") == (
        "Not eligible: the fee is above the cap; company and patent were not checked"
    )


def test_the_only_thing_missing_is_the_listing(book: Rulebook) -> None:
    said = facts("0", company=company(stated="small"), patent=patent(record()))
    verdict = eligible(book, said)
    assert only_listing_missing(verdict)
    assert headline(verdict) == (
        "Cannot tell: the only thing missing is that the listing is confirmed"
    )
    (listing,) = [m for m in missing(verdict) if m.rule == "patent-listed"]
    assert "catalogue confirm" in listing.option
    assert "free" not in headline(verdict)
    two = eligible(book, facts(patent=patent(record())))
    assert two.ids("unknown") == ("fee-cap", "patent-listed")
    assert not only_listing_missing(two)
    assert "the fee is not known, its listing is not confirmed" in headline(two)


def test_a_strict_question_names_what_was_left_out(book: Rulebook) -> None:
    text = answer(book, "40000", strict=True)
    assert text.startswith("Cannot tell")
    assert text.endswith("company and patent were not checked")
    listed_only = eligible(book, facts("0", patent=patent(record()), strict=True))
    assert not only_listing_missing(listed_only)


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ({}, ["--size CLASS | --industry NAME"]),
        ({"employees": 10}, ["--industry NAME"]),
        ({"industry": "software", "employees": 300}, ["--revenue AMOUNT"]),
        ({"industry": "construction"}, ["--revenue AMOUNT", "--assets AMOUNT"]),
        ({"industry": "Q", "employees": 1}, ["--industry CODE"]),
        ({"industry": "finance"}, [""]),
    ],
)
def test_what_would_settle_the_size(
    book: Rulebook, said: dict[str, Any], options: list[str]
) -> None:
    verdict = eligible(book, facts("1", company=company(**said)))
    assert [m.option for m in missing(verdict) if m.rule == "company-size"] == options


def test_what_only_another_day_would_settle(book: Rulebook) -> None:
    before = date(2001, 1, 1)
    for said in ({"industry": "software", "employees": 1}, {"employees": 1}, {"stated": "small"}):
        verdict = eligible(book, facts("1", company=company(**said), as_of=before))
        options = {m.rule: m.option for m in missing(verdict)}
        assert options["fee-cap"] == options["company-size"] == "--as-of DATE"


def test_a_verdict_waits_for_what_is_open_and_strictly_for_all(book: Rulebook) -> None:
    open_size = company(industry="software", employees=400)
    lax = eligible(book, facts("1", company=open_size))
    assert [m.option for m in decisive(lax)] == ["--revenue AMOUNT"]
    strict = eligible(book, facts("1", company=open_size, strict=True))
    assert [m.option for m in decisive(strict)] == ["--revenue AMOUNT", "--patent ID"]
    for settled in (facts("1"), facts("60000", company=open_size)):
        assert decisive(eligible(book, settled)) == []


def test_every_open_rule_but_those_of_an_unnamed_patent_has_its_own_answer(book: Rulebook) -> None:
    named = eligible(book, facts(patent=patent(None)))
    assert {m.rule for m in missing(named)} == set(named.ids("unknown") + named.ids("not-checked"))
    unnamed = eligible(book, facts("1"))
    assert [m.option for m in missing(unnamed) if m.rule.startswith("patent")] == ["--patent ID"]


@pytest.mark.parametrize("kind", [None, "public-implementation"])
@pytest.mark.parametrize("listing", ["candidate", "listed"])
def test_candidates_and_listed_patents_call_for_a_letter_of_enquiry(
    book: Rulebook, kind: str | None, listing: str
) -> None:
    text = steps(book, licence_kind=kind, listing=listing)
    assert "letter of enquiry" in text
    assert "gives no licence" in text
    assert "Art. 51" not in text


def test_only_an_open_licence_is_had_by_notice_payment_and_recording(book: Rulebook) -> None:
    text = steps(book, licence_kind="open-licence", listing="listed")
    assert "Art. 51" in text
    assert "pay the fee as announced" in text
    assert "recorded" in text
    assert "letter of enquiry" not in text


def test_an_open_licence_does_not_depend_on_the_scheme_s_fee(book: Rulebook) -> None:
    assert "Art. 51" in steps(book, "60000", licence_kind="open-licence", listing="listed")
    assert steps(book, "60000", licence_kind="public-implementation") == ""


def test_nothing_follows_from_an_open_licence_on_a_lapsed_patent(book: Rulebook) -> None:
    over = {"date": "2020-01-01", "year": None, "basis": ""}
    assert steps(book, licence_kind="open-licence", listing="listed", expiry=over) == ""


def test_a_candidate_is_enquired_about_even_where_its_row_speaks_of_an_open_licence(
    book: Rulebook,
) -> None:
    text = steps(book, licence_kind="open-licence", listing="candidate")
    assert "letter of enquiry" in text
    assert "Art. 51" not in text


def test_a_number_that_is_not_in_the_catalogue_is_enquired_about(book: Rulebook) -> None:
    given = patent(None, number=number("CN202210599282.6", "application"))
    (enquiry, _warning) = next_steps(eligible(book, facts("1", patent=given)))
    assert "CN202210599282.6" in enquiry.command


def test_the_caution_says_where_to_check(book: Rulebook) -> None:
    alone = eligible(book, facts("1")).caution
    assert "not legal advice" in alone
    assert "cnipa.gov.cn" in alone
    assert "not verified" in alone  # the addresses are not
    named = eligible(book, facts("1", patent=patent(record()))).caution
    assert "https://patents.google.com/patent/CN114694123B" in named
    absent = eligible(book, facts("1", patent=patent(None))).caution
    assert "https://patents.google.com/patent/CN999999999B" in absent
    assert "\n" not in named


@pytest.mark.parametrize(
    ("revenue", "employees", "warned"),
    [
        ("3000", 200, True),
        ("30000", 200, True),
        ("9999.99", None, True),
        ("10000", None, False),
        ("200000", 200, False),
        ("199999.99", 200, True),
        ("3000万", 200, False),
        ("0", 200, False),
    ],
)
def test_a_revenue_that_looks_as_if_wan_was_meant(
    book: Rulebook, revenue: str, employees: int | None, warned: bool
) -> None:
    said = company(industry="software", employees=employees, revenue=revenue)
    verdict = eligible(book, facts(company=said))
    assert bool(verdict.warnings) == warned


def test_the_warning_shows_both_readings(book: Rulebook) -> None:
    said = company(industry="software", employees=200, revenue="3000")
    (warning,) = eligible(book, facts(company=said)).warnings
    assert "¥3,000.00" in warning
    assert "¥30,000,000.00 (3000万元)" in warning
    assert "write 3000万" in warning
