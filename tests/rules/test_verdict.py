"""The verdict table: each check's outcomes, and how they add up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from patentcli.errors import UsageProblem
from patentcli.rules.advice import headline
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import RULES, Check, Facts, PatentFacts
from patentcli.rules.verdict import Verdict, eligible
from rules_facts import DAY, company, facts, number, patent, record, us_record

CASES = tomli.loads((Path(__file__).parent / "verdicts.toml").read_text(encoding="utf-8"))["case"]


def check(verdict: Verdict, rule: str) -> Check:
    return next(c for c in verdict.checks if c.rule == rule)


def patent_of(case: dict[str, Any]) -> PatentFacts | None:
    if "number" in case:
        read = number(case["number"], case["kind"])._replace(warning=case.get("warning"))
        return PatentFacts(read, None, "bundled", case.get("official", False))
    if "us" not in case and "record" not in case:
        return None
    fields = us_record(**case["us"]) if "us" in case else record(**case["record"])
    for path in case.get("unknown", ()):
        holder: Any = fields
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdecimal() else step]
        holder[last] = None
    dropped = case.get("dropped")
    return patent(fields)._replace(
        list_title="offers.csv", dropped=None if dropped is None else tuple(dropped)
    )


def facts_of(case: dict[str, Any]) -> Facts:
    return facts(
        case.get("fee"),
        as_of=case.get("day", DAY),
        company=company(**case.get("company", {})),
        patent=patent_of(case),
        strict=case.get("strict", False),
    )


def answer(verdict: Verdict, asked: str) -> str:
    if asked in RULES:
        return check(verdict, asked).outcome
    whole: Any = verdict.to_json()
    found = {
        "verdict": whole["verdict"],
        "fee_yuan": whole["fee_yuan"],
        "possible": "|".join(whole["company"]["possible_size_classes"]),
        "size_class": whole["company"]["size_class"],
    }[asked]
    return found or ""


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_the_table(book: Rulebook, case: dict[str, Any]) -> None:
    for value, *expected in case.get("rows", ()):
        verdict = eligible(book, facts_of(case | {case["by"]: value}))
        assert [answer(verdict, asked) for asked in case["asked"]] == expected, value
    if "rows" in case:
        return
    if "refused" in case:
        with pytest.raises(UsageProblem, match=case["refused"]):
            eligible(book, facts_of(case))
        return
    verdict = eligible(book, facts_of(case))
    asked = ("verdict", "outcomes", "says", "cites", "warns", "headline")
    told = [case[key] for key in asked if key in case]
    assert told, "a case that asks nothing"
    assert verdict.verdict == case.get("verdict", verdict.verdict)
    assert headline(verdict).startswith(case.get("headline", ""))
    assert list(verdict.warnings) == case.get("warns", list(verdict.warnings))
    for rule, outcome in case.get("outcomes", {}).items():
        assert check(verdict, rule).outcome == outcome
    for rule, text in case.get("says", {}).items():
        assert text in check(verdict, rule).reason
    for rule, place in case.get("cites", {}).items():
        source = check(verdict, rule).source
        assert source is not None
        assert place in (source.reference, source.url)


@pytest.mark.parametrize("fee", ["-1", "nan", "1e5", "$40000"])
def test_a_fee_that_is_no_amount_is_a_usage_error(fee: str) -> None:
    with pytest.raises(UsageProblem, match="--fee"):
        facts(fee)


def test_a_contradicted_size_names_its_option(book: Rulebook) -> None:
    said = company(stated="large", industry="software", employees=10)
    with pytest.raises(UsageProblem) as problem:
        eligible(book, facts(company=said))
    assert problem.value.where == "--size"


def test_the_json_object_for_a_fee_alone(book: Rulebook) -> None:
    found = eligible(book, facts("40000")).to_json()
    assert list(found) == [
        "verdict", "as_of", "patent", "fee_yuan", "company", "checks", "not_checked", "caution"
    ]  # fmt: skip
    assert found["verdict"] == "eligible"
    assert found["as_of"] == "2026-11-22"
    assert found["patent"] is None
    assert found["fee_yuan"] == "40000.00"
    assert found["company"] == {
        "industry": None,
        "employees": None,
        "revenue_yuan": None,
        "assets_yuan": None,
        "size_class": None,
        "possible_size_classes": [],
        "controlled_by_large": None,
    }
    checks: Any = found["checks"]
    assert [c["rule"] for c in checks] == list(RULES)
    assert list(checks[0]) == ["rule", "outcome", "reason", "value", "limit", "source"]
    assert list(checks[0]["source"]) == ["title", "reference", "url"]
    assert checks[0]["value"] == "40000.00"
    assert checks[0]["limit"] == "50000.00"
    assert found["not_checked"] == list(RULES[1:])
    assert "not legal advice" in str(found["caution"])


def test_the_keys_of_the_company_stay_in_order(book: Rulebook) -> None:
    said = company(industry="I65", employees=120, revenue="3000万", controlled_by_large=False)
    found: Any = eligible(book, facts(company=said)).to_json()["company"]
    assert list(found.items()) == [
        ("industry", "software"),
        ("employees", 120),
        ("revenue_yuan", "30000000.00"),
        ("assets_yuan", None),
        ("size_class", "medium"),
        ("possible_size_classes", ["medium"]),
        ("controlled_by_large", False),
    ]


def test_only_what_was_not_checked_has_no_source(book: Rulebook) -> None:
    cases = [
        facts("1"),
        facts("1", patent=patent(record())),
        facts(patent=patent(us_record()), company=company(stated="large")),
        facts(patent=patent(None)),
        facts(patent=patent(None, number=number("CN202210599282.6", "application"))),
        facts(company=company(industry="J", controlled_by_large=True)),
        facts("1", company=company(employees=1), as_of=date(2001, 1, 1)),
    ]
    for case in cases:
        for one in eligible(book, case).checks:
            assert (one.source is None) == (one.outcome == "not-checked"), one
            if one.source is not None:
                assert all((one.source.title, one.source.reference, one.source.url)), one


def test_no_reason_of_the_patent_s_rules_names_the_day_asked_about(book: Rulebook) -> None:
    for case in CASES:
        if "refused" in case or "rows" in case or patent_of(case) is None:
            continue
        for one in eligible(book, facts_of(case)).checks[3:]:
            assert case.get("day", DAY).isoformat() not in one.reason
