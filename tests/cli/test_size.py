"""`size`: the class, what stays open, and the figures beside the floors."""

import json

from tools import call

COLUMNS = (
    "industry", "industry_label", "indicator", "value", "floor_large", "floor_medium",
    "floor_small", "meets",
)  # fmt: skip


def test_rows_columns_and_numbers() -> None:
    answer = call("size", "--industry", "software", "--employees", "120", "--revenue", "3000万")
    assert tuple(answer.lines[0].split("\t")) == COLUMNS
    assert [tuple(row.values()) for row in answer.table] == [
        ("software", "Software and information technology services", "employees", "120", "300",
         "100", "10", "medium"),
        ("software", "Software and information technology services", "revenue", "30000000.00",
         "100000000.00", "10000000.00", "500000.00", "medium"),
    ]  # fmt: skip


def test_the_reason_is_said_beside_the_rows() -> None:
    answer = call("size", "--industry", "I65", "--employees", "40")
    assert answer.err.splitlines()[-1] == (
        "patentcli: an SME (small or micro): 40 employees, fewer than the 300 a large company must "
        "have in Software and information technology services (I65), so operating revenue need not "
        "be known"
    )
    assert call("size", "--industry", "I65", "--employees", "40", "-q").err == ""


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
    found = call(*options, "--format", "json").json
    assert json.loads(line) == found
    assert list(found) == ["size_class", "possible_size_classes", "sme", "checks"]
