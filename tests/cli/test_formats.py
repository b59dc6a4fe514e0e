"""Every format of every reading command says the same, and what goes with it works."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tools import Answer, call

READING = [
    ("list",),
    ("list", "--domain", "3d", "--fields", "id,inventors,expiry,chinese_applications,note"),
    ("stats", "--by", "application"),
    ("stats", "--by", "year"),
    ("vocabulary",),
    ("scheme",),
    ("catalogue", "info"),
]
reading = pytest.mark.parametrize("arguments", READING, ids=" ".join)


def cell(value: Any) -> str:
    """A JSON value as the interface says a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def rows(arguments: tuple[str, ...], columns: list[str]) -> list[list[str]]:
    """The records as JSON gives them, as cells of these columns."""
    return [
        [cell(record[name]) for name in columns]
        for record in call(*arguments, "--format", "json").json
    ]


@reading
def test_every_format_says_what_json_says(arguments: tuple[str, ...]) -> None:
    def answer(name: str, *more: str) -> Answer:
        return call(*arguments, "--format", name, *more)

    documents = answer("json").json
    head, *lines = (line.split("\t") for line in answer("tsv").lines)
    assert lines == rows(arguments, head)
    out = answer("csv").out
    assert list(csv.reader(io.StringIO(out))) == [head, *lines]
    assert answer("csv", "--bom").out == "\ufeff" + out
    assert answer("json", "--bom").code == 2
    assert [json.loads(line) for line in answer("jsonl").lines] == documents
    markdown = answer("md").lines
    assert len(markdown) == 2 + len(documents)
    assert all(line.startswith("| ") and line.endswith(" |") for line in markdown)
    assert answer("md", "--no-header").lines == markdown[2:]
    drawn = call(*arguments, tty=True, env={"NO_COLOR": "1"}).out
    assert drawn == answer("table").out
    assert "\t" not in drawn


def test_ids() -> None:
    numbers = [record["id"] for record in call("list", "--format", "json").json]
    assert call("list", "--format", "ids").out == "".join(f"{n}\n" for n in numbers)
    for end in ("--null", "-0"):
        assert call("list", "--format", "ids", end).out == "".join(f"{n}\0" for n in numbers)
    assert call("vocabulary", "--format", "ids").lines[:4] == ["image", "video", "3d", "other"]
    assert call("catalogue", "info", "--format", "ids").lines == ["bundled"]
    assert "candidates" in call("scheme", "--format", "ids").lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            "list --format jsno",
            "--format: unknown format 'jsno'; did you mean json? known: table, ",
        ),
        ("list --format CSV", "--format: unknown format 'CSV'; did you mean csv? "),
        ("list --format xlsx", "--format: a workbook cannot be written to a stream; name a file"),
        ("stats --format ids", "--format: ids is not available for this command; known: table, "),
        ("list --format ids --fields id", "--fields: cannot be combined with --format ids"),
        ("list --fields id,titel", "--fields: unknown field 'titel'; did you mean title? known: "),
        ("list --fields=", "--fields: names no field; for example: id,title"),
        ("list --fields=,", "--fields: names no field; "),
        ("list --null", "--null: goes with --format ids only"),
        ("list --format json --null", "--null: goes with --format ids only"),
        ("list --bom", "--bom: goes with --format csv only"),
        ("list --format tsv --bom", "--bom: goes with --format csv only"),
    ],
)
def test_what_means_nothing_is_a_usage_error(arguments: str, said: str) -> None:
    answer = call(*arguments.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"patentcli: error: {said}")
    assert answer.err.count("\n") == 1


def test_fields_may_be_spaced_and_name_one_twice() -> None:
    assert call("list", "--fields", "id, domain", "--limit", "1").lines[0] == "id\tdomain"
    assert call("list", "--fields", "id,id", "--limit", "1").lines[0] == "id\tid"


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("table", ""),
        ("tsv", "id\tdomain\tlisting\tholder\ttitle\ttitle_zh\n"),
        ("csv", "id,domain,listing,holder,title,title_zh\n"),
        ("json", "[]\n"),
        ("jsonl", ""),
        ("ids", ""),
    ],
)
def test_an_empty_list_is_no_failure(name: str, out: str) -> None:
    answer = call("list", "--office", "FR", "--format", name)
    assert (answer.code, answer.out) == (0, out)
    assert answer.err == "patentcli: no patent passes the filters\n"


@pytest.mark.parametrize("by", ["domain", "application", "year"])
def test_empty_stats(by: str) -> None:
    answer = call("stats", "--by", by, "--office", "FR", "--format", "json")
    assert (answer.code, answer.json) == (0, [])


def test_output_goes_to_a_file_and_the_notes_do_not(tmp_path: Path) -> None:
    path = tmp_path / "video.csv"
    answer = call("list", "--domain", "video", "-o", str(path))
    assert (answer.code, answer.out) == (0, "")
    assert "40 candidates" in answer.err
    out = call("list", "--domain", "video", "--format", "csv").out
    assert path.read_text(encoding="utf-8") == out  # by the file's suffix


def test_output_replaces_nothing_unasked(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text("mine", encoding="utf-8")
    refused = call("list", "--output", str(path))
    assert (refused.code, refused.out) == (73, "")
    assert refused.err == f"patentcli: error: {path}: exists already; --force replaces it\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert call("list", "--output", str(path), "--force").code == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 100


def test_a_failed_call_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    assert call("list", "--domain", "vidoe", "--output", str(path)).code == 2
    assert list(tmp_path.iterdir()) == []
