"""Which records an expression meets, how surely they are about it, and which pass the filters."""

import sqlite3
from collections.abc import Iterable, Sequence

from patentcli.search.index import COLUMNS

# Columns that words are looked for in, with their weights, and those of names.
SCORED = tuple((name, weight) for name, weight in COLUMNS.items() if weight)
NAMES = "{holder inventors inventors_sound}"

_MATCH = "FROM search_index WHERE search_index MATCH ?"
_ALL_COLUMNS = " UNION ALL ".join(f"SELECT {n}, rowid {_MATCH}" for n in range(len(SCORED)))

# A symbol that more records bear tells nothing more by their number.
MOST_WITH_SYMBOL = 5_000
# SQLite takes at least 999 parameters at once.
_AT_ONCE = 500


class Index:
    """A full-text index: of a small catalogue, or of some records of a large one."""

    __slots__ = ("connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def close(self) -> None:
        """Close an index that was made in memory."""
        self.connection.close()

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


class Records:
    """The table `patent` of a catalogue, seen through the filters of a call.

    `where` is an SQL condition on `patent AS p`; empty when nothing restricts.
    """

    __slots__ = ("connection", "parameters", "total", "where")

    def __init__(
        self, connection: sqlite3.Connection, where: str = "", parameters: Sequence[object] = ()
    ) -> None:
        self.connection = connection
        self.where = where
        self.parameters = tuple(parameters)
        self.total = int(connection.execute("SELECT max(n) FROM patent").fetchone()[0] or 0)

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of those of these records that pass the filters."""
        wanted = list(numbers)
        test = f" AND ({self.where})" if self.where else ""
        found: dict[int, str] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT p.n, p.id FROM patent AS p WHERE p.n IN ({marks}){test}"
            found.update(self.connection.execute(sql, (*part, *self.parameters)))
        return found

    def with_symbol(self, symbol: str, limit: int = MOST_WITH_SYMBOL) -> list[int]:
        """The first records that bear a classification symbol which begins so."""
        join = " JOIN patent AS p USING (n)" if self.where else ""
        test = f" AND ({self.where})" if self.where else ""
        rows = self.connection.execute(
            f"SELECT DISTINCT tag.n FROM tag{join}"
            f" WHERE tag.kind = 'ipc' AND tag.value >= ? AND tag.value < ?{test} LIMIT ?",
            (symbol, symbol + "\U0010ffff", *self.parameters, limit),
        )
        return [n for (n,) in rows]


def any_of(expressions: Iterable[str]) -> str:
    """One expression that is met where one of these is."""
    return " OR ".join(dict.fromkeys(e for e in expressions if e))


def all_of(expressions: Iterable[str]) -> str:
    """One expression that is met where all of these are; empty if one of them is."""
    parts = list(expressions)
    return " AND ".join(f"({part})" for part in parts) if parts and all(parts) else ""
