"""Which records an expression meets, and how surely they are about it."""

import sqlite3
from collections.abc import Iterable, Sequence

from patentcli.search.schema import COLUMNS

# Columns that words are looked for in, with their weights.
SCORED = tuple((column.name, column.weight) for column in COLUMNS if column.weight)
# Of a word that more records hold only so many are looked at; a query that names
# nothing rarer cannot tell them apart anyway.
CANDIDATES = 1_000
# SQLite takes at least 999 parameters at once.
_AT_ONCE = 500


class Index:
    """The full-text index of an open catalogue, seen through the filters of a call.

    `where` is an SQL condition on `patent AS p`; records that fail it do not exist here.
    """

    def __init__(
        self, connection: sqlite3.Connection, where: str = "", parameters: Sequence[object] = ()
    ) -> None:
        self.connection = connection
        self.total = connection.execute("SELECT max(n) FROM patent").fetchone()[0] or 0
        self.where = where
        self.parameters = tuple(parameters)
        # A small catalogue is ranked as a whole and filtered at the end.
        self.is_small = self.total <= CANDIDATES
        self._filter = "" if self.is_small or not where else f" AND ({where})"
        joined = " JOIN patent AS p ON p.n = search_index.rowid" if self._filter else ""
        self._rows = f"FROM search_index{joined} WHERE search_index MATCH ?{self._filter}"
        self._columns = " UNION ALL ".join(
            f"SELECT * FROM (SELECT {n}, search_index.rowid {self._rows} LIMIT {CANDIDATES})"
            for n in range(len(SCORED))
        )

    def _values(self, expression: str) -> tuple[object, ...]:
        return (expression, *self.parameters) if self._filter else (expression,)

    def strengths(self, expression: str, within: str = "") -> dict[int, float]:
        """Record numbers with the strength, between 0 and 1, of meeting an FTS5 expression.

        Each column it is met in leaves less doubt: columns add up as independent
        evidence does. `within` is an expression that the records must meet besides.
        """
        if not expression:
            return {}
        limit = f" AND ({within})" if within else ""
        values: list[object] = []
        for name, _ in SCORED:
            values += self._values(f"({{{name}}} : ({expression})){limit}")
        doubt: dict[int, float] = {}
        for column, n in self.connection.execute(self._columns, values):
            doubt[n] = doubt.get(n, 1.0) * (1.0 - SCORED[column][1])
        return {n: 1.0 - left for n, left in doubt.items()}

    def estimate(self, expression: str) -> int:
        """How many records meet an expression, roughly where it is more than a few.

        Rows come in order of their number, so the place of the last of the first
        `CANDIDATES` tells how densely they lie.
        """
        seen, last = self.connection.execute(
            "SELECT count(*), max(n) FROM"
            f" (SELECT search_index.rowid AS n {self._rows} LIMIT {CANDIDATES})",
            self._values(expression),
        ).fetchone()
        return int(seen if seen < CANDIDATES else max(seen, seen * self.total // max(1, last)))

    def matching(self, expression: str) -> list[int]:
        """The numbers of the first records that meet an expression, whatever the column."""
        sql = f"SELECT search_index.rowid {self._rows} LIMIT {CANDIDATES}"
        return [n for (n,) in self.connection.execute(sql, self._values(expression))]

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

    def meets(self, n: int, expression: str) -> bool:
        """Whether one record meets an expression."""
        sql = "SELECT 1 FROM search_index WHERE search_index MATCH ? AND rowid = ?"
        return self.connection.execute(sql, (expression, n)).fetchone() is not None

    def has(self, expression: str) -> bool:
        """Whether any record at all meets an expression; filters do not matter here."""
        sql = "SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT 1"
        return self.connection.execute(sql, (expression,)).fetchone() is not None


def any_of(expressions: Iterable[str]) -> str:
    """One expression that is met where one of these is."""
    return " OR ".join(dict.fromkeys(e for e in expressions if e))
