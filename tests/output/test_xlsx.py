"""Workbooks: each cell has its type, nothing becomes a formula, nothing is lost in silence."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outputs import HOSTILE, Sink, asked, surroundings
from patentcli.errors import CannotCreate
from patentcli.options import reading
from patentcli.output import xlsx
from patentcli.output.formats import Rows, write
from registry import paths, plain_example
from tools import bash, call

NAMES = ("id", "annual_fee_yuan", "filing_date", "count", "official", "inventors", "note")
RECORD: dict[str, object] = {
    "id": "202210599282",
    "annual_fee_yuan": "40000.00",
    "filing_date": "2022-05-30",
    "count": 7,
    "official": True,
    "inventors": ["王磊", "刘挺"],
    "note": None,
}


def saved(path: Path, records: Iterable[Mapping[str, object]], **options: Any) -> str:
    """Write the workbook; what was said on standard error."""
    records = list(records)
    names = tuple(records[0]) if records else NAMES
    errors = Sink()
    place = surroundings(errors=errors)
    write(asked(place, output=str(path), **options), Rows(names, names, records))
    return errors.body.decode()


def cells(path: Path, **options: Any) -> list[list[Any]]:
    """The cells as another program reads them."""
    with closing(openpyxl.load_workbook(path, **options)) as book:
        return [list(row) for row in book.active.iter_rows()]


def test_every_cell_has_its_type(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    saved(path, [RECORD])
    head, row = cells(path)
    assert [cell.value for cell in head] == list(NAMES)
    assert [cell.data_type for cell in row] == ["s", "n", "d", "n", "b", "s", "n"]
    assert [cell.value for cell in row] == [
        "202210599282", 40000, datetime(2022, 5, 30), 7, True, "王磊|刘挺", None,
    ]  # fmt: skip
    assert row[1].number_format == "#,##0.00"
    assert row[2].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_a_formula_or_breaks_the_file(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    saved(path, [{"id": text, "title": text + "\ufffe\uffff"}])
    for cell in cells(path)[1]:
        assert cell.data_type == "s"
        assert cell.hyperlink is None
    with zipfile.ZipFile(path) as packed:
        body = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in body


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("count", 10**20), ("annual_fee_yuan", "99999999999999.99"), ("annual_fee_yuan", "40000"),
        ("filing_date", "2022-02-30"), ("filing_date", "1899-12-31"), ("note", "1.50"),
        ("id", "007"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_change_stays_text(
    name: str, value: object, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    saved(path, [{name: value}])
    ((cell,),) = cells(path)[1:]
    assert (cell.data_type, cell.value) == ("s", str(value))


def test_a_text_too_long_for_a_cell_is_cut_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    said = saved(path, [{"note": "x" * 40_000}, {"note": "y" * 32_767}])
    assert [len(row[0].value) for row in cells(path)[1:]] == [32_767, 32_767]
    assert "1 text is longer than a cell can hold" in said


def test_a_sheet_that_would_overflow_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 5)
    saved(tmp_path / "four.xlsx", [{"id": str(n)} for n in range(4)])
    with pytest.raises(CannotCreate, match="no more than 5 rows"):
        saved(tmp_path / "five.xlsx", [{"id": str(n)} for n in range(5)])
    assert [path.name for path in tmp_path.iterdir()] == ["four.xlsx"]


@pytest.mark.parametrize("count", [0, 1, 2_000])
@pytest.mark.parametrize("header", [True, False])
def test_rows_in_are_rows_out_and_the_same_bytes(count: int, header: bool, tmp_path: Path) -> None:
    records = [{"id": f"CN{n}"} for n in range(count)]
    for name in ("a.xlsx", "b.xlsx"):
        saved(tmp_path / name, records, no_header=not header)
    rows = [row[0].value for row in cells(tmp_path / "a.xlsx", read_only=True)]
    assert rows[header:] == [record["id"] for record in records]
    assert rows[:header] == ["id"] * header
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_full_disk_is_74_and_leaves_nothing(tmp_path: Path) -> None:
    found = bash(f"ulimit -f 4; $RUN list -q -o {tmp_path}/a.xlsx")
    assert found.code == 74
    assert found.err == f"patentcli: error: {tmp_path}/a.xlsx: cannot write: File too large\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("path", paths(reading), ids=" ".join)
def test_every_table_can_be_a_workbook(path: tuple[str, ...], tmp_path: Path) -> None:
    call(*plain_example(path), "-o", str(tmp_path / "a.xlsx"))
    head, *rows = csv.reader(io.StringIO(call(*plain_example(path), "--format", "csv").out))
    sheet = cells(tmp_path / "a.xlsx")
    assert [cell.value for cell in sheet[0]] == head
    assert len(sheet) - 1 == len(rows)
