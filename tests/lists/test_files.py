"""Every kind of file that a list comes in, and what of each kind is special."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from listing import NUMBER, TITLE, csv_text, imported, record, records, write_list
from tools import call
from workbooks import sheet, workbook

pytestmark = pytest.mark.usefixtures("data_dir")

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


def xlsx(lines: list[list[Any]], change: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    if change:
        change(book)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def saved(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


def both(answer_of: Path) -> list[tuple[str, str | None, str | None, str | None]]:
    answer = imported(answer_of)
    assert answer.code == 0, answer.err
    return read_back()


def read_back() -> list[tuple[str, str | None, str | None, str | None]]:
    return [(r["id"], r["holder_zh"], r["filing_date"], r["annual_fee_yuan"]) for r in records()]


WANTED = [
    ("CN202210599282.6", "浙江大学", "2022-05-30", "50000.00"),
    ("CN202010566088.9", "宁波大学", "2020-06-19", "0.00"),
]
TEXT = csv_text(HEADS, *ROWS)
OBJECTS = [dict(zip(HEADS, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", TEXT),
        ("a.csv", "\ufeff" + TEXT),
        ("a.csv", "\ufeff\ufeff" + TEXT),
        ("a.csv", TEXT.replace("\r\n", "\n")),
        ("a.csv", TEXT.replace("\r\n", "\r")),
        ("a.csv", TEXT.replace(",", ", ")),
        ("a.csv", TEXT.replace(",", ";")),
        ("a.txt", TEXT.replace(",", "\t")),
        ("a.txt", TEXT.replace(",", "|")),
        ("a.tsv", TEXT.replace(",", "\t")),
        ("a.csv", TEXT.encode("utf-16")),
        ("a.csv", TEXT.encode("utf-16-le")),
        ("a.csv", TEXT.encode("utf-16-be")),
        ("a.csv", TEXT.encode("utf-32")),
        ("a.csv", TEXT.encode("gb18030")),
        ("a.csv", TEXT.encode("gbk")),
        ("a.xlsx", xlsx([HEADS, *ROWS])),
        ("a.xlsm", xlsx([HEADS, *ROWS])),
        ("a.ods", ods([HEADS, *ROWS])),
        ("a.ods", ods([["清单"], HEADS, *ROWS], repeated=1_000_000)),
        ("a.xlsx", workbook(sheet([HEADS, *ROWS]))),
        ("a.json", json.dumps(OBJECTS)),
        ("a.txt", json.dumps(OBJECTS, indent=1, ensure_ascii=False)),
        ("a.json", f"[{' '.join(map(json.dumps, OBJECTS))},]"),  # commas as people leave them
        ("a.jsonl", "\n".join(map(json.dumps, OBJECTS))),
        ("a", "\ufeff" + "\n\n".join(map(json.dumps, OBJECTS))),
        ("a.json", json.dumps({"code": 0, "msg": "ok", "total": 2, "data": OBJECTS})),
        ("a.json", json.dumps({"code": 0, "data": {"total": 2, "records": OBJECTS}})),
        ("a.json", json.dumps({"result": {"content": OBJECTS}, "more": [1]})),
        ("a.json", json.dumps({"bodyData": {"list": OBJECTS, "page": 1}})),
        ("a.json", json.dumps([{k: {"value": v} for k, v in one.items()} for one in OBJECTS])),
        ("a.json", json.dumps({"rows": [dict.fromkeys(HEADS, None), *OBJECTS]})),
        ("a.json", json.dumps([{k: f"<p>{v}</p>" for k, v in one.items()} for one in OBJECTS])),
        ("a.toml", tomli_w.dumps({"patent": OBJECTS})),
        (
            "a.toml",
            "# a list\n\n"
            + tomli_w.dumps(
                {"patent": [{**o, "申请日": date.fromisoformat(o["申请日"])} for o in OBJECTS]}
            ),
        ),
    ],
)
@pytest.mark.parametrize("piped", [False, True])
def test_kinds(name: str, body: bytes | str, piped: bool, tmp_path: Path) -> None:
    if piped:
        stdin = body if isinstance(body, bytes) else body.encode()
        answer = call("catalogue", "import", "-", "--name", "own", stdin=stdin)
        assert (answer.code, read_back()) == (0, WANTED), answer.err
    else:
        assert both(saved(tmp_path, name, body)) == WANTED


TRADITIONAL = str.maketrans(
    "专号称权请许费图识别视频编码万学宁", "專號稱權請許費圖識別視頻編碼萬學寧"
)


@pytest.mark.parametrize("options", [(), ("--encoding", "big5")])
def test_big5_and_traditional_heads(options: tuple[str, ...], tmp_path: Path) -> None:
    path = saved(tmp_path, "a.csv", TEXT.translate(TRADITIONAL).encode("big5"))
    assert imported(path, *options).code == 0
    assert [(r["id"], r["annual_fee_yuan"]) for r in records()] == [
        (number, fee) for number, _holder, _day, fee in WANTED
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_encodings_that_are_named(encoding: str, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.csv", "patent no,title\nUS10123456B2,café\n".encode(encoding))
    assert imported(path).code == 65
    assert record(path, "--encoding", encoding)["title"] == "café"


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
        ("a.xlsx", "专利号,专利名称", "not an Excel workbook"),
        ("a.docx", archive("word/document.xml"), "not a workbook"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged workbook"),
        ("a.xlsx", xlsx([]), "without any cells"),
        ("a.csv", b" \n", "an empty file"),
        ("a.csv", "number,title\nUS1,Procédé très évolué\n".encode("latin-1"), "names another one"),
        ("a.csv", csv_text(HEADS, *[[NUMBER, "图" * 300]] * 1500).encode() + b"\xff\xff\n",
         "--encoding names another one, such as gb18030"),
        # Other writing is not taken for Chinese.
        ("a.csv", "출원번호,발명의 명칭\n10-2019-0012345,영상 처리 방법\n".encode("euc-kr"),
         "such as euc-kr"),
        ("a.csv", "出願番号,発明の名称\n特願2019-123456,ひかりのそうち\n".encode("shift_jis"),
         "such as shift_jis"),
        ("a.csv", f'专利号,专利名称,专利权人\n{NUMBER},"甲,某\nZL202010566088.9,乙,某"\n',
         "row 2: a quote that is not closed"),
        ("a.json", '[{"a": 1', "object 1: invalid JSON"),
        ("a.json", '[{"a": 1}', "ends in the middle of the array"),
        ("a.json", '[{"id": 1}, {"id": 2,}]', "object 2: invalid JSON"),
        ("a.json", '[{"id": 1}] x', "object 2: invalid JSON"),
        ("a.json", '[{"id": 1, "id": 2}]', "duplicate key 'id'"),
        ("a.json", '[{"id": NaN}]', "NaN is not JSON"),
        ("a.json", '[{"id": -Infinity}]', "-Infinity is not JSON"),
        ("a.json", "[1]", "not an object"),
        ("a.json", '{"id": ' + "[" * 100_000, "nested too deeply"),
        ("a.json", '{"id": "' + "x" * 3_000_000, "invalid JSON"),
        ("a.json", "[nonsense", "invalid JSON"),
        ("a.toml", "patent = 1", "must be tables"),
        ("a.toml", "a = 1\nb 2", "line 2"),
        ("a.toml", "a = ", "Invalid value"),
        ("a.toml", "a = " + "[" * 2000, "line 1: nested too deep"),
        ("a.toml", "a = " + "1" * 5000, "line 1: a number too long"),
        ("a.toml", b'a = "\xff"', "line 1: not UTF-8"),
    ],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_what_is_no_list(name: str, body: bytes | str, said: str, tmp_path: Path) -> None:
    answer = imported(saved(tmp_path, name, body))
    assert (answer.code, answer.err.count("error:")) == (65, 1)
    assert said in answer.err


class TestText:
    @pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8", "UTF-8", "utf-16"])
    def test_the_encoding_can_be_named(self, encoding: str, tmp_path: Path) -> None:
        title = "圖像識別"
        path = write_list(tmp_path, ["publication number", "title_zh"], ["CN1B", title])
        text = csv_text(["publication number", "title_zh"], ["CN114694123B", title])
        path.write_bytes(text.encode(encoding))
        assert record(path, "--encoding", encoding)["title_zh"] == title

    def test_how_it_was_read_is_said(self, tmp_path: Path) -> None:
        answer = imported(write_list(tmp_path, HEADS, *ROWS, encoding="gb18030"))
        assert "read as GB18030" in answer.err

    def test_a_tsv_is_separated_by_tabs_alone(self, tmp_path: Path) -> None:
        path = saved(tmp_path, "a.tsv", "专利号\t名称,名称,名称\t名称\na,b\tc\td\n")
        answer = call("catalogue", "validate", str(path), "--format", "json")
        assert [(p["column"], p["value"]) for p in answer.json] == [("专利号", "a,b")]

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_line_ends_and_line_breaks_in_cells(self, end: str, tmp_path: Path) -> None:
        text = f'{",".join(HEADS[:2])}{end}{NUMBER},"一种{end}图像识别方法"'
        assert record(saved(tmp_path, "a.csv", text))["title_zh"] == "一种 图像识别方法"

    @pytest.mark.parametrize(("cell", "title"), [("'=1+1", "=1+1"), ("'s", "'s")])
    def test_only_a_guard_is_taken_off(self, cell: str, title: str, tmp_path: Path) -> None:
        assert record(write_list(tmp_path, HEADS[:2], [NUMBER, cell]))["title_zh"] == title

    def test_more_than_is_read_ahead(self, tmp_path: Path) -> None:
        rows = [[f"CN{100_000_000 + n}B", f"{TITLE}{n}" + "图" * 300] for n in range(3000)]
        answer = imported(write_list(tmp_path, HEADS[:2], *rows, encoding="gb18030"))
        assert answer.code == 0
        assert len(records()) == 3000


class TestJson:
    def test_values_of_their_own_types(self, tmp_path: Path) -> None:
        text = (
            '[{"publication_number": "CN114694123B", "title": "A", "annual_fee_yuan": 40000.50,'
            ' "one_off_fee_yuan": 7, "inventors": ["Smith, John"], "title_is_translation": true,'
            ' "holder": null, "sources": []}]'
        )
        found = record(saved(tmp_path, "a.json", text))
        assert (found["annual_fee_yuan"], found["one_off_fee_yuan"]) == ("40000.50", "7.00")
        assert (found["inventors"], found["title_is_translation"]) == (["Smith, John"], True)

    def test_objects_need_not_have_the_same_keys(self, tmp_path: Path) -> None:
        rows = [{"id": f"CN{100_000_000 + n}B", "title": "A"} for n in range(1200)]
        rows[700]["holder"] = "B"
        assert imported(saved(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))).code == 0
        holders = [found["holder"] for found in records()]
        assert (len(holders), holders.index("B"), holders.count("B")) == (1200, 700, 1)

    def test_a_lone_surrogate_is_taken_out(self, tmp_path: Path) -> None:
        path = saved(tmp_path, "a.json", '[{"id": "CN114694123B", "title": "a\\ud800"}]')
        answer = call("catalogue", "validate", str(path), "--format", "json")
        assert answer.code == 0
        assert "invisible characters taken out" in answer.err


def test_a_file_of_the_source_of_the_catalogue() -> None:
    found = record(Path(__file__).parents[2] / "data" / "patents" / "CN114694123B.toml")
    assert call("show", "CN114694123B", "--format", "json").json == [found]


@pytest.mark.parametrize(
    ("name", "body", "encoding", "code", "said"),
    [
        ("a.csv", "\ufeff" + TEXT, "utf-8", 0, "2 imported"),
        *(("a.csv", TEXT, name, 2, "known: utf-8, gb18030")
          for name in ("utf9", "hex", "rot13", "idna", "base64", "", "\x00")),
        ("a.csv", TEXT.encode("gb18030"), "utf-8", 65, "a.csv: not UTF-8 in row 1"),
        ("a.toml", "a = 1", "gbk", 2, "--encoding"),
        ("a.xlsx", xlsx([HEADS, *ROWS]), "gbk", 2, "--encoding"),
    ],
)  # fmt: skip
def test_an_encoding_that_is_named(
    name: str, body: bytes | str, encoding: str, code: int, said: str, tmp_path: Path
) -> None:
    answer = imported(saved(tmp_path, name, body), "--encoding", encoding)
    assert (answer.code, said in answer.err) == (code, True)


# small.xls was saved by LibreOffice; small.xlsb follows [MS-XLSB] by hand, and LibreOffice and
# pyxlsb read the same in it. In both one cell of the last row's number holds #N/A.
@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        (
            "small.xls",  # holder and fee are merged over two rows, the fee of the third is #DIV/0!
            ("id", "title_zh", "holder_zh", "filing_date", "annual_fee_yuan"),
            [
                ["CN202210599282.6", "直播画面处理方法", "杭州计量学院", "2022-05-30", "15000.00"],
                ["CN202010566088.9", "图像识别方法", "杭州计量学院", "2020-06-19", "15000.00"],
                ["CN201910642641.X", "视频编码方法", "湖州研究院", "2019-07-16", None],
            ],
        ),
        (
            "small.xlsb",
            ("id", "title_zh", "annual_fee_yuan"),
            [
                ["CN202210599282.6", "直播画面处理方法", "40000.00"],
                ["CN202010566088.9", "图像识别方法", None],
            ],
        ),
    ],
)
def test_binary_workbooks(name: str, fields: list[str], expected: list[list[str]]) -> None:
    path = Path(__file__).with_name(name)
    assert imported(path).code == 65
    answer = imported(path, "--skip-invalid")
    rows = len(expected) + 1
    assert f"{rows} rows read: {rows - 1} imported, 1 refused" in answer.err
    assert f"row {6 if name == 'small.xls' else 4}, 专利号: no number" in answer.err
    assert ("旧 (hidden) not read" in answer.err) == (name == "small.xls")
    assert [[found[field] for field in fields] for found in records()] == expected


class TestWorkbooks:
    def test_merged_cells_stand_in_all_their_rows(self, tmp_path: Path) -> None:
        rows = [ROWS[0], [ROWS[1][0], "乙", None, "2020-06-19", None]]

        def merge(book: Workbook) -> None:
            book.active.merge_cells("C2:C3")
            book.active.merge_cells("E2:E3")

        found = both(saved(tmp_path, "a.xlsx", xlsx([HEADS, *rows], merge)))

        assert [row[1] for row in found] == ["浙江大学", "浙江大学"]
        assert [row[3] for row in found] == ["50000.00", "50000.00"]

    @pytest.mark.parametrize(
        "lines",
        [
            [[*HEADS[:4], "年许可费（元）"],
             [202210599282.6, "甲", "浙江大学", datetime(2022, 5, 30), 50000.0],
             [2020105660889, "乙", "宁波大学", date(2020, 6, 19), 0]],
            [HEADS, ['="202210599282.6"', "甲", "`浙江大学", "'2022-05-30", "\t5万元"], ROWS[1]],
            [HEADS, [*ROWS[0], "beyond the heads"], ROWS[1]],
        ],
    )  # fmt: skip
    def test_values_of_every_type_and_text_guards(
        self, lines: list[list[Any]], tmp_path: Path
    ) -> None:
        assert both(saved(tmp_path, "a.xlsx", xlsx(lines))) == WANTED

    def test_days_as_numbers_and_workbooks_since_1904(self, tmp_path: Path) -> None:
        def since_1904(book: Workbook) -> None:
            book.epoch = CALENDAR_MAC_1904

        day = datetime(2022, 5, 30)
        plain = xlsx([HEADS[:4], [NUMBER, TITLE, "x", 44711]])
        old = xlsx([HEADS[:4], [NUMBER, TITLE, "x", 44711 - 1462]], since_1904)

        for body in (plain, old):
            assert record(saved(tmp_path, "a.xlsx", body))["filing_date"] == day.date().isoformat()

    def test_errors_and_formulas_that_were_never_calculated(self, tmp_path: Path) -> None:
        rows = [[NUMBER, TITLE, "#REF!", "2022-05-30", "=1+1"], ["#N/A", "乙", "x", None, "免费"]]
        answer = imported(saved(tmp_path, "a.xlsx", xlsx([HEADS, *rows])), "--skip-invalid")
        (found,) = records()
        assert (found["holder_zh"], found["annual_fee_yuan"]) == (None, None)
        assert "专利权人: #REF!" in found["note"]
        assert "row 3, 专利号: “#N/A”" in answer.err
        assert "3 cells hold an error or a formula without its value" in answer.err
        assert "2 rows read: 1 imported, 1 refused" in answer.err

    def test_blank_rows_at_the_end_are_not_counted(self, tmp_path: Path) -> None:
        rows = [*ROWS, [], [], *[[None, None, " "]] * 3]
        answer = imported(
            saved(tmp_path, "a.xlsx", xlsx([HEADS, ROWS[0], [], [], ROWS[1], *rows[2:]]))
        )
        assert "3 rows read: 2 imported, 1 blank" in answer.err

    def test_a_sheet_that_is_asked_for(self, tmp_path: Path) -> None:
        def more(book: Workbook) -> None:
            other = book.create_sheet("旧")
            other.sheet_state = "hidden"
            for line in [["公开号", "名称"], ["CN114694123B", "丙"]]:
                other.append(line)

        path = saved(tmp_path, "a.xlsx", xlsx([HEADS, *ROWS], more))

        assert imported(path, "--sheet", "旧").code == 0
        assert [r["id"] for r in records()] == ["CN114694123B"]
        assert imported(path, "--sheet", "新").code == 2

    def test_rows_are_those_of_the_sheet(self, tmp_path: Path) -> None:
        body = xlsx([["清单"], [], HEADS, ROWS[0], [], ["x", TITLE]])
        path = saved(tmp_path, "a.xlsx", body)
        answer = call("catalogue", "validate", str(path), "--format", "json")
        assert [p["row"] for p in answer.json] == [6]

    def test_without_the_extra(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "python_calamine", None)
        answer = imported(saved(tmp_path, "a.xlsx", xlsx([HEADS, *ROWS])))
        assert answer.code == 2
        assert "pip install 'patentcli[xlsx]'" in answer.err


class TestLists:
    def test_one_without_heads(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, *ROWS)
        answer = imported(path, "--heads", "专利号,专利名称,专利权人,申请日,年许可费")
        assert answer.code == 0
        assert "2 rows read: 2 imported" in answer.err
        assert [r["annual_fee_yuan"] for r in records()] == ["50000.00", "0.00"]

    def test_days_of_a_whole_column(self, tmp_path: Path) -> None:
        heads = ["专利号", "专利名称", "申请日"]
        lines = [["ZL202210599282.6", "甲", "03/04/2022"], ["ZL202010566088.9", "乙", "27/03/2020"]]
        imported(write_list(tmp_path, heads, *lines))
        assert [r["filing_date"] for r in records()] == ["2022-04-03", "2020-03-27"]
        answer = imported(write_list(tmp_path, heads, lines[0]))
        assert records()[0]["filing_date"] is None
        assert "03/04/2022 could be two days" in answer.err
        assert "--dates" in answer.err

    def test_a_fee_that_is_an_object_is_kept(self, tmp_path: Path) -> None:
        fee = {"zlh": NUMBER, "name": TITLE, "license_fee": {"fee": "5000元/年"}}
        found = record(saved(tmp_path, "a.json", json.dumps({"rows": [fee]})))
        assert (found["annual_fee_yuan"], found["one_off_fee_yuan"]) == (None, None)
        assert found["note"] == 'license_fee: {"fee": "5000元/年"}'

    def test_small_sums_without_a_unit(self, tmp_path: Path) -> None:
        answer = imported(
            write_list(tmp_path, ["专利号", "专利名称", "年许可费"], [NUMBER, TITLE, "8"])
        )
        assert "¥8.00 or ¥80,000.00" in answer.err
        assert records()[0]["annual_fee_yuan"] is None

    def test_a_short_row_whose_cells_have_shifted(self, tmp_path: Path) -> None:
        text = f"专利号,专利名称,专利权人\n{NUMBER},甲,某\n某专利名称2021号,某公司\n"
        answer = imported(saved(tmp_path, "a.csv", text), "--skip-invalid")
        assert "row 3: “某专利名称2021号”: fewer cells than heads" in answer.err
        assert len(records()) == 1

    def test_validate_tells_what_an_import_would_do(self, tmp_path: Path) -> None:
        answer = call("catalogue", "validate", str(write_list(tmp_path, HEADS, *ROWS, ROWS[0])))
        assert answer.code == 0
        assert "3 rows read: 2 would be imported, 1 merged" in answer.err


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
    assert "许可费: 1 names no unit" in answer.err
    assert imported(path, "--map", "Kosten=annual_fee_yuan").code == 0
    assert [r["annual_fee_yuan"] for r in records()] == [None, "40000.00"]
