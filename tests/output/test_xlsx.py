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
from patentcli.output.formats import Rows
from registry import paths, plain_example
from tools import call


def saved(path: Path, records: Iterable[Mapping[str, object]], **options: Any) -> str:
    """Write the workbook; what was said on standard error."""
    records = list(records)
    names = tuple(records[0]) if records else ("id",)
    errors = Sink()
    place = surroundings(errors=errors)
    asked(place, output=str(path), **options).write(Rows(names, names, records))
    return errors.body.decode()


def cells(path: Path, **options: Any) -> list[list[Any]]:
    """The cells as another program reads them."""
    with closing(openpyxl.load_workbook(path, **options)) as book:
        return [list(row) for row in book.active.iter_rows()]


@pytest.mark.parametrize(
    ("name", "value", "kind", "shown"),
    [  # None: the value as text, which a spreadsheet would have changed
        ("id", "202210599282", "s", None), ("id", "007", "s", None), ("note", "1.50", "s", None),
        ("annual_fee_yuan", "40000.00", "n #,##0.00", 40000),
        ("annual_fee_yuan", "99999999999999.99", "s", None),
        ("annual_fee_yuan", "40000", "s", None),
        ("filing_date", "2022-05-30", "d yyyy-mm-dd", datetime(2022, 5, 30)),
        ("filing_date", "2022-02-30", "s", None), ("filing_date", "1899-12-31", "s", None),
        ("count", 7, "n General", 7), ("count", 10**20, "s", None),
        ("official", True, "b General", True), ("inventors", ["王磊", "刘挺"], "s", "王磊|刘挺"),
    ],
)  # fmt: skip
def test_every_cell_has_its_type(
    name: str, value: object, kind: str, shown: object, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    saved(path, [{name: value, "empty": None}])
    head, (cell, empty) = cells(path)
    assert [cell.value for cell in head] == [name, "empty"]
    data_type, *formatted = kind.split()
    assert (cell.data_type, [cell.number_format]) == (data_type, formatted or ["General"])
    assert (cell.value, empty.value) == (str(value) if shown is None else shown, None)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_a_formula_or_breaks_the_file(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    saved(path, [{"id": text, "title": text + "\ufffe\uffff"}])
    for cell in cells(path)[1]:
        assert (cell.data_type, cell.hyperlink) == ("s", None)
    with zipfile.ZipFile(path) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


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


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("path", paths(reading), ids=" ".join)
def test_every_table_can_be_a_workbook(path: tuple[str, ...], tmp_path: Path) -> None:
    call(*plain_example(path), "-o", str(tmp_path / "a.xlsx"))
    head, *rows = csv.reader(io.StringIO(call(*plain_example(path), "--format", "csv").out))
    sheet = cells(tmp_path / "a.xlsx")
    assert [cell.value for cell in sheet[0]] == head
    assert len(sheet) - 1 == len(rows)
