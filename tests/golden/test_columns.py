"""Field names and columns are an interface: they stay as `columns.toml` says."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tools import call

with (Path(__file__).parent / "columns.toml").open("rb") as stream:
    COMMANDS = tomllib.load(stream)["command"]

commands = pytest.mark.parametrize("command", COMMANDS, ids=[c["call"][0] for c in COMMANDS])


@commands
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_have_these_columns_in_either_language(command: dict[str, Any], lang: str) -> None:
    def head(name: str) -> str:
        return call(*command["call"], "--lang", lang, "--format", name).lines[0]

    assert head("tsv").split("\t") == command["columns"]
    assert next(csv.reader([head("csv")])) == command["columns"]
    assert head("md") == "| " + " | ".join(command["columns"]) + " |"


@commands
def test_json_has_these_fields_in_this_order(command: dict[str, Any]) -> None:
    fields = command.get("fields", command["columns"])
    records = call(*command["call"], "--format", "json").json
    assert records
    for record in records:
        assert list(record) == fields


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
