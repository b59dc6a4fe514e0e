"""Which records an expression meets, and how surely they are about it."""

import sqlite3
from collections.abc import Iterable

from patentcli.search.index import COLUMNS

# Columns that words are looked for in, with their weights.
SCORED = tuple((name, weight) for name, weight in COLUMNS.items() if weight)

_MATCH = "FROM search_index WHERE search_index MATCH ?"
_ALL_COLUMNS = " UNION ALL ".join(f"SELECT {n}, rowid {_MATCH}" for n in range(len(SCORED)))


class Index:
    """A full-text index: of a small catalogue, or of some records of a large one."""

    __slots__ = ("connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def strengths(self, expression: str) -> dict[int, float]:
        """Record numbers with the strength, between 0 and 1, of meeting an FTS5 expression.

        Each column it is met in leaves less doubt: columns add up as independent
        evidence does.
        """
        if not expression:
            return {}
        queries = [f"{{{name}}} : ({expression})" for name, _weight in SCORED]
        doubt: dict[int, float] = {}
        for column, n in self.connection.execute(_ALL_COLUMNS, queries):
            doubt[n] = doubt.get(n, 1.0) * (1.0 - SCORED[column][1])
        return {n: 1.0 - left for n, left in doubt.items()}

    def matching(self, expression: str) -> list[int]:
        """The numbers of the records that meet an expression, whatever the column."""
        return [n for (n,) in self.connection.execute(f"SELECT rowid {_MATCH}", (expression,))]

    def meets(self, n: int, expression: str) -> bool:
        """Whether one record meets an expression."""
        found = self.connection.execute(f"SELECT 1 {_MATCH} AND rowid = ?", (expression, n))
        return found.fetchone() is not None

    def has(self, expression: str) -> bool:
        """Whether any record at all meets an expression."""
        found = self.connection.execute(f"SELECT 1 {_MATCH} LIMIT 1", (expression,))
        return found.fetchone() is not None


def any_of(expressions: Iterable[str]) -> str:
    """One expression that is met where one of these is."""
    return " OR ".join(dict.fromkeys(e for e in expressions if e))


def all_of(expressions: Iterable[str]) -> str:
    """One expression that is met where all of these are; empty if one of them is."""
    parts = list(expressions)
    return " AND ".join(f"({part})" for part in parts) if parts and all(parts) else ""
