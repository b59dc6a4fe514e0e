"""Amounts and counts as people write them."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.amounts import MAX_YUAN, format_yuan, parse_amount, parse_count, show_yuan
from patentcli.errors import UsageProblem

# Each amount in yuan, and how people write it, with blanks between.
READ = {
    "40000.00": "40000 40,000 4万 ¥40000 ￥40000 CNY40000 RMB40000 rmb40000 40000元 ４００００",
    "40000.50": "40000.5 40000.50 ４０，０００．５０",
    "1234567.89": "1,234,567.89",
    "45000.00": "4.5万元",
    "12345.00": "1.2345万",
    "12345.67": "1.234567万",
    "10000000.00": "1,000万",
    "120000000.00": "1.2亿 一亿二千万",
    "123456789.01": "1.2345678901亿",
    "5000.00": "0.5万",
    "0.00": "0 0.00 免费 Free 零",
    "0.01": "0.01",
    "7.00": "007",
    "1000000000000000.00": "1000000000000000 10000000亿",
    "50000.00": "五万",
    "20000.00": "贰万元 两万",
    "25000.00": "贰万伍仟元整",
    "120000.00": "十二万",
    "1005.00": "一千零五",
    "320000000.00": "三亿二千万",
}
SPACED = ["4 万", "¥ 4万元", "CNY 40000", "40000 元", "  40000\t", "\u300040000\u00a0"]
CASES = [(yuan, text) for yuan, texts in READ.items() for text in texts.split()]


@pytest.mark.parametrize(("yuan", "text"), [*CASES, *(("40000.00", text) for text in SPACED)])
def test_amounts(yuan: str, text: str) -> None:
    assert format_yuan(parse_amount(text)) == yuan


@pytest.mark.parametrize(
    "text",
    [
        "-1", "−1", "－1", "+1", "nan", "NaN", "inf", "-inf", "1e5", "1E5", "1e400", "4_0000",
        "4,0000", "40,00", "4,000,0", ",400", "400,", "0,400", "1,2345万", "40 000", "4'000",
        "$40000", "40000$", "€40000", "£4", "USD 40000", "US$4", "4万美元", "￥", "¥", "CNY", "万",
        "元", "", " ", "四百千", "forty", "40000 yuan", "面议",
        "4万万", "4亿万", "4千", "4w", "4k", "40000.505", "40000.500", "40.000,50", "1.23456789万",
        "0.001", ".5", "5.",
        "1.2.3", "五五万", "万五", "五万五万",
        "一二三", "点五", "0x10", "1/2",
        "½", "4²", "④", "٤٠٠٠٠", "4\u200b0000", "\ufeff40000", "4\n0000",
        "4\x0000", "1000000000000000.01", "1000000000000001", "10000000.0000000001亿", "40000;",
        "¥¥40000", "CNY RMB 4", "40000元元", "=1", "[red]4", "\x1b[31m4", "\udcff",
    ],
)  # fmt: skip
def test_anything_else_is_a_usage_error_with_a_right_example(text: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        parse_amount(text, "--fee")
    assert problem.value.where == "--fee"
    assert text in problem.value.message
    assert "40000" in problem.value.hint


@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, "0" * 100_000, "1," + "000," * 30_000, "4" + "万" * 100_000, "¥" * 100_000,
     "1." + "0" * 100_000, "ﷺ" * 100_000, "-" * 100_000, " " * 100_000],
)  # fmt: skip
def test_huge_text_is_refused_without_being_read_as_a_number(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "set_int_max_str_digits", None)  # nobody may lift the limit
    for parse in (parse_amount, parse_count):
        with pytest.raises(UsageProblem) as problem:
            parse(text)
        assert len(str(problem.value)) < 300


@pytest.mark.parametrize(
    ("text", "reason"),
    [("40000.505", "two decimals"), ("1000000000000001", "10^15"), ("$4", "not an amount in yuan")],
)  # fmt: skip
def test_the_error_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        parse_amount(text)
    assert reason in problem.value.message


@given(st.integers(0, MAX_YUAN * 100))
def test_every_amount_survives_being_written_and_read(fen: int) -> None:
    assert parse_amount(format_yuan(fen)) == fen
    shown = show_yuan(fen)
    assert parse_amount(shown.split(" (")[0]) == fen
    if "(" in shown:
        assert parse_amount(shown.split(" (")[1].rstrip(")")) == fen


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(0, "¥0.00"), (999_999, "¥9,999.99"), (4_000_000, "¥40,000.00 (4万元)"),
     (4_500_000, "¥45,000.00 (4.5万元)"), (4_000_050, "¥40,000.50"),
     (3_000_000_000, "¥30,000,000.00 (3000万元)"), (12_000_000_000, "¥120,000,000.00 (1.2亿元)")],
)  # fmt: skip
def test_amounts_for_people(fen: int, shown: str) -> None:
    assert show_yuan(fen) == shown


@pytest.mark.parametrize(
    ("text", "count"),
    [("200", 200), ("1,000", 1000), ("１０００", 1000), (" 0 ", 0), ("200人", 200), ("007", 7)],
)
def test_counts(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    "text",
    ["-1", "1.5", "200.0", "1e3", "nan", "", "1,00", "10,00", "1_000", "2万", "many", "²", "٢",
     "1000000000000001", "5 000"],
)  # fmt: skip
def test_other_counts_are_usage_errors(text: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        parse_count(text, "--employees")
    assert problem.value.where == "--employees"
    assert text in problem.value.message
