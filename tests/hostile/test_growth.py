"""E07, E15: the work grows with what is read, no faster than in proportion.

What is quadratic would take minutes for the sizes below, what is not takes a second.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from deadline import never_worked_for
from fuzzing import check
from listing import write_list
from patentcli.lists.texts import LONGEST
from tools import Answer, call

pytestmark = pytest.mark.usefixtures("data_dir")

SIZE = 150_000  # characters of a cell, a head or a word
MANY = 20_000  # keys, columns, objects
HEADS = [
    "专利号",
    "专利名称",
    "专利权人",
    "发明人",
    "申请日",
    "年许可费",
    "许可期限",
    "分类号",
    "法律状态",
]
ROW = ["CN114694123B", "方法", "公司", "张三", "2020-01-02", "5万元", "3年", "G06T 5/00", "有效"]
# Pieces of which a pattern could try every beginning and every end.
PIECES = [
    *(
        "1",
        "1 ",
        "CN",
        "é",
        "五",
        "万",
        "\t",
        "（",
        ";",
        "；a",
        "-",
        '"',
        "\u200b",
        "一种 ",
        "2020-",
    ),
    *("元/年", "G06T 5/00;", "<a>", "A\u0301"),
]


@pytest.fixture(autouse=True)
def _in_proportion() -> Iterator[None]:
    with never_worked_for(15):
        yield


def long(piece: str, size: int = SIZE) -> list[str]:
    """A long text of the piece, alone, and with something before or behind that ends a match."""
    text = piece * (size // len(piece) - 1)
    return [text, f"{text}x", f"x{text}"]


def taken(path: Path) -> Answer:
    """The list checked and imported."""
    check(call("catalogue", "validate", str(path)))
    found = call("catalogue", "import", str(path), "--name", "own", "--skip-invalid")
    check(found)
    return found


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_cell_or_head_of_a_list(piece: str, tmp_path: Path) -> None:
    for text in (*long(piece), *long(piece, LONGEST)):
        times = 1 if len(text) > LONGEST else 2
        rows = [[*ROW[:n], text, *ROW[n + 1 :]] for n in range(len(ROW))] * times
        answer = taken(write_list(tmp_path, HEADS, *rows))
        assert f"{len(rows)} rows read" in answer.err
        for head in (text, f"年许可费{text}"):
            taken(write_list(tmp_path, [*HEADS[:2], head], ROW[:3]))


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_cell_or_head_of_a_batch(piece: str, tmp_path: Path) -> None:
    heads = ["industry", "size", "employees", "revenue_yuan", "fee_yuan", "patent", "as_of"]
    for text in long(piece):
        rows = [["" if n != place else text for n in range(7)] for place in range(7)]
        path = write_list(tmp_path, [*heads, text[:MANY]], *[[*row, "x"] for row in rows])
        check(call("eligible", "--batch", str(path)))


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_word_of_a_command(piece: str, tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text(
        f"needs = [{json.dumps(long(piece)[0], ensure_ascii=False)}]", encoding="utf-8"
    )
    for text in long(piece):
        for words in (
            ("number", "--"), ("show", "--"), ("search", "--"), ("industries", "--"),
            ("list", "--holder"), ("list", "--ipc"), ("list", "--filed-after"),
            ("eligible", "--fee"), ("eligible", "--industry"), ("list", "--fields"),
            ("list", "-C"), ("rules", "--"), ("catalogue", "info", "--"), ("nonsense", "--"),
        ):  # fmt: skip
            check(call(*words, text))
    check(call("match", "--profile", str(tmp_path / "profile.toml")))


@pytest.mark.parametrize("name", ["list.json", "list.jsonl"])
def test_an_object_of_many_keys_and_objects_of_other_keys_each(name: str, tmp_path: Path) -> None:
    whole = {"id": ROW[0], "title": ROW[1]}
    wide = [whole | {f"key {n}": n for n in range(MANY)}]
    other = [whole | {f"key {n}": n} for n in range(MANY)]
    deep: dict[str, Any] = dict(whole)
    for n in range(200):
        deep = {"data": deep, f"key {n}": list(range(200))}
    for objects in (wide, other, [deep]):
        body = json.dumps(objects) if name == "list.json" else "\n".join(map(json.dumps, objects))
        (tmp_path / name).write_text(body, encoding="utf-8")
        taken(tmp_path / name)


def test_many_columns(tmp_path: Path) -> None:
    heads = [*HEADS, *(f"{n}" for n in range(MANY))]
    taken(write_list(tmp_path, heads, [*ROW, *("x" for _ in range(MANY))]))
    check(call("eligible", "--batch", str(write_list(tmp_path, ["fee_yuan", *heads], ["1"]))))


def test_many_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    for n in range(2_000):
        book.create_sheet(f"{n}").append(HEADS)
    book.save(tmp_path / "list.xlsx")
    assert "a workbook of more than 2,000 parts" in taken(tmp_path / "list.xlsx").err


def calls_of(path: Path, command: str) -> int:
    """How many functions are called while a list is validated or imported."""
    count = 0

    def step(_frame: object, event: str, _value: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    more = ["--name", "own"] if command == "import" else []
    sys.setprofile(step)
    try:
        answer = call("catalogue", command, str(path), *more)
    finally:
        sys.setprofile(None)
    assert f"{2_000:,} merged" in answer.err or f"{4_000:,} merged" in answer.err, answer.err
    return count


def test_validating_every_row_doubled_is_no_more_work_than_importing_it(tmp_path: Path) -> None:
    def doubled(count: int) -> Path:
        rows = [[f"CN{100_000_000 + n // 2}B", f"方法{n}"] for n in range(2 * count)]
        return write_list(tmp_path, HEADS[:2], *rows, name=f"{count}.csv")

    validating, twice = (calls_of(doubled(n), "validate") for n in (2_000, 4_000))
    importing = calls_of(doubled(2_000), "import")
    assert validating < 1.2 * importing
    assert twice < 2.2 * validating
