"""Every head that exchanges use goes where it belongs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from listing import NUMBER, TITLE, imported, record, records, write_list
from tools import call

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
)["case"]
NUMBERS = tuple({c["head"] for c in CASES if "id" in c["says"]})
TITLES = tuple({c["head"] for c in CASES if {"title", "title_zh"} & set(c["says"])})

pytestmark = pytest.mark.usefixtures("data_dir")


def row_for(head: str, cell: str) -> dict[str, str]:
    row = {head: cell}
    if head not in NUMBERS:
        row["专利号"] = NUMBER
    if head not in TITLES:
        row["专利名称"] = TITLE
    return row


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['head']}={c['cell']}")
def test_a_head_of_an_exchange(case: dict[str, Any], tmp_path: Path) -> None:
    row = row_for(case["head"], case["cell"])
    answer = imported(write_list(tmp_path, list(row), list(row.values())))
    (found,) = records()
    assert {name: found[name] or "" for name in case["says"]} == {
        name: value or "" for name, value in case["says"].items()
    }
    assert answer.code == 0
    assert (f"not read: {case['head']}" in answer.err) == case.get("untaken", False)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("许可费", "is not HEAD=field"),
        ("许可费=annual_fee", "did you mean annual_fee_yuan?"),
        ("许可金=annual_fee_yuan", "has no column '许可金'"),
    ],
)
def test_a_map_that_means_nothing(given: str, said: str, tmp_path: Path) -> None:
    path = write_list(tmp_path, ["专利号", "名称", "许可费"], [NUMBER, TITLE, "1"])
    answer = imported(path, "--map", given)
    assert answer.code == 2
    assert said in answer.err


def test_the_other_head_of_a_field_fills_its_blanks(tmp_path: Path) -> None:
    path = write_list(
        tmp_path,
        ["申请人", "专利权人", "专利号", "名称"],
        ["甲", "乙", NUMBER, TITLE],
        ["甲", "", "ZL202010566088.9", TITLE],
    )
    imported(path)
    assert [r["holder_zh"] for r in records()] == ["乙", "甲"]


@pytest.mark.parametrize(
    ("heads", "missing"), [(["专利号", "x"], "title"), (["名称", "x"], "number")]
)
def test_a_list_without_number_or_title(heads: list[str], missing: str, tmp_path: Path) -> None:
    answer = imported(write_list(tmp_path, heads, ["a", "b"]))
    assert answer.code == 65
    assert f"no column for the {missing}" in answer.err
    assert ", ".join(heads) in answer.err


def test_our_own_field_names_are_heads(tmp_path: Path) -> None:
    path = write_list(
        tmp_path, ["publication_number", "title", "kind_code"], ["CN114694123B", "A", "zzz"]
    )
    found = record(path)
    assert (found["id"], found["title"], found["kind_code"]) == ("CN114694123B", "A", "B")


def test_quiet_leaves_the_notes_out_but_not_the_warnings(tmp_path: Path) -> None:
    row = row_for("许可费", "40000")
    path = write_list(tmp_path, list(row), list(row.values()))
    answer = call("-q", "catalogue", "import", str(path), "--name", "own")
    assert "is not said" in answer.err
    assert "read:" not in answer.err
