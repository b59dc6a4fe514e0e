"""The verdict table, and the forms of a verdict; between two turning days the rules say the same of
a patent: a page asks once for all of them."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from patentcli.documents import page_rules
from patentcli.errors import UsageProblem
from patentcli.rules.advice import decisive, headline, missing, next_step, next_steps
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import RULES, Check, Facts, PatentFacts
from patentcli.rules.patent import check_patent
from patentcli.rules.verdict import Verdict, eligible
from patentcli.views.verdict_view import short
from rules_facts import DAY, company, facts, number, patent, record, us_record

CASES = tomli.loads((Path(__file__).parent / "verdicts.toml").read_text(encoding="utf-8"))["case"]
PARTS = ("why", "cite", "refused")
"""What is asked for a part of."""


def rows_of(case: dict[str, Any]) -> list[tuple[dict[str, Any], list[str]]]:
    """The facts and the answers of each row."""
    by = case["by"]
    return [(case | (v if by == "facts" else {by: v}), wanted) for v, *wanted in case["rows"]]


def patent_of(case: dict[str, Any]) -> PatentFacts | None:
    if "number" in case:
        read = number(case["number"], case["kind"])._replace(warning=case.get("warning"))
        return PatentFacts(read, {}, "bundled", case.get("official", False))
    if "us" not in case and "record" not in case:
        return None
    fields = us_record(**case["us"]) if "us" in case else record(**case["record"])
    for path in case.get("unknown", ()):
        holder: Any = fields
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[step]
        holder[last] = None
    dropped = tuple(case["dropped"]) if "dropped" in case else None
    return patent(fields)._replace(list_title="offers.csv", dropped=dropped)


def facts_of(case: dict[str, Any]) -> Facts:
    said = company(**case.get("company", {}))
    strict, day = case.get("strict", False), case.get("day", DAY)
    return facts(case.get("fee"), as_of=day, company=said, patent=patent_of(case), strict=strict)


def check(verdict: Verdict, rule: str) -> Check:
    return next(c for c in verdict.checks if c.rule == rule)


def answer(verdict: Verdict, asked: str) -> str:
    what, _space, rule = asked.partition(" ")
    whole: Any = verdict.to_json()
    source = check(verdict, rule).source if what == "cite" else None
    found = {
        "why": lambda: check(verdict, rule).reason,
        "value": lambda: check(verdict, rule).value,
        "cite": lambda: f" {source and source.reference} {source and source.url} ",
        "lacks": lambda: "; ".join(m.command for m in missing(verdict) if m.rule == rule),
        "waits": lambda: "; ".join(m.command for m in decisive(verdict)),
        "next": lambda: " / ".join(step.sentence for step in next_steps(verdict)),
        "first": lambda: next_step(verdict),
        "headline": lambda: headline(verdict),
        "short": lambda: short(verdict),
        "warned": lambda: "; ".join(verdict.warnings),
        "possible": lambda: "|".join(whole["company"]["possible_size_classes"]),
        "size_class": lambda: whole["company"]["size_class"],
    }
    if what in RULES:
        return check(verdict, what).outcome
    return (found[what]() if what in found else whole[what]) or ""


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_the_table(book: Rulebook, case: dict[str, Any]) -> None:
    for said, wanted in rows_of(case):
        if case["asked"] == ["refused"]:
            with pytest.raises(UsageProblem) as problem:
                eligible(book, facts_of(said))
            assert wanted[0] in str(problem.value)
            continue
        verdict = eligible(book, facts_of(said))
        for asked, expected in zip(case["asked"], wanted, strict=True):
            found = answer(verdict, asked)
            if expected and asked.startswith("cite"):
                expected = f" {expected} "
            if asked.startswith(("why", "cite")):
                assert expected in (f"{found}$" if expected.endswith("$") else found), said
            elif asked == "headline":
                assert found.startswith(expected), said
            else:
                assert found == expected, (said, asked)


def test_the_reasons_of_the_patent_s_rules_and_the_sources(book: Rulebook) -> None:
    for case in CASES:
        for said, _wanted in rows_of(case) if case["asked"] != ["refused"] else ():
            asked = facts_of(said)
            for one in eligible(book, asked).checks:
                if one.rule.startswith("patent") and asked.as_of == DAY:
                    assert asked.as_of.isoformat() not in one.reason
                assert (one.source is None) == (one.outcome == "not-checked"), one
                if one.source is not None:
                    on_a_list = one.rule == "patent-listed" and one.value == "listed"
                    assert all(one.source if not on_a_list else one.source[:2]), one


def test_every_open_rule_but_those_of_an_unnamed_patent_has_its_own_answer(book: Rulebook) -> None:
    named = eligible(book, facts(patent=patent(None)))
    assert {m.rule for m in missing(named)} == {*named.ids("unknown"), *named.ids("not-checked")}
    unnamed = eligible(book, facts("1"))
    assert [m.command for m in missing(unnamed) if m.rule.startswith("patent")] == ["--patent ID"]


def test_the_caution_says_where_to_check(book: Rulebook) -> None:
    for named, page in (
        (None, ""),
        (patent(record()), "https://patents.google.com/patent/CN114694123B/en"),
        (patent(None), "https://patents.google.com/patent/CN999999999B"),
    ):
        caution = eligible(book, facts("1", patent=named)).caution
        assert "not legal advice" in caution
        assert "cnipa.gov.cn" in caution
        assert "not verified" in caution  # the addresses are not
        assert caution.endswith(page)


def test_the_json_object(book: Rulebook) -> None:
    said = company(industry="I65", employees=120, revenue="3000万", controlled_by_large=False)
    found: Any = eligible(book, facts("40000", company=said)).to_json()
    assert list(found) == [
        "verdict", "as_of", "patent", "fee_yuan", "company", "checks", "not_checked", "caution"
    ]  # fmt: skip
    assert [found[name] for name in ("verdict", "as_of", "patent", "fee_yuan")] == [
        "eligible", "2026-11-22", None, "40000.00"
    ]  # fmt: skip
    assert list(found["company"].items()) == [
        ("industry", "software"),
        ("employees", 120),
        ("revenue_yuan", "30000000.00"),
        ("assets_yuan", None),
        ("size_class", "medium"),
        ("possible_size_classes", ["medium"]),
        ("controlled_by_large", False),
    ]
    assert [c["rule"] for c in found["checks"]] == list(RULES)
    first = found["checks"][0]
    assert list(first) == ["rule", "outcome", "reason", "value", "limit", "source"]
    assert list(first["source"]) == ["title", "reference", "url"]
    assert (first["value"], first["limit"]) == ("40000.00", "50000.00")
    assert found["not_checked"] == list(RULES[3:])


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
    found = page_rules.phases(book, given_)
    firsts = [date.fromisoformat(first) for first, *_rest in found]
    assert firsts[0] == date.min
    near = (first + timedelta(step) for first in firsts[1:] for step in (-1, 0, 1))
    for one in (day, *near):
        phase = found[sum(first <= one for first in firsts) - 1]
        known = {page_rules.DAY: one.isoformat(), page_rules.ID: given_.id}
        said = [[known.get(part, part) for part in check] for check in phase[1]]
        assert said == [
            [*c[1:5], tuple(c.source or ()), *c.causes] for c in check_patent(book, given_, one)
        ], one
