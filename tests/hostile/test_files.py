"""R05, R06, R18, R19, R29, E18: whatever stands where a file is expected, or in it, one clear line;
nothing is waited for and nothing is lost."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile_catalogue import check
from listing import imported, write_list
from patentcli.catalogue.file import bundled_path
from tools import call, never_waited_for
from workbooks import workbook

pytestmark = pytest.mark.usefixtures("data_dir")


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    with never_waited_for(60):
        yield


# --- what is no file


@pytest.fixture
def places(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """What is no file that could be read, by name."""
    names = ("fifo.csv", "folder.csv", "sparse.csv", "loop.csv", "socket.csv")
    found = {name: tmp_path / name for name in names}
    os.mkfifo(found["fifo.csv"])
    found["folder.csv"].mkdir()
    with found["sparse.csv"].open("wb") as stream:
        stream.truncate(1 << 30)  # bytes that take no room on the disk
    found["loop.csv"].symlink_to(found["loop.csv"])
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(found["socket.csv"]))
    yield found | {"null": Path("/dev/null"), "zero": Path("/dev/zero")}
    listening.close()


SAID = {"folder.csv": "is a directory", "sparse.csv": "", "loop.csv": "symbolic links",
        "file.csv": "No such file"}  # fmt: skip


@pytest.mark.parametrize(
    "reader",
    ["list -C", "eligible --batch", "match --profile", "catalogue validate", "catalogue confirm",
     "catalogue import --name=theirs"],
)  # fmt: skip
def test_what_is_no_file_is_one_line_and_never_waited_for(
    reader: str, places: dict[str, Path]
) -> None:
    sparse = places["sparse.csv"]
    others = [sparse.with_suffix(s) for s in (".json", ".toml", ".xlsx", ".jsonl")]
    for path in others:
        path.hardlink_to(sparse)
    for path in (*places.values(), *others, Path("/no/such/file.csv")):
        if reader == "match --profile" and path == Path("/dev/null"):
            continue  # an empty profile is one
        found = call(*reader.split(), str(path))
        assert found.code in (65, 66), (path, found)
        assert SAID.get(path.name, "" if path in others else "not a file") in found.err, path
        assert len(found.err.splitlines()) == 1, path
        assert not found.out or reader == "catalogue validate", path


@pytest.mark.parametrize("kind", ["fifo", "folder", "loop", "dangling"])
@pytest.mark.parametrize(
    "place", ["config/config.toml", "data/catalogues/own.db", "data/confirmed.json"]
)
def test_what_stands_in_place_of_a_file_of_ours(kind: str, place: str, data_dir: Path) -> None:
    path = data_dir.parent / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind in ("fifo", "folder"):
        {"fifo": os.mkfifo, "folder": os.mkdir}[kind](path)
    else:
        path.symlink_to(path if kind == "loop" else data_dir / "nowhere")
    own = path.name == "own.db"
    answer = call("list", *(["-C", "own"] if own else []), "--limit", "1", "-q")
    if kind == "dangling" and not own:
        assert answer.code == 0, answer  # as where there is no such file
    else:
        assert answer.code in (65, 66), answer
        assert (answer.err.count("\n"), str(path) in answer.err) == (1, True)
    if kind == "dangling" and own:  # an import follows no link out of its folder
        imported(write_list(data_dir.parent, ["专利号", "专利名称"], ["CN114694123B", "方法"]))
        assert not (data_dir / "nowhere").exists()


def test_what_is_being_read_is_never_the_output(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    for body, words in (
        (Path(bundled_path()).read_bytes(), ("list", "-C")),
        (b"fee_yuan\n40000\n", ("eligible", "--batch")),
        (b"id\ttitle\nx\ty\n", ("catalogue", "validate")),
        (b"id\ttitle\nx\ty\n", ("catalogue", "validate", "--reverse")),
    ):
        path.write_bytes(body)
        assert call(*words, str(path), "-o", str(path), "--force").code == 73
        assert path.read_bytes() == body


# --- lists that would break a parser, fill the memory or never end

RECORD = '{"publication_number": "CN114694123B", "title": "A title"}'
DEEP = 100_000
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
OBJECTS = {
    "nested objects": '{"a":' * DEEP,
    "duplicate keys": '{"title": "a", "title": "b", "publication_number": "CN114694123B"}',
    "NaN": '{"publication_number": "CN114694123B", "title": "a", "annual_fee_yuan": NaN}',
    "digits": "9" * 5_000,
    "lone surrogate": '{"publication_number": "CN114694123B", "title": "\\ud800"}',
    "wrong types": '{"publication_number": ["CN114694123B"], "title": {"a": 1}}',
    "no object": '1, null, "x", []',
    "not closed": '{"title": "a"',
    "nested arrays": "[" * DEEP,
}


# What says nothing of a patent makes no record.
NO_PATENT = {
    ".toml": ("x = 1", "x = " + "9" * 400 + ".0e999", "[[patent]]", "[a.b.c]"),
    ".json": ('[{"\\udfff": "x"}]', '[{"x": "y"}]', "[{}]", "{}", "[]"),
    ".jsonl": ('{"x": 1}', "{}", "[]"),
}
NO_TEXT = (b"\xff\xfe\x00", b"\x00" * 100, b"\x1b[2J", b"\xed\xa0\x80", b"\x80")
REFUSED = {
    **{f"TOML, {name}": (".toml", text.encode()) for name, text in TOML.items()},
    **{f"JSON, {name}": (".json", f"[{text}]".encode()) for name, text in OBJECTS.items()},
    **{f"JSON Lines, {name}": (".jsonl", f"{RECORD}\n{text}\n".encode())
       for name, text in OBJECTS.items()},
    **{f"JSON: {text}": (".json", text.encode()) for text in ("1", '"x"', "// a\n[]", "")},
    **{f"{suffix}, {body!r:.20}": (suffix, body) for body in NO_TEXT
       for suffix in (".json", ".jsonl", ".toml", ".csv", ".tsv")},
    **{f"{suffix}, {text:.20}": (suffix, text.encode())
       for suffix, texts in NO_PATENT.items() for text in texts},
    **{f"XLSX, {body!r:.20}": (".xlsx", body) for body in (b"", b"PK\x03\x04", b"not a workbook")},
    **{f"XLSX of {body!r}": (".xlsx", workbook(body)) for body in (b"", b"<a><b>", b"\xff\xff")},
}  # fmt: skip


@pytest.mark.parametrize("name", [*REFUSED, "XLSX, a bomb"])
def test_a_list_that_breaks_a_parser_is_refused(name: str, tmp_path: Path) -> None:
    # The bomb is a sheet of 300 MiB in a file of 300 KiB.
    suffix, body = REFUSED.get(name) or (".xlsx", workbook(b" " * (300 << 20)))
    path = tmp_path / f"list{suffix}"
    path.write_bytes(body)
    checked = call("catalogue", "validate", str(path))
    found = call("catalogue", "import", str(path), "--name", "theirs")
    assert (checked.code in (1, 65), found.code) == (True, 65)
    for answer in (checked, found):
        check(answer)
        assert path.name in answer.err or "row" in answer.err + answer.out
    assert call("list", "-C", "theirs").code == 2


@pytest.mark.parametrize("suffix", [".toml", ".json", ".jsonl", ".csv", ".xlsx"])
def test_what_the_cases_above_break_is_read_when_whole(suffix: str, tmp_path: Path) -> None:
    """With a byte order mark, too."""
    rows = json.loads(RECORD), json.loads(RECORD).values()
    path = write_list(tmp_path, *map(list, rows), name=f"list{suffix}", encoding="utf-8-sig")
    assert imported(path, name="theirs").code == 0
    assert call("list", "-C", "theirs", "--format", "ids").out == "CN114694123B\n"
