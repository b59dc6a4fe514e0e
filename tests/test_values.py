"""R08: amounts, counts and days as people write them."""

import sys
from collections.abc import Callable

import pytest

from patentcli.amounts import format_yuan, parse_amount, parse_count, show_yuan
from patentcli.dates import SERIAL_BASE, SERIAL_BASE_1904, NotADate, UnknownOrder, read_date
from patentcli.errors import UsageProblem

# Each amount in yuan, and how people write it, with blanks between; those that hold blanks.
AMOUNTS = {
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
    "12000.00": "一万二 一万二千 1.2万",
    "10002.00": "一万零二",
    "1500.00": "一千五 壹仟伍",
    "25000.00": "贰万伍仟元整 两万五",
    "120000.00": "十二万",
    "1005.00": "一千零五",
    "320000000.00": "三亿二千万",
}
SPACED = ["4 万", "¥ 4万元", "CNY 40000", "40000 元", "  40000\t", "\u300040000\u00a0"]
COUNTS = {"200": ["200", "200人"], "1000": ["1,000", "１０００"], "0": [" 0 "], "7": ["007"]}
DAYS = {
    "2019-05-06": [
        *("2019-05-06", "20190506", "2019/5/6", "2019.05.06", "2019年5月6日", "2019 年 5 月 6 日"),
        *("２０１９年５月６日", "2019-05-06T00:00:00Z", "2019-05-06 08:30:15.123"),
        *("2019-05-06T23:00:00+08:00", "2019.05.06 08:15", "2019/5/6 0:00", "6 May 2019"),
        *("2019-05-06T00:00:00.000Z", "2019年5月6日 12:00", "20190506 00:00:00"),
    ],
    "2013-03-27": ["27.03.2013", "27/03/2013", "03/27/2013", "27/03/2013 00:00"],
    "2013-03-13": ["13/03/2013", "03/13/2013"],
    "2013-04-03": ["03.04.2013"],
    "2013-05-05": ["05-05-2013"],
    "2015-03-10": ["10 March 2015", "10-Mar-2015", "Mar 10, 2015"],
    "2015-09-01": ["Sept. 1, 2015", "1 Sep 2015", "1 september 2015"],
    "2015-05-01": ["1st May 2015"],
    "1790-07-31": ["1790-07-31"],
    "2020-02-29": ["2020-02-29"],
}
READERS: dict[str, Callable[[str], str]] = {
    "amount": lambda text: format_yuan(parse_amount(text)),
    "count": lambda text: str(parse_count(text)),
    "day": lambda text: read_date(text).isoformat(),
}
READ = [
    *(("amount", yuan, text) for yuan, texts in AMOUNTS.items() for text in texts.split()),
    *(("amount", "40000.00", text) for text in SPACED),
    *(("count", count, text) for count, texts in COUNTS.items() for text in texts),
    *(("day", day, text) for day, texts in DAYS.items() for text in texts),
]


@pytest.mark.parametrize(("kind", "value", "text"), READ)
def test_what_is_read(kind: str, value: str, text: str) -> None:
    assert READERS[kind](text) == value


NO_AMOUNTS = [
    "-1", "−1", "－1", "+1", "nan", "NaN", "inf", "-inf", "1e5", "1E5", "1e400", "4_0000",
    "4,0000", "40,00", "4,000,0", ",400", "400,", "0,400", "1,2345万", "40 000", "4'000",
    "$40000", "40000$", "€40000", "£4", "USD 40000", "US$4", "4万美元", "￥", "¥", "CNY", "万",
    "元", "", " ", "四百千", "forty", "40000 yuan", "面议", "4万万", "4亿万", "4千", "4w", "4k",
    "40000.505", "40000.500", "40.000,50", "1.23456789万", "0.001", ".5", "5.", "1.2.3", "五五万",
    "万五", "五万五万", "一二三", "点五", "0x10", "1/2", "½", "4²", "④", "٤٠٠٠٠", "4\u200b0000",
    "\ufeff40000", "4\n0000", "4\x0000", "1000000000000000.01", "1000000000000001",
    "10000000.0000000001亿", "40000;", "¥¥40000", "CNY RMB 4", "40000元元", "=1", "[red]4",
    "\x1b[31m4", "\udcff", "一千五万", "1万2",
]  # fmt: skip
NO_COUNTS = ["-1", "1.5", "200.0", "1e3", "nan", "", "1,00", "10,00", "1_000", "2万", "many", "²",
             "٢", "1000000000000001", "5 000"]  # fmt: skip
NO_DAYS = ["19-05-06", "27/03/13", "190506", "2019-13-01", "2019-02-29", "1789-12-31", "2101-01-01",
           "2019", "2019-05", "yesterday", "Foo 10, 2015", "43586", "1692201600000", "",
           "31/31/2013"]  # fmt: skip
REASONS = {
    "40000.505": "two decimals", "1000000000000001": "10^15", "$40000": "not an amount in yuan"
}  # fmt: skip


@pytest.mark.parametrize(
    ("parse", "where", "example", "text"),
    [
        *((parse_amount, "--fee", "40000", text) for text in NO_AMOUNTS),
        *((parse_count, "--employees", "200", text) for text in NO_COUNTS),
    ],
)
def test_anything_else_is_a_usage_error_with_a_right_example(
    parse: Callable[[str, str], int], where: str, example: str, text: str
) -> None:
    with pytest.raises(UsageProblem) as problem:
        parse(text, where)
    assert problem.value.where == where
    assert text in problem.value.message
    assert example in problem.value.hint
    assert parse is parse_count or REASONS.get(text, "") in problem.value.message


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(NotADate):
        read_date(text)


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
    ("fen", "shown"),
    [(0, "¥0.00"), (999_999, "¥9,999.99"), (4_000_000, "¥40,000.00 (4万元)"),
     (4_500_000, "¥45,000.00 (4.5万元)"), (4_000_050, "¥40,000.50"),
     (3_000_000_000, "¥30,000,000.00 (3000万元)"), (12_000_000_000, "¥120,000,000.00 (1.2亿元)")],
)  # fmt: skip
def test_amounts_for_people(fen: int, shown: str) -> None:
    assert show_yuan(fen) == shown


def test_an_order_of_day_and_month_decides_and_nothing_is_guessed_without_one() -> None:
    assert read_date("03/04/2013", "dmy").isoformat() == "2013-04-03"
    assert read_date("03/04/2013", "mdy").isoformat() == "2013-03-04"
    for text in ("03/04/2013", "03-04-2013"):
        with pytest.raises(UnknownOrder):
            read_date(text)


@pytest.mark.parametrize(
    ("text", "base", "day"),
    [("43586", SERIAL_BASE, "2019-05-01"), ("43586.25", SERIAL_BASE, "2019-05-01"),
     ("43586.0", SERIAL_BASE, "2019-05-01"),
     ("42124", SERIAL_BASE_1904, "2019-05-01"),
     ("1692201600000", SERIAL_BASE, "2023-08-17"),  # midnight in China
     ("1692230400000", SERIAL_BASE, "2023-08-17")],  # midnight in Greenwich
)  # fmt: skip
def test_numbers_of_workbooks_and_web_services(text: str, base: object, day: str) -> None:
    assert read_date(text, serials=base).isoformat() == day  # type: ignore[arg-type]
