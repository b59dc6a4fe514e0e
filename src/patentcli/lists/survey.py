"""The first pass over a list: what only a whole column can tell.

Whether 03/04/2013 is in March or April, whether a comma parts names or stands within them, and
whether sums without a unit can be yuan.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from patentcli.dates import order_told
from patentcli.lists.fees import bare_sum
from patentcli.lists.fields import DATES, FEES, NAMES
from patentcli.lists.findings import written
from patentcli.lists.heads import normal
from patentcli.lists.mapping import Column
from patentcli.lists.source import Row
from patentcli.lists.texts import has_hidden

SMALL = 1000  # yuan; no annual fee of a whole list is below
_AT_ONCE = 1000  # rows
_MANY = 50_000  # different cells of a column that are looked at
_SLASHED = re.compile(r"(?<!\d)\d{1,2}[-/]\d{1,2}[-/]\d{4}")
_STRONG = re.compile(r"[;；|\n]")


class Judged:
    """What the cells of one column tell together."""

    __slots__ = ("ambiguous", "bare", "largest", "orders", "seen", "separated")

    def __init__(self) -> None:
        self.orders: set[str] = set()
        self.ambiguous = ""
        """A day whose month could be its day."""
        self.separated = False
        """Whether something else than a comma parts names."""
        self.bare = ""
        """A sum without a unit."""
        self.largest = Decimal(0)
        self.seen: set[Any] = set()

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

    def _look_for_hidden(self, block: Sequence[Row]) -> None:
        """Count cells with invisible characters; nearly all blocks have none."""
        together = "".join([c for _place, cells in block for c in cells if type(c) is str])
        if has_hidden(together):
            for place, cells in block:
                found = sum(type(cell) is str and has_hidden(cell) for cell in cells)
                self.hidden_row = self.hidden_row or (place if found else 0)
                self.hidden += found

    def look(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Take all rows of a table into account."""
        watched = [(c, self.of(c)) for c in columns if c.target in (*DATES, *FEES, *NAMES)]
        for block in _blocks(rows):
            self._look_for_hidden(block)
            for column, judged in watched:
                if judged.separated:
                    continue
                cells = {
                    cells[column.place]
                    for _place, cells in block
                    if len(cells) > column.place and type(cells[column.place]) in (str, int, float)
                }
                _judge(column, judged, cells)


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while block := list(islice(rest, _AT_ONCE)):
        yield block


def _judge(column: Column, judged: Judged, cells: set[Any]) -> None:
    if column.target in NAMES:
        judged.separated = any(type(c) is str and _STRONG.search(c.strip()) for c in cells)
        return
    if column.target in DATES:
        texts = [cell for cell in cells if type(cell) is str and _SLASHED.search(cell)]
        for text in texts:
            told = order_told(text)
            if told:
                judged.orders.add(told)
            elif told == "":
                judged.ambiguous = judged.ambiguous or text
        return
    new = cells - judged.seen
    if len(judged.seen) < _MANY:
        judged.seen |= new
    for text in sorted(written(cell)[:100] for cell in new):
        found = bare_sum(text)
        if found:
            judged.largest = max(judged.largest, found)
            judged.bare = judged.bare or text
