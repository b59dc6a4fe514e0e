"""Field names and columns are an interface: they stay as `columns.toml` says."""

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tools import call

with (Path(__file__).parent / "columns.toml").open("rb") as stream:
    COMMANDS = tomllib.load(stream)["command"]

commands = pytest.mark.parametrize("command", COMMANDS, ids=[c["call"][0] for c in COMMANDS])


@commands
def test_tsv_and_csv_have_these_columns(command: dict[str, Any]) -> None:
    assert call(*command["call"]).lines[0].split("\t") == command["columns"]
    out = call(*command["call"], "--format", "csv").out
    assert next(csv.reader(io.StringIO(out))) == command["columns"]


@commands
def test_markdown_has_these_columns(command: dict[str, Any]) -> None:
    head = call(*command["call"], "--format", "md").lines[0]
    assert head == "| " + " | ".join(command["columns"]) + " |"


@commands
def test_json_has_these_fields_in_this_order(command: dict[str, Any]) -> None:
    fields = command.get("fields", command["columns"])
    records = call(*command["call"], "--format", "json").json
    assert records
    for record in records:
        assert list(record) == fields
    lines = call(*command["call"], "--format", "jsonl").lines
    assert [json.loads(line) for line in lines] == records


@commands
def test_any_of_the_fields_can_be_chosen_in_any_order(command: dict[str, Any]) -> None:
    fields = command.get("fields", command["columns"])[::-1]
    chosen = ",".join(fields)
    for record in call(*command["call"], "--format", "json", "--fields", chosen).json:
        assert list(record) == fields
    tsv = call(*command["call"], "--fields", chosen)
    if command["call"][0] == "show":
        assert [row["field"] for row in tsv.table] == fields
    else:
        assert tsv.lines[0].split("\t") == fields


@commands
def test_an_unknown_field_lists_these(command: dict[str, Any]) -> None:
    fields = command.get("fields", command["columns"])
    answer = call(*command["call"], "--fields", f"{fields[0]},{fields[1]}x")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(
        f"patentcli: error: --fields: unknown field '{fields[1]}x'; "
        f"did you mean {fields[1]}? known: {', '.join(fields)}"
    )
    assert answer.err.count("\n") == 1


@commands
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_language_changes_a_name(command: dict[str, Any], lang: str) -> None:
    assert call(*command["call"], "--lang", lang).lines[0].split("\t") == command["columns"]
