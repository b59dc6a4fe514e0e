"""C04, C09-C18, C31: formats, fields, files and colours of every command that gives records."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from patentcli.options import filters, reading
from patentcli.output.clean import unguard
from registry import paths, plain_example
from tools import PATENTS, call

pytestmark = pytest.mark.usefixtures("workplace")
READING = pytest.mark.parametrize("path", paths(reading), ids=" ".join)
FILTERED = pytest.mark.parametrize(
    "path", [p for p in paths(reading, filters) if p != ("match",)], ids=" ".join
)  # what match answers is about a company: see test_match


def cell(value: Any) -> str:
    """A JSON value as the interface says a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


@READING
def test_formats_are_sound_and_have_the_same_cells(path: tuple[str, ...]) -> None:
    def answer(name: str, *more: str) -> str:
        return call(*plain_example(path), "--format", name, *more).out

    document = json.loads(answer("json"))
    assert "\\u4e" not in answer("json")  # Chinese stays readable
    lines = [json.loads(line) for line in answer("jsonl").splitlines()]
    assert lines == (document if isinstance(document, list) else [document])
    tsv, comma = answer("tsv"), answer("csv")
    assert "\r" not in tsv + comma
    assert tsv[-1] == comma[-1] == "\n"
    rows = list(csv.reader(io.StringIO(comma)))
    assert [[c.replace("\n", " ") for c in row] for row in rows] == [
        line.split("\t") for line in tsv.removesuffix("\n").split("\n")
    ]
    assert len({len(row) for row in rows}) == 1
    head, *cells = rows
    if isinstance(document, list) and document and set(head) <= set(document[0]):
        shown = [[unguard(one) for one in row] for row in cells]
        assert shown == [[cell(record[name]) for name in head] for record in document]
    for env in ({}, {"COLUMNS": "20"}, {"COLUMNS": "400"}):  # elsewhere than on a terminal
        assert call(*plain_example(path), env=env).out == tsv
    assert answer("csv", "--bom") == "\ufeff" + comma
    for name, heads in (("tsv", 1), ("csv", 1), ("md", 2)):
        whole = answer(name).splitlines(keepends=True)
        assert answer(name, "--no-header") == "".join(whole[heads:])
    markdown = answer("md").splitlines()
    assert len(markdown) == len(tsv.splitlines()) + 1
    assert all(line.startswith("| ") and line.endswith(" |") for line in markdown)


def test_cells_that_hold_lists_and_objects() -> None:
    chosen = ("list", "--domain", "3d", "--fields", "id,inventors,expiry,chinese_applications,note")
    head, *lines = (line.split("\t") for line in call(*chosen, "--format", "tsv").lines)
    records = call(*chosen, "--format", "json").json
    assert lines == [[cell(record[name]) for name in head] for record in records]


@READING
def test_an_unknown_field_is_answered_with_the_known_ones(path: tuple[str, ...]) -> None:
    found = call(*plain_example(path), "--fields", "nonsense")
    assert (found.code, found.out) == (2, "")
    first = found.err.partition("known: ")[2].split(", ")[0].partition(" (usage")[0]
    assert call(*plain_example(path), "--fields", first).code != 2


# --- colours


@READING
def test_no_colour_means_no_escape_at_all(path: tuple[str, ...]) -> None:
    for env in ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}):
        found = call(*plain_example(path), tty=True, env=env)
        assert "\x1b" not in found.out + found.err
    assert "\x1b" not in call(*plain_example(path), "--color", "never", tty=True).out
    for name in ("tsv", "csv", "json", "jsonl", "md"):
        found = call(*plain_example(path), "--format", name, "--color", "always", tty=True)
        assert "\x1b" not in found.out + found.err


# --- nothing, and ids


@FILTERED
def test_filters_that_nothing_passes(path: tuple[str, ...]) -> None:
    words = ["search", "video"] if path == ("search",) else list(path)
    code = 1 if path == ("search",) else 0
    for name in ("json", "jsonl", "tsv", "csv", "md", "ids")[: 5 if path == ("stats",) else 6]:
        found = call(*words, "--holder", "nobody of that name", "--format", name)
        assert found.code == code
        assert found.err or path == ("stats",)
        head = call(*words, "--format", name, "--limit", "0").out if name != "json" else "[]\n"
        assert found.out == head


def test_ids() -> None:
    numbers = [record["id"] for record in call("list", "--format", "json").json]
    assert call("list", "--format", "ids").out == "".join(f"{n}\n" for n in numbers)
    for end in ("--null", "-0"):
        assert call("list", "--format", "ids", end).out == "".join(f"{n}\0" for n in numbers)
    assert call("vocabulary", "--format", "ids").lines[:4] == ["image", "video", "3d", "other"]
    assert call("catalogue", "info", "--format", "ids").lines == ["bundled"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--format CSV", "--format: unknown format 'CSV'; did you mean csv? known: table, "),
        ("--format xlsx", "--format: a workbook cannot be written to standard output; name a file"),
        ("--format ids --fields id", "--fields: cannot be combined with --format ids"),
        ("--fields=", "--fields: no field given; for example: id,title"),
        ("--fields=,", "--fields: no field given; "),
        ("--null", "--null: goes with --format ids only"),
        ("--format json --null", "--null: goes with --format ids only"),
        ("--bom", "--bom: goes with --format csv only"),
        ("--sort inventors", "--sort: unknown field 'inventors'; "),
        *((f"--limit {n}", f"--limit: '{n:.20}") for n in ("-1", "1.5", "１", "9" * 400)),
    ],
)
def test_what_means_nothing_is_a_usage_error(arguments: str, said: str) -> None:
    answer = call("list", *arguments.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"patentcli: error: {said}")
    assert answer.err.count("\n") == 1
    assert len(answer.err) < 1000


def test_fields_may_be_spaced_and_name_one_twice() -> None:
    assert call("list", "--fields", "id, domain", "--limit", "1").lines[0] == "id\tdomain"
    assert call("list", "--fields", "id,id", "--limit", "1").lines[0] == "id\tid"


# --- files


def test_output_goes_to_a_file_and_the_notes_do_not(tmp_path: Path) -> None:
    path = tmp_path / "video.csv"
    answer = call("list", "--domain", "video", "-o", str(path))
    assert (answer.code, answer.out) == (0, "")
    assert "40 candidates" in answer.err
    out = call("list", "--domain", "video", "--format", "csv").out
    assert path.read_text(encoding="utf-8") == out  # by the file's suffix
    text = tmp_path / "a.txt"  # coloured only when that is demanded
    assert call("list", "-o", str(text), tty=True).code == 0
    assert "\x1b" not in text.read_text(encoding="utf-8")
    assert call("list", "-o", str(text), "--force", "--color", "always").code == 0
    assert "\x1b" in text.read_text(encoding="utf-8")


def test_output_replaces_nothing_unasked_and_a_failed_call_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    assert call("list", "--domain", "vidoe", "--output", str(path)).code == 2
    assert not path.exists()
    path.write_text("mine", encoding="utf-8")
    refused = call("list", "--output", str(path))
    assert (refused.code, refused.out) == (73, "")
    assert refused.err == f"patentcli: error: {path}: exists already; --force replaces it\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert call("list", "--output", str(path), "--force").code == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))) == len(PATENTS)
