"""No row of a list is lost, whatever its kind of file, and no list takes the place of another
in silence."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from listing import imported, record, records, write_list

pytestmark = pytest.mark.usefixtures("data_dir")

HEADS = ["专利号", "专利名称"]


def rows(count: int, start: int = 0) -> list[list[str]]:
    return [[f"CN{100_000_001 + n}B", f"名称{n}"] for n in range(start, start + count)]


def save(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def sheet_of(book: Workbook, title: str, lines: list[list[str]], state: str = "visible") -> None:
    sheet = book.create_sheet(title)
    sheet.sheet_state = state
    for line in lines:
        sheet.append(line)


def as_xlsx(path: Path, lines: list[list[str]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    sheet_of(book, "a", lines)
    return save(book, path.with_suffix(".xlsx"))


def as_xlsx_with_titles(path: Path, lines: list[list[str]]) -> Path:
    return as_xlsx(path, [["清单"], [], *lines])


def as_second_sheet(path: Path, lines: list[list[str]]) -> Path:
    book = Workbook()
    book.active.append(["说明"])
    sheet_of(book, "b", lines)
    return save(book, path.with_suffix(".xlsx"))


def as_three_sheets(path: Path, lines: list[list[str]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    head, *rest = lines
    third = len(rest) // 3
    for name, part in ("a", rest[:third]), ("b", rest[third : 2 * third]), ("c", rest[2 * third :]):
        sheet_of(book, name, [head, *part])
    return save(book, path.with_suffix(".xlsx"))


def as_csv(path: Path, lines: list[list[str]]) -> Path:
    return write_list(path.parent, *lines)


def as_tsv(path: Path, lines: list[list[str]]) -> Path:
    path = path.with_suffix(".tsv")
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def as_json(path: Path, lines: list[list[str]]) -> Path:
    head, *rest = lines
    path = path.with_suffix(".json")
    path.write_text(json.dumps([dict(zip(head, line, strict=True)) for line in rest]))
    return path


def as_jsonl(path: Path, lines: list[list[str]]) -> Path:
    head, *rest = lines
    path = path.with_suffix(".jsonl")
    text = "".join(json.dumps(dict(zip(head, line, strict=True))) + "\n" for line in rest)
    path.write_text(text)
    return path


WRITERS = (
    *(as_csv, as_tsv, as_json, as_jsonl),
    *(as_xlsx, as_xlsx_with_titles, as_second_sheet, as_three_sheets),
)


@pytest.mark.parametrize("write", WRITERS, ids=lambda writer: writer.__name__)
@pytest.mark.parametrize("count", [8, 9, 10, 11, 12, 13, 21, 1001, 5000])
def test_every_row_becomes_a_record(
    write: Callable[[Path, list[list[str]]], Path], count: int, tmp_path: Path
) -> None:
    answer = imported(write(tmp_path / "list.x", [HEADS, *rows(count)]))
    assert answer.code == 0, answer.err
    assert [r["id"] for r in records()] == [number for number, _title in rows(count)]
    assert f"{count:,} rows read: {count:,} imported" in answer.err


class TestQuotes:
    @pytest.mark.parametrize(
        ("name", "separator"), [("list.csv", ","), ("list.tsv", "\t"), ("list.txt", ";")]
    )
    def test_one_that_is_never_closed(self, name: str, separator: str, tmp_path: Path) -> None:
        lines = [HEADS, *rows(3), ["CN114694123B", '"打开'], *rows(3, 10)]
        path = tmp_path / name
        path.write_text("\n".join(separator.join(line) for line in lines), encoding="utf-8")
        answer = imported(path)
        assert answer.code == 65
        assert "row" in answer.err
        assert "quote" in answer.err

    def test_one_in_a_table_of_ours(self, tmp_path: Path) -> None:
        path = tmp_path / "list.tsv"
        path.write_text('id\ttitle\nCN114694123B\t"open quote\nCN115892075B\tb\n')
        assert imported(path).code == 65

    def test_those_that_are_closed(self, tmp_path: Path) -> None:
        out = io.StringIO()
        csv.writer(out).writerows([HEADS, ["CN114694123B", '一种"图像"\n方法']])
        path = tmp_path / "list.csv"
        path.write_text(out.getvalue(), encoding="utf-8")
        assert record(path)["title_zh"] == '一种"图像" 方法'


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("list.json", "{}"),
        ("list.json", "[]"),
        ("list.json", '[{"foo": 1}]'),
        ("list.json", '{"code": 0, "data": []}'),
        ("list.csv", "专利号,专利名称\n"),
        ("list.csv", "专利号,专利名称\nx,\n"),
        ("list.toml", ""),
    ],
)
def test_a_list_without_a_record_leaves_the_catalogue(name: str, body: str, tmp_path: Path) -> None:
    imported(write_list(tmp_path, HEADS, *rows(3)))
    path = tmp_path / name
    path.write_text(body, encoding="utf-8")
    answer = imported(path, "--skip-invalid")
    assert answer.code == 65, answer.err
    assert len(records()) == 3


class TestSheets:
    def test_a_hidden_one_is_not_read_before_a_visible_one(self, tmp_path: Path) -> None:
        for state in ("hidden", "veryHidden"):
            book = Workbook()
            book.remove(book.active)
            sheet_of(book, "旧", [HEADS, *rows(2)], state)
            sheet_of(book, "新", [HEADS, *rows(3, 10)])
            path = save(book, tmp_path / "list.xlsx")
            answer = imported(path, "-q")
            assert [r["id"] for r in records()] == [number for number, _title in rows(3, 10)]
            assert "旧 (hidden)" in answer.err

    def test_one_with_other_heads_is_named(self, tmp_path: Path) -> None:
        book = Workbook()
        book.remove(book.active)
        sheet_of(book, "a", [HEADS, *rows(3)])
        sheet_of(book, "b", [["公开号", "发明名称", "备注"], ["CN114694123B", "x", "y"]])
        answer = imported(save(book, tmp_path / "list.xlsx"), "-q")
        assert len(records()) == 3
        assert "sheet b not read" in answer.err


class TestForeignNumbers:
    @pytest.mark.parametrize(
        ("publication", "application", "wanted"),
        [
            ("US 2019/0123456 A1", "US 201815712345 A", "US20190123456A1"),
            ("US 10123456 B2", "15/712,345", "US10123456B2"),
            ("US10123456B2", "US15712345", "US10123456B2"),
            ("EP 3123456 A1", "EP16000312.7", "EP3123456A1"),
            ("WO2019/012345 A1", "PCT/CN2018/076543", "WO2019012345A1"),
            ("JP 2019-012345 A", "JP 2017-123456", "JP2019012345A"),
            ("KR 10-2019-0012345 A", "KR 10-2017-0123456", "KR1020190012345A"),
        ],
    )
    @pytest.mark.parametrize("turned", [False, True])
    def test_the_publication_is_the_id(
        self, publication: str, application: str, wanted: str, turned: bool, tmp_path: Path
    ) -> None:
        heads = ["Publication Number", "Application Number", "Title"]
        cells = [publication, application, "A method"]
        if turned:
            heads[:2], cells[:2] = heads[1::-1], cells[1::-1]
        if application == "15/712,345":
            cells[heads.index("Application Number")] = "US 15/712,345"
        found = record(write_list(tmp_path, heads, cells))
        assert (found["id"], found["publication_number"]) == (wanted, wanted)

    def test_an_application_alone_is_no_publication(self, tmp_path: Path) -> None:
        found = record(
            write_list(tmp_path, ["Application Number", "Title"], ["US 201815712345 A", "A method"])
        )
        assert (found["id"], found["publication_number"]) == ("US15/712345", None)


@pytest.mark.parametrize("title", ["单位：万元", "（单位:万元）", "单位： 人民币万元"])
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_line_above_the_heads_names_the_unit(
    title: str, write: Callable[[Path, list[list[str]]], Path], tmp_path: Path
) -> None:
    lines = [[title, "", ""], [*HEADS, "年许可费"], ["CN114694123B", "名称", "8"]]
    assert record(write(tmp_path / "list.x", lines))["annual_fee_yuan"] == "80000.00"
