"""Every row of cases.toml: a row of a list under its heads, and the record that it becomes."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from listing import NUMBER, TITLE, imported, records, write_list
from tools import call

pytestmark = pytest.mark.usefixtures("data_dir")

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))
NUMBERS = tomllib.loads(
    (Path(__file__).parents[1] / "numbers" / "cases.toml").read_text(encoding="utf-8")
)["valid"]


def rows(table: str) -> list[Any]:
    return [pytest.param(row, id=ascii(next(iter(row.values())))[:60]) for row in CASES[table]]


def record_of(folder: Path, cells: dict[str, Any], *options: str) -> tuple[dict[str, Any], str]:
    """The only record of a list of one row, and what was said; number and title are added."""
    row = {"专利名称": TITLE, **cells}
    if not any(head in cells for head in CASES["numbers_heads"]):
        row = {"专利号": NUMBER, **row}
    if any(head.casefold() in ("title", "名称") for head in cells):
        del row["专利名称"]
    path = write_list(folder, list(row), [str(cell) for cell in row.values()])
    answer = imported(path, *options)
    assert answer.code == 0, answer.err
    (found,) = records()
    return found, answer.err


@pytest.mark.parametrize("case", rows("fee"))
def test_fees(case: dict[str, Any], tmp_path: Path) -> None:
    head = case.get("head", "许可使用费")
    cells = {head: case["cell"]} | ({"支付方式": case["manner"]} if "manner" in case else {})
    found, said = record_of(tmp_path, cells)
    wanted = (case.get("annual"), case.get("one_off"))
    assert (found["annual_fee_yuan"], found["one_off_fee_yuan"]) == wanted
    if case["cell"] and (wanted == (None, None) or case.get("kept")):
        assert f"{head}: {case['cell']}" in found["note"]
    assert bool(case.get("named")) == (f"{head}: " in said and "not taken" in said), said


@pytest.mark.parametrize("case", rows("date"))
def test_dates(case: dict[str, Any], tmp_path: Path) -> None:
    options = ("--dates", case["order"]) if "order" in case else ()
    found, said = record_of(tmp_path, {"申请日": case["cell"]}, *options)
    assert found["filing_date"] == case.get("date")
    if "date" not in case and case["cell"] not in CASES["blank"]:
        assert case["cell"] in found["note"]
        assert "not taken" in said


@pytest.mark.parametrize("case", rows("number"))
def test_numbers(case: dict[str, Any], tmp_path: Path) -> None:
    cells = dict(case["cells"])
    options = case.get("options", ())
    found, said = record_of(tmp_path, cells, *options)
    for field in set(case) - {"cells", "options", "said"}:
        value = found[field]
        if field == "chinese_applications":
            value = [application["number"] for application in value]
        wanted = None if case[field] == "" else case[field]
        assert value == wanted, field
    assert case.get("said", "") in said
    grant, published = found["chinese_grant"], found["publication_number"]
    assert grant is None or re.fullmatch(r"CN(?:\d{7}|\d{9})[BCUYSD]\d?", grant)
    assert published is None or not re.search(r"CN\d{12}|CN\d{8}\.|/", published)


def test_a_number_that_names_its_office_is_found_again_as_it_was_written(tmp_path: Path) -> None:
    spellings = [row["text"] for row in NUMBERS if not row["text"][0].isdigit()]
    lines = [[text, TITLE] for text in spellings]
    assert imported(write_list(tmp_path, ["专利号", "专利名称"], *lines)).code == 0
    lost = [text for text in spellings if call("-C", "own", "show", text).code != 0]
    assert len(spellings) > 100
    assert not lost


@pytest.mark.parametrize("case", rows("names"))
def test_names(case: dict[str, Any], tmp_path: Path) -> None:
    column = [case["cell"], *case.get("others", ())]
    numbers = [f"CN{100_000_001 + n}B" for n in range(len(column))]
    path = write_list(
        tmp_path,
        ["公开号", "专利名称", case.get("head", "发明人")],
        *([number, TITLE, cell] for number, cell in zip(numbers, column, strict=True)),
    )
    assert imported(path).code == 0
    found = records()[0]
    for field in set(case) - {"cell", "others", "head"}:
        assert found[field] == case[field]


def without_null(value: Any) -> Any:
    """TOML has no null: what a case writes as "null"."""
    if isinstance(value, list):
        return [without_null(item) for item in value]
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items()}
    return None if value == "null" else value


@pytest.mark.parametrize("case", rows("cell"))
def test_cells(case: dict[str, Any], tmp_path: Path) -> None:
    found, said = record_of(tmp_path, dict(case["cells"]), *case.get("options", ()))
    for field, value in case["record"].items():
        assert found[field] == without_null(value), field
    for part in case.get("said", ()):
        assert part in said


@pytest.mark.parametrize("case", rows("rows"))
def test_every_row_is_accounted_for(case: dict[str, Any], tmp_path: Path) -> None:
    path = write_list(tmp_path, *case["lines"])
    answer = imported(path, *case.get("options", ("--skip-invalid",)))
    assert case["closing"] in answer.err
    assert [record["id"] for record in records()] == case["ids"]
    for field, value in case.get("first", {}).items():
        assert records()[0][field] == without_null(value), field
    for part in case.get("said", ()):
        assert part in answer.err


@pytest.mark.parametrize(
    ("number", "office", "canonical"),
    [
        ("13/033,085", "US", "US13/033085"),
        ("D0668832", "US", "USD668832"),
        ("10-2019-0012345", "kr", "KR1020190012345"),
        ("201617000123", "IN", "IN201617000123"),
        ("CN114694123B", "US", "CN114694123B"),
        ("WO2018123456", "US", "WO2018123456"),
    ],
)
def test_a_number_that_does_not_name_its_office(number: str, office: str, canonical: str) -> None:
    answer = call("number", number, "--office", office)
    assert answer.code == 0
    assert answer.table[0]["canonical"] == canonical


def test_an_office_that_is_none() -> None:
    assert call("number", "1", "--office", "USA").code == 2
    assert call("number", "202210599282.6", "--office", "US").code == 1
