"""C04, C09-C18, C31: columns, formats, fields, files and colours of every command that gives
records."""

import csv
import io
import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from patentcli.options import filters, reading
from patentcli.output.clean import unguard
from registry import paths, plain_example
from tools import COLUMNS, call

pytestmark = pytest.mark.usefixtures("workplace")
READING = pytest.mark.parametrize("path", paths(reading), ids=" ".join)
FILTERED = pytest.mark.parametrize(
    "path", [p for p in paths(reading, filters) if p != ("match",)], ids=" ".join
)  # what match answers is about a company: see test_match


WRONG = "专利号,专利名称,许可费\nZL202210599282.5,甲,abc\n,乙,1\n"


@pytest.mark.parametrize("line", COLUMNS)
def test_columns_and_fields_are_an_interface(line: str) -> None:
    """In either language; any of the fields can be chosen in any order."""
    words, columns = line.split(), COLUMNS[line]["columns"]
    fields = COLUMNS[line].get("fields", columns)
    for lang in ("en", "zh"):
        heads = {"tsv": "\t".join(columns), "csv": ",".join(columns)}
        for name, head in (heads | {"md": f"| {' | '.join(columns)} |"}).items():
            found = call(*words, "--lang", lang, "--format", name, stdin=WRONG)
            assert found.lines[0] == head
    turned = ("--fields", ",".join(fields[::-1]))
    for chosen, more in ((COLUMNS[line].get("json", fields), ()), (fields[::-1], turned)):
        found = call(*words, "--format", "json", *more, stdin=WRONG)
        records = [found.json] if isinstance(found.json, dict) else found.json
        assert {tuple(record) for record in records} == {tuple(chosen)}
    table = call(*words, *turned, "--format", "tsv", stdin=WRONG).table
    assert (list(table[0]) if line[:4] != "show" else [r["field"] for r in table]) == fields[::-1]


def test_every_command_that_writes_a_table_has_its_columns_there() -> None:
    known = {tuple(line.split()[:count]) for line in COLUMNS for count in (1, 2)}
    assert [path for path in paths(reading) if path not in known] == []


# What a command answers in the language in use: texts for people, never one of several values.
TEXTS = {
    "stats": "label",
    "eligible": "reason title reference caution warnings error",
    "match": "next error",
    "size": "industry_label",
    "industries": "note",
    "rules": "title value unit reference source note",
    "scheme": "label value source",
    "number": "warning",
    "catalogue list": "source",
    "catalogue info": "source",
    "catalogue confirm": "reason",
    "catalogue validate": "problem suggestion",
}
MORE = (  # besides the examples of the help
    "show US11941802B2",
    "number CN202210599282.5 nonsense",
    "catalogue validate -",
    "catalogue diff bundled exchange.csv",
    "eligible --patent CN114694123B --patent US11941802B2 --size small",
    "eligible --batch companies.csv",
    "match --batch companies.csv --need 直播",
    "eligible --industry F --employees 40 --patent US11941802B2 --strict --controlled-by-large",
    "rules fee-cap --fields certainty,in_force_until",
    "size --industry A --revenue 1万",
)


def differing(one: Any, other: Any, field: str = "") -> set[str]:
    """The fields whose values differ; both have the same."""
    if isinstance(one, dict):
        assert list(one) == list(other)
        return set().union(*(differing(value, other[name], name) for name, value in one.items()))
    if isinstance(one, list) and one and isinstance(one[0], dict):
        return set().union(*(differing(*both) for both in zip(one, other, strict=True)))
    return set() if one == other else {field}


@pytest.mark.parametrize("line", [*(shlex.join(plain_example(p)) for p in paths(reading)), *MORE])
def test_only_texts_for_people_follow_the_language(line: str) -> None:
    first, *below = shlex.split(line)
    texts = TEXTS.get(first, TEXTS.get(f"{first} {below[0] if below else ''}", ""))
    for name in ("json", "tsv"):
        english, chinese = (
            call(first, *below, "--lang", lang, "--format", name, stdin=WRONG)
            for lang in ("en", "zh")
        )
        assert (english.code, bool(english.out)) == (chinese.code, True)
        found = [a.json if name == "json" else a.table for a in (english, chinese)]
        assert differing(*found) <= set(texts.split()), name


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


@READING
def test_an_unknown_field_is_answered_with_the_known_ones(path: tuple[str, ...]) -> None:
    found = call(*plain_example(path), "--fields", "nonsense")
    assert (found.code, found.out) == (2, "")
    first = found.err.partition("known: ")[2].split(", ")[0].partition(" (usage")[0]
    assert call(*plain_example(path), "--fields", first).code != 2


@READING
def test_no_colour_means_no_escape_at_all(path: tuple[str, ...]) -> None:
    plain = [
        "--color never",
        *(f"--color always --format {n}" for n in ("tsv", "csv", "json", "md")),
    ]
    calls = [(words, {}) for words in plain]
    calls += [("", env) for env in ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"})]
    for words, env in calls:
        found = call(*plain_example(path), *words.split(), tty=True, env=env)
        assert "\x1b" not in found.out + found.err


# --- nothing, and ids


@FILTERED
def test_filters_that_nothing_passes(path: tuple[str, ...]) -> None:
    words, code = (["search", "video"], 1) if path == ("search",) else (path, 0)
    has_ids = call(*words, "--format", "ids").code == 0
    for name in ("json", "jsonl", "tsv", "csv", "md", "ids")[: 5 + has_ids]:
        found = call(*words, "--holder", "nobody of that name", "--format", name)
        assert found.code == code
        assert found.err or not has_ids  # what counts records says so by its numbers
        head = call(*words, "--format", name, "--limit", "0").out if name != "json" else "[]\n"
        assert found.out == head


def test_ids() -> None:
    numbers = [record["id"] for record in call("list", "--format", "json").json]
    assert call("list", "--format", "ids").out == "".join(f"{n}\n" for n in numbers)
    for end in ("--null", "-0"):
        assert call("list", "--format", "ids", end).out == "".join(f"{n}\0" for n in numbers)
    # As a whole longer than any line may be.
    assert call("show", "-", "--format", "ids", stdin="\0".join(numbers * 10)).lines == numbers
    assert call("vocabulary", "--format", "ids").lines[:4] == ["image", "video", "3d", "other"]
    assert call("catalogue", "info", "--format", "ids").lines == ["bundled"]


# --- files


def test_output_goes_to_a_file_and_the_notes_do_not(tmp_path: Path) -> None:
    path, text = tmp_path / "video.csv", tmp_path / "a.txt"
    answer = call("list", "--domain", "video", "-o", str(path))
    assert (answer.code, answer.out, " candidates, not" in answer.err) == (0, "", True)
    out = call("list", "--domain", "video", "--format", "csv").out
    assert path.read_text(encoding="utf-8") == out  # by the file's suffix
    for more, coloured in (("", False), ("--force --color always", True)):  # only when demanded
        assert call("list", "-o", str(text), *more.split(), tty=True).code == 0
        assert ("\x1b" in text.read_text(encoding="utf-8")) == coloured
