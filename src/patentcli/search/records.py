"""The records of a catalogue that search may show: their ids, symbols and the filters."""

import sqlite3
from collections.abc import Iterable, Sequence

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

    def with_symbol(self, symbol: str, limit: int = -1) -> list[int]:
        """Records that bear a classification symbol which begins so; -1 is no limit."""
        rows = self.connection.execute(
            "SELECT DISTINCT n FROM tag WHERE kind = 'ipc' AND value >= ? AND value < ? LIMIT ?",
            (symbol, symbol + "\U0010ffff", limit),
        )
        return [n for (n,) in rows]
