"""The records of a catalogue that search may show: their ids, symbols and the filters."""

import sqlite3
from collections.abc import Iterable, Sequence

# A symbol that more records bear tells nothing more by their number.
MOST_WITH_SYMBOL = 5_000
# SQLite takes at least 999 parameters at once.
_AT_ONCE = 500


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
