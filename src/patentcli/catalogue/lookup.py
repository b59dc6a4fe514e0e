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
    from patentcli.numbers import search_keys

    # An id is found as it is written, should it be a number that no system reads.
    found = connection.execute("SELECT n, 'own' FROM patent WHERE id = ?", (text,)).fetchall()
    for key in search_keys(text):
        found += connection.execute("SELECT n, role FROM number WHERE key = ?", (key,))
    best: dict[int, Hit] = {}
    for n, role in sorted(found, key=lambda hit: (ROLES.index(hit[1]), hit[0])):
        best.setdefault(n, Hit(n, role))
    return list(best.values())


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
