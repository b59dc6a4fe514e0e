"""`eligible` in every format: keys, columns, fields and files."""

import csv
import io
import json
from pathlib import Path

import pytest

from tools import call

DAY = ("--as-of", "2026-11-22")
ONE = ("eligible", "--fee", "40000", *DAY)
SEVERAL = (
    "eligible", "--patent", "CN114694123B", "--patent", "US10068018B2", "--fee", "0", *DAY
)  # fmt: skip
COLUMNS = ["rule", "outcome", "value", "limit", "reason", "reference", "url"]


def test_the_json_of_one_verdict_is_an_object_with_its_keys_in_order() -> None:
    found = call(*ONE, "--format", "json").json
    assert list(found) == [
        "verdict", "as_of", "patent", "fee_yuan", "company", "checks", "not_checked", "caution"
    ]  # fmt: skip
    assert list(found["company"]) == [
        "industry", "employees", "revenue_yuan", "assets_yuan", "size_class",
        "possible_size_classes", "controlled_by_large",
    ]  # fmt: skip
    assert len(found["checks"]) == 7
    for check in found["checks"]:
        assert list(check) == ["rule", "outcome", "reason", "value", "limit", "source"]
        if check["outcome"] == "not-checked":
            assert check["source"] is None
        else:
            assert list(check["source"]) == ["title", "reference", "url"]
    assert found["patent"] is None
    assert found["as_of"] == "2026-11-22"
    assert found["checks"][0]["value"] == "40000.00"
    assert found["checks"][0]["limit"] == "50000.00"


def test_the_company_as_it_was_understood() -> None:
    arguments = (
        "--industry",
        "I65",
        "--employees",
        "1,200",
        "--revenue",
        "3000万",
        "--assets",
        "1",
    )
    found = call("eligible", *arguments, "--independent", "--format", "json").json["company"]
    assert found == {
        "industry": "software",
        "employees": 1200,
        "revenue_yuan": "30000000.00",
        "assets_yuan": "1.00",
        "size_class": "medium",
        "possible_size_classes": ["medium"],
        "controlled_by_large": False,
    }


def test_several_patents_are_an_array_and_the_worst_is_the_code() -> None:
    answer = call(*SEVERAL, "--format", "json")
    assert [v["patent"] for v in answer.json] == ["CN114694123B", "US10068018B2"]
    assert answer.code == 3
    assert call(*SEVERAL, "--size", "large").code == 1
    lines = call(*SEVERAL, "--format", "jsonl").lines
    assert [json.loads(line) for line in lines] == answer.json


def test_a_source_is_null_only_for_what_was_not_checked() -> None:
    every = ("--industry", "I65", "--employees", "4", "--controlled-by-large")
    for arguments in (ONE, SEVERAL, (*SEVERAL, *every), ("eligible", *every)):
        found = call(*arguments, "--format", "json").json
        for verdict in found if isinstance(found, list) else [found]:
            for check in verdict["checks"]:
                assert (check["source"] is None) == (check["outcome"] == "not-checked")
                if check["source"]:
                    assert check["source"]["title"]
                    assert check["source"]["reference"]
                    assert check["source"]["url"].startswith("http")


def test_the_columns_of_tsv_csv_and_markdown() -> None:
    tsv = call(*ONE)
    assert tsv.lines[0].split("\t") == COLUMNS
    assert len(tsv.lines) == 8
    rows = list(csv.reader(io.StringIO(call(*ONE, "--format", "csv").out)))
    assert rows[0] == COLUMNS
    assert rows[1][:4] == ["fee-cap", "pass", "40000.00", "50000.00"]
    markdown = call(*ONE, "--format", "md").lines
    assert markdown[0] == "| " + " | ".join(COLUMNS) + " |"
    assert len(markdown) == 9


def test_of_several_patents_each_row_names_its_own() -> None:
    rows = call(*SEVERAL, "--checks").table
    assert list(rows[0]) == ["patent", *COLUMNS]
    assert [row["patent"] for row in rows] == ["CN114694123B"] * 7 + ["US10068018B2"] * 7


@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "md", "table"])
def test_fields_choose_and_order_the_columns(format_: str) -> None:
    answer = call(*ONE, "--fields", "outcome,rule", "--format", format_)
    assert answer.code == 0
    first = {
        "tsv": "outcome\trule",
        "csv": "outcome,rule",
        "md": "| outcome | rule |",
        "table": "Outcome      Rule",
    }
    if format_ == "json":
        assert answer.json[0] == {"outcome": "pass", "rule": "fee-cap"}
    elif format_ == "jsonl":
        assert answer.lines[0] == '{"outcome": "pass", "rule": "fee-cap"}'
    else:
        assert answer.lines[0] == first[format_]


def test_no_header_bom_sort_reverse_and_limit() -> None:
    assert call(*ONE, "--no-header").lines[0].startswith("fee-cap\t")
    assert call(*ONE, "--format", "csv", "--bom").out.startswith("\ufeffrule,")
    rules = [row["rule"] for row in call(*ONE, "--sort", "rule").table]
    assert rules == sorted(rules)
    assert [row["rule"] for row in call(*ONE, "--sort", "rule", "--reverse").table] == rules[::-1]
    assert len(call(*ONE, "--limit", "2").table) == 2


def test_the_answer_in_a_file_and_its_code(tmp_path: Path) -> None:
    target = tmp_path / "verdict.json"
    answer = call("eligible", "--fee", "60000", "-o", str(target))
    assert (answer.code, answer.out) == (1, "")
    assert "Not eligible" in answer.err
    assert json.loads(target.read_text(encoding="utf-8"))["verdict"] == "not-eligible"
    again = call("eligible", "--fee", "40000", "-o", str(target))
    assert again.code == 73
    assert json.loads(target.read_text(encoding="utf-8"))["verdict"] == "not-eligible"
    assert call("eligible", "--fee", "40000", "-o", str(target), "--force").code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["verdict"] == "eligible"


def test_the_language_changes_sentences_and_no_value() -> None:
    english, chinese = (
        call(*SEVERAL, "--size", "small", "--format", "json", "--lang", lang).json
        for lang in ("en", "zh")
    )
    assert english != chinese

    def plain(verdicts: list[dict[str, object]]) -> list[object]:
        return [
            (
                {k: v for k, v in verdict.items() if k not in ("checks", "caution")},
                [(c["rule"], c["outcome"], c["value"], c["limit"]) for c in verdict["checks"]],
            )
            for verdict in verdicts
        ]

    assert plain(english) == plain(chinese)
