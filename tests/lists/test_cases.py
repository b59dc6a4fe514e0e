"""The tables: cases.toml (a row of a list, and the record that it becomes), heads.toml (a head, a
cell under it, and what the record says), layouts.toml (lists as they are handed out)."""

import csv
import re
import tomllib
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from listing import NUMBER, TITLE, imported, records, write_list
from tools import ROOT, call

pytestmark = pytest.mark.usefixtures("data_dir")

Case = dict[str, Any]


NO_PUBLICATION = r"CN\d{12}|CN\d{8}\.|/"  # numbers of applications


def table(path: str) -> Case:
    return tomllib.loads((ROOT / "tests" / path).read_text(encoding="utf-8"))


CASES, LAYOUTS = table("lists/cases.toml"), table("lists/layouts.toml")["layout"]
HEADS = [case | {"head": head} for case in table("lists/heads.toml")["case"]
         for head in case["heads"]]  # fmt: skip
OF_NUMBERS = {*CASES["numbers_heads"], *(case["head"] for case in HEADS if "id" in case["says"])}
OF_TITLES = {case["head"] for case in HEADS if {"title", "title_zh"} & set(case["says"])}
OF_TITLES |= {"Title", "title"}


def cases(name: str) -> pytest.MarkDecorator:
    """The rows of a table, one for each of their `cells` where these are a list, or for each of
    several texts of one of them; `head` and `manner` can be lists as well."""
    rows = []
    for row in CASES[name]:
        cells = row.get("cells", [""])
        if isinstance(cells, list):
            axes = {k: row[k] for k in ("head", "manner") if isinstance(row.get(k), list)}
            for cell, *rest in product(cells, *axes.values()):
                rows.append(row | {"cell": cell} | dict(zip(axes, rest, strict=True)))
        else:
            texts = [cell if isinstance(cell, list) else [cell] for cell in cells.values()]
            rows += [row | {"cells": dict(zip(cells, one, strict=True))} for one in product(*texts)]
    return pytest.mark.parametrize("case", rows, ids=lambda row: ascii(row)[-70:])


def read(folder: Path, cells: Mapping[str, Any], *options: str) -> tuple[Case, str]:
    """The only record of a list of one row, and what was said; number and title are added."""
    row = {key: str(cell) for key, cell in cells.items()}
    if not OF_NUMBERS & set(row):
        row["专利号"] = NUMBER
    if not OF_TITLES & set(row):
        row["专利名称"] = TITLE
    answer = imported(write_list(folder, list(row), list(row.values())), *options)
    assert answer.code == 0, answer.err
    (found,) = records()
    return found, answer.err


def says(found: Case, wanted: Mapping[str, Any]) -> None:
    """The record has these values; null is written as "" or "null", which TOML lacks."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return None if value in ("", "null") else value

    for field, value in wanted.items():
        seen = found[field]
        if field == "chinese_applications" and value and isinstance(value[0], str):
            seen = [application["number"] for application in seen]
        if field == "expiry":
            seen = {key: seen[key] for key in value}
        assert seen == plain(value), field


@cases("fee")
def test_fees(case: Case, tmp_path: Path) -> None:
    head = case.get("head", "许可使用费")
    cells = {head: case["cell"]} | ({"支付方式": case["manner"]} if "manner" in case else {})
    found, said = read(tmp_path, cells)
    wanted = (case.get("annual"), case.get("one_off"))
    assert (found["annual_fee_yuan"], found["one_off_fee_yuan"]) == wanted
    if case["cell"] and (wanted == (None, None) or case.get("kept")):
        assert f"{head}: {case['cell']}" in found["note"]
    if "manner" in case:
        assert f"支付方式: {case['manner']}" in found["note"]
    assert bool(case.get("named")) == (f"{head}: " in said and "not taken" in said), said


@cases("date")
def test_dates(case: Case, tmp_path: Path) -> None:
    options = ("--dates", case["order"]) if "order" in case else ()
    found, said = read(tmp_path, {"申请日": case["cell"]}, *options)
    assert found["filing_date"] == case.get("date")
    if "date" not in case and case["cell"] not in CASES["blank"]:
        assert case["cell"] in found["note"]
        assert "not taken" in said


@cases("number")
def test_numbers(case: Case, tmp_path: Path) -> None:
    """Whichever column comes first."""
    wanted = {k: v for k, v in case.items() if k not in ("cells", "options", "said")}
    for cells in (case["cells"], dict(reversed(case["cells"].items()))):
        found, said = read(tmp_path, cells, *case.get("options", ()))
        says(found, wanted)
        assert case.get("said", "") in said
        grant, published = found["chinese_grant"], found["publication_number"]
        assert grant is None or re.fullmatch(r"CN(?:\d{7}|\d{9})[BCUYSD]\d?", grant)
        assert published is None or not re.search(NO_PUBLICATION, published)


def test_a_number_that_names_its_office_is_read_as_elsewhere_and_found_as_it_was_written(
    tmp_path: Path,
) -> None:
    numbers = table("numbers/cases.toml")["texts"]
    rows = [*numbers["spelled"], *numbers["granted"]]
    texts = [text for row in rows for text in row if not text[0].isdigit()]
    lines = [[text, TITLE] for text in texts]
    assert imported(write_list(tmp_path, ["Publication Number", "Title"], *lines)).code == 0
    found = records()
    ids = {r["id"] for r in found}.union(*(r["family"] for r in found))
    ids |= {a["number"] for r in found for a in r["chinese_applications"]}
    # A number without its check digit stands for the whole one, which another row has.
    assert [row[0] for row in rows if not any(id_.startswith(row[0]) for id_ in ids)] == []
    assert not [r["id"] for r in found if re.search(NO_PUBLICATION, r["publication_number"] or "")]
    assert len(texts) > 100
    assert [text for text in texts if call("-C", "own", "show", text).code != 0] == []


@cases("names")
def test_names(case: Case, tmp_path: Path) -> None:
    column = [case["cell"], *case.get("others", ())]
    rows = [[f"CN{100_000_001 + n}B", TITLE, cell] for n, cell in enumerate(column)]
    path = write_list(tmp_path, ["公开号", "专利名称", case.get("head", "发明人")], *rows)
    assert imported(path).code == 0
    fields = {"inventors", "holder", "holder_zh"} & set(case)
    assert {field: records()[0][field] for field in fields} == {f: case[f] for f in fields}


@cases("cell")
def test_cells(case: Case, tmp_path: Path) -> None:
    found, said = read(tmp_path, case["cells"], *case.get("options", ()))
    says(found, case["record"])
    assert [part for part in case.get("said", ()) if part not in said] == []


@cases("rows")
def test_every_row_is_accounted_for(case: Case, tmp_path: Path) -> None:
    options = case.get("options", [])
    answer = imported(write_list(tmp_path, *case["lines"]), "--skip-invalid", *options)
    assert case["closing"] in answer.err
    columns = case.get("column", {}) | ({"id": case["ids"]} if "ids" in case else {})
    for field, values in columns.items():
        assert [record[field] or "" for record in records()] == values
    says(records()[0], case.get("first", {}))
    assert [part for part in case.get("said", ()) if part not in answer.err] == []


@pytest.mark.parametrize("case", HEADS, ids=lambda case: f"{case['head']}={case['cell']}")
def test_a_head_of_an_exchange(case: Case, tmp_path: Path) -> None:
    found, said = read(tmp_path, {case["head"]: case["cell"]})
    says(found, case["says"])
    assert (f"not read: {case['head']}" in said) == case.get("untaken", False)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "layout", LAYOUTS, ids=lambda layout: ascii(layout.get("about") or layout["name"])[1:40]
)
def test_a_list_as_it_is_handed_out(layout: Case, kind: str, tmp_path: Path) -> None:
    """Read without --map: each column where it belongs, the rest named."""
    text = layout["text"].lstrip("\n")
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    if kind == "xlsx":
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
        path = write_list(tmp_path, *rows, name="list.xlsx")
    answer = imported(path)
    assert answer.code == 0, answer.err
    for found, wanted in zip(records(), layout["records"], strict=True):
        says(found, wanted)
    unread = answer.err.partition("not read: ")[2].partition("\n")[0]
    assert [head for head in layout.get("unread", ()) if head not in unread] == []
    exported = [f"an export of {layout['name']}"] if layout.get("name") else []
    assert [p for p in (*exported, *layout.get("said", ())) if p not in answer.err] == []


# --- what the heads of a list cannot be


@pytest.mark.parametrize(
    ("heads", "options", "code", "said"),
    [
        (["专利号", "x"], (), 65, "no column for the title"),
        (["名称", "x"], (), 65, "no column for the number"),
        (["专利号", "名称"], ("--map", "许可费"), 2, "is not HEAD=field"),
        (["专利号", "名称"], ("--map", "名称=title", "--map", "名称=note"), 2, "given two fields"),
        (["专利号", "名称"], ("--map", "名称=annual_fee"), 2, "did you mean annual_fee_yuan?"),
        (
            ["专利号", "名称"],
            ("--map", "许可金=annual_fee_yuan"),
            2,
            "list.csv has no column '许可金'",
        ),
    ],
)
def test_heads_and_maps_that_mean_nothing(
    heads: list[str], options: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    answer = imported(write_list(tmp_path, heads, [NUMBER, TITLE]), *options)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert code == 2 or ", ".join(heads) in answer.err


def test_quiet_leaves_the_notes_out_but_not_the_warnings(tmp_path: Path) -> None:
    path = write_list(tmp_path, ["专利号", "名称", "许可费"], [NUMBER, TITLE, "40000"])
    answer = call("-q", "catalogue", "import", str(path), "--name", "own")
    assert "does not say" in answer.err
    assert "read:" not in answer.err
