"""No row of a list is lost, whatever its kind of file; one with a defect is named, with all that is
wrong with it; and no list takes the place of another in silence."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from listing import NUMBER, TITLE, imported, records, write_list
from tools import Answer, call
from workbooks import book

pytestmark = pytest.mark.usefixtures("data_dir")

PLAIN = ["专利号", "专利名称"]
HEADS = ["专利号", "授权公告号", "专利名称", "申请日", "授权公告日", "年许可费"]
GOOD = [NUMBER, "", TITLE, "2022-05-30", "2023-01-06", "40000"]
Lines = list[list[str]]


def rows(count: int, start: int = 0) -> Lines:
    return [[f"CN{100_000_001 + n}B", f"名称{n}"] for n in range(start, start + count)]


def saved(folder: Path, *sheets: Lines, hidden: str = "") -> Path:
    """The workbook of these sheets as a file."""
    (folder / "list.xlsx").write_bytes(book(*sheets, hidden=hidden))
    return folder / "list.xlsx"


def three(folder: Path, lines: Lines) -> Path:
    head, *rest = lines
    third = len(rest) // 3
    parts = rest[:third], rest[third : 2 * third], rest[2 * third :]
    return saved(folder, *([head, *part] for part in parts))


def as_file(name: str) -> Callable[[Path, Lines], Path]:
    return lambda folder, lines: write_list(folder, *lines, name=name)


KINDS = ("csv", "tsv", "txt", "json", "jsonl", "toml", "parquet")
WRITERS: dict[str, Callable[[Path, Lines], Path]] = {
    **{kind: as_file(f"list.{kind}") for kind in KINDS},
    "xlsx": saved,
    "xlsx with a title": lambda folder, lines: saved(folder, [["清单"], [], *lines]),
    "second sheet": lambda folder, lines: saved(folder, [["说明"]], lines),
    "three sheets": three,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("count", [8, 9, 10, 11, 12, 13, 21, 1001, 5000])
def test_every_row_becomes_a_record(
    write: Callable[[Path, Lines], Path], count: int, tmp_path: Path
) -> None:
    answer = imported(write(tmp_path, [PLAIN, *rows(count)]))
    assert answer.code == 0, answer.err
    found = call("list", "-C", "own", "--format", "ids").lines
    assert found == [number for number, _title in rows(count)]
    assert f"{count:,} rows read: {count:,} imported" in answer.err


@pytest.mark.parametrize(
    ("name", "separator"), [("list.csv", ","), ("list.tsv", "\t"), ("list.txt", ";")]
)
@pytest.mark.parametrize("heads", [PLAIN, ["id", "title"]])
@pytest.mark.parametrize(
    ("cell", "said"),
    [('"打开', "a quote that is not closed"), ('"打"开', "text behind a closing quote")],
)
def test_a_quote_that_is_never_closed(
    cell: str, said: str, heads: list[str], name: str, separator: str, tmp_path: Path
) -> None:
    lines = [heads, *rows(3), ["CN114694123B", cell], *rows(3, 10)]
    (tmp_path / name).write_text("\n".join(map(separator.join, lines)), encoding="utf-8")
    answer = imported(tmp_path / name)
    assert answer.code == 65
    assert f"row 5: {said}" in answer.err


@pytest.mark.parametrize(
    ("name", "body"),
    [
        *(("list.json", body) for body in ("{}", "[]", '[{"foo": 1}]', '{"code": 0, "data": []}')),
        *(("list.csv", body) for body in ("专利号,专利名称\n", "专利号,专利名称\nx,\n")),
        ("list.toml", ""),
    ],
)
def test_a_list_without_a_record_leaves_the_catalogue(name: str, body: str, tmp_path: Path) -> None:
    imported(write_list(tmp_path, PLAIN, *rows(3)))
    (tmp_path / name).write_text(body, encoding="utf-8")
    answer = imported(tmp_path / name, "--skip-invalid")
    assert answer.code == 65, answer.err
    assert len(records()) == 3


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_before_a_visible_one_and_one_of_other_heads_is_named(
    state: str, tmp_path: Path
) -> None:
    other = [["公开号", "发明名称", "备注"], ["CN114694123B", "x", "y"]]
    path = saved(tmp_path, [PLAIN, *rows(2)], [PLAIN, *rows(3, 10)], other, hidden=state)
    answer = imported(path, "-q")
    assert [r["id"] for r in records()] == [number for number, _title in rows(3, 10)]
    assert "sheets a (hidden), c not read" in answer.err


def test_a_defect_is_named_with_its_sheet(tmp_path: Path) -> None:
    path = saved(tmp_path, [PLAIN, *rows(2)], [PLAIN, *rows(1, 5), ["x", TITLE]])
    assert "sheet b, row 3, 专利号: “x”" in imported(path, "--skip-invalid").err


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_blank_rows_between_others_are_counted_one_by_one(name: str, tmp_path: Path) -> None:
    path = write_list(tmp_path, PLAIN, *rows(1), *[["", ""]] * 3, *rows(1, 5), name=name)
    assert "5 rows read: 2 imported, 3 blank" in imported(path).err


# --- what a row says


def test_wrong_check_digits_are_warnings_that_are_counted(tmp_path: Path) -> None:
    digits = zip("0123456789", "3210987654", strict=True)
    lines = [[f"20201035678{n}.{digit}", TITLE] for n, digit in digits]
    answer = imported(write_list(tmp_path, PLAIN, *lines))
    assert answer.code == 0
    assert "row 4: “CN202010356782.1”: the check digit should be 8, not 1" in answer.err
    assert answer.err.count("the check digit should be") == 3
    assert "more like the last one" in answer.err


# --- defects


def validated(path: Path, *options: str) -> Answer:
    return call("catalogue", "validate", str(path), *options)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([GOOD, ["CN114694123B", "", TITLE, "2022-13-01", "x", "4元5"]],
         [(3, "申请日", "2022-13-01"), (3, "授权公告日", "x"), (3, "年许可费", "4元5")]),
        ([["", "", TITLE, "", "", ""]], [(2, "专利号", "")]),
        ([[NUMBER, "", "", "", "", ""]], [(2, "专利名称", "")]),
        ([[NUMBER, "", TITLE, "2023-01-06", "2022-05-30", ""]], [(2, "授权公告日", "2022-05-30")]),
        ([[NUMBER, "", TITLE, "", "", "", "extra"]], [(2, "", "extra")]),
        # Rows of one patent that contradict each other.
        ([["ZL202210599282.6", "", TITLE, "2022-05-30", "", ""],
          ["ZL202010566088.9", "", TITLE, "", "", ""],
          ["", "CN114694123B", TITLE, "", "", ""],
          ["2022 1 0599282.6", "CN114694123A", TITLE, "2022-06-01", "", ""]],
         [(5, "filing_date", "2022-06-01")]),
        # Blank and short rows are none.
        ([GOOD, [], ["", "", ""], ["CN114694123B", "", TITLE]], []),
    ],
)  # fmt: skip
def test_each_defect_is_named_by_row_column_and_value(
    lines: Lines, wanted: list[tuple[int, str, str]], tmp_path: Path
) -> None:
    answer = validated(write_list(tmp_path, HEADS, *lines), "--format", "json")
    assert answer.code == bool(wanted), answer.err
    assert [(p["row"], p["column"], p["value"]) for p in answer.json] == wanted


def test_good_rows_beside_a_bad_one_are_read_alike(tmp_path: Path) -> None:
    imported(write_list(tmp_path, HEADS, GOOD, ["bad", "", "", "", "", ""]), "--skip-invalid")
    (beside,) = records()
    imported(write_list(tmp_path, HEADS, GOOD))
    assert records() == [beside]


def test_validate_counts_what_a_limit_hides(tmp_path: Path) -> None:
    path = write_list(tmp_path, HEADS, *[["x", "", TITLE, "", "", ""]] * 5, GOOD, GOOD)
    answer = validated(path, "--limit", "2", "--format", "json")
    assert (answer.code, len(answer.json)) == (1, 2)
    assert "7 rows read: 1 would be imported, 1 merged, 5 refused" in answer.err


def test_heads_and_refused_rows_of_every_sheet_are_told(tmp_path: Path) -> None:
    bad = ["#REF!", "坏"]
    sheets = (
        [["专利号", "专利名称"], *rows(1), bad],
        [["专利名称", "专利号", "金额"], [*bad[::-1], "6"]],
    )
    path, rejects = saved(tmp_path, *sheets), tmp_path / "rejects.csv"
    options = ("--sheet", "a", "--sheet", "b", "--skip-invalid", "--rejects", str(rejects))
    assert "not read: 金额" in imported(path, *options).err
    found = csv.DictReader(rejects.read_text(encoding="utf-8-sig").splitlines())
    heads = ("sheet", "专利号", "专利名称", "金额")
    assert [[row[head] for head in heads] for row in found] == [["a", *bad, ""], ["b", *bad, "6"]]
