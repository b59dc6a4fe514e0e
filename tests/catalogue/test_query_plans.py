"""How SQLite finds what is asked for most: the plans are guarded, since times cannot be."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from patentcli.catalogue.fields import SHOWN
from patentcli.catalogue.file import bundled_path, connect
from patentcli.catalogue.filters import conditions
from patentcli.catalogue.query import count, patents


@pytest.fixture
def asked() -> Iterator[tuple[sqlite3.Connection, list[str]]]:
    """The bundled catalogue, and the statements that are sent to it from now on."""
    statements: list[str] = []
    with closing(connect(bundled_path(), "bundled")) as connection:
        connection.set_trace_callback(statements.append)
        yield connection, statements


def plan(connection: sqlite3.Connection, statement: str) -> str:
    connection.set_trace_callback(None)
    return "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("limit", [None, 20])
def test_a_list_of_a_domain_is_read_from_the_index_alone(
    asked: tuple[sqlite3.Connection, list[str]], reverse: bool, limit: int | None
) -> None:
    connection, statements = asked
    found = conditions({"domain": ("video",)}, "2026-11-22")
    rows = list(patents(connection, SHOWN, found, reverse=reverse, limit=limit))
    assert {row["domain"] for row in rows} == {"video"}
    (statement,) = statements
    assert plan(connection, statement) == ("SEARCH p USING COVERING INDEX patent_domain (domain=?)")


def test_the_records_of_a_domain_are_counted_in_the_index(
    asked: tuple[sqlite3.Connection, list[str]],
) -> None:
    connection, statements = asked
    assert count(connection, conditions({"domain": ("video",)}, "2026-11-22")) == 40
    (statement,) = statements
    assert "COVERING INDEX patent_domain" in plan(connection, statement)
