"""One list in every format and encoding gives the same records."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from listing import NUMBER, TITLE, csv_text, imported, record, records, write_list
from tools import call, process

pytestmark = pytest.mark.usefixtures("data_dir")

HEADS = ["专利号", "专利名称", "年许可费", "申请日"]
ROW = [NUMBER, TITLE, "40000", "2022-05-30"]
PAIRS = dict(zip(HEADS, ROW, strict=True))


def what_it_says(path: Path, *options: str) -> list[Any]:
    found = record(path, *options)
    return [found["id"], found["title_zh"], found["annual_fee_yuan"], found["filing_date"]]


EXPECTED = ["CN202210599282.6", TITLE, "40000.00", "2022-05-30"]


class TestText:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
    )
    def test_the_encoding_is_found_out(self, encoding: str, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, ROW, encoding=encoding)

        assert what_it_says(path) == EXPECTED

    @pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8", "UTF-8", "utf-16"])
    def test_the_encoding_can_be_named(self, encoding: str, tmp_path: Path) -> None:
        title = "圖像識別"
        path = write_list(tmp_path, ["publication number", "title_zh"], ["CN1B", title])
        text = csv_text(["publication number", "title_zh"], ["CN114694123B", title])
        path.write_bytes(text.encode(encoding))

        assert record(path, "--encoding", encoding)["title_zh"] == title

    def test_how_it_was_read_is_said(self, tmp_path: Path) -> None:
        answer = imported(write_list(tmp_path, HEADS, ROW, encoding="gb18030"))

        assert "read as GB18030" in answer.err

    @pytest.mark.parametrize("name", ["utf9", "hex", "rot13", "idna", "base64", "", "\x00"])
    def test_an_encoding_that_is_none(self, name: str, tmp_path: Path) -> None:
        answer = imported(write_list(tmp_path, HEADS, ROW), "--encoding", name)

        assert answer.code == 2
        assert "known: utf-8, gb18030" in answer.err

    def test_the_wrong_encoding(self, tmp_path: Path) -> None:
        answer = imported(
            write_list(tmp_path, HEADS, ROW, encoding="gb18030"), "--encoding", "utf-8"
        )

        assert answer.code == 65
        assert "not UTF-8 in row 1" in answer.err

    def test_western_text_is_not_taken_for_chinese(self, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_bytes("number,title\nUS1,Procédé énergétique très évolué\n".encode("latin-1"))

        answer = imported(path)

        assert answer.code == 65
        assert "--encoding names another one" in answer.err

    @pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
    def test_the_delimiter_is_found_out(self, delimiter: str, tmp_path: Path) -> None:
        path = tmp_path / "list.txt"
        path.write_text(delimiter.join(HEADS) + "\n" + delimiter.join(ROW) + "\n", encoding="utf-8")

        assert what_it_says(path) == EXPECTED

    def test_a_tsv_is_separated_by_tabs_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "list.tsv"
        path.write_text("专利号\t名称,名称,名称\t名称\na,b\tc\td\n", encoding="utf-8")

        answer = call("catalogue", "validate", str(path), "--format", "json")

        assert [(p["column"], p["value"]) for p in answer.json] == [("专利号", "a,b")]

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_line_ends_and_line_breaks_in_cells(self, end: str, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        text = f'{",".join(HEADS)}{end}{NUMBER},"一种{end}图像识别方法",40000,2022-05-30'
        path.write_bytes(text.encode())

        assert what_it_says(path)[1] == "一种 图像识别方法"

    def test_a_guarded_cell_is_read_without_its_guard(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, [NUMBER, "'=1+1", "", ""])

        assert record(path)["title_zh"] == "=1+1"

    def test_an_apostrophe_of_its_own_stays(self, tmp_path: Path) -> None:
        assert record(write_list(tmp_path, HEADS, [NUMBER, "'s", "", ""]))["title_zh"] == "'s"

    def test_more_than_is_read_ahead(self, tmp_path: Path) -> None:
        rows = [[f"CN{100_000_000 + n}B", f"{TITLE}{n}" + "图" * 300, "1", ""] for n in range(3000)]

        answer = imported(write_list(tmp_path, HEADS, *rows, encoding="gb18030"))

        assert answer.code == 0
        assert len(records()) == 3000

    def test_not_text_beyond_what_is_read_ahead(self, tmp_path: Path) -> None:
        rows = [[f"CN{100_000_000 + n}B", "图" * 300, "1", ""] for n in range(1500)]
        path = write_list(tmp_path, HEADS, *rows)
        path.write_bytes(path.read_bytes() + b"\xff\xff\n")

        answer = imported(path)

        assert answer.code == 65
        assert "not UTF-8 in row" in answer.err
        assert "--encoding names another one" in answer.err


class TestJson:
    @pytest.mark.parametrize("name", ["list.json", "list.txt"])
    def test_an_array(self, name: str, tmp_path: Path) -> None:
        path = tmp_path / name
        path.write_text(json.dumps([PAIRS], indent=1), encoding="utf-8")

        assert what_it_says(path) == EXPECTED

    @pytest.mark.parametrize("name", ["list.jsonl", "list.ndjson", "list"])
    def test_lines(self, name: str, tmp_path: Path) -> None:
        path = tmp_path / name
        path.write_text("\ufeff" + json.dumps(PAIRS) + "\n\n", encoding="utf-8")

        assert what_it_says(path) == EXPECTED

    def test_values_of_their_own_types(self, tmp_path: Path) -> None:
        path = tmp_path / "list.json"
        path.write_text(
            '[{"publication_number": "CN114694123B", "title": "A", "annual_fee_yuan": 40000.50,'
            ' "one_off_fee_yuan": 7, "inventors": ["Smith, John"], "title_is_translation": true,'
            ' "holder": null, "sources": []}]',
            encoding="utf-8",
        )

        found = record(path)

        assert found["annual_fee_yuan"] == "40000.50"
        assert found["one_off_fee_yuan"] == "7.00"
        assert found["inventors"] == ["Smith, John"]
        assert found["title_is_translation"] is True

    def test_objects_need_not_have_the_same_keys(self, tmp_path: Path) -> None:
        path = tmp_path / "list.jsonl"
        rows = [{"id": f"CN{100_000_000 + n}B", "title": "A"} for n in range(1200)]
        rows[700]["holder"] = "B"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

        assert imported(path).code == 0

        found = records()
        assert [n for n, r in enumerate(found) if r["holder"] == "B"] == [700]
        assert len(found) == 1200

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('[{"a": 1', "object 1: invalid JSON"),
            ('[{"a": 1}', "ends in the middle of the array"),
            ('[{"id": 1}, {"id": 2,}]', "object 2: invalid JSON"),
            ('[{"id": 1} {"id": 2}]', "no comma after the object"),
            ('[{"id": 1},]', "a comma before the end"),
            ('[{"id": 1}] x', "something follows"),
            ('[{"id": 1, "id": 2}]', "duplicate key 'id'"),
            ('[{"id": NaN}]', "NaN is not JSON"),
            ('[{"id": -Infinity}]', "-Infinity is not JSON"),
            ("[1]", "not an object"),
            ('{"id": ' + "[" * 100_000, "nested too deeply"),
            ('[{"id": ' + "1" * 5000 + "}]", "number too long"),
            ('{"id": "' + "x" * 3_000_000, "invalid JSON"),
            ("[nonsense", "invalid JSON"),
        ],
    )
    def test_what_is_no_json(self, text: str, said: str, tmp_path: Path) -> None:
        path = tmp_path / "list.json"
        path.write_text(text, encoding="utf-8")

        answer = imported(path)

        assert answer.code == 65
        assert said in answer.err
        assert answer.err.count("error:") == 1

    def test_a_lone_surrogate_is_taken_out(self, tmp_path: Path) -> None:
        path = tmp_path / "list.json"
        path.write_text('[{"id": "CN114694123B", "title": "a\\ud800"}]', encoding="utf-8")

        answer = call("catalogue", "validate", str(path), "--format", "json")

        assert answer.code == 0
        assert "invisible characters taken out" in answer.err


class TestToml:
    def test_tables(self, tmp_path: Path) -> None:
        path = tmp_path / "list.toml"
        path.write_text(
            f'[[patent]]\n"专利号" = "{NUMBER}"\ntitle_zh = "{TITLE}"\n'
            'annual_fee_yuan = "40000.00"\nfiling_date = 2022-05-30\n',
            encoding="utf-8",
        )

        assert what_it_says(path) == EXPECTED

    def test_a_file_of_the_source_of_the_catalogue(self) -> None:
        path = Path(__file__).parents[2] / "data" / "patents" / "CN114694123B.toml"

        found = record(path)
        (own,) = call("show", "CN114694123B", "--format", "json").json

        assert found == own

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("patent = 1", "must be tables"),
            ("a = 1\nb 2", "line 2"),
            ("a = ", "Invalid value"),
            ("a = " + "[" * 2000, "line 1: nested too deep"),
            ("a = " + "1" * 5000, "line 1: a number too long"),
        ],
    )
    def test_what_is_no_list(self, text: str, said: str, tmp_path: Path) -> None:
        path = tmp_path / "list.toml"
        path.write_text(text, encoding="utf-8")

        answer = imported(path)

        assert answer.code == 65
        assert said in answer.err

    def test_not_utf_8(self, tmp_path: Path) -> None:
        path = tmp_path / "list.toml"
        path.write_bytes(b'a = "\xff"')

        assert "line 1: not UTF-8" in imported(path).err

    def test_no_encoding_but_its_own(self, tmp_path: Path) -> None:
        path = tmp_path / "list.toml"
        path.write_text("a = 1", encoding="utf-8")

        answer = imported(path, "--encoding", "gbk")

        assert (answer.code, "--encoding" in answer.err) == (2, True)


class TestStandardInput:
    @pytest.mark.parametrize("kind", ["csv", "tsv", "json", "jsonl", "toml", "gb18030"])
    def test_the_format_is_found_out(self, kind: str) -> None:
        body = {
            "csv": csv_text(HEADS, ROW).encode(),
            "gb18030": csv_text(HEADS, ROW).encode("gb18030"),
            "tsv": ("\t".join(HEADS) + "\n" + "\t".join(ROW)).encode(),
            "json": json.dumps([PAIRS]).encode(),
            "jsonl": json.dumps(PAIRS, ensure_ascii=False).encode(),
            "toml": f'# a list\n\n[[patent]]\nid = "{NUMBER}"\ntitle = "{TITLE}"\n'.encode(),
        }[kind]

        answer = call("catalogue", "import", "-", "--name", "own", stdin=body)

        assert answer.code == 0, answer.err
        assert [r["id"] for r in records()] == ["CN202210599282.6"]

    def test_as_a_process(self) -> None:
        body = csv_text(HEADS, ROW)

        answer = process("catalogue", "import", "-", "--name", "own", stdin=body)

        assert answer.code == 0, answer.err

    def test_nothing(self) -> None:
        answer = call("catalogue", "import", "-", "--name", "own", stdin=b" \n")

        assert answer.code == 65
        assert "standard input: an empty file" in answer.err


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


class TestXlsx:
    @pytest.fixture
    def sheet(self, tmp_path: Path) -> Any:
        import openpyxl

        pytest.importorskip("python_calamine")
        book = openpyxl.Workbook()

        def save(*sheets: list[list[Any]]) -> Path:
            for number, rows in enumerate(sheets):
                page = book.active if number == 0 else book.create_sheet(f"s{number}")
                for row in rows:
                    page.append(row)
            path = tmp_path / "list.xlsx"
            book.save(path)
            return path

        return save

    def test_cells_of_all_types(self, sheet: Any) -> None:
        import datetime

        path = sheet([HEADS, [NUMBER, TITLE, 40000, datetime.datetime(2022, 5, 30)]])

        assert what_it_says(path) == EXPECTED

    def test_a_number_that_became_a_figure(self, sheet: Any) -> None:
        path = sheet([HEADS, [2022105992826, TITLE, 40000.0, 44711]])

        assert what_it_says(path) == EXPECTED

    def test_the_sheet_with_the_heads(self, sheet: Any) -> None:
        path = sheet([["说明"], ["填表须知"]], [[], ["清单"], HEADS, ROW])

        assert what_it_says(path) == EXPECTED

    def test_rows_are_those_of_the_sheet(self, sheet: Any) -> None:
        path = sheet([["清单"], [], HEADS, ROW, [], ["x", TITLE]])

        answer = call("catalogue", "validate", str(path), "--format", "json")

        assert [p["row"] for p in answer.json] == [6]

    def test_from_standard_input(self, sheet: Any) -> None:
        body = sheet([HEADS, ROW]).read_bytes()

        assert call("catalogue", "import", "-", "--name", "own", stdin=body).code == 0

    def test_without_the_extra(self, sheet: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        path = sheet([HEADS, ROW])
        monkeypatch.setitem(sys.modules, "python_calamine", None)

        answer = imported(path)

        assert answer.code == 2
        assert "pip install 'patentcli[xlsx]'" in answer.err

    def test_no_cells_at_all(self, sheet: Any) -> None:
        answer = imported(sheet([]))

        assert answer.code == 65
        assert "without any cells" in answer.err


class TestHeadsThatComeLate:
    @pytest.fixture
    def late(self, tmp_path: Path) -> Path:
        path = tmp_path / "list.jsonl"
        rows = [
            {"id": "CN114694123B", "title": "A"},
            {"id": "CN114694124B", "title": "A", "Kosten": "4万", "许可费": "1", "x": ""},
        ]
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return path

    def test_they_are_named_too(self, late: Path) -> None:
        answer = imported(late)

        assert "not read: Kosten, x" in answer.err
        assert "许可费: 1 names no unit" in answer.err

    def test_they_can_be_mapped(self, late: Path) -> None:
        assert imported(late, "--map", "Kosten=annual_fee_yuan").code == 0
        assert [r["annual_fee_yuan"] for r in records()] == [None, "40000.00"]

    def test_a_map_must_find_its_head(self, late: Path) -> None:
        answer = imported(late, "--map", "Preis=annual_fee_yuan")

        assert answer.code == 2
        assert call("catalogue", "list", "--format", "ids").lines == ["bundled"]
