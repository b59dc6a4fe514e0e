"""The first pass over a list: what only a whole column can tell.

Whether 03/04/2013 is in March or April, whether a comma parts names or stands within them, and
whether sums without a unit can be yuan.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from patentcli.dates import order_told
from patentcli.lists.fees import SMALL, bare_sum, names_unit
from patentcli.lists.findings import written
from patentcli.lists.heads import DATES, FEES, NAMES, Column, normal
from patentcli.lists.source import Row
from patentcli.lists.texts import has_hidden

_AT_ONCE = 1000  # rows
_MANY = 50_000  # different cells of a column that are looked at
_SLASHED = re.compile(r"(?<!\d)\d{1,2}[-/]\d{1,2}[-/]\d{4}")
_PLAIN = (str, int, float)
_STRONG = re.compile(r"[;；|\n]")


@dataclass(slots=True)
class Judged:
    """What the cells of one column tell together."""

    orders: set[str] = field(default_factory=set)
    ambiguous: str = ""
    """A day whose month could be its day."""
    separated: bool = False
    """Whether something else than a comma parts names."""
    bare: str = ""
    """A sum without a unit."""
    largest: int = 0
    """The largest of these, in fen if they are yuan."""
    sum: str = ""
    """A sum, with a unit or without."""
    highest: int = 0
    """The largest of all sums, likewise."""
    names_unit: bool = False
    """Whether a manner of payment says what sums count in."""
    seen: set[Any] = field(default_factory=set)

    @property
    def order(self) -> str | None:
        """`dmy` or `mdy` where the cells agree on it."""
        return next(iter(self.orders)) if len(self.orders) == 1 else None

    @property
    def is_small(self) -> bool:
        """Whether all sums without a unit are too small to be yuan for certain."""
        return bool(self.bare) and self.largest < SMALL


class Survey:
    """What was found of the columns, by their heads; sheets with the same heads add up."""

    def __init__(self) -> None:
        self.columns: dict[str, Judged] = {}
        self.hidden = self.hidden_row = 0
        """How many cells have invisible characters, and the first of their rows."""

    def of(self, column: Column) -> Judged:
        """What is known of a column."""
        return self.columns.setdefault(normal(column.head), Judged())

    def look(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Take all rows of a table into account."""
        watched = [
            (c, self.of(c)) for c in columns if c.target in (*DATES, *FEES, *NAMES, "fee_manner")
        ]
        rest = iter(rows)
        while block := list(islice(rest, _AT_ONCE)):
            for place, row in block:
                for cell in row:
                    if type(cell) is str and not cell.isprintable() and has_hidden(cell):
                        self.hidden_row = self.hidden_row or place
                        self.hidden += 1
            for column, judged in watched:
                if not judged.separated:
                    at = column.place
                    cells = {r[at] for _place, r in block if len(r) > at and type(r[at]) in _PLAIN}
                    _judge(column, judged, cells)


def _judge(column: Column, judged: Judged, cells: set[Any]) -> None:
    if column.target in NAMES:
        judged.separated = any(type(c) is str and _STRONG.search(c.strip()) for c in cells)
    elif column.target in DATES:
        for text in sorted(c for c in cells if type(c) is str and _SLASHED.search(c)):
            told = order_told(text)
            if told:
                judged.orders.add(told)
            elif told == "":
                judged.ambiguous = judged.ambiguous or text
    elif column.target == "fee_manner":
        judged.names_unit |= any(type(c) is str and names_unit(c) for c in cells)
    else:
        new = cells - judged.seen
        if len(judged.seen) < _MANY:
            judged.seen |= new
        for text in sorted(written(cell)[:100] for cell in new):
            fen, is_bare = bare_sum(text)
            if fen:
                judged.highest, judged.sum = max(judged.highest, fen), judged.sum or text
            if fen and is_bare:
                judged.largest, judged.bare = max(judged.largest, fen), judged.bare or text
