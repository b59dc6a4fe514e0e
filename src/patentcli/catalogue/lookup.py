"""Finding records by a number in any spelling, and the nearest ids when there is none."""

import sqlite3
from typing import NamedTuple

from patentcli.suggest import nearest

# How closely a number belongs to a record: its own document, the Chinese grant of its family,
# an application whose priority it claims, another member of its family.
ROLES = ("own", "grant", "priority", "family")

_MANY = 5000  # ids; more are not compared one by one, only those that begin alike
_ALIKE = 300  # ids that begin alike, compared one by one


class Hit(NamedTuple):
    """A record's place in the catalogue and what the number is to it."""

    n: int
    role: str


def find(connection: sqlite3.Connection, text: str) -> list[Hit]:
    """All records that a number leads to, the closest role first, then in catalogue order."""
    # An id is found as it is written, should it be a number that no system reads.
    exact = connection.execute("SELECT n FROM patent WHERE id = ?", (text,))
    best = {n: ROLES.index("own") for (n,) in exact}
    for key in _keys(text):
        for n, role in hits(connection, key):
            rank = ROLES.index(role)
            best[n] = min(rank, best.get(n, rank))
    return [Hit(n, ROLES[rank]) for n, rank in sorted(best.items(), key=lambda x: (x[1], x[0]))]


def hits(connection: sqlite3.Connection, key: str) -> list[tuple[int, str]]:
    """Places and roles that a lookup key leads to."""
    return connection.execute("SELECT n, role FROM number WHERE key = ?", (key,)).fetchall()


def _keys(text: str) -> list[str]:
    """The lookup keys of every reading of the text; none for what is no number."""
    from patentcli.numbers import lookup_keys, readings
    from patentcli.numbers.number import Malformed

    try:
        return sorted({key for number in readings(text) for key in lookup_keys(number)})
    except Malformed:
        return []


def doubt(text: str) -> str | None:
    """What is odd about a number that can be read all the same, such as its check digit."""
    from patentcli.numbers import examine

    number = examine(text)
    return number.warning if number.well_formed else None


def closest(connection: sqlite3.Connection, text: str) -> str | None:
    """The id most like a text that leads to no record; None if nothing is alike."""
    word = "".join(text.upper().split())[:40]
    total = connection.execute("SELECT max(n) FROM patent").fetchone()[0] or 0
    if total <= _MANY:
        return nearest(word, (i for (i,) in connection.execute("SELECT id FROM patent")))
    for length in range(len(word), 3, -1):
        start = word[:length]
        rows = connection.execute(
            "SELECT id FROM patent WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (start, start + "\U0010ffff", _ALIKE),
        ).fetchall()
        if rows:
            return nearest(word, (i for (i,) in rows))
    return None
