"""R01-R04: what a foreign catalogue says reaches terminal, markup and spreadsheet only as text."""

import csv
import io
import json
import re

import pytest

from hostile_catalogue import PAYLOADS, unseen, write_catalogue
from patentcli.options import reading
from patentcli.output.formats import FORMATS
from registry import paths, plain_example
from tools import Answer, call

pytestmark = pytest.mark.usefixtures("workplace")
READING = pytest.mark.parametrize("path", paths(reading), ids=" ".join)
TEXTS = list(PAYLOADS.values())
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A hostile catalogue, and beside it a list that is as hostile."""
    path = tmp_path_factory.mktemp("hostile") / "theirs.db"
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, quoting=csv.QUOTE_ALL)
        lines.writerow(["公开号", "专利名称", "专利权人", PAYLOADS["escape"], "=1+1"])
        kept = [text for text in TEXTS if "\r" not in text]  # which would end the line
        lines.writerows([f"US{n:08}B2", *[text] * 4] for n, text in enumerate(kept, 10_000_000))
        lines.writerows([text, "A title", "", "", ""] for text in kept)
    return str(write_catalogue(path, TEXTS, about=PAYLOADS["clipboard (OSC 52)"]))


def answer(
    path: tuple[str, ...], theirs: str, *more: str, tty: bool = False, width: int = 80
) -> Answer:
    """What the command says of the hostile records, if it shows any."""
    ids = [f"CN9{n:08}B{text}" for n, text in enumerate(TEXTS, start=1)]
    arguments = {
        ("catalogue", "validate"): [theirs.replace(".db", ".csv")],
        ("catalogue", "diff"): ["bundled", theirs],
        ("show",): ids,
        ("search",): ["zebra", "--limit", "100"],
        ("list",): [],
    }
    words = [*path, *arguments[path]] if path in arguments else plain_example(path)
    return call(*words, "-C", theirs, *more, tty=tty, env={"COLUMNS": str(width)})


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "xlsx"])
@READING
def test_no_format_and_no_message_drives_the_terminal_or_is_a_formula(
    path: tuple[str, ...], format_: str, theirs: str
) -> None:
    more = [("--fields", "title,holder,note,id")] if path in (("list",), ("search",)) else []
    for fields in ((), *more):
        found = answer(path, theirs, "--format", format_, *fields)
        allowed = {"tsv": "\t", "csv": "\t\r"}.get(format_, "")
        assert set(unseen(found.out)) <= set(allowed)
        assert not unseen(found.err)
        assert "a defect of the program" not in found.err
        if format_ in ("json", "jsonl"):
            for document in [found.out] if format_ == "json" else found.lines:
                json.loads(document)
        if allowed:
            comma = csv.reader(io.StringIO(found.out, newline=""))
            rows = comma if format_ == "csv" else [re.split("[\t\n]", found.out)]
            cells = [cell for row in rows for cell in row]
            assert len(cells) > 1
            run = [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
            assert [c for c in run if not re.fullmatch(r"[+-]?\d+(\.\d+)?", c)] == []


@pytest.mark.parametrize("colour", ["always", "never"])
@READING
def test_a_terminal_gets_our_colours_and_nothing_else(
    path: tuple[str, ...], colour: str, theirs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patentcli.environment._EVERY", 1e9)  # no progress, which turns the line
    found = answer(path, theirs, "--color", colour, tty=True)
    assert found.code in (0, 1, 3, 65)  # a list with defects is refused by `confirm`
    assert not unseen(found.out if colour == "never" else COLOUR.sub("", found.out))
    assert not unseen(found.err)


@pytest.mark.parametrize("command", ["list", "search", "show", "stats"])
def test_markup_links_and_emoji_names_are_printed_as_they_are(command: str, theirs: str) -> None:
    more = ("--by", "holder") if command == "stats" else ("--fields", "id,holder")
    found = answer((command,), theirs, *more, "--color", "always", tty=True, width=1000)
    shown = "".join(COLOUR.sub("", found.out).split())
    for name in ("markup", "markup link", "emoji name"):
        assert "".join(PAYLOADS[name].split()) in shown


def test_json_loses_nothing_and_ids_end_where_they_end(theirs: str) -> None:
    for command in ("list", "search", "show"):
        records = answer((command,), theirs, "--format", "json").json
        found = [(r["holder"], r["inventors"][0]) for r in records]
        # No text of a list has a line break: a name is one line.
        assert sorted(found) == sorted((text, text.split("\n")[0]) for text in TEXTS)
    assert len(answer(("list",), theirs, "--format", "ids").lines) == len(TEXTS)
    assert answer(("list",), theirs, "--format", "ids", "--null").out.count("\0") == len(TEXTS)


@pytest.mark.parametrize("words", ["catalogue info", "list --debug"])
@pytest.mark.parametrize("tty", [True, False])
def test_what_a_catalogue_calls_itself_is_text_too(words: str, tty: bool, theirs: str) -> None:
    found = call(*words.split(), "-C", theirs, "--color", "never", tty=tty)
    assert set(unseen(found.out)) <= ({"\t"} if not tty else set())
    assert not unseen(found.err)


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_file_name_with_a_payload_is_text_in_the_error(name: str) -> None:
    payload = PAYLOADS[name].replace("/", "_")
    found = call("list", "-C", f"./{payload}.db")
    assert found.code == 66
    assert not unseen(found.err.removesuffix("\n"))
    assert len(found.err.splitlines()) == 1
