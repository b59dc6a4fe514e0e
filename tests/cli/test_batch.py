"""`eligible --batch`: files, heads, rows that mean nothing, and formats."""

from datetime import datetime
from pathlib import Path
from select import select

import pytest

from records import imported, patent
from tools import Answer, call, started
from workbooks import book

DAY = ("--as-of", "2026-11-22")
ANSWERS = ["verdict", "size_class", "possible_size_classes", "failed", "unknown", "not_checked",
           "warnings", "error"]  # fmt: skip
PATENT_RULES = "patent-known|patent-granted|patent-in-term|patent-listed"
SOUND = """\
id,industry,employees,fee_yuan
1,software,40,40000
2,software,40,60000
3,software,400,40000
"""


def batch(body: str | bytes, *options: str, **more: object) -> Answer:
    """The batch on standard input."""
    return call("eligible", "--batch", "-", *DAY, *options, stdin=body, **more)  # type: ignore[arg-type]


def test_the_columns_as_they_came_then_the_answers(tmp_path: Path) -> None:
    answer = batch(SOUND)
    assert answer.code == 0
    assert answer.lines[0].split(",") == ["id", "industry", "employees", "fee_yuan", *ANSWERS]
    first, second, third = answer.csv
    assert [first[n] for n in ANSWERS] == [
        "eligible", "", "small|micro", "", "", f"independence|{PATENT_RULES}", "", ""
    ]  # fmt: skip
    assert (second["verdict"], second["failed"]) == ("not-eligible", "fee-cap")
    assert (third["verdict"], third["unknown"]) == ("undetermined", "company-size")
    assert third["possible_size_classes"] == "large|medium|small|micro"
    assert batch(SOUND, tty=True).out == answer.out  # CSV on a terminal, too
    some = batch(SOUND, "--limit", "1", "--fields", "id,verdict")
    assert some.lines == ["id,verdict", "1,eligible"]
    (path := tmp_path / "companies.csv").write_text(SOUND, encoding="utf-8")
    held = call("eligible", "--batch", str(path), *DAY, "--limit", "1")
    assert "1 of 3 shown; --limit all shows the rest" in held.err
    none = batch("id,fee\n")
    assert (none.code, none.lines) == (0, ["id,fee," + ",".join(ANSWERS)])
    assert batch("id,fee_yuan\n", "--format", "json").json == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("id,fee_yuan,id\n", "column 3: duplicate column id"),
        ("employees,从业人员\n", "column 2: duplicate column 从业人员"),
        ("note,fee_yuan,note\n", "column 3: duplicate column note"),
        ("", "no column of this table is known; known: id, name, industry"),
        ("remark,note\n1,2\n", "no column of this table is known"),
        ("id,employes\n", "column 2: unknown column 'employes'; did you mean employees?"),
        ("id,fee_yaun\n", "did you mean fee_yuan?"), ("id,营业收人\n", "did you mean 营业收入?"),
        ("id,verdict\n", "column 2: column verdict is also a column of the answer"),
        ("id,Warnings\n", "is also a column of the answer"),
        ("id,employees（万人）\n", "did you mean employees?"),
        ('"id\n1,2\n', "a quote that is not closed"), ("PK\x03\x04rest", "a damaged workbook"),
        ("x" * (3 << 20), "a line of more than 1 MiB"),
    ],
)  # fmt: skip
def test_a_head_that_means_nothing(body: str, reason: str) -> None:
    answer = batch(body)
    assert len(answer.err) < 3000
    assert (answer.code, answer.out) == (65, "")
    assert reason in answer.err


def test_other_columns_travel_along_and_are_named() -> None:
    answer = batch("Remark,fee_yuan,备注,,\x1b[31m\n=1,1,甲|乙,x,y\n")
    assert answer.code == 0
    assert "not read, only passed on: Remark, 备注, column 4, " in answer.err
    assert "\x1b" not in answer.err
    (row,) = answer.csv
    assert list(row)[:4] == ["Remark", "fee_yuan", "备注", "column 4"]
    assert [row["Remark"], row["备注"], row["column 4"]] == ["'=1", "甲|乙", "x"]
    assert row["verdict"] == "eligible"


CHINESE = (
    "编号,企业名称,行业,从业人员,营业收入（万元）,年许可费（万元）,是否由大型企业控股,核对日期"
)
ROWS = ("7,甲公司,软件,40,800,4,否,2026/11/22", "8,乙公司,I65,400,12000.5,5万元,是,20261122",
        "9,丙公司,J,40.0,3000万,60000元,,2026-11-22 00:00:00")  # fmt: skip
VERDICTS = ["eligible", "not-eligible", "not-eligible"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tables_as_people_have_them(
    encoding: str, delimiter: str, end: str, tmp_path: Path
) -> None:
    body = end.join((CHINESE, *ROWS, "")).replace(",", delimiter).encode(encoding)
    path = tmp_path / "companies.csv"
    path.write_bytes(body)
    for answer in (call("eligible", "--batch", str(path)), batch(body)):
        assert answer.code == 0, answer.err
        assert [row["verdict"] for row in answer.csv] == VERDICTS
        assert answer.csv[0]["企业名称"] == "甲公司"
        assert answer.csv[1]["failed"] == "company-size"
        assert answer.csv[2]["failed"] == "fee-cap"


ROWS_ANSWERED = [
    # Heads, cells, verdict, and what a column of the answer says.
    ("as_of,controlled_by_large,patent,fee_yuan,size,assets_yuan,revenue_yuan,employees,industry",
     '2026-11-22,false,CN114694123B,"40,000",,,3000万,40,I65', "undetermined",
     "unknown=patent-listed"),
    # Each column is read as its option is; see the tests of amounts, days and sizes.
    *[("industry,fee_yuan,employees", f"I65,1,{n}", verdict, part) for n, verdict, part in (
        ("40.0", "eligible", ""), ('"1,000"', "undetermined", ""),
        ("40.5", "error", "error=employees: “40.5” is not a number of"))],
    *[("fee_yuan,size", f"1,{word}", verdict, part) for word, verdict, part in (
        ("小型企业", "eligible", "size_class=small"),
        ("Large", "not-eligible", "failed=company-size"),
        ("huge", "error", "error=size: unknown size class 'huge'; known: large, medium, small"))],
    *[("fee_yuan,as_of", f"1,{day}", verdict, part) for day, verdict, part in (
        ("2024-02-29 00:00:00", "eligible", ""), ("20240229", "eligible", ""),
        ("45351", "eligible", ""), ("2023年8月10日", "undetermined", "unknown=fee-cap"),
        ("2024/2/30", "error", "error=as_of: '2024/2/30' is not a date"))],
    *[("size,fee_yuan", f"small,{fee}", verdict, part) for fee, verdict, part in (
        ("五万", "eligible", ""), ("50000.01", "not-eligible", "failed=fee-cap"),
        ("1e5", "error", "fee_yuan: “1e5” is not an amount in yuan"))],
    ("fee_yuan,revenue_yuan", "1,１２a", "error", "error=revenue_yuan: "),
    ("fee_yuan,assets_yuan", '1,"4,0000"', "error", "error=assets_yuan: "),
    ("fee_yuan,patent", "1,CN12", "error", "error=patent: "),
    ("patent,fee_yuan", "CN200410018477.1,1", "undetermined", "warnings=CN200410018477.1"),
    ("fee_yuan,controlled_by_large", "1,perhaps", "error",
     "error=controlled_by_large: 'perhaps' is neither true nor false"),
    ("许可费 （ 万元 ）", "4", "eligible", ""),
    ("industry,controlled_by_large,fee_yuan", "house of cards,是,1", "undetermined",
     "warnings=independence"),
    ("industry,employees,fee_yuan,assets_yuan", "广告,40,1,100万", "eligible",
     "warnings=广告 is read as L72 ("),
    ("industry,fee_yuan", "影视,1", "undetermined", "warnings=影视 spans several groups"),
    ("industry,fee_yuan", "物流,1", "undetermined", "warnings=)|物流 spans several groups"),
    # A word that names no industry leaves the row open.
    ("industry,employees,fee_yuan", "house of cards,3,1", "undetermined",
     "error=house of cards is not a known industry"),
    ("industry,employees,fee_yuan", "house of cards,3,1", "undetermined",
     "possible_size_classes=large|medium|small|micro"),
    ("industry,employees,fee_yuan", "sofware,3,60000", "not-eligible", "did you mean"),
    ("industry,size,employees", "software,large,9", "error", "contradicts the figures"),
    ("industry,size,employees", "software,micro,9", "eligible", "size_class=micro"),
    ("industry,employees,revenue_yuan,controlled_by_large", "software,200,3000,是", "eligible",
     "warnings=independence|a revenue of ¥3,000.00 looks too low"),
    ("人数,营业收入（万元）", "2500,80", "undetermined",
     "warnings=a revenue of ¥800,000.00 (80万元) looks too low; please check it"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "cells", "verdict", "part"), ROWS_ANSWERED)
def test_a_row_and_its_answer(head: str, cells: str, verdict: str, part: str) -> None:
    answer = batch(f"{head}\n{cells}\n")
    (row,) = answer.csv
    assert answer.lines[0] == head + "," + ",".join(ANSWERS)
    assert row["verdict"] == verdict
    assert answer.code == (65 if verdict == "error" else 0)
    column, is_named, text = part.rpartition("=")
    assert text in (row[column] if is_named else row["error"])
    strange = "names no known industry, so its size class" in answer.err
    assert bool(row["error"]) == (verdict == "error" or strange)


def test_only_some_verdicts_and_what_is_left_out_with_a_reason_is_named() -> None:
    body = SOUND + "4,software,many,1\n5,house of cards,3,1\n6,software,40,60000\n"
    left_out = ("line 5: employees: “many”", "line 6: industry: house of cards is not a known")
    for words, ids, code, named in (
        (["not-eligible"], "26", 65, left_out),
        (["cannot tell"], "35", 65, left_out[:1]),
        (["符合", "undetermined"], "135", 65, left_out[:1]),
    ):
        options = [part for word in words for part in ("--only", word)]
        answer = batch(body, *options)
        assert ("".join(row["id"] for row in answer.csv), answer.code) == (ids, code)
        assert [text in answer.err for text in left_out] == [text in named for text in left_out]
        assert "1 row could not be judged: it is left out and named above" in answer.err
    assert "2 rows name no known industry" in batch(f"{body}7,poker,3,1\n").err
    first = batch(SOUND, "--only", "not-eligible", "--limit", "1", "--fields", "id")
    assert (first.lines, first.code) == (["id", "2"], 0)
    wrong = batch(SOUND, "--only", "foo")
    assert (wrong.code, wrong.out) == (2, "")
    assert "--only: unknown verdict 'foo'" in wrong.err


def test_rows_are_alike_by_group_and_day_and_not_by_their_words() -> None:
    sme = ["software", "I65", "软件和信息技术服务业"]  # fewer than 300; of wholesale 200 are large
    open_ = ["F51", "51", "批发业", "finance"]
    body = "".join(
        f"{word},250,1,{day}\n"
        for word in (*sme, *open_)
        for day in ("2023-08-10", "2023-08-11", "", "2011-06-17")
    )
    body = f"industry,employees,fee_yuan,as_of\n{body}"
    for row in batch(body).csv:
        known = row["industry"] in sme and row["as_of"] in ("2023-08-11", "")
        assert row["verdict"] == ("eligible" if known else "undetermined"), row
        no_class = row["industry"] == "finance" or row["as_of"] == "2011-06-17"
        assert (row["possible_size_classes"] == "") == no_class
    assert {row["verdict"] for row in batch(body, "--strict").csv} == {"undetermined"}
    earlier = call("eligible", "--batch", "-", "--as-of", "2023-08-10", stdin=body)
    assert [r["as_of"] for r in earlier.csv if r["verdict"] == "eligible"] == ["2023-08-11"] * 3


def test_a_workbook(tmp_path: Path) -> None:
    lines = [
        ["企业名称", "行业", "从业人员", "许可费", "核对日期", "备注"],
        ["甲公司", "I65", 40, 40000.5, datetime(2026, 11, 22), 3.25],
        [],
        ["乙公司", "I65", 40.0, "6万", "2026-11-22", None],
    ]
    path = tmp_path / "companies.xlsx"
    path.write_bytes(book([["secret"]], lines, hidden="hidden"))
    for answer in (call("eligible", "--batch", str(path)), batch(path.read_bytes())):
        assert answer.code == 0, answer.err
        first, second = answer.csv
        assert (first["verdict"], second["verdict"]) == ("eligible", "not-eligible")
        told = [first[head] for head in ("许可费", "核对日期", "备注")]
        assert told == ["40000.5", "2026-11-22", "3.25"]
        assert (second["从业人员"], second["备注"]) == ("40", "")


BAD = [
    ("2,1,2,3,4,5", "6 cells, the head has 4; left over: 4|5"),
    ("2", "1 cell, the head has 4"),
    ("2,software,many,1", "employees: “many” is not a number of persons"),
    ("2,,,", "nothing to check"),
    ('2,software,3,"4', "a quote that is not closed"),
    ('2,"software"x,3,4', "text behind a closing quote"),
    ("2,software,3," + "9" * 5000, "(5000 characters)"),
    ("2,software,3," + "x" * (2 << 20), "a line of more than 1 MiB"),
]


@pytest.mark.parametrize(("line", "reason"), BAD, ids=[reason[:30] for _line, reason in BAD])
def test_a_bad_row_says_why_and_the_others_go_on(line: str, reason: str) -> None:
    answer = batch(SOUND + line + "\n4,software,3,1\n")
    assert answer.code == 65
    found = answer.csv
    assert [row["verdict"] for row in found] == [
        "eligible", "not-eligible", "undetermined", "error", "eligible"
    ]  # fmt: skip
    bad = found[3]
    assert bad["error"].startswith("line 5: ")
    assert reason in bad["error"]
    assert all(bad[name] == "" for name in ANSWERS[1:-1])
    assert found[4]["id"] == "4"
    assert bad["id"] == ("" if "MiB" in reason else "2")
    assert "1 row could not be judged" in answer.err


def test_bytes_that_are_no_text_are_shown_and_not_lost() -> None:
    body = b"id,name,fee_yuan\n1,\xb9\xab\xff,1\n2,\x00nul\x07,1\n3,ok,1\n"
    answer = batch(body)
    found = answer.csv
    verdicts = [row["verdict"] for row in found]
    assert (answer.code, verdicts) == (65, ["error", "eligible", "eligible"])
    assert "line 2: not UTF-8; save the file as “CSV UTF-8”" in found[0]["error"]
    assert [r["name"] for r in found] == ["\\udcb9\\udcab\\udcff", "\\x00nul\\x07", "ok"]
    torn = batch("fee_yuan\n1\n".encode("utf-16") + b"a").csv
    assert [row["verdict"] for row in torn] == ["eligible", "error"]


@pytest.mark.parametrize(("fee", "verdict", "code"), [("99999.00", "not-eligible", 1),
                                                      (None, "undetermined", 3)])  # fmt: skip
@pytest.mark.parametrize("turn", [1, -1])
def test_a_number_that_leads_to_several_patents_gets_the_worst_verdict(
    turn: int, fee: str | None, verdict: str, code: int, tmp_path: Path
) -> None:
    shared = [{"number": "CN200910129551.7", "date": "2009-03-26", "role": "priority"}]
    known = {"listing": "listed", "chinese_grant": "CN101510218B", "chinese_applications": shared}
    pairs = zip(("US8775401B2", "US9053386B2"), ("1.00", fee)[::turn], strict=True)
    own = imported(tmp_path, *(patent(id_, id_, annual_fee_yuan=f, **known) for id_, f in pairs))
    answer = batch("patent\nCN200910129551.7\n", "-C", own)
    assert answer.csv[0]["verdict"] == verdict
    single = call("eligible", "--patent", "CN200910129551.7", "-C", own, *DAY)
    assert single.code == code
    assert "leads to 2 patents, all included" in single.err


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_all_columns_say_what_json_says(format_: str) -> None:
    body = 'name,fee_yuan\n"甲, ""乙""",1\n=1+1,40000\n\'q,60000\n"two\nlines",-1\nx,1,2\n'
    answer = batch(body, "--format", format_)
    found = answer.csv if format_ == "csv" else answer.table
    expected = batch(body, "--format", "json").json
    assert len(found) == len(expected) == 5
    for row, record in zip(found, expected, strict=True):
        assert list(row) == list(record)
        for name, value in record.items():
            plain = value.replace("\n", " ") if format_ == "tsv" else value
            assert row[name] == ("'" + plain if value.startswith("=") else plain)


def test_a_pipe_is_answered_line_by_line() -> None:
    """A line is answered before the next one comes, in whatever pieces it comes."""
    with started("eligible", "--batch", "-", bufsize=0) as child:
        for told, answered in (
            (b"id,fee_yuan\n7,400", b"id,fee_yuan,verdict"),
            (b"00\n", b"7,40000,eligible"),
            ("甲,60000\n".encode("gb18030"), "甲,60000,not-eligible".encode()),
        ):
            child.stdin.write(told)
            assert select([child.stdout], [], [], 60)[0], told
            assert child.stdout.readline().startswith(answered)
        rest, _err = child.communicate(b"8,40000\n" * 900, timeout=60)
    assert (child.returncode, len(rest.splitlines())) == (0, 900)
