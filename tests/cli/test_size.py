"""`size`: the class, what stays open, and the figures beside the floors."""

import json

import pytest

from tools import call

COLUMNS = (
    "industry", "industry_label", "indicator", "value", "floor_large", "floor_medium",
    "floor_small", "meets",
)  # fmt: skip


@pytest.mark.parametrize(
    ("options", "code", "size_class", "sme"),
    [
        (("--industry", "I65", "--employees", "40"), 3, None, "yes"),
        (("--industry", "I65", "--employees", "9"), 0, "micro", "yes"),
        (("--industry", "agriculture", "--revenue", "2亿"), 0, "large", "no"),
        (("--industry", "agriculture", "--revenue", "19999.99万"), 0, "medium", "yes"),
        (("--industry", "A"), 3, None, "unknown"),
        (("--industry", "I65", "--employees", "9", "--as-of", "2011-06-17"), 3, None, "unknown"),
        (("--industry", "I65", "--employees", "9", "--as-of", "2011-06-18"), 0, "micro", "yes"),
        (("--industry", "Q", "--employees", "3"), 3, None, "unknown"),
        (("--industry", "J66", "--employees", "3"), 3, None, "unknown"),
        (("--industry", "F", "--employees", "100", "--revenue", "6亿"), 0, "medium", "yes"),
    ],
)
def test_class_and_code(
    options: tuple[str, ...], code: int, size_class: str | None, sme: str
) -> None:
    answer = call("size", *options, "--format", "json")
    assert answer.code == code
    assert list(answer.json) == ["size_class", "possible_size_classes", "sme", "checks"]
    assert answer.json["size_class"] == size_class
    assert answer.json["sme"] == sme


def test_a_code_that_spans_groups_shows_them_all() -> None:
    answer = call("size", "--industry", "F")
    assert [row["industry"] for row in answer.table] == ["wholesale"] * 2 + ["retail"] * 2
    assert "a finer code decides: 51, 52" in answer.err


def test_rows_columns_and_numbers() -> None:
    answer = call("size", "--industry", "software", "--employees", "120", "--revenue", "3000万")
    assert tuple(answer.lines[0].split("\t")) == COLUMNS
    assert [tuple(row.values()) for row in answer.table] == [
        ("software", "Software and information technology services", "employees", "120", "300",
         "100", "10", "medium"),
        ("software", "Software and information technology services", "revenue", "30000000.00",
         "100000000.00", "10000000.00", "500000.00", "medium"),
    ]  # fmt: skip
    found = call("size", "--industry", "software", "--employees", "120", "--format", "json").json
    assert found["checks"][0]["value"] == 120
    assert found["checks"][1]["value"] is None
    assert found["checks"][1]["meets"] is None


def test_the_reason_is_said_beside_the_rows() -> None:
    answer = call("size", "--industry", "I65", "--employees", "40")
    assert answer.err.splitlines()[-1] == (
        "patentcli: an SME (small or micro): 40 employees, fewer than the 300 a large company must "
        "have in Software and information technology services (I65), so operating revenue need not "
        "be known"
    )
    assert call("size", "--industry", "I65", "--employees", "40", "-q").err == ""


@pytest.mark.parametrize(
    ("options", "where"),
    [
        ((), "--industry"),
        (("--employees", "3"), "--industry"),
        (("--industry", "blockchain astrology"), "--industry"),
        (("--industry", "I65", "--employees", "many"), "--employees"),
        (("--industry", "I65", "--employees", "3.5"), "--employees"),
        (("--industry", "I65", "--revenue", "-1"), "--revenue"),
        (("--industry", "I65", "--as-of", "soon"), "--as-of"),
        (("--industry", "I65", "--format", "ids"), "--format"),
    ],
)
def test_what_means_nothing_is_a_usage_error(options: tuple[str, ...], where: str) -> None:
    answer = call("size", *options)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[-1].startswith(f"patentcli: error: {where}: ")


def test_an_amount_is_echoed_and_one_as_if_in_wan_is_warned_about() -> None:
    answer = call("size", "--industry", "software", "--employees", "200", "--revenue", "3000")
    assert "--revenue: understood as ¥3,000.00\n" in answer.err
    assert "write 3000万: ¥30,000,000.00 (3000万元)" in answer.err


def test_a_person_sees_class_reason_figures_and_source() -> None:
    answer = call("size", "--industry", "I65", "--employees", "1,200", "--revenue", "3000万",
                  "--color", "never", tty=True)  # fmt: skip
    lines = answer.out.splitlines()
    assert lines[0] == "medium"
    assert lines[1].startswith(
        "an SME (medium): operating revenue of ¥30,000,000.00 (3000万元), less than"
    )
    start = ("Indicator", "employees", "revenue")
    head, *table = [line.split() for line in lines if line.startswith(start)]
    assert head[:4] == ["Indicator", "Value", "Large", "from"]
    assert table == [
        ["employees", "1,200", "300", "100", "10", "large"],
        ["revenue", "(yuan)", "30,000,000", "100,000,000", "10,000,000", "500,000", "medium"],
    ]
    assert "工信部联企业〔2011〕300号, group 12" in answer.out


def test_a_class_that_hangs_on_the_cover_of_the_standard_is_not_stated_alone() -> None:
    answer = call("size", "--industry", "Q", "--employees", "3", "--color", "never", tty=True)
    assert answer.out.startswith("micro, or not covered by the standard\n")
    assert call("size", "--industry", "J", "--color", "never", tty=True).out.startswith("unknown\n")


def test_json_lines_hold_the_same_object() -> None:
    options = ("size", "--industry", "I65", "--employees", "40")
    (line,) = call(*options, "--format", "jsonl").lines
    assert json.loads(line) == call(*options, "--format", "json").json
