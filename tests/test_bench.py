"""The parts of `bench/` that compute: nothing is timed here."""

import csv
import sqlite3
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from listing import imported, records, write_list
from tools import call

BENCH = Path(__file__).resolve().parent.parent / "bench"


@pytest.fixture
def bench(monkeypatch):
    """Imports a module of bench/ as its scripts see it, and forgets all of them afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCH))

    def load(name: str) -> ModuleType:
        return import_module(name)

    yield load
    for name in set(sys.modules) - before:
        place = getattr(sys.modules[name], "__file__", None) or ""
        if place.startswith(str(BENCH)):
            del sys.modules[name]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_generated_list_is_taken_whole_and_looks_like_a_real_one(bench, name, tmp_path, data_dir):
    path = tmp_path / name
    bench("lists").write_list(path, 400)
    answer = imported(path, "--official")
    assert answer.code == 0, answer.err
    found = records()
    assert len(found) == 400
    free = sum("0.00" in (r["annual_fee_yuan"], r["one_off_fee_yuan"]) for r in found)
    once = [
        float(r["one_off_fee_yuan"]) for r in found if r["one_off_fee_yuan"] not in (None, "0.00")
    ]
    assert 80 < free < 160
    assert 30 < sum(fee > 50_000 for fee in once) < 120
    assert sum(r["offer_until"] < "2025-01-01" for r in found) > 300
    assert {r["status"] for r in found} >= {"in-force", "unknown"}


def test_the_verdicts_in_sql_are_those_of_the_program(bench, tmp_path, data_dir):
    """The engines' rule is ours: here in SQLite, by `bench/scale.py` in DuckDB and ClickHouse."""
    scale = bench("scale")
    bench("lists").write_list(tmp_path / "list.csv", 300)
    imported(tmp_path / "list.csv", "--official")
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
