"""E07, E15: the work grows with what is read, no faster than in proportion.

What is quadratic would take minutes for the sizes below, what is not takes half a second.
"""

import cProfile
import json
import pstats
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile_catalogue import check
from listing import toml, write_list
from patentcli.lists.texts import LONGEST
from tools import Answer, call, never_waited_for
from workbooks import sheet, workbook

pytestmark = pytest.mark.usefixtures("data_dir")

SIZE = 40_000  # characters of a cell, a head or a word
MANY = 8_000  # keys, columns, objects
ROW = {
    "专利号": "CN114694123B", "专利名称": "方法", "专利权人": "公司", "发明人": "张三",
    "申请日": "2020-01-02", "年许可费": "5万元", "许可期限": "3年", "分类号": "G06T 5/00",
    "法律状态": "有效",
}  # fmt: skip
# Pieces of which a pattern could try every beginning and every end.
PIECES = ["1", "1 ", "CN", "é", "五", "万", "\t", "（", ";", "；a", "-", '"', "\u200b", "一种 "]
PIECES += ["2020-", "元/年", "G06T 5/00;", "<a>", "A\u0301", "恢复"]
EACH = pytest.mark.parametrize("piece", PIECES)


@pytest.fixture(autouse=True)
def _in_proportion() -> Iterator[None]:
    with never_waited_for(5, worked=True):
        yield


def long(piece: str, size: int = SIZE) -> list[str]:
    """A long text of the piece with something behind or before that ends a match."""
    text = piece * (size // len(piece) - 1)
    return [f"{text}x", f"x{text}"]


def taken(path: Path) -> Answer:
    """The list imported; one that is only checked is read by the same function."""
    found = call("catalogue", "import", str(path), "--name", "own", "--skip-invalid")
    check(found)
    return found


@EACH
def test_a_long_cell_or_head_of_a_list_or_a_batch(piece: str, tmp_path: Path) -> None:
    texts = [*long(piece), *long(piece, LONGEST)]
    rows = [list((ROW | {head: text}).values()) for text in texts for head in ROW]
    assert f"{len(rows)} rows read" in taken(write_list(tmp_path, list(ROW), *rows)).err
    heads = [head + text for text in long(piece) for head in ("", "年许可费")]
    rows = [["专利号", "专利名称", *heads], ["CN114694123B", "方法", "5", "5", "5", "5"]]
    taken(write_list(tmp_path, *rows))
    heads = ["industry", "size", "employees", "revenue_yuan", "fee_yuan", "patent", "as_of"]
    rows = [[*[""] * n, text, *[""] * (6 - n), "x"] for text in long(piece) for n in range(7)]
    path = write_list(tmp_path, [*heads, long(piece)[0][:MANY]], *rows)
    check(call("eligible", "--batch", str(path)))


WORDS = (
    "number --", "show --", "search --", "industries --", "rules --", "catalogue info --",
    "nonsense --", "list --holder", "list --ipc", "list --filed-after", "list --fields",
    "list -C", "eligible --fee", "eligible --industry",
)  # fmt: skip


@EACH
def test_a_long_word_of_a_command(piece: str) -> None:
    for text in long(piece):
        for words in WORDS:
            check(call(*words.split(), text))
    check(call("match", "--profile", "-", stdin=f"needs = [{toml(long(piece)[0])}]"))


@pytest.mark.parametrize("name", ["list.json", "list.jsonl"])
def test_an_object_of_many_keys_and_objects_of_other_keys_each(name: str, tmp_path: Path) -> None:
    whole = {"id": "CN114694123B", "title": "方法"}
    wide = [whole | {f"key {n}": n for n in range(MANY)}]
    other = [whole | {f"key {n}": n} for n in range(MANY)]
    deep: dict[str, Any] = dict(whole)
    for n in range(200):
        deep = {"data": deep, f"key {n}": list(range(200))}
    for objects in (wide, other, [deep]):
        body = json.dumps(objects) if name == "list.json" else "\n".join(map(json.dumps, objects))
        (tmp_path / name).write_text(body)
        taken(tmp_path / name)


def test_many_columns_and_many_sheets(tmp_path: Path) -> None:
    heads = [*ROW, *map(str, range(MANY))]
    taken(write_list(tmp_path, heads, [*ROW.values(), *("x" for _ in range(MANY))]))
    check(call("eligible", "--batch", str(write_list(tmp_path, ["fee_yuan", *heads], ["1"]))))
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook(sheet([ROW])))
    with zipfile.ZipFile(path, "a") as archive:
        for n in range(2_000):
            archive.writestr(f"xl/worksheets/more{n}.xml", sheet([ROW]))
    assert "a workbook of more than 2,000 parts" in taken(path).err


def calls_of(command: str, count: int, folder: Path) -> int:
    """How many functions are called while a list with so many rows, each twice, is read."""
    rows = [[f"CN{100_000_000 + n // 2}B", f"方法{n}"] for n in range(2 * count)]
    path = write_list(folder, ["专利号", "专利名称"], *rows)
    with cProfile.Profile() as profile:
        answer = call("catalogue", *command.split(), str(path))
    assert f"{count:,} merged" in answer.err, answer.err
    return pstats.Stats(profile).total_calls


def test_validating_every_row_doubled_is_no_more_work_than_importing_it(tmp_path: Path) -> None:
    validating, twice = (calls_of("validate", count, tmp_path) for count in (1_000, 2_000))
    assert validating < 1.2 * calls_of("import --name own", 1_000, tmp_path)
    assert twice < 2.2 * validating
