"""`eligible` on fee and company: verdicts, exit codes, and never more said than was checked."""

import pytest

from tools import call

FEE_AND_CODES = [
    ("40000", 0, 3),
    ("50000", 0, 3),
    ("50000.00", 0, 3),
    ("50000.01", 1, 1),
    ("5万", 0, 3),
    ("0", 0, 3),
    ("60000", 1, 1),
    ("-1", 2, 2),
    ("nan", 2, 2),
    ("1e5", 2, 2),
    ("$40000", 2, 2),
]
VERDICTS = {0: "eligible", 1: "not-eligible", 3: "undetermined"}
RULES = [
    "fee-cap",
    "company-size",
    "independence",
    "patent-known",
    "patent-granted",
    "patent-in-term",
    "patent-listed",
]


@pytest.mark.parametrize(("fee", "code", "strict"), FEE_AND_CODES)
def test_a_fee_alone(fee: str, code: int, strict: int) -> None:
    for arguments, expected in ((("--fee", fee), code), (("--fee", fee, "--strict"), strict)):
        answer = call("eligible", *arguments, "--format", "json")
        assert answer.code == expected
        if expected == 2:
            assert answer.out == ""
            assert f"“{fee}”" in answer.err
            assert "write it like 40000" in answer.err
        else:
            assert answer.json["verdict"] == VERDICTS[expected]
            assert answer.json["not_checked"] == RULES[1:]


def test_a_fee_written_with_an_equals_sign_may_begin_with_a_dash() -> None:
    assert call("eligible", "--fee=-1").code == 2
    assert "negative" in call("eligible", "--fee=-1").err


@pytest.mark.parametrize(
    ("written", "understood", "shown"),
    [
        ("40000", "40000.00", "¥40,000.00 (4万元)"),
        ("40,000", "40000.00", "¥40,000.00 (4万元)"),
        ("40000.50", "40000.50", "¥40,000.50"),
        ("4.5万元", "45000.00", "¥45,000.00 (4.5万元)"),
        ("1.2345万", "12345.00", "¥12,345.00 (1.2345万元)"),
        ("1.2亿", "120000000.00", "¥120,000,000.00 (1.2亿元)"),
        ("￥40000", "40000.00", "¥40,000.00 (4万元)"),
        ("CNY 40000", "40000.00", "¥40,000.00 (4万元)"),
        ("RMB40000", "40000.00", "¥40,000.00 (4万元)"),
        (" 40000 元 ", "40000.00", "¥40,000.00 (4万元)"),
        ("４００００", "40000.00", "¥40,000.00 (4万元)"),
    ],
)
def test_an_amount_is_echoed_as_it_was_understood(
    written: str, understood: str, shown: str
) -> None:
    answer = call("eligible", "--fee", written, "--format", "json")
    assert answer.json["fee_yuan"] == understood
    assert f"patentcli: --fee: understood as {shown}\n" in answer.err


def test_each_amount_is_echoed_and_quiet_is_quiet() -> None:
    arguments = ("eligible", "--industry", "construction", "--revenue", "3亿", "--assets", "２万")
    answer = call(*arguments)
    assert "--revenue: understood as ¥300,000,000.00 (3亿元)" in answer.err
    assert "--assets: understood as ¥20,000.00 (2万元)" in answer.err
    assert call(*arguments, "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "headline"),
    [
        (
            ("--fee", "40000"),
            "Eligible as far as checked: the fee is within the cap; company and patent were not "
            "checked",
        ),
        (
            ("--fee", "60000"),
            "Not eligible: the fee is above the cap; company and patent were not checked",
        ),
        (
            ("--size", "small"),
            "Eligible as far as checked: the company is an SME; fee and patent were not checked",
        ),
        (
            ("--size", "large", "--fee", "1"),
            "Not eligible: the company is not an SME; the patent was not checked",
        ),
        (
            ("--fee", "40000", "--strict"),
            "Cannot tell, as a strict answer needs everything: the fee is within the cap; company "
            "and patent were not checked",
        ),
        (
            ("--industry", "software", "--employees", "300"),
            "Cannot tell: whether the company is an SME is open; fee and patent were not checked",
        ),
        (
            ("--fee", "40000", "--as-of", "2023-08-10"),
            "Cannot tell: no fee cap is known for that day; company and patent were not checked",
        ),
    ],
)  # fmt: skip
def test_the_answer_names_what_was_not_checked(arguments: tuple[str, ...], headline: str) -> None:
    assert f"patentcli: {headline}\n" in call("eligible", *arguments).err


def test_a_fee_alone_says_nothing_of_company_or_patent() -> None:
    answer = call("eligible", "--fee", "40000")
    said = answer.out + answer.err
    assert "SME" not in said
    assert "licen" not in said
    rows = {row["rule"]: row for row in answer.table}
    assert list(rows) == RULES
    for rule in RULES[1:]:
        assert rows[rule]["outcome"] == "not-checked"
        assert rows[rule]["value"] == rows[rule]["url"] == ""


def test_an_industry_that_is_not_covered_says_so_and_is_never_an_sme() -> None:
    answer = call("eligible", "--industry", "教育", "--employees", "1", "--format", "json")
    assert answer.code == 3
    (check,) = [c for c in answer.json["checks"] if c["rule"] == "company-size"]
    assert check["outcome"] == "unknown"
    assert check["reason"].startswith("the standard does not cover education")
    assert answer.json["company"]["size_class"] is None


def test_a_code_that_spans_groups_asks_for_a_finer_one() -> None:
    answer = call("eligible", "--industry", "F", "--employees", "250", "--revenue", "6亿")
    reason = answer.table[1]["reason"]
    assert "F spans several groups of the standard; a finer code tells: 51, 52" in reason


@pytest.mark.parametrize(
    ("arguments", "where", "hint"),
    [
        (("--industry", "sofware", "--employees", "1"), "--industry", "did you mean"),
        (("--industry", "", "--employees", "1"), "--industry", "patentcli industries"),
        (("--industry", "Z9", "--employees", "1"), "--industry", "sections run from A to T"),
        (("--size", "smal"), "--size", "small"),
        (("--size", "large", "--industry", "software", "--employees", "9"), "--size", "figures"),
        (("--fee", "1", "--employees", "-3"), "--employees", "write it like 200"),
        (("--fee", "1", "--revenue", "3000 USD"), "--revenue", "another currency"),
        (("--fee", "1", "--assets", "1_000"), "--assets", "40000"),
        (("--fee", "1", "--as-of", "2023/8/41"), "--as-of", "2020-06-30"),
        (("--fee", "1", "--controlled-by-large", "--independent"), "--controlled-by-large", ""),
        (("--patent", "CN12"), "--patent", "CN12"),
        (("--patent", ""), "--patent", ""),
        (("--fee", "10000000000000000"), "--fee", "10^15"),
        (("--fee", "9" * 5000), "--fee", "5000 characters"),
        (("--fee", "40000", "--sort", "colour"), "--sort", "known"),
        (("--fee", "40000", "--fields", "rule,colour"), "--fields", "outcome"),
        (("--fee", "40000", "--format", "ids"), "--format", "ids is not available"),
        (("--fee", "40000", "--format", "yaml"), "--format", "tsv"),
    ],
)
def test_what_means_nothing_is_a_usage_error(
    arguments: tuple[str, ...], where: str, hint: str
) -> None:
    answer = call("eligible", *arguments)
    assert answer.code == 2
    assert answer.out == ""
    last = answer.err.splitlines()[-1]
    assert last.startswith(f"patentcli: error: {where}:")
    assert hint in last


@pytest.mark.parametrize(
    "arguments", [(), ("--strict",), ("--independent",), ("--controlled-by-large", "--strict")]
)
def test_nothing_to_check_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    answer = call("eligible", *arguments)
    assert answer.code == 2
    assert "nothing to check" in answer.err
    assert "--fee" in answer.err


def test_the_size_that_figures_exclude_is_named_with_what_they_leave() -> None:
    answer = call("eligible", "--size", "micro", "--industry", "software", "--employees", "300",
                  "--revenue", "1亿")  # fmt: skip
    assert answer.code == 2
    assert "micro contradicts the figures, which leave large" in answer.err


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_control_by_a_large_company_warns_and_never_counts(strict: tuple[str, ...]) -> None:
    plain = call("eligible", "--fee", "1", "--size", "small", "--format", "json", *strict)
    for flag, outcome, known in (
        ("--controlled-by-large", "warn", True),
        ("--independent", "pass", False),
    ):
        answer = call(
            "eligible", "--fee", "1", "--size", "small", flag, "--format", "json", *strict
        )
        assert answer.code == plain.code
        checks = {check["rule"]: check for check in answer.json["checks"]}
        assert checks["independence"]["outcome"] == outcome
        assert answer.json["company"]["controlled_by_large"] is known
    assert plain.json["company"]["controlled_by_large"] is None


def test_a_revenue_as_if_in_wan_is_warned_about_with_both_readings() -> None:
    answer = call("eligible", "--industry", "software", "--employees", "200", "--revenue", "3000")
    (warning,) = [line for line in answer.err.splitlines() if "warning" in line]
    assert "¥3,000.00" in warning
    assert "¥30,000,000.00 (3000万元)" in warning
    assert "write 3000万" in warning
    assert call("eligible", "--industry", "software", "--employees", "200",
                "--revenue", "3000万").err.count("warning") == 0  # fmt: skip


def test_the_caution_ends_every_answer() -> None:
    caution = call("eligible", "--fee", "40000", "--format", "json").json["caution"]
    assert "not legal advice" in caution
    for format_ in ("tsv", "csv", "md"):
        answer = call("eligible", "--fee", "40000", "--format", format_)
        assert answer.err.splitlines()[-1] == f"patentcli: {caution}"
    for format_ in ("json", "jsonl"):
        assert caution not in call("eligible", "--fee", "40000", "--format", format_).err
    drawn = call("eligible", "--fee", "40000", "--color", "never", tty=True).out
    assert drawn.endswith(
        "This is not legal advice: check the patent office's register before acting.\n"
    )


def test_options_for_everyone_stand_before_or_after_the_command() -> None:
    after = call("eligible", "--fee", "40000", "--lang", "zh", "-q", "--format", "json")
    before = call("--lang", "zh", "-q", "eligible", "--fee", "40000", "--format", "json")
    assert after == before
    assert after.json["checks"][0]["source"]["title"].startswith("《南华早报》")
