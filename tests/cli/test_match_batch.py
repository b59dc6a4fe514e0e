"""`match --batch`: a table of companies with their needs."""

import csv
import io
from pathlib import Path
from typing import Any

from tools import Answer, call

DAY = ("--as-of", "2026-11-22")
TABLE = """\
id,name,industry,employees,needs
1,甲公司,I65,40,直播|交通信号
2,乙公司,finance,40,图像检索
3,丙公司,I65,many,直播
4,丁公司,I65,40,
5,戊公司,I65,40,zzzz qqqq
"""


def batch(body: str, *options: str) -> Answer:
    return call("match", "--batch", "-", *DAY, *options, stdin=body)


def test_the_table_is_led_by_id_and_name() -> None:
    answer = batch(TABLE, "--limit", "2")
    assert answer.code == 65
    rows = list(csv.DictReader(io.StringIO(answer.out, newline="")))
    assert list(rows[0]) == ["id", "name", "need", "rank", "patent", "title", "fit", "verdict",
                             "failed", "unknown", "next"]  # fmt: skip
    assert [(row["id"], row["need"], row["rank"]) for row in rows if row["id"]] == [
        ("1", "直播", "1"), ("1", "直播", "2"), ("1", "交通信号", "1"), ("1", "交通信号", "2"),
        ("2", "图像检索", "1"), ("2", "图像检索", "2"),
    ]  # fmt: skip
    wrong = [row["next"] for row in rows if row["verdict"] == "error"]
    assert [reason.partition(":")[0] for reason in wrong] == ["line 4", "line 5"]
    assert "employees: “many”" in wrong[0]
    assert "needs: is empty" in wrong[1]
    assert "company-size" in next(row for row in rows if row["id"] == "2")["unknown"]
    assert "2 rows could not be answered" in answer.err


def test_each_company_is_answered_as_a_single_call() -> None:
    found: list[dict[str, Any]] = batch(TABLE, "--format", "json").json
    assert len(found) == 5
    said = ("--industry", "I65", "--employees", "40", "--need", "直播", "--need", "交通信号")
    single = call("match", *said, *DAY, "--format", "json").json
    single["company"] |= {"id": "1", "name": "甲公司"}
    assert found[0] == single
    assert found[4]["needs"] == [{"need": "zzzz qqqq", "hits": []}]


def test_needs_of_the_command_line_are_for_all(tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("企业名称,需求\n甲公司,\n乙公司,交通信号\n", encoding="gb18030")
    answer = call("match", "--batch", str(path), "--need", "直播", *DAY, "--format", "json")
    assert answer.code == 0
    assert [one["needs"][0]["need"] for one in answer.json] == ["直播", "交通信号"]


def test_facts_come_from_the_rows() -> None:
    answer = batch(TABLE, "--size", "small")
    assert answer.code == 2
    assert "--batch" in answer.err
