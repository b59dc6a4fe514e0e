"""The verdict table: each check's outcomes, and how they add up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from patentcli.errors import UsageProblem
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import CLASSES, PatentFacts
from patentcli.rules.outcome import COLUMNS, RULES, Check, Verdict
from patentcli.rules.verdict import eligible
from rules_facts import DAY, company, facts, number, patent, record, until, us_record

LISTED = {"listing": "listed"}


def check(verdict: Verdict, rule: str) -> Check:
    return next(c for c in verdict.checks if c.rule == rule)


def outcome(book: Rulebook, rule: str, fields: dict[str, Any] | None, **said: Any) -> str:
    given = {"patent": patent(fields)} | said
    return check(eligible(book, facts(**given)), rule).outcome


CASES = tomli.loads((Path(__file__).parent / "verdicts.toml").read_text(encoding="utf-8"))["case"]


def given(case: dict[str, Any]) -> PatentFacts | None:
    """The patent of a case."""
    if "number" in case:
        read = number(case["number"], case["kind"])._replace(warning=case.get("warning"))
        return PatentFacts(read, None, "bundled", case.get("official", False))
    fields = record(**case.get("record", {}))
    for path in case.get("unknown", ()):
        holder: Any = fields
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdecimal() else step]
        holder[last] = None
    return patent(fields)


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_the_table(book: Rulebook, case: dict[str, Any]) -> None:
    for day, expected in case.get("on", {}).items():
        verdict = eligible(book, facts(patent=given(case), as_of=date.fromisoformat(day)))
        assert [check(verdict, rule).outcome for rule in case["rules"]] == expected, day
    if "on" in case:
        return
    verdict = eligible(book, facts(patent=given(case), as_of=case.get("day", DAY)))
    assert verdict.verdict == case.get("verdict", verdict.verdict)
    for rule, outcome_ in case.get("outcomes", {}).items():
        assert check(verdict, rule).outcome == outcome_
    for rule, text in case.get("says", {}).items():
        assert text in check(verdict, rule).reason
    for rule, place in case.get("cites", {}).items():
        source = check(verdict, rule).source
        assert source is not None
        assert place in (source.reference, source.url)


@pytest.mark.parametrize(
    ("fee", "verdict", "strict"),
    [
        ("40000", "eligible", "undetermined"),
        ("50000", "eligible", "undetermined"),
        ("50000.00", "eligible", "undetermined"),
        ("50000.01", "not-eligible", "not-eligible"),
        ("5万", "eligible", "undetermined"),
        ("0", "eligible", "undetermined"),
        ("60000", "not-eligible", "not-eligible"),
    ],
)
def test_the_fee_alone(book: Rulebook, fee: str, verdict: str, strict: str) -> None:
    assert eligible(book, facts(fee)).verdict == verdict
    assert eligible(book, facts(fee, strict=True)).verdict == strict


@pytest.mark.parametrize("fee", ["-1", "nan", "1e5", "$40000"])
def test_a_fee_that_is_no_amount_is_a_usage_error(fee: str) -> None:
    with pytest.raises(UsageProblem, match="--fee"):
        facts(fee)


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
    assert "no legal advice" in str(found["caution"])


def test_the_keys_of_the_company_stay_in_order(book: Rulebook) -> None:
    said = company(industry="I65", employees=120, revenue="3000万", controlled_by_large=False)
    found: Any = eligible(book, facts(company=said)).to_json()["company"]
    assert found == {
        "industry": "software",
        "employees": 120,
        "revenue_yuan": "30000000.00",
        "assets_yuan": None,
        "size_class": "medium",
        "possible_size_classes": ["medium"],
        "controlled_by_large": False,
    }
    assert list(found) == [
        "industry", "employees", "revenue_yuan", "assets_yuan", "size_class",
        "possible_size_classes", "controlled_by_large"
    ]  # fmt: skip


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


# fee-cap


def test_the_list_s_fee_counts_where_none_is_given(book: Rulebook) -> None:
    cheap, dear = record(annual_fee_yuan="50000.00"), record(annual_fee_yuan="50000.01")
    assert outcome(book, "fee-cap", cheap) == "pass"
    assert outcome(book, "fee-cap", dear) == "fail"
    assert eligible(book, facts(patent=patent(dear))).to_json()["fee_yuan"] == "50000.01"


def test_a_given_fee_wins_over_the_list_s_with_a_warning(book: Rulebook) -> None:
    dear = patent(record(annual_fee_yuan="60000.00"))
    verdict = eligible(book, facts("40000", patent=dear))
    assert check(verdict, "fee-cap").outcome == "pass"
    assert verdict.to_json()["fee_yuan"] == "40000.00"
    (warning,) = verdict.warnings
    assert "60,000.00" in warning
    assert warning in check(verdict, "fee-cap").reason
    same = eligible(book, facts("6万", patent=dear))
    assert same.warnings == ()


def test_no_fee_is_unknown_with_a_patent_and_else_not_checked(book: Rulebook) -> None:
    assert outcome(book, "fee-cap", record()) == "unknown"
    alone = eligible(book, facts(company=company(stated="small")))
    assert check(alone, "fee-cap").outcome == "not-checked"
    once = eligible(book, facts(patent=patent(record(one_off_fee_yuan="9000.00"))))
    assert check(once, "fee-cap").outcome == "unknown"
    assert "one-off fee of ¥9,000.00" in check(once, "fee-cap").reason


def test_the_cap_is_not_known_to_be_in_force_before_the_scheme(book: Rulebook) -> None:
    before = eligible(book, facts("40000", as_of=date(2023, 8, 10)))
    assert check(before, "fee-cap").outcome == "unknown"
    assert before.verdict == "undetermined"
    assert eligible(book, facts("40000", as_of=date(2023, 8, 11))).verdict == "eligible"


# company-size


@pytest.mark.parametrize(
    ("size", "expected"),
    [("micro", "pass"), ("small", "pass"), ("medium", "pass"), ("large", "fail")],
)
def test_a_stated_size(book: Rulebook, size: str, expected: str) -> None:
    verdict = eligible(book, facts(company=company(stated=size)))
    assert check(verdict, "company-size").outcome == expected
    found: Any = verdict.to_json()["company"]
    assert found["size_class"] == size
    assert found["possible_size_classes"] == [size]


@pytest.mark.parametrize(
    ("said", "expected", "possible"),
    [
        ({"industry": "software", "employees": 299}, "pass", ["medium", "small", "micro"]),
        ({"industry": "software", "employees": 300}, "unknown", list(CLASSES)),
        ({"industry": "software", "employees": 300, "revenue": "1亿"}, "fail", ["large"]),
        ({"industry": "software"}, "unknown", list(CLASSES)),
        ({"industry": "finance", "employees": 1}, "unknown", []),
        ({"industry": "finance", "stated": "small"}, "unknown", []),
        ({"industry": "Q", "employees": 1}, "unknown", ["micro"]),
        ({"industry": "Q", "stated": "micro"}, "unknown", ["micro"]),
        ({"industry": "F", "employees": 199, "revenue": "1亿"}, "pass", ["medium"]),
        ({"employees": 1}, "unknown", list(CLASSES)),
        ({"industry": "software", "stated": "small"}, "pass", ["small"]),
        ({"industry": "software", "employees": 50, "stated": "small"}, "pass", ["small"]),
        ({"employees": 5000, "stated": "small"}, "pass", ["small"]),
    ],
)  # fmt: skip
def test_company_size(
    book: Rulebook, said: dict[str, Any], expected: str, possible: list[str]
) -> None:
    verdict = eligible(book, facts(company=company(**said)))
    assert check(verdict, "company-size").outcome == expected
    assert list(verdict.possible) == possible


@pytest.mark.parametrize(
    "said",
    [
        {"stated": "large", "industry": "software", "employees": 10},
        {"stated": "micro", "industry": "software", "employees": 300, "revenue": "1亿"},
        {"stated": "medium", "industry": "software", "employees": 99},
    ],
)
def test_a_stated_size_that_the_figures_exclude_is_a_usage_error(
    book: Rulebook, said: dict[str, Any]
) -> None:
    with pytest.raises(UsageProblem, match="contradicts the figures") as problem:
        eligible(book, facts(company=company(**said)))
    assert problem.value.where == "--size"


def test_the_reason_names_figure_floor_and_group(book: Rulebook) -> None:
    verdict = eligible(book, facts(company=company(industry="I65", employees=120)))
    reason = check(verdict, "company-size").reason
    assert "120 persons" in reason
    assert "300 persons" in reason
    assert "Software and information technology services" in reason
    assert "operating revenue" in reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            {"industry": "Q", "employees": 400},
            "large in Other industries not listed, but the standard does not cover health (84)",
        ),
        (
            {"industry": "F", "employees": 250, "revenue": "6亿"},
            "large or medium, depending on which it is: Wholesale or Retail",
        ),
        (
            {"industry": "construction", "revenue": "9亿"},
            "large, medium, small or micro in Construction; not known: total assets",
        ),
        (
            {"industry": "construction"},
            "not known: operating revenue and total assets",
        ),
        (
            {"industry": "software", "employees": 120, "stated": "medium"},
            "stated as medium, so an SME; the figures leave open medium, small or micro",
        ),
        (
            {"industry": "software", "stated": "medium"},
            "stated as medium, so an SME; not computed from figures",
        ),
        (
            {"industry": "software", "employees": 9, "stated": "micro"},
            "micro, as stated and by the figures, so an SME",
        ),
        (
            {"industry": "finance", "employees": 9},
            "not covered by the standard: finance (has a standard of its own",
        ),
    ],
)
def test_the_reason_says_how_far_the_figures_go(
    book: Rulebook, said: dict[str, Any], reason: str
) -> None:
    verdict = eligible(book, facts(company=company(**said)))
    assert reason in check(verdict, "company-size").reason


def test_no_standard_is_known_before_2011(book: Rulebook) -> None:
    small = company(industry="software", employees=1)
    before = eligible(book, facts(company=small, as_of=date(2011, 6, 17)))
    assert check(before, "company-size").outcome == "unknown"
    assert eligible(book, facts(company=small, as_of=date(2011, 6, 18))).verdict == "eligible"


# independence


@pytest.mark.parametrize(
    ("controlled", "expected"), [(True, "warn"), (False, "pass"), (None, "not-checked")]
)
@pytest.mark.parametrize("strict", [False, True])
def test_independence_never_counts(
    book: Rulebook, controlled: bool | None, expected: str, strict: bool
) -> None:
    everything = facts(
        "1",
        company=company(stated="small", controlled_by_large=controlled),
        patent=patent(record(**LISTED)),
        strict=strict,
    )
    verdict = eligible(book, everything)
    assert check(verdict, "independence").outcome == expected
    assert verdict.verdict == "eligible"


# patent-known


def test_a_patent_that_the_catalogue_holds_is_known(book: Rulebook) -> None:
    assert outcome(book, "patent-known", record()) == "pass"


def test_absence_from_candidates_proves_nothing(book: Rulebook) -> None:
    assert outcome(book, "patent-known", None) == "unknown"


def test_absence_from_an_official_list_fails(book: Rulebook) -> None:
    verdict = eligible(book, facts("1", patent=patent(None, official=True)))
    assert check(verdict, "patent-known").outcome == "fail"
    assert verdict.verdict == "not-eligible"


# patent-granted


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (record(), "pass"),
        (us_record(chinese_grant="CN106372106B"), "pass"),
        (us_record(), "unknown"),
        (us_record(chinese_applications=[]), "unknown"),
        (us_record(kind_code="A1", chinese_applications=[]), "fail"),
        (record(chinese_grant=None, kind_code="A", id="CN114694123A"), "fail"),
        (record(chinese_grant=None, kind_code=None, publication_number=None), "unknown"),
    ],
)
def test_patent_granted(book: Rulebook, fields: dict[str, Any], expected: str) -> None:
    assert outcome(book, "patent-granted", fields) == expected


def test_a_us_grant_gives_no_right_in_china_and_the_reason_says_so(book: Rulebook) -> None:
    reason = check(eligible(book, facts(patent=patent(us_record()))), "patent-granted").reason
    assert "CN201510567452.2" in reason
    assert "no right in China" in reason


@pytest.mark.parametrize(
    ("canonical", "kind", "expected"),
    [
        ("CN999999999B", "grant", "unknown"),
        ("CN999999999A", "published-application", "fail"),
        ("CN999999999", "publication", "unknown"),
        ("CN202210599282.6", "application", "unknown"),
        ("CN202210599282.6", "patent", "unknown"),
        ("US11941802B2", "grant", "unknown"),
        ("US20210303928A1", "published-application", "fail"),
    ],
)
def test_what_a_number_alone_tells_of_a_grant(
    book: Rulebook, canonical: str, kind: str, expected: str
) -> None:
    facts_of = PatentFacts(number(canonical, kind), None, "bundled", False)
    verdict = eligible(book, facts(patent=facts_of))
    assert check(verdict, "patent-granted").outcome == expected
    assert verdict.to_json()["patent"] == canonical


def test_a_patent_is_not_granted_before_its_grant(book: Rulebook) -> None:
    granted = record(grant_date="2024-03-05")
    assert outcome(book, "patent-granted", granted, as_of=date(2024, 3, 4)) == "fail"
    assert outcome(book, "patent-granted", granted, as_of=date(2024, 3, 5)) == "pass"


# patent-in-term


@pytest.mark.parametrize(
    ("expiry", "as_of", "expected"),
    [
        (until("2033-07-30"), date(2033, 7, 30), "pass"),
        (until("2033-07-30"), date(2033, 7, 31), "fail"),
        ({"date": None, "year": 2042, "basis": ""}, date(2041, 12, 31), "pass"),
        ({"date": None, "year": 2042, "basis": ""}, date(2042, 1, 1), "unknown"),
        ({"date": None, "year": 2042, "basis": ""}, date(2042, 12, 31), "unknown"),
        ({"date": None, "year": 2042, "basis": ""}, date(2043, 1, 1), "fail"),
        ({"date": None, "year": None, "basis": ""}, DAY, "unknown"),
    ],
)
def test_patent_in_term(book: Rulebook, expiry: dict[str, Any], as_of: date, expected: str) -> None:
    assert outcome(book, "patent-in-term", record(expiry=expiry), as_of=as_of) == expected


@pytest.mark.parametrize(
    ("canonical", "as_of", "expected"),
    [
        ("CN200410018477.9", date(2023, 12, 31), "unknown"),  # not known to be granted
        ("CN200410018477.9", date(2024, 6, 1), "unknown"),
        ("CN200410018477.9", date(2025, 1, 1), "fail"),
        ("CN202022220682.0", date(2030, 12, 31), "unknown"),
        ("CN202022220682.0", date(2031, 1, 1), "fail"),
        ("CN97101765.4", date(2018, 1, 1), "fail"),
    ],
)
def test_a_term_can_be_over_by_the_number_alone_but_not_running(
    book: Rulebook, canonical: str, as_of: date, expected: str
) -> None:
    for kind in ("application", "patent"):
        given = patent(None, number=number(canonical, kind))
        verdict = eligible(book, facts(patent=given, as_of=as_of))
        assert check(verdict, "patent-in-term").outcome == expected


def test_the_source_of_the_term_is_the_law(book: Rulebook) -> None:
    source = check(eligible(book, facts(patent=patent(record()))), "patent-in-term").source
    assert source is not None
    assert source.reference == "Art. 42"


# patent-listed


def test_only_a_listed_patent_passes(book: Rulebook) -> None:
    assert outcome(book, "patent-listed", record(**LISTED)) == "pass"
    assert outcome(book, "patent-listed", record()) == "unknown"
    assert outcome(book, "patent-listed", None) == "unknown"


# all together


def test_a_candidate_for_a_small_company_waits_only_for_its_listing(book: Rulebook) -> None:
    said = facts("0", company=company(stated="small"), patent=patent(record()))
    verdict = eligible(book, said)
    assert verdict.verdict == "undetermined"
    assert verdict.ids("unknown") == ("patent-listed",)
    assert verdict.not_checked == ("independence",)


def test_strict_counts_what_was_not_checked_as_unknown(book: Rulebook) -> None:
    whole = facts("1", company=company(stated="small"), patent=patent(record(**LISTED)))
    assert eligible(book, whole).verdict == "eligible"
    assert eligible(book, whole._replace(strict=True)).verdict == "eligible"
    partial = whole._replace(company=company())
    assert eligible(book, partial).verdict == "eligible"
    strict = eligible(book, partial._replace(strict=True))
    assert strict.verdict == "undetermined"
    assert check(strict, "company-size").outcome == "not-checked"


def test_a_fail_outweighs_everything_unknown(book: Rulebook) -> None:
    assert (
        eligible(book, facts("60000", patent=patent(None), strict=True)).verdict == "not-eligible"
    )


@pytest.mark.parametrize("controlled", [None, True, False])
@pytest.mark.parametrize("strict", [False, True])
def test_nothing_to_check_is_a_usage_error(
    book: Rulebook, controlled: bool | None, strict: bool
) -> None:
    with pytest.raises(UsageProblem, match="nothing to check"):
        eligible(book, facts(company=company(controlled_by_large=controlled), strict=strict))


def test_a_table_row_has_the_columns_of_the_interface(book: Rulebook) -> None:
    verdict = eligible(book, facts("40000"))
    rows = [one.to_row() for one in verdict.checks]
    assert COLUMNS == ("rule", "outcome", "value", "limit", "reason", "reference", "url")
    assert all(tuple(row) == COLUMNS for row in rows)
    assert str(rows[0]["url"]).startswith("https://www.scmp.com/")
    assert rows[1]["url"] is None
