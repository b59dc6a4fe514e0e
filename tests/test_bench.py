"""The parts of `bench/` that compute: nothing is timed here."""

import csv
import sqlite3
from importlib import import_module
from pathlib import Path

import pytest

from listing import imported, records, write_list
from tools import ROOT, call


def test_the_verdicts_in_sql_are_those_of_the_program(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engines' rule is ours: here in SQLite, by `bench/scale.py` in DuckDB and ClickHouse."""
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    scale, lists = import_module("scale"), import_module("lists")
    lists.write_list(tmp_path / "list.csv", 300)
    assert imported(tmp_path / "list.csv", "--official").code == 0
    industries = scale.write_floors(tmp_path / "floors.csv")
    assert "software,300,100,10,100000000," in (tmp_path / "floors.csv").read_text("utf-8")
    scale.write_companies(
        tmp_path / "companies.csv", 400, industries, sorted(r["id"] for r in records())
    )
    fees = ("id", "annual_fee_yuan", "one_off_fee_yuan")
    write_list(tmp_path, fees, *([r[f] for f in fees] for r in records()), name="patents.csv")
    connection = sqlite3.connect(":memory:")
    for table in ("companies", "floors", "patents"):
        text = (tmp_path / f"{table}.csv").read_text(encoding="utf-8")
        heads, *lines = csv.reader(text.splitlines())
        numeric = [h for h in heads if h not in ("id", "industry", "patent")]
        columns = [f"{head} {'NUMERIC' if head in numeric else 'TEXT'}" for head in heads]
        connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        values = [[cell or None for cell in line] for line in lines]
        marks = ", ".join("?" * len(heads))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    (sql,) = scale.statements(scale.HERE / "verdicts.sql")
    theirs = set(connection.execute(sql))
    connection.close()
    out = tmp_path / "ours.csv"
    options = ("--batch", str(tmp_path / "companies.csv"), "-o", str(out), "-q")
    assert call("-C", "own", "eligible", *options).code in (0, 3)
    ours = set(scale.our_verdicts(out))
    assert len(ours) == 400
    assert ours == theirs
