"""R05, R06, R19: lists that would break a parser, fill the memory or never end."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deadline import never_waited_for
from fuzzing import check
from hostile_catalogue import unseen
from tools import Answer, call
from workbooks import sheet, workbook

RECORD = {"publication_number": "CN114694123B", "title": "A title"}
DEEP = 100_000


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    with never_waited_for(30):
        yield


def refused(folder: Path, name: str, body: bytes, code: int = 65) -> Answer:
    """What `validate` and `import` say of the file: one error that names it, and no catalogue."""
    path = folder / name
    path.write_bytes(body)
    for words in (("validate", str(path)), ("import", str(path), "--name", "theirs")):
        found = call("catalogue", *words)
        assert found.code in (code, 1 if words[0] == "validate" else code), found
        assert not unseen(found.err)
        assert "defect of the program" not in found.err
        assert "Traceback" not in found.err
        said = found.err if words[0] == "import" or found.code == 65 else found.out
        assert name in said or "row" in said
    assert call("list", "-C", "theirs").code == 2
    return found


TOML = {
    "nested arrays": "x = " + "[" * 500 + "]" * 500,
    "nested far deeper": "x = " + "[" * DEEP,
    "nested tables": "x = " + "{a = " * 500 + "1" + "}" * 500,
    "dotted": ".".join("a" * 3_000) + " = 1",
    "digits": "x = " + "9" * 4_301,
    "not closed": 'title = "',
    "duplicate": 'title = "a"\ntitle = "b"',
    "wrong types": "[[patent]]\npublication_number = 1\ntitle = []\nholder = {a = 1}",
    "NUL": 'title = "a\0b"',
}
JSON = {
    "nested arrays": "[" * DEEP,
    "nested objects": '{"a":' * DEEP,
    "duplicate keys": '[{"title": "a", "title": "b", "publication_number": "CN114694123B"}]',
    "NaN": '[{"publication_number": "CN114694123B", "title": "a", "annual_fee_yuan": NaN}]',
    "digits": "[" + "9" * 5_000 + "]",
    "lone surrogate": '[{"publication_number": "CN114694123B", "title": "\\ud800"}]',
    "wrong types": '[{"publication_number": ["CN114694123B"], "title": {"a": 1}}]',
    "not records": '[1, null, "x", []]',
    "a number": "1",
    "a text": '"x"',
    "not closed": '[{"title": "a"',
    "comment": "// patents\n[]",
    "nothing": "",
}


# What means something else, or nothing, as a line.
UNLIKE_LINES = ("nothing", "comment")
STRANGE = {
    "list.toml": ["x = 1", "x = " + "9" * 400 + ".0e999", "[[patent]]", "[a.b.c]"],
    "list.json": ['[{"\\udfff": "x"}]', '[{"x": "y"}]', "[{}]", "{}", "[]"],
    "list.jsonl": ['{"x": 1}', "{}", "[]"],
}


@pytest.mark.parametrize("name", TOML)
def test_toml_that_breaks_a_parser(name: str, tmp_path: Path, data_dir: Path) -> None:
    refused(tmp_path, "list.toml", TOML[name].encode())


@pytest.mark.parametrize("name", JSON)
def test_json_that_breaks_a_parser(name: str, tmp_path: Path, data_dir: Path) -> None:
    refused(tmp_path, "list.json", JSON[name].encode())


@pytest.mark.parametrize("name", [n for n in JSON if n not in UNLIKE_LINES])
def test_json_lines_that_break_a_parser(name: str, tmp_path: Path, data_dir: Path) -> None:
    line = JSON[name].removeprefix("[").removesuffix("]") or "["
    refused(tmp_path, "list.jsonl", f"{json.dumps(RECORD)}\n{line}\n".encode())


@pytest.mark.parametrize(
    ("name", "body"), [(name, body) for name, bodies in STRANGE.items() for body in bodies]
)
def test_what_says_nothing_of_a_patent_makes_no_record(
    name: str, body: str, tmp_path: Path, data_dir: Path
) -> None:
    (tmp_path / name).write_text(body)
    check(call("catalogue", "validate", str(tmp_path / name)))
    done = call("catalogue", "import", str(tmp_path / name), "--name", "theirs")
    check(done)
    if done.code == 0:
        assert call("list", "-C", "theirs", "--format", "json").json == []


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".toml", ".csv", ".tsv"])
@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00", b"\x00" * 100, b"\x1b[2J", b"\xed\xa0\x80", b"\x80"]
)
def test_bytes_that_are_no_text(suffix: str, body: bytes, tmp_path: Path, data_dir: Path) -> None:
    refused(tmp_path, f"list{suffix}", body)


def test_a_byte_order_mark_is_no_part_of_the_list(tmp_path: Path, data_dir: Path) -> None:
    bodies = {
        "list.json": json.dumps([RECORD]),
        "list.jsonl": json.dumps(RECORD) + "\n",
        "list.csv": "publication_number,title\nCN114694123B,A title\n",
    }
    for name, body in bodies.items():
        (tmp_path / name).write_text(body, encoding="utf-8-sig")
        done = call("catalogue", "import", str(tmp_path / name), "--name", "theirs")
        assert done.code == 0, done
        assert call("list", "-C", "theirs", "--format", "ids").out == "CN114694123B\n"


def bomb() -> bytes:
    """A sheet of 300 MiB that is 1 MiB as a file."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
        frame = zipfile.ZipFile(io.BytesIO(workbook(b"")))
        for name in frame.namelist():
            if "sheet1" not in name:
                archive.writestr(name, frame.read(name))
    return body.getvalue()


def test_a_zip_bomb(tmp_path: Path, data_dir: Path) -> None:
    refused(tmp_path, "list.xlsx", bomb())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"PK\x03\x04",
        b"not a workbook",
        workbook(b""),
        workbook(b"<a><b>"),
        workbook(b"\xff" * 99),
    ],
    ids=["nothing", "a start", "text", "empty sheet", "open tags", "no XML"],
)
def test_what_is_no_workbook(body: bytes, tmp_path: Path, data_dir: Path) -> None:
    refused(tmp_path, "list.xlsx", body)


def test_a_file_of_a_gibibyte_of_nothing(tmp_path: Path, data_dir: Path) -> None:
    for suffix in (".csv", ".json", ".toml", ".xlsx", ".jsonl"):
        path = tmp_path / f"sparse{suffix}"
        with path.open("wb") as stream:
            stream.truncate(1 << 30)
        found = call("catalogue", "import", str(path), "--name", "theirs")
        assert found.code == 65, (suffix, found)
        assert len(found.err.splitlines()) == 1
        path.unlink()


@pytest.mark.parametrize("command", ["validate", "import", "confirm"])
def test_what_is_no_file(command: str, tmp_path: Path, data_dir: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    more = ["--name", "theirs"] if command == "import" else []
    for name, code in (("pipe.csv", 65), ("folder.csv", 65), ("loop.csv", 66), ("none.csv", 66)):
        found = call("catalogue", command, str(tmp_path / name), *more)
        assert (found.code, found.out) == (code, ""), (name, found)
        assert len(found.err.splitlines()) == 1
    for device in ("/dev/zero", "/dev/null"):
        assert call("catalogue", command, device, *more).code == 65


def test_the_frame_of_a_workbook_is_one_that_can_be_read(tmp_path: Path, data_dir: Path) -> None:
    """Else what the tests above break would be broken already."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(
        workbook(sheet([("publication_number", "title"), ("CN114694123B", "A title")]))
    )
    assert call("catalogue", "import", str(path), "--name", "theirs").code == 0
    assert call("list", "-C", "theirs", "--format", "ids").out == "CN114694123B\n"
