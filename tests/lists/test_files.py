"""Every kind of file that a list comes in, and what of each kind is special."""

import io
import json
import zipfile
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import tomli_w
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from listing import NUMBER, TITLE, csv_text, imported, record, records, write_list
from tools import call
from workbooks import book, sheet, workbook

pytestmark = pytest.mark.usefixtures("data_dir", "no_process")


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system that has none to give: workbooks, read apart in other tests, are read here."""
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Mock(side_effect=OSError))


HEADS = ["专利号", "专利名称", "专利权人", "申请日", "年许可费"]
ROWS = [
    [NUMBER, "图像识别方法", "浙江大学", "2022-05-30", "5万元"],
    ["ZL202010566088.9", "视频编码方法", "宁波大学", "2020-06-19", "免费"],
]


def ods(lines: list[list[str]], *, repeated: int = 0) -> bytes:
    """A spreadsheet of OpenDocument with these cells, and many blank rows below them."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{n}="{urn}:{n}:1.0"' for n in ("office", "table", "text"))
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(cell.format(escape(text)) for text in line)}</table:table-row>"
        for line in lines
    )
    if repeated:
        rows += f'<table:table-row table:number-rows-repeated="{repeated}"/>'
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="a">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return body.getvalue()


def saved(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


def read_back() -> list[tuple[str, str | None, str | None, str | None]]:
    return [(r["id"], r["holder_zh"], r["filing_date"], r["annual_fee_yuan"]) for r in records()]


WANTED = [
    ("CN202210599282.6", "浙江大学", "2022-05-30", "50000.00"),
    ("CN202010566088.9", "宁波大学", "2020-06-19", "0.00"),
]
TEXT = csv_text(HEADS, *ROWS)
OBJECTS = [dict(zip(HEADS, row, strict=True)) for row in ROWS]
DATED = [one | {"申请日": date.fromisoformat(one["申请日"])} for one in OBJECTS]
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        *(("a.csv", text) for text in (TEXT, "\ufeff" + TEXT, "\ufeff\ufeff" + TEXT)),
        *(("a.csv", TEXT.replace("\r\n", end)) for end in "\n\r"),
        *(("a.csv", TEXT.replace(",", separator)) for separator in (", ", ";")),
        *(("a.txt", TEXT.replace(",", separator)) for separator in "\t|"),
        ("a.tsv", TEXT.replace(",", "\t")),
        ("a.xls", TEXT.replace(",", "\t").encode("gb18030")),  # as programs name it for Excel
        *(("a.csv", TEXT.encode(name)) for name in ENCODINGS),
        *(("a.csv", TEXT.replace(",", ";").encode(name)) for name in ("utf-16", "gb18030")),
        *((f"a.{suffix}", book([HEADS, *ROWS])) for suffix in ("xlsx", "xlsm")),
        ("a.ods", ods([HEADS, *ROWS])),
        ("a.ods", ods([["清单"], HEADS, *ROWS], repeated=1_000_000)),
        ("a.xlsx", workbook(sheet([HEADS, *ROWS]))),
        *(("a.json", json.dumps(OBJECTS).encode(name)) for name in ("utf-8", "utf-16-le")),
        ("a.txt", json.dumps(OBJECTS, indent=1, ensure_ascii=False)),
        ("a.json", f"[{' '.join(map(json.dumps, OBJECTS))},]"),  # commas as people leave them
        ("a.jsonl", "\n".join(map(json.dumps, OBJECTS))),
        ("a", "\ufeff" + "\n\n".join(map(json.dumps, OBJECTS))),
        ("a.json", json.dumps({"code": 0, "msg": "ok", "total": 2, "data": OBJECTS})),
        ("a.json", json.dumps({"code": 0, "bodyData": {"total": 2, "records": OBJECTS}})),
        ("a.json", json.dumps({"result": {"content": OBJECTS}, "more": [1]})),
        ("a.jsonl", "\n".join(json.dumps({"data": [one], "page": 1}) for one in OBJECTS)),
        ("a.json", json.dumps({"data": OBJECTS[:1]}) + json.dumps(OBJECTS[1])),
        ("a.json", json.dumps([{k: {"value": v} for k, v in one.items()} for one in OBJECTS])),
        ("a.json", json.dumps({"rows": [dict.fromkeys(HEADS, None), *OBJECTS]})),
        ("a.json", json.dumps([{k: f"<p>{v}</p>" for k, v in one.items()} for one in OBJECTS])),
        ("a.toml", tomli_w.dumps({"patent": OBJECTS})),
        ("a.toml", "# a list\n\n" + tomli_w.dumps({"patent": DATED})),
    ],
)
@pytest.mark.parametrize("piped", [False, True])
def test_kinds(name: str, body: bytes | str, piped: bool, tmp_path: Path) -> None:
    path = "-" if piped else str(saved(tmp_path, name, body))
    answer = call("catalogue", "import", path, "--name", "own", stdin=body)
    assert (answer.code, read_back()) == (0, WANTED), answer.err


@pytest.mark.parametrize(
    ("around", "said"),
    [('{"data": %s, "hot": [{"zlh": "ZL202010566088.9"}]}', "not read: hot"),
     ('{"ads": [{"x": 1}], "result": {"list": %s, "hotList": [{}]}}', "not read: ads, hotList")],
)  # fmt: skip
def test_what_stands_beside_a_list_is_named(around: str, said: str, tmp_path: Path) -> None:
    answer = imported(saved(tmp_path, "a.json", around % json.dumps(OBJECTS)))
    assert (answer.code, said in answer.err) == (0, True), answer.err
    assert "2 rows read: 2 imported" in answer.err


TRADITIONAL = TEXT.translate(
    str.maketrans("专号称权请许费图识别视频编码万学宁", "專號稱權請許費圖識別視頻編碼萬學寧")
)
SHORT = csv_text(["publication number", "title"], ["CN114694123B", "圖像識別 café"])


@pytest.mark.parametrize(
    ("body", "encoding", "code", "said"),
    [
        *((TRADITIONAL.encode("big5"), name, 0, "'annual_fee_yuan': '50000.00'")
          for name in (None, "big5")),
        ("\ufeff" + TEXT, "utf-8", 0, "2 imported"),
        *((SHORT.encode(name), name.removesuffix("-be"), 0, "圖像識別 café")
          for name in ("gb18030", "utf-16", "utf-32-be")),  # the last one without a mark
        *((SHORT.replace("圖像識別", "").encode(name), name, 0, "café")
          for name in ("utf-8", "cp1252", "mac_roman")),
        *((TEXT, name, 2, "known: utf-8, gb18030")
          for name in ("utf9", "hex", "rot13", "idna", "base64", "", "\x00")),
        *((TEXT.encode("gb18030"), f"utf-{n}", 65, f"a: not UTF-{n} in row 1") for n in (8, 16)),
        (TEXT, "gb18030", 65, "--encoding names another one, such as utf-8"),
        (json.dumps(OBJECTS), "utf-32", 65, "a: not UTF-32 in object 1"),
    ],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_encodings(
    body: bytes | str, encoding: str | None, code: int, said: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, "a", body)
    answer = imported(path, *([] if encoding is None else ["--encoding", encoding]))
    assert answer.code == code
    assert said in answer.err + ("" if code else str(records()))


@pytest.mark.parametrize(("name", "body"), [("a.toml", "a = 1"), ("a.xlsx", book([HEADS, *ROWS]))])
def test_a_file_that_has_one_encoding_only(name: str, body: bytes | str, tmp_path: Path) -> None:
    answer = imported(saved(tmp_path, name, body), "--encoding", "gbk")
    assert (answer.code, "--encoding" in answer.err) == (2, True)


def archive(name: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as packed:
        packed.writestr(name, "<x/>")
    return body.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.xls", "<html><table><tr><td>专利号</td></tr></table></html>", "web page"),
        ("a.xls", '<?xml version="1.0"?><Workbook/>', "XML"),
        ("a.pdf", b"%PDF-1.7\n", "PDF"),
        ("a.xlsx", b"\x01\x02\0\x03", "binary data, not a list"),
        ("a.parquet", b"PAR1 broken PAR1", "damaged Parquet"),
        ("a.docx", archive("word/document.xml"), "not a workbook"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged workbook"),
        ("a.xlsx", book([]), "contains no records"),
        ("a.csv", b" \n", "an empty file"),
        ("a.csv", "number,title\nUS1,Procédé très évolué\n".encode("latin-1"), "such as big5"),
        ("a.csv", csv_text(HEADS, *[[NUMBER, "图" * 300]] * 1500).encode() + b"\xff\xff\n",
         "--encoding names another one, such as gb18030"),
        # Other writing is not taken for Chinese.
        ("a.csv", "출원번호,발명의 명칭\n10-2019-0012345,영상 처리 방법\n".encode("euc-kr"),
         "says what it is"),
        ("a.csv", "出願番号,発明の名称\n特願2019-123456,ひかりのそうち\n".encode("shift_jis"),
         "euc-kr, shift_jis"),
        ("a.csv", f'专利号,专利名称,专利权人\n{NUMBER},"甲,某\nZL202010566088.9,乙,某"\n',
         "row 2: a quote that is not closed"),
        ("a.json", '[{"a": 1', "object 1: invalid JSON: Expecting ',' delimiter\n"),
        ("a.json", '[{"a": 1}', "ends in the middle of the array"),
        ("a.json", '[{"id": 1}, {"id": 2,}]', "object 2: invalid JSON"),
        ("a.json", '[{"id": 1}] x', "object 2: invalid JSON"),
        *(("a.json", json.dumps({"data": OBJECTS}) + more, "object 3: invalid JSON")
          for more in (" and more", "{")),
        ("a.json", '[{"id": 1, "id": 2}]', "duplicate key 'id'"),
        ("a.json", '[{"id": NaN}]', "NaN is not JSON"),
        ("a.json", '[{"id": -Infinity}]', "-Infinity is not JSON"),
        ("a.json", "[1]", "not an object"),
        ("a.json", '{"id": ' + "[" * 100_000, "nested too deeply"),
        ("a.json", '{"id": "' + "x" * 3_000_000, "invalid JSON"),
        ("a.json", "[nonsense", "invalid JSON"),
        ("a.toml", "patent = 1", "must be tables"),
        ("a.toml", "a = 1\nb 2", "line 2"),
        ("a.toml", "a = ", "a.toml, line 1: invalid TOML; "),
    ],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_what_is_no_list(name: str, body: bytes | str, said: str, tmp_path: Path) -> None:
    if said == "damaged Parquet":
        pytest.importorskip("pyarrow", reason="left out: pyarrow is not installed")
    answer = imported(saved(tmp_path, name, body))
    assert (answer.code, answer.err.count("error:")) == (65, 1)
    assert said in answer.err


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        *(("a.csv", f'专利号,名称{end}{NUMBER},"一种{end}方法"', "一种 方法")
          for end in ("\n", "\r\n")),
        # Only a guard is taken off.
        *(("a.csv", csv_text(HEADS[:2], [NUMBER, cell]), title)
          for cell, title in (("'=1+1", "=1+1"), ("'s", "'s"), ('"图"\n像', '"图" 像'))),
        ("a.json", json.dumps([{"id": NUMBER, "title": "a\ud800b"}]), "ab"),
    ],
)  # fmt: skip
def test_one_title(name: str, text: str, title: str, tmp_path: Path) -> None:
    found = record(saved(tmp_path, name, text))
    assert title in (found["title"], found["title_zh"])


def test_a_tsv_is_separated_by_tabs_alone(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.tsv", "专利号\t名称,名称,名称\t名称\na,b\tc\td\n")
    answer = call("catalogue", "validate", str(path), "--format", "json")
    assert [(p["column"], p["value"]) for p in answer.json] == [("专利号", "a,b")]


def test_more_than_is_read_ahead_and_how_it_was_read(tmp_path: Path) -> None:
    rows = [[f"CN{100_000_000 + n}B", f"{TITLE}{n}" + "图" * 300] for n in range(3000)]
    answer = imported(write_list(tmp_path, HEADS[:2], *rows, encoding="gb18030"))
    assert (answer.code, "read as GB18030" in answer.err) == (0, True)
    assert len(records()) == 3000


def test_values_of_their_own_types_and_objects_of_other_keys(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": f"CN{100_000_000 + n}B", "title": "A", "holder": None} for n in range(1200)
    ]
    rows[700] |= {"annual_fee_yuan": 40000.50, "one_off_fee_yuan": 7, "inventors": ["Smith, John"]}
    rows[700] |= {"title_is_translation": True, "holder": ["B", "C"], "sources": []}
    assert imported(saved(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))).code == 0
    found = records()[700]
    assert (found["annual_fee_yuan"], found["one_off_fee_yuan"]) == ("40000.50", "7.00")
    assert (found["inventors"], found["title_is_translation"]) == (["Smith, John"], True)
    assert [r["holder"] for r in records()] == [None] * 700 + ["B; C"] + [None] * 499


def test_a_title_that_is_no_text_is_named_as_it_is(tmp_path: Path) -> None:
    rows = [{"id": NUMBER, "title": title} for title in ({"text": "乙"}, ["丙"], None)]
    answer = call("catalogue", "validate", str(saved(tmp_path, "a.json", json.dumps(rows))))
    said = [line.split("\t")[2:4] for line in answer.out.splitlines()[1:]]
    assert said == [['{"text": "乙"}', "expected text"], ['["丙"]', "expected text"],
                    ["", "no title"]]  # fmt: skip


@pytest.mark.parametrize("sign", ["\ud800", "\u202e", "\u200b"], ids=ascii)
def test_signs_that_nobody_sees_are_in_no_number_and_no_note(sign: str, tmp_path: Path) -> None:
    row = {"publication_number": f"ABC-123{sign}45", "title": "A", "summary": sign + "x" * 20_001}
    assert imported(saved(tmp_path, "a.json", json.dumps([row]))).code == 0
    (found,) = records()
    assert (found["id"], found["note"][:9]) == ("ABC-12345", "summary: ")
    assert sign not in found["note"]


@pytest.mark.parametrize("cell", ["://" * 1000 + "/patent" * 2000, "a" + " " * 100_000 + "b\x01"])
def test_a_number_of_many_equal_signs_is_refused_in_good_time(cell: str, tmp_path: Path) -> None:
    answer = imported(saved(tmp_path, "a.csv", csv_text(["公开号", "专利名称"], [cell, TITLE])))
    assert (answer.code, "row 2, 公开号: “" in answer.err) == (65, True)


def test_a_day_of_parquet_beyond_the_calendar(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    days = pa.array([10**8], pa.int32()).cast(pa.date32())
    columns = {"publication_number": [NUMBER], "title": ["A"], "filing_date": days}
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    answer = imported(tmp_path / "a.parquet")
    assert (answer.code, "damaged Parquet: date value" in answer.err) == (65, True)


def test_two_marks_of_utf_8_are_in_no_message(tmp_path: Path) -> None:
    answer = imported(saved(tmp_path, "a.csv", f"\ufeff\ufeff备注x,专利号,名称\n,{NUMBER},图\n"))
    assert (answer.code, "not read: 备注x\n" in answer.err) == (0, True)


def test_a_file_of_the_source_of_the_catalogue() -> None:
    found = record(Path(__file__).parents[2] / "data" / "patents" / "CN114694123B.toml")
    assert call("show", "CN114694123B", "--format", "json").json == [found]


# small.xls was saved by LibreOffice; small.xlsb follows [MS-XLSB] by hand, and LibreOffice and
# pyxlsb read the same in it. In both one cell of the last row's number holds #N/A.
@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        # Holder and fee are merged over two rows, the fee of the third is #DIV/0!
        ("small.xls", ("id", "title_zh", "holder_zh", "filing_date", "annual_fee_yuan"), [
            ["CN202210599282.6", "直播画面处理方法", "杭州计量学院", "2022-05-30", "15000.00"],
            ["CN202010566088.9", "图像识别方法", "杭州计量学院", "2020-06-19", "15000.00"],
            ["CN201910642641.X", "视频编码方法", "湖州研究院", "2019-07-16", None],
        ]),
        ("small.xlsb", ("id", "title_zh", "annual_fee_yuan"), [
            ["CN202210599282.6", "直播画面处理方法", "40000.00"],
            ["CN202010566088.9", "图像识别方法", None],
        ]),
    ],
)  # fmt: skip
def test_binary_workbooks(name: str, fields: list[str], expected: list[list[str]]) -> None:
    path = Path(__file__).with_name(name)
    assert imported(path).code == 65
    answer = imported(path, "--skip-invalid")
    rows = len(expected) + 1
    assert f"{rows} rows read: {rows - 1} imported, 1 refused" in answer.err
    assert f"row {6 if name == 'small.xls' else 4}, 专利号: no number" in answer.err
    assert ("旧 (hidden) not read" in answer.err) == (name == "small.xls")
    assert [[found[field] for field in fields] for found in records()] == expected


def merged(made: Workbook) -> None:
    """Holder and fee over both rows."""
    for cells in ("C2:C3", "E2:E3"):
        made.active.merge_cells(cells)


def since_1904(made: Workbook) -> None:
    made.epoch = CALENDAR_MAC_1904


@pytest.mark.parametrize(
    ("lines", "change", "second"),
    [
        ([[*HEADS[:4], "年许可费（元）"],
         [202210599282.6, "图像识别方法", "浙江大学", datetime(2022, 5, 30), 50000.0],
         [2020105660889, "视频编码方法", "宁波大学", date(2020, 6, 19), 0]], None, WANTED[1]),
        ([HEADS, ['="202210599282.6"', "甲", "`浙江大学", "'2022-05-30", "\t5万元"], ROWS[1]],
         None, WANTED[1]),
        ([HEADS, [*ROWS[0], "beyond the heads"], ROWS[1]], None, WANTED[1]),
        ([HEADS, ROWS[0], [ROWS[1][0], "乙", None, "2020-06-19", None]], merged,
         (WANTED[1][0], "浙江大学", "2020-06-19", "50000.00")),
        *(([HEADS, [*ROWS[0][:3], serial, "5万元"], ROWS[1]], change, WANTED[1])
          for serial, change in ((44711, None), (44711 - 1462, since_1904))),
    ],
)  # fmt: skip
def test_cells_of_every_type(
    lines: list[list[Any]], change: Any, second: tuple[str, ...], tmp_path: Path
) -> None:
    assert imported(saved(tmp_path, "a.xlsx", book(lines, change=change))).code == 0
    assert read_back() == [WANTED[0], second]


def test_errors_formulas_never_calculated_and_blank_rows_at_the_end(tmp_path: Path) -> None:
    lines = [
        HEADS,
        [NUMBER, TITLE, "#REF!", "2022-05-30", "=1+1"],
        ["#N/A", "乙", "x", None, "免费"],
    ]
    lines += [[], ROWS[1], [], [], *[[None, None, " "]] * 3]
    answer = imported(saved(tmp_path, "a.xlsx", book(lines)), "--skip-invalid")
    found = records()[0]
    assert (found["holder_zh"], found["annual_fee_yuan"]) == (None, None)
    assert "专利权人: #REF!" in found["note"]
    for said in ("row 3, 专利号: “#N/A”", "cells with an error or a formula without its value: 3",
                 "4 rows read: 2 imported, 1 refused, 1 blank"):  # fmt: skip
        assert said in answer.err


@pytest.mark.parametrize("sign", ["", "&#x1F;", "\x1f", "&#65534;"])
def test_a_formula_that_gave_an_empty_text_is_a_blank_cell(sign: str, tmp_path: Path) -> None:
    """As Excel saves it: calculated, to nothing. Beside it stands what XML cannot hold."""
    empty = b'<c r="%b3" t="str"><f>IF(1,&quot;&quot;,1)</f><v></v></c>'
    row = b'<row r="3">' + b"".join(empty % letter for letter in (b"A", b"B")) + b"</row>"
    body = sheet([HEADS, [*ROWS[0], "sign"]]).replace(b"sign", sign.encode())
    body = body.replace(b"</sheetData>", row + b"</sheetData>")
    answer = imported(saved(tmp_path, "a.xlsx", workbook(body)))
    assert (answer.code, "1 row read: 1 imported" in answer.err) == (0, True), answer.err


def test_a_sheet_that_is_asked_for_and_its_rows(tmp_path: Path) -> None:
    def more(made: Workbook) -> None:
        other = made.create_sheet("旧")
        other.sheet_state = "hidden"
        for line in (["清单"], [], ["公开号", "名称"], ["CN114694123B", "丙"], [], ["x", TITLE]):
            other.append(line)

    path = saved(tmp_path, "a.xlsx", book([HEADS, *ROWS], change=more))
    answer = imported(path, "--sheet", "旧", "--skip-invalid")
    assert "row 6, 公开号: “x”" in answer.err
    assert [r["id"] for r in records()] == ["CN114694123B"]
    one, text = saved(tmp_path, "b.xlsx", book([HEADS, *ROWS])), saved(tmp_path, "b.csv", TEXT)
    assert [imported(file, "--sheet", "A").code for file in (path, one, text)] == [2, 2, 2]
    assert "b.xlsx has no sheet 'A'; did you mean a?" in imported(one, "--sheet", "A").err


def test_a_fee_that_is_an_object_is_kept(tmp_path: Path) -> None:
    fee = {"zlh": NUMBER, "name": TITLE, "license_fee": {"fee": "5000元/年"}}
    found = record(saved(tmp_path, "a.json", json.dumps({"rows": [fee]})))
    assert (found["annual_fee_yuan"], found["one_off_fee_yuan"]) == (None, None)
    assert found["note"] == 'license_fee: {"fee": "5000元/年"}'


def test_heads_that_come_late_are_named_and_can_be_mapped(tmp_path: Path) -> None:
    rows = [
        {"id": "CN114694123B", "title": "A"},
        {"id": "CN114694124B", "title": "A", "Kosten": "4万", "许可费": "1", "x": ""},
    ]
    path = saved(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    # A map must find its head.
    assert imported(path, "--map", "Preis=annual_fee_yuan").code == 2
    assert call("catalogue", "list", "--format", "ids").lines == ["bundled"]
    answer = imported(path)
    assert "not read: Kosten, x" in answer.err
    assert "such as 1: ¥1.00 or ¥10,000.00" in answer.err
    assert imported(path, "--map", "Kosten=annual_fee_yuan").code == 0
    assert [r["annual_fee_yuan"] for r in records()] == [None, "40000.00"]
