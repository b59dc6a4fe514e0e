"""Finding a record by any number it has, the nearest id where there is none, what the words of its
status say, and how SQLite goes about what is asked for most: the plans are guarded, since times
cannot be."""

import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from patentcli.catalogue.derive import STATUSES, read_status
from patentcli.catalogue.fields import SHOWN
from patentcli.catalogue.filters import conditions
from patentcli.catalogue.query import closest, count, find, patents
from patentcli.catalogue.store import TABLES
from patentcli.numbers import read
from records import catalogue_of


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(TABLES)
        yield made


def add(connection: sqlite3.Connection, n: int, identifier: str, **numbers: str) -> None:
    """A record with its id and further numbers by their role."""
    connection.execute("INSERT INTO patent (n, id) VALUES (?, ?)", (n, identifier))
    for role, number in numbers.items():
        for key in read(number).keys:
            connection.execute("INSERT INTO number VALUES (?, ?, ?)", (key, n, role))


def test_the_closest_role_comes_first_and_each_record_once(connection: sqlite3.Connection) -> None:
    number = "CN114694123B"
    add(connection, 1, "US1000001B2", family=number)
    add(connection, 2, "US1000002B2", priority="CN202210599282.6", family=number)
    add(connection, 3, "US1000003B2", grant=number)
    add(connection, 4, number, own=number, family="CN114694123A")
    found = [(4, "own"), (3, "grant"), (1, "family"), (2, "family")]
    assert list(find(connection, number).items()) == found
    assert find(connection, "ZL202210599282.6") == {2: "priority"}


def test_an_id_that_no_system_reads_is_found_as_it_is_written(
    connection: sqlite3.Connection,
) -> None:
    add(connection, 1, "内部-17")
    assert find(connection, "内部-17") == {1: "own"}
    assert find(connection, "内部-18") == {}


def test_tags_are_the_lines_of_a_field_whatever_they_hold() -> None:
    symbols = ["G06T7/00", "a\\name", "\\", '"', "\\\\n\t", "视频"]
    with closing(catalogue_of([{"title": "one", "classifications": symbols}])) as made:
        held = made.execute("SELECT value FROM tag WHERE kind = 'ipc' ORDER BY value").fetchall()
    assert [value for (value,) in held] == sorted(symbols)


def test_the_nearest_begins_alike(connection: sqlite3.Connection) -> None:
    assert closest(connection, "CN114694123B") is None
    rows = [(n, f"CN{100_000_000 + n}B") for n in range(1, 6001)]
    rows += [(7000, "CN114694123B"), (7001, "US11941802B2")]
    connection.executemany("INSERT INTO patent (n, id) VALUES (?, ?)", rows)
    assert closest(connection, "cn 114694132 b") == "CN114694123B"
    assert closest(connection, "CN100004321C") == "CN100004321B"
    assert closest(connection, "cn100004321") == "CN100004321B"
    assert [closest(connection, text) for text in ("XX", "", "?" * 10_000)] == [None] * 3


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("limit", [None, 20])
def test_a_list_of_a_domain_is_read_and_counted_in_the_index_alone(
    reverse: bool, limit: int | None, bundled: sqlite3.Connection
) -> None:
    statements: list[str] = []
    found = conditions({"domain": ("video",)}, "2026-11-22")
    bundled.set_trace_callback(statements.append)
    rows = list(patents(bundled, SHOWN, found, reverse=reverse, limit=limit))
    total = count(bundled, found)
    bundled.set_trace_callback(None)
    assert len(rows) == (limit or total)
    assert len(statements) == 2
    for statement in statements:
        plan = bundled.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        assert plan[0][3] == "SEARCH p USING COVERING INDEX patent_domain (domain=?)"


WORDS = tomllib.loads(Path(__file__).with_name("status.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("status", STATUSES)
def test_words_of_status(status: str) -> None:
    assert list(WORDS) == list(STATUSES)
    for text in (*WORDS[status], *(["", None] if status == "unknown" else ())):
        assert read_status(text) == status, text
        assert text is None or read_status(f"  {text.upper()} ") == status, text
