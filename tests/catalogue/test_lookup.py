"""Finding a record by any number it has, and the nearest id where there is none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from patentcli.catalogue.query import Hit, closest, find
from patentcli.catalogue.store import TABLES
from patentcli.numbers import lookup_keys, read


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(TABLES)
        yield made


def add(connection: sqlite3.Connection, n: int, identifier: str, **numbers: str) -> None:
    """A record with its id and further numbers by their role."""
    connection.execute("INSERT INTO patent (n, id) VALUES (?, ?)", (n, identifier))
    for role, number in numbers.items():
        for key in lookup_keys(read(number)):
            connection.execute("INSERT INTO number VALUES (?, ?, ?)", (key, n, role))


def test_the_closest_role_comes_first_and_each_record_once(
    connection: sqlite3.Connection,
) -> None:
    number = "CN114694123B"
    add(connection, 1, "US1000001B2", family=number)
    add(connection, 2, "US1000002B2", priority="CN202210599282.6", family=number)
    add(connection, 3, "US1000003B2", grant=number)
    add(connection, 4, number, own=number, family="CN114694123A")
    assert find(connection, number) == [
        Hit(4, "own"),
        Hit(3, "grant"),
        Hit(1, "family"),
        Hit(2, "family"),
    ]
    assert find(connection, "ZL202210599282.6") == [Hit(2, "priority")]


def test_one_number_in_two_roles_has_the_closer_one(connection: sqlite3.Connection) -> None:
    add(connection, 1, "US1000001B2", grant="CN114694123B", family="CN114694123A")
    assert find(connection, "114694123") == [Hit(1, "grant")]


def test_an_id_that_no_system_reads_is_found_as_it_is_written(
    connection: sqlite3.Connection,
) -> None:
    add(connection, 1, "内部-17")
    assert find(connection, "内部-17") == [Hit(1, "own")]
    assert find(connection, "内部-18") == []


def test_a_patent_and_an_application_of_the_same_digits_are_two(
    connection: sqlite3.Connection,
) -> None:
    add(connection, 1, "US11941802B2", own="US11941802B2")
    assert find(connection, "EP1194180B1") == []
    assert find(connection, "11941802") == []


def test_the_nearest_of_few() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        assert closest(connection, "CN114694123B") is None
        add(connection, 1, "CN114694123B")
        add(connection, 2, "US11941802B2")
        assert closest(connection, "cn 114694132 b") == "CN114694123B"
        assert closest(connection, "") is None
        assert closest(connection, "?" * 10_000) is None


def test_the_nearest_of_many_begins_alike(connection: sqlite3.Connection) -> None:
    rows = [(n, f"CN{100_000_000 + n}B") for n in range(1, 6001)]
    connection.executemany("INSERT INTO patent (n, id) VALUES (?, ?)", rows)
    assert closest(connection, "CN100004321C") == "CN100004321B"
    assert closest(connection, "cn100004321") == "CN100004321B"
    assert closest(connection, "XX") is None
    assert closest(connection, "") is None
