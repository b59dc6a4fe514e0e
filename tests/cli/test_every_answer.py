"""C09-C17, C31: forms and colours that hold for every command that answers with records."""

import csv
import io
import json

import pytest

from patentcli.options import filters, reading
from patentcli.output.wrapping import columns
from registry import built, entries, paths, plain_example
from tools import call

pytestmark = pytest.mark.usefixtures("workplace")
READING = pytest.mark.parametrize("path", paths(reading), ids=" ".join)
FILTERED = pytest.mark.parametrize(
    "path", [p for p in paths(reading, filters) if p != ("match",)], ids=" ".join
)  # what match answers is about a company: see test_match


@READING
def test_json_is_valid_utf_8_and_says_what_jsonl_says(path: tuple[str, ...]) -> None:
    found = call(*plain_example(path), "--format", "json")
    document = json.loads(found.out)
    assert "\\u4e" not in found.out  # Chinese stays readable
    lines = [json.loads(line) for line in call(*plain_example(path), "--format", "jsonl").lines]
    assert lines == (document if isinstance(document, list) else [document])


@READING
def test_tsv_and_csv_have_the_same_cells_and_end_lines_with_lf(path: tuple[str, ...]) -> None:
    tsv = call(*plain_example(path), "--format", "tsv").out
    comma = call(*plain_example(path), "--format", "csv").out
    assert "\r" not in tsv + comma
    assert tsv.endswith("\n")
    assert comma.endswith("\n")
    rows = list(csv.reader(io.StringIO(comma)))
    assert [[cell.replace("\n", " ") for cell in row] for row in rows] == [
        line.split("\t") for line in tsv.removesuffix("\n").split("\n")
    ]
    assert len({len(row) for row in rows}) == 1


@READING
def test_no_header_leaves_out_the_header_and_nothing_else(path: tuple[str, ...]) -> None:
    for name in ("tsv", "csv"):
        whole = call(*plain_example(path), "--format", name).out
        rest = call(*plain_example(path), "--format", name, "--no-header").out
        assert whole.partition("\n")[2] == rest


@READING
def test_elsewhere_than_on_a_terminal_it_is_tsv_whatever_the_width(path: tuple[str, ...]) -> None:
    plain = call(*plain_example(path))
    assert plain.out == call(*plain_example(path), "--format", "tsv").out
    for width in ("20", "60", "400"):
        assert call(*plain_example(path), env={"COLUMNS": width}).out == plain.out


@READING
def test_an_unknown_field_is_answered_with_the_known_ones(path: tuple[str, ...]) -> None:
    found = call(*plain_example(path), "--fields", "nonsense")
    assert (found.code, found.out) == (2, "")
    known = found.err.partition("known: ")[2].partition(" (usage")[0].split(", ")
    first = known[0]
    assert call(*plain_example(path), "--fields", first).code != 2


@READING
@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
)
def test_no_colour_means_no_escape_at_all(path: tuple[str, ...], env: dict[str, str]) -> None:
    found = call(*plain_example(path), tty=True, env=env)
    assert "\x1b" not in found.out + found.err
    assert "\x1b" not in call(*plain_example(path), "--color", "never", tty=True).out


@READING
def test_nothing_but_a_table_is_ever_coloured(path: tuple[str, ...]) -> None:
    for name in ("tsv", "csv", "json", "jsonl", "md"):
        found = call(*plain_example(path), "--format", name, "--color", "always", tty=True)
        assert "\x1b" not in found.out + found.err


def test_which_says_whether_there_is_colour() -> None:
    def coloured(*options: str, tty: bool = False, **env: str) -> bool:
        return "\x1b" in call("list", "--format", "table", *options, tty=tty, env=env).out

    assert coloured(tty=True)
    assert not coloured()
    assert coloured(FORCE_COLOR="1")
    assert not coloured(FORCE_COLOR="1", NO_COLOR="1")
    assert coloured("--color", "always", NO_COLOR="1", TERM="dumb")
    assert not coloured("--color", "never", tty=True, FORCE_COLOR="1")
    assert coloured(FORCE_COLOR="1", TERM="dumb")
    assert not coloured(tty=True, TERM="dumb")


@READING
@pytest.mark.parametrize("width", [40, 80, 140])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_is_never_wider_than_the_terminal_but_for_whole_words(
    path: tuple[str, ...], width: int, lang: str
) -> None:
    env = {"COLUMNS": str(width)}
    found = call(*plain_example(path), "--color", "never", "--lang", lang, tty=True, env=env)
    for line in found.out.splitlines():
        if columns(line) > width and not line.strip().startswith("patentcli "):
            assert " " not in line.strip(), line  # an address, a path: alone on its line, whole


@FILTERED
def test_filters_that_nothing_passes(path: tuple[str, ...]) -> None:
    words = ["search", "video"] if path == ("search",) else list(path)
    arguments = [*words, "--holder", "nobody of that name"]
    code = 1 if path == ("search",) else 0
    empty = call(*arguments, "--format", "json")
    assert (empty.code, empty.out) == (code, "[]\n")
    assert empty.err or path == ("stats",)
    for name in ("tsv", "csv", "md"):
        found = call(*arguments, "--format", name)
        assert found.code == code
        assert found.out.splitlines()[0] == call(*words, "--format", name).out.splitlines()[0]
    assert call(*arguments, "--format", "jsonl").out == ""


def test_every_command_with_records_takes_the_options_of_output() -> None:
    names = {"format", "fields", "no_header", "null", "bom", "sort", "reverse", "limit", "output"}
    for path in paths(reading):
        assert names <= {param.name for param in built(path).params}  # type: ignore[attr-defined]
    assert len(paths(reading)) < len(entries())
