"""Rows of a list that are one invention under different spellings of its number."""

import sqlite3
from collections.abc import Iterator

from patentcli.catalogue.lookup import PUBLICATION, hits


def duplicates(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Pairs of places (n): a record, and the first one that has a number of its own in common.

    Most lists have none, and whether all numbers differ is sooner told than which do not: that is
    asked first. `connection` has the tables `number` and `patent` with all records; each record
    that is not the first comes once, in order.
    """
    first: dict[int, int] = {}
    for key in {*_keys_again(connection), *_publications_again(connection)}:
        places = sorted({n for n, role in hits(connection, key) if role == "own"})
        for n in places[1:]:
            first[n] = min(places[0], first.get(n, places[0]))
    yield from sorted(first.items())


def _keys_again(connection: sqlite3.Connection) -> Iterator[str]:
    """Lookup keys that more than one record has for its own."""
    rows, different = connection.execute(
        "SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT key FROM number)) FROM number"
    ).fetchone()
    if rows == different:
        return
    for (key,) in connection.execute(
        "SELECT key FROM number WHERE role = 'own' GROUP BY key HAVING count(*) > 1"
    ):
        yield key


# Ids of applications, which have a dot, may stand between two of one publication.
_PUBLISHED = "FROM patent WHERE id BETWEEN 'CN1' AND 'CN4' AND instr(id, '.') = 0"


def _publications_again(connection: sqlite3.Connection) -> Iterator[str]:
    """Chinese publication numbers of nine digits that stand in more than one id."""
    rows, different = connection.execute(
        f"SELECT count(*), count(DISTINCT substr(id, 1, {PUBLICATION})) {_PUBLISHED}"
    ).fetchone()
    if rows == different:
        return
    for (key,) in connection.execute(
        f"SELECT substr(id, 1, {PUBLICATION}) AS key {_PUBLISHED} GROUP BY key HAVING count(*) > 1"
    ):
        yield key
