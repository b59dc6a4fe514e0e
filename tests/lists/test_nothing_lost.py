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


def book(folder: Path, *sheets: list[list[str]], hidden: str = "") -> Path:
    """A workbook of these sheets, a, b, c …; with `hidden`, the first one is in that state."""
    made = Workbook()
    made.remove(made.active)
    for name, lines in zip("abc", sheets, strict=False):
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    if hidden:
        made["a"].sheet_state = hidden
    made.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def objects(lines: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def three(folder: Path, lines: list[list[str]]) -> Path:
    head, *rest = lines
    third = len(rest) // 3
    parts = rest[:third], rest[third : 2 * third], rest[2 * third :]
    return book(folder, *([head, *part] for part in parts))


Writer = Callable[[Path, list[list[str]]], Path]
WRITERS: dict[str, Writer] = {
    "csv": lambda folder, lines: write_list(folder, *lines),
    "tsv": lambda folder, lines: written(folder, "l.tsv", "\n".join(map("\t".join, lines))),
    "json": lambda folder, lines: written(folder, "l.json", json.dumps(objects(lines))),
    "jsonl": lambda folder, lines: written(
        folder, "l.jsonl", "\n".join(map(json.dumps, objects(lines)))
    ),
    "xlsx": book,
    "xlsx with a title": lambda folder, lines: book(folder, [["清单"], [], *lines]),
    "second sheet": lambda folder, lines: book(folder, [["说明"]], lines),
    "three sheets": three,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("count", [8, 9, 10, 11, 12, 13, 21, 1001, 5000])
def test_every_row_becomes_a_record(write: Writer, count: int, tmp_path: Path) -> None:
    answer = imported(write(tmp_path, [HEADS, *rows(count)]))
    assert answer.code == 0, answer.err
    assert [r["id"] for r in records()] == [number for number, _title in rows(count)]
    assert f"{count:,} rows read: {count:,} imported" in answer.err


class TestQuotes:
    @pytest.mark.parametrize(
        ("name", "separator"), [("list.csv", ","), ("list.tsv", "\t"), ("list.txt", ";")]
    )
    def test_one_that_is_never_closed(self, name: str, separator: str, tmp_path: Path) -> None:
        lines = [HEADS, *rows(3), ["CN114694123B", '"打开'], *rows(3, 10)]
        answer = imported(written(tmp_path, name, "\n".join(map(separator.join, lines))))
        assert answer.code == 65
        assert "row" in answer.err
        assert "quote" in answer.err

    def test_one_in_a_table_of_ours(self, tmp_path: Path) -> None:
        text = 'id\ttitle\nCN114694123B\t"open quote\nCN115892075B\tb\n'
        assert imported(written(tmp_path, "list.tsv", text)).code == 65

    def test_those_that_are_closed(self, tmp_path: Path) -> None:
        out = io.StringIO()
        csv.writer(out).writerows([HEADS, ["CN114694123B", '一种"图像"\n方法']])
        path = written(tmp_path, "list.csv", out.getvalue())
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
    answer = imported(written(tmp_path, name, body), "--skip-invalid")
    assert answer.code == 65, answer.err
    assert len(records()) == 3


class TestSheets:
    @pytest.mark.parametrize("state", ["hidden", "veryHidden"])
    def test_a_hidden_one_is_not_read_before_a_visible_one(
        self, state: str, tmp_path: Path
    ) -> None:
        path = book(tmp_path, [HEADS, *rows(2)], [HEADS, *rows(3, 10)], hidden=state)
        answer = imported(path, "-q")
        assert [r["id"] for r in records()] == [number for number, _title in rows(3, 10)]
        assert "a (hidden)" in answer.err

    def test_one_with_other_heads_is_named(self, tmp_path: Path) -> None:
        other = [["公开号", "发明名称", "备注"], ["CN114694123B", "x", "y"]]
        answer = imported(book(tmp_path, [HEADS, *rows(3)], other), "-q")
        assert len(records()) == 3
        assert "sheet b not read" in answer.err


@pytest.mark.parametrize("title", ["单位：万元", "（单位:万元）", "单位： 人民币万元"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_line_above_the_heads_names_the_unit(title: str, kind: str, tmp_path: Path) -> None:
    lines = [[title, "", ""], [*HEADS, "年许可费"], ["CN114694123B", "名称", "8"]]
    assert record(WRITERS[kind](tmp_path, lines))["annual_fee_yuan"] == "80000.00"
