"""A list from its file to its records: the one way that import, validate and confirm read."""

from collections.abc import Mapping
from typing import NamedTuple

from patentcli.lists.columns import Background
from patentcli.lists.filled import Filled
from patentcli.lists.formats import read_table
from patentcli.lists.plan import (
    Plan,
    check_complete,
    check_map,
    describe,
    make_plan,
    not_read,
    plan_warnings,
)
from patentcli.lists.problem import Problem
from patentcli.lists.rows import RowReader
from patentcli.lists.source import Source

AT_ONCE = 500  # rows


class Options(NamedTuple):
    """How the user wants the list to be read."""

    encoding: str | None = None
    chosen: Mapping[str, str] = {}
    official: bool = False


class ListReader:
    """One list being read: `notes` and `warnings` say how, `problems` what is wrong."""

    def __init__(self, source: Source, background: Background, options: Options) -> None:
        self._source = source
        self._background = background
        self._options = options
        self._table = read_table(source, background.table, options.chosen, options.encoding)
        self._width = len(self._table.heads)
        self.plan = self._planned()
        self.rows = self._reader()
        self._late: list[str] = []
        if not self._table.grows:
            check_map(self._table.heads, options.chosen, source.shown)
            check_complete(self.plan, self._table.heads, source.shown)

    def _planned(self) -> Plan:
        return make_plan(
            self._table.heads,
            self._background.table,
            self._options.chosen,
            wan=self._table.wan,
        )

    def _reader(self) -> RowReader:
        return RowReader(
            self.plan,
            self._background,
            official=self._options.official,
            typed=self._table.typed,
            width=self._width,
        )

    def _read_on(self) -> None:
        """Take further heads into account, which came with objects that have new keys."""
        self._width = len(self._table.heads)
        before, self.plan = self.plan, self._planned()
        rows, self.rows = self.rows, self._reader()
        self.rows.carry_on(rows)
        untaken = tuple(head for head in self.plan.untaken if head not in before.untaken)
        unclear = tuple(head for head in self.plan.unclear if head not in before.unclear)
        self._late += plan_warnings(unclear)
        if untaken:
            self._late.append(not_read(untaken))

    @property
    def notes(self) -> list[str]:
        """How the file was understood, and which column was taken as what."""
        said = [self._table.said] if self._table.said else []
        return said + (describe(self.plan) if self._table.heads else [])

    @property
    def warnings(self) -> list[str]:
        """What the list leaves open."""
        said = [self._table.warning] if self._table.warning else []
        return said + plan_warnings(self.plan.unclear)

    @property
    def oddities(self) -> tuple[list[str], int]:
        """What was met on the way that is no defect: the first such things, and how many more."""
        rows = self.rows
        return [*self._late, *rows.warnings], rows.warned - len(rows.warnings)

    @property
    def done(self) -> int:
        """Bytes of the file read so far."""
        return self._table.done()

    def take(self, count: int) -> tuple[int, Filled]:
        """How many of the next rows there were, and the good ones among them."""
        rows = self._table.take(count)
        if len(self._table.heads) != self._width:
            self._read_on()
        if not rows and self._table.grows:
            check_map(self._table.heads, self._options.chosen, self._source.shown)
        return len(rows), self.rows.read(rows)

    def take_problems(self) -> list[Problem]:
        """The problems found since they were last asked for."""
        found, self.rows.problems = self.rows.problems, []
        return sorted(found, key=lambda problem: problem.row)
