"""R01-R04: what a foreign catalogue says reaches terminal, markup and spreadsheet only as text."""

import csv
import json

import pytest

from hostile_catalogue import (
    PAYLOADS,
    csv_cells,
    formulas,
    tsv_cells,
    unseen,
    without_colour,
    write_catalogue,
)
from patentcli.options import reading
from patentcli.output.formats import FORMATS
from registry import paths, plain_example
from tools import Answer, call

READING = paths(reading)
OF_PATENTS = [("list",), ("search",), ("show",), ("stats",)]
TEXTS = list(PAYLOADS.values())


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("hostile") / "theirs.db"
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, quoting=csv.QUOTE_ALL)
        lines.writerow(["公开号", "专利名称", "专利权人", PAYLOADS["escape"], "=1+1"])
        kept = [text for text in TEXTS if "\r" not in text]  # which would end the line
        lines.writerows([f"US{n:08}B2", *[text] * 4] for n, text in enumerate(kept, 10_000_000))
        lines.writerows([text, "A title", "", "", ""] for text in kept)
    return str(write_catalogue(path, TEXTS, about=PAYLOADS["clipboard (OSC 52)"]))


def arguments(path: tuple[str, ...], catalogue: str) -> list[str]:
    """A call of the command that shows records of the hostile catalogue, if it shows any."""
    if path == ("catalogue", "validate"):
        return [*path, catalogue.replace(".db", ".csv")]
    if path == ("catalogue", "diff"):
        return [*path, "bundled", catalogue]
    if path == ("show",):
        return ["show", *(f"CN9{n:08}B{text}" for n, text in enumerate(TEXTS, start=1))]
    if path == ("search",):
        return ["search", "zebra", "--limit", "100"]
    if path == ("list",):
        return ["list"]
    return plain_example(path)


def answer(
    path: tuple[str, ...], catalogue: str, *more: str, tty: bool = False, width: int = 80
) -> Answer:
    env = {"COLUMNS": str(width)}
    return call(*arguments(path, catalogue), "-C", catalogue, *more, tty=tty, env=env)


pytestmark = pytest.mark.usefixtures("workplace")


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "xlsx"])
@pytest.mark.parametrize("path", READING, ids=" ".join)
def test_no_format_and_no_message_drives_the_terminal_or_is_a_formula(
    path: tuple[str, ...], format_: str, catalogue: str
) -> None:
    for fields in ((), ("--fields", "title,holder,note,id")):
        if fields and path not in (("list",), ("search",)):
            continue
        found = answer(path, catalogue, "--format", format_, *fields)
        allowed = "\t" if format_ == "tsv" else "\t\r" if format_ == "csv" else ""
        assert set(unseen(found.out)) <= set(allowed)
        assert not unseen(found.err)
        assert "a defect of the program" not in found.err
        if format_ in ("json", "jsonl"):
            for document in [found.out] if format_ == "json" else found.lines:
                json.loads(document)
        if allowed:
            cells = csv_cells(found.out) if format_ == "csv" else tsv_cells(found.out)
            assert len(cells) > 1
            assert formulas(cells) == []


@pytest.mark.parametrize("colour", ["always", "never"])
@pytest.mark.parametrize("path", READING, ids=" ".join)
def test_a_terminal_gets_our_colours_and_nothing_else(
    path: tuple[str, ...], colour: str, catalogue: str
) -> None:
    found = answer(path, catalogue, "--color", colour, tty=True)
    assert found.code in (0, 1, 3, 65)  # a list with defects is refused by `confirm`
    assert not unseen(found.out if colour == "never" else without_colour(found.out))
    assert not unseen(found.err)


@pytest.mark.parametrize("path", OF_PATENTS, ids=" ".join)
def test_markup_links_and_emoji_names_are_printed_as_they_are(
    path: tuple[str, ...], catalogue: str
) -> None:
    more = ("--by", "holder") if path == ("stats",) else ("--fields", "id,holder")
    found = answer(path, catalogue, *more, "--color", "always", tty=True, width=1000)
    shown = "".join(without_colour(found.out).split())
    for name in ("markup", "markup link", "emoji name"):
        assert "".join(PAYLOADS[name].split()) in shown


def test_json_loses_nothing(catalogue: str) -> None:
    for path in (("list",), ("search",), ("show",)):
        records = answer(path, catalogue, "--format", "json").json
        found = [(r["holder"], r["inventors"][0]) for r in records]
        # No text of a list has a line break: a name is one line.
        assert sorted(found) == sorted((text, text.split("\n")[0]) for text in TEXTS)


def test_ids_end_where_they_end_with_line_breaks_in_them(catalogue: str) -> None:
    lines = call("list", "-C", catalogue, "--format", "ids").lines
    assert len(lines) == len(TEXTS)
    null = call("list", "-C", catalogue, "--format", "ids", "--null").out
    assert null.count("\0") == len(TEXTS)


def test_what_a_catalogue_calls_itself_is_text_too(catalogue: str) -> None:
    for arguments in (["catalogue", "info", "-C", catalogue], ["list", "-C", catalogue, "--debug"]):
        for tty in (True, False):
            found = call(*arguments, "--color", "never", tty=tty)
            assert set(unseen(found.out)) <= ({"\t"} if not tty else set())
            assert not unseen(found.err)


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_file_name_with_a_payload_is_text_in_the_error(name: str) -> None:
    payload = PAYLOADS[name].replace("/", "_")
    found = call("list", "-C", f"./{payload}.db")
    assert found.code == 66
    assert not unseen(found.err.removesuffix("\n"))
    assert len(found.err.splitlines()) == 1
