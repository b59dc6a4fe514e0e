"""Rows of a list that are one invention under different spellings of its number."""

import sqlite3
from collections.abc import Iterator


def duplicates(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Pairs of places (n): a record, and the first one that has a number of its own in common.

    `connection` has the table `number` with the keys of all records; each record that is not
    the first comes once, in order.
    """
    first: dict[int, int] = {}
    for (key,) in connection.execute(
        "SELECT key FROM number WHERE role = 'own' GROUP BY key HAVING count(*) > 1"
    ):
        places = [
            n
            for (n,) in connection.execute(
                "SELECT n FROM number WHERE key = ? AND role = 'own' ORDER BY n", (key,)
            )
        ]
        for n in places[1:]:
            first[n] = min(places[0], first.get(n, places[0]))
    yield from sorted(first.items())
