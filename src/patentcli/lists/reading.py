"""A list from its file to its rows: which tables of it are read, and by which plan."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from typing import NamedTuple

from patentcli.dates import orders_told
from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists.heads import DATES, PERSONS, normal
from patentcli.lists.identity import Block
from patentcli.lists.mapping import (
    READ_ROWS,
    Background,
    Plan,
    check_complete,
    check_map,
    describe,
    find_plan,
    make_plan,
)
from patentcli.lists.rows import RowReader
from patentcli.lists.source import File, Row, Table, is_blank
from patentcli.suggest import check_word


class Part(NamedTuple):
    """A table that is read."""

    table: Table
    plan: Plan
    skipped: int  # rows before the first one below the heads

    def rows(self) -> Iterator[Row]:
        """The rows below the heads, without blank ones at the end."""
        blanks = 0
        for row in islice(self.table.rows(len(self.plan.heads)), self.skipped, None):
            if is_blank(row[1]):
                blanks += 1
            else:
                yield from repeat((row[0], []), blanks)
                blanks = 0
                yield row


_AT_ONCE = 500  # rows
_SEPARATED = re.compile(r"[;；|\n]")


class ListReader:
    """One list being read, in the order of its tables."""

    def __init__(self, file: File, background: Background, where: str) -> None:
        self._background = background
        self._options = background.options
        self._where = where
        self._tables, self._notes = file
        self.parts = self._chosen()
        read = [part.table for part in self.parts]
        # The sheets that are not read.
        self.unread = [
            _("{name} (hidden)", name=table.name) if table.hidden else table.name
            for table in self._tables
            if table not in read and (table.hidden or not _is_empty(table))
        ]
        self._orders: defaultdict[str, set[str]] = defaultdict(set)
        """What days such as 27/03/2013 tell of their order, by the normal head of the column."""
        self._separated: set[str] = set()
        """Normal heads of columns of names that something else than a comma parts."""
        self.warnings: dict[str, None] = {}  # what whole columns leave open, after all rows
        for part in self.parts:
            self._look(part)

    def _look(self, part: Part) -> None:
        """The first pass, for what only a whole column tells; sheets with the same heads add up."""
        columns = part.plan.of(*DATES, *PERSONS)
        rest = part.rows()
        while columns and (block := list(islice(rest, _AT_ONCE))):
            for column in columns:
                head, at = normal(column.head), column.place
                cells = {
                    cell for _, row in block if len(row) > at and isinstance(cell := row[at], str)
                }
                if column.target in DATES:
                    self._orders[head] |= orders_told(cells)
                elif any(_SEPARATED.search(cell.strip()) for cell in cells):
                    self._separated.add(head)

    # --- which tables

    def _chosen(self) -> list[Part]:
        """The tables to read: the sheets asked for, else the first visible one that has the heads
        of a list, and further visible ones with the same heads."""
        asked = self._options.sheets
        names = [table.name for table in self._tables if table.name]  # a text has none
        for name in asked:
            message = _("{list} has no sheet {value!r}")
            check_word(name, names, message, "--sheet", list=self._where)
        tables = [table for table in self._tables if not asked or table.name in asked]
        if len(self._tables) == 1:  # from here on it needs no name
            self._tables = tables = [tables[0]._replace(name="")]
        tables.sort(key=lambda table: table.hidden)
        known = [part for table in tables if (part := self._part(table))]
        found = [part for part in known if part.plan.is_complete]
        wrong = [p for p in known if not p.plan.is_complete] if asked or not found else []
        for part in [*wrong, *found[:1]]:
            check_map(part.plan.heads, self._options.chosen, self._where)
            if part.table.heads is None or not _is_empty(part.table):
                check_complete(part.plan, self._where)
        if not found:
            raise DataProblem(_("contains no records"), where=self._where)
        if asked:
            return found
        heads = found[0].plan.read
        same = [p for p in found[1:] if not p.table.hidden and p.plan.read == heads]
        return [found[0], *same]

    def _part(self, table: Table) -> Part | None:
        """The table with its plan; None where it has no row."""
        first = [cells for _place, cells in islice(table.rows(0), READ_ROWS + 1)]
        if table.heads is not None or (first and self._options.heads):
            heads = self._options.heads if table.heads is None else table.heads
            return Part(table, make_plan(heads, self._background), 0)
        found = find_plan(first, self._background)
        return Part(table, *found) if found else None

    # --- what is said

    @property
    def notes(self) -> list[str]:
        """How the file was understood, and which column was taken as what."""
        said = list(self._notes)
        names = [part.table.name for part in self.parts if part.table.name]
        if names:
            said.append(_("sheet {name}", name=_(", ").join(names)))
        return [*said, *dict.fromkeys(line for p in self.parts for line in describe(p.plan))]

    # --- rows

    def blocks(self) -> Iterator[Block]:
        """What becomes of all rows, some hundred at a time."""
        orders = {head: told.pop() for head, told in self._orders.items() if len(told) == 1}
        for part in self.parts:
            reader = RowReader(part.plan, part.table, self._background, orders, self._separated)
            yield from reader.read_all(part.rows())
            self.warnings |= dict.fromkeys(reader.fees.warnings())

    def laid(self, sheet: str, cells: Sequence[object]) -> tuple[list[str], list[object]]:
        """The heads of all tables, and the cells of a row of one of them under these."""
        heads = {part.table.name: _numbered(part.plan.heads) for part in self.parts}
        known = list(dict.fromkeys(chain.from_iterable(heads.values())))
        own = dict(zip(heads[sheet], cells, strict=False))
        under = [own.get(head) for head in known]
        return [head for head, _count in known], [*under, *cells[len(heads[sheet]) :]]


def _numbered(heads: Sequence[str]) -> list[tuple[str, int]]:
    """Heads that stand there twice, told apart."""
    return [(head, heads[:i].count(head)) for i, head in enumerate(heads)]


def _is_empty(table: Table) -> bool:
    return next(table.rows(0), None) is None
