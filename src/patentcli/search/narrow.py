"""From a large catalogue to the few hundred records that are worth ranking.

Ranking looks at each record closely; a million would take minutes. What is rare in
the query decides which records can be good answers; where nothing is, any of the
records that have all its words are as good as the others.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence

from patentcli.catalogue.query import patents_at
from patentcli.search import index
from patentcli.search.matching import Index, Records, all_of, any_of
from patentcli.search.plan import Plan, Unit

# So many records are ranked.
CANDIDATES = 400
# A thing that so many records have is common: they are not all looked at.
COMMON = 500

_FIELDS = ("title", "title_zh", "applications", "summary", "summary_zh", "holder", "holder_zh",
           "inventors", "inventors_en", "classifications")  # fmt: skip


class Narrowed:
    """The candidates of a query, as an index of their own or, if few have anything, the whole one.

    `counts` says of the expression of each unit how many records of the whole catalogue
    meet it, roughly; `is_cut` that others would have been as good.
    """

    __slots__ = ("counts", "index", "is_cut")

    def __init__(self, index: Index, counts: dict[str, int], is_cut: bool) -> None:
        self.index = index
        self.counts = counts
        self.is_cut = is_cut


def narrowed(records: Records, plan: Plan) -> Narrowed:
    """The candidates for a plan in a large catalogue."""
    rows = _Rows(records)
    counts: dict[str, int] = {}
    common: list[tuple[int, str, str]] = []
    rare: list[tuple[int, str]] = []
    worth: Counter[int] = Counter()
    for unit in plan.units:
        for one in (unit, *unit.parts):
            if (expression := plan.proper(one)) and expression not in counts:
                counts[expression] = rows.estimate(expression)
        if not unit.counts:
            continue
        if unit.symbol:
            worth.update(dict.fromkeys(records.with_symbol(unit.symbol, COMMON), records.total))
        expression = _found_by(plan, unit, counts)
        count = counts.get(expression) or (rows.estimate(expression) if expression else 0)
        if count >= COMMON:
            common.append((count, expression, unit.literal or expression))
        elif count:
            rare.append((count, expression))
    for count, expression in rare:
        for n in rows.first(expression, COMMON):
            worth[n] += records.total // count
    if worth:
        some_rare = any_of(expression for _count, expression in rare)
        for count, expression, _literal in common if some_rare else ():
            for n in rows.first(f"({expression}) AND ({some_rare})", COMMON):
                worth[n] += records.total // count
    else:
        worth.update(dict.fromkeys(_having_all(rows, sorted(common)), 1))
    if not (records.where or plan.concepts or any(c >= COMMON for c in counts.values())):
        # Nothing that ranking asks for has many records: the whole index answers as quickly.
        return Narrowed(Index(records.connection), counts, is_cut=False)
    best = sorted(worth, key=lambda n: (-worth[n], n))[:CANDIDATES]
    return Narrowed(index_of(records.connection, best), counts, is_cut=bool(common) and not rare)


def _found_by(plan: Plan, unit: Unit, counts: dict[str, int]) -> str:
    """The expression that finds a unit: as a whole, or by its parts where that finds nothing."""
    expression = plan.proper(unit)
    if unit.parts and not counts.get(expression):
        return all_of(plan.proper(part) for part in unit.parts)
    return expression


def _having_all(rows: "_Rows", common: list[tuple[int, str, str]]) -> list[int]:
    """Records that have all common things as they were typed, or as many as any record has."""
    for kept in range(len(common), 0, -1):
        expression = all_of(literal for _count, _expression, literal in common[:kept])
        if found := rows.first(expression, CANDIDATES):
            return found
    return []


class _Rows:
    """The rows of the whole index that pass the filters, a limited number at a time."""

    def __init__(self, records: Records) -> None:
        self._records = records
        where = f" AND ({records.where})" if records.where else ""
        joined = " JOIN patent AS p ON p.n = search_index.rowid" if where else ""
        self._sql = (
            f"SELECT search_index.rowid FROM search_index{joined}"
            f" WHERE search_index MATCH ?{where} LIMIT ?"
        )

    def first(self, expression: str, limit: int) -> list[int]:
        """The first records that meet an expression, in the order of their numbers."""
        values = (expression, *self._records.parameters, limit)
        return [n for (n,) in self._records.connection.execute(self._sql, values)]

    def estimate(self, expression: str) -> int:
        """How many records meet an expression, roughly where it is more than a few.

        How far apart the first ones lie tells how many there are.
        """
        found = self.first(expression, COMMON)
        if len(found) < COMMON:
            return len(found)
        return max(COMMON, COMMON * self._records.total // found[-1])


def index_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> Index:
    """An index in memory of some records of a catalogue, under their own numbers; to be closed."""
    made = sqlite3.connect(":memory:")
    try:
        index.create(made)
        index.insert(made, numbers, texts_of(connection, numbers))
    except BaseException:
        made.close()
        raise
    return Index(made)


def texts_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[dict[str, object]]:
    """The fields of these records that the index is made of."""
    return patents_at(connection, _FIELDS, numbers)
