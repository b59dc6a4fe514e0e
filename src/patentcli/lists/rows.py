"""From rows of a list to records, or to all that is wrong with a row.

This is the inner loop of every import, so it goes by columns: the cells of a few hundred rows
under one head are converted together, and those that repeat (holders, days, fees) only once.
Where a cell is refused, the rows are halved until it is found, and its row's defects are named.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from patentcli.catalogue.schema import FEE_FIELDS, PATENT_COLUMNS
from patentcli.i18n import _
from patentcli.lists import numbers
from patentcli.lists.bulk import MADE, complete_all
from patentcli.lists.columns import COMBINED, FILLS, Background, ColumnReader, reader_of, single
from patentcli.lists.fields import NUMBERS
from patentcli.lists.filled import NOTHING as NO_ROWS
from patentcli.lists.filled import Filled, joined
from patentcli.lists.plan import Plan
from patentcli.lists.problem import CellProblem, Problem
from patentcli.lists.symbols import NOTHING
from patentcli.lists.table import Row
from patentcli.numbers import Number

EXAMPLES = 3  # warnings of one kind that are shown in full

# Columns of a catalogue that every record has, whatever the list holds.
_ALWAYS = (*MADE, "title", "title_zh", "status", "listing", "filing_date", "grant_date")


class RowReader:
    """Reads the rows of one list by its plan; `typed` rows hold other things than texts too."""

    def __init__(
        self, plan: Plan, background: Background, *, official: bool, typed: bool, width: int
    ) -> None:
        self._plan = plan
        self._background = background
        self._width = width
        self._listing = "listed" if official else "candidate"
        self.columns = _used_columns(plan)
        """Columns of `patent` that the records fill; all others are null."""
        self.problems: list[Problem] = []
        self.warnings: list[str] = []
        self.warned = 0
        self._numbers: list[tuple[int, str, ColumnReader]] = []
        self._simple: list[tuple[int, str, ColumnReader]] = []
        self._spread: list[tuple[int, tuple[str, ...], ColumnReader]] = []
        for column in plan.columns:
            read = reader_of(column, background, typed=typed)
            if column.target in NUMBERS:
                self._numbers.append((column.place, column.target, read))
            elif column.target in FILLS:
                self._spread.append((column.place, FILLS[column.target], read))
            else:
                name = FEE_FIELDS.get(column.target, column.target)
                self._simple.append((column.place, name, read))
        # Notes in the order of the columns; all else in the order of precedence.
        self._spread.sort(key=lambda spread: spread[0] if "note" in spread[1] else -1)

    def carry_on(self, before: "RowReader") -> None:
        """Take over what another reader of the same list has found so far."""
        self.problems, self.warnings = before.problems, before.warnings
        self.warned = before.warned

    def read(self, rows: Sequence[Row]) -> Filled:
        """The records of the rows, without blank and defective rows."""
        return self._read(self._fitted(rows))

    def _read(self, rows: Sequence[Row]) -> Filled:
        if not rows:
            return NO_ROWS
        try:
            return self._together(rows)
        except CellProblem:
            if len(rows) == 1:
                self._explain(*rows[0])
                return NO_ROWS
            half = len(rows) // 2
            return joined(self._read(rows[:half]), self._read(rows[half:]))

    def _together(self, rows: Sequence[Row]) -> Filled:
        places, values = zip(*rows, strict=True)
        cells = list(zip(*values, strict=True))
        parts: dict[str, Sequence[Any]] = {}
        for place, name, read in self._simple:
            _add(parts, name, read(cells[place]))
        for place, names, read in self._spread:
            said = read(cells[place])
            for name in names:
                _add(parts, name, list(map(attrgetter(name), said)))
        own = self._own_numbers(places, cells)
        book = self._background.book
        columns, odd, keys, refused = complete_all(parts, *own, book, self._listing)
        for at in refused:
            self._explain(*rows[at])
        return Filled(list(places), columns, odd, keys).without(refused)

    def _own_numbers(
        self, places: Sequence[int], cells: Sequence[Sequence[object]]
    ) -> tuple[list[Number | None], list[Number | None]]:
        """Own application and publication number of each row: a cell is what it reads as."""
        columns = [(target, read(cells[place])) for place, target, read in self._numbers]
        applications: list[Number | None] = [None] * len(places)
        publications: list[Number | None] = [None] * len(places)
        foreign: list[Number | None] = [None] * len(places)  # of applications abroad
        for target, column in columns:
            for at, number in enumerate(column):
                if number is None:
                    continue
                if target == "id" and (applications[at] or publications[at]):
                    continue
                if number.warning:
                    self._warn(places[at], number)
                if number.system == numbers.APPLICATION:
                    applications[at] = applications[at] or number
                elif target == "application_number" or number.kind == "application":
                    foreign[at] = foreign[at] or number
                else:
                    publications[at] = publications[at] or number
        publications = [own or other for own, other in zip(publications, foreign, strict=True)]
        return applications, publications

    def _warn(self, row: int, number: Number) -> None:
        self.warned += 1
        if len(self.warnings) < EXAMPLES:
            text = _("row {row}: {number}: {warning}")
            self.warnings.append(
                text.format(row=row, number=number.canonical, warning=number.warning)
            )

    def _fitted(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows as wide as the heads; cells beyond them are a defect unless blank."""
        width = self._width
        if all(len(values) == width for _place, values in rows):
            return rows
        fitted: list[Row] = []
        for place, values in rows:
            extra = [str(cell) for cell in values[width:] if cell not in (None, "")]
            if extra:
                reason = _("more cells than heads")
                hint = _("is there a comma or quote too many?")
                self.problems.append(Problem(place, "", extra[0], reason, hint))
            else:
                fitted.append((place, [*values[:width], *[None] * (width - len(values))]))
        return fitted

    def _explain(self, row: int, values: Sequence[object]) -> None:
        """Name every defect of a row; a row without anything in it has none."""
        found: dict[str, Any] = {}
        before = len(self.problems)
        for column in self._plan.columns:
            value = values[column.place]
            try:
                result = single(column, self._background)(value)
            except CellProblem as problem:
                self.problems.append(
                    Problem(row, column.head, _shown(value), problem.reason, problem.suggestion)
                )
                found[column.target] = None
            else:
                if result is not None and result != NOTHING:
                    found.setdefault(column.target, result)
        if not found and len(self.problems) == before:
            return
        if not any(target in found for target in NUMBERS):
            self._lacks(row, NUMBERS, _("no number"), _("every row needs a patent number"))
        if "title" not in found and "title_zh" not in found:
            self._lacks(row, ("title_zh", "title"), _("no title"), _("every row needs a title"))
        filed, granted = found.get("filing_date"), found.get("grant_date")
        if filed and granted and granted < filed:
            reason = _("before the filing date {date}").format(date=filed)
            self._lacks(row, ("grant_date",), reason, "", granted)

    def _lacks(
        self, row: int, targets: Sequence[str], reason: str, suggestion: str, value: str = ""
    ) -> None:
        """A problem of the column that should have held one of the targets."""
        columns = self._plan.columns
        head = next((c.head for c in columns if c.target in targets), targets[0])
        self.problems.append(Problem(row, head, value, reason, suggestion))


def _used_columns(plan: Plan) -> tuple[str, ...]:
    used = set(_ALWAYS)
    for column in plan.columns:
        used.add(FEE_FIELDS.get(column.target, column.target))
        used.update(FILLS.get(column.target, ()))
    return tuple(name for name in PATENT_COLUMNS if name in used)


def _add(parts: dict[str, Sequence[Any]], name: str, column: Sequence[Any]) -> None:
    """Put a column to those that were read before; see `columns.COMBINED` for one of one field."""
    first = parts.get(name)
    if first is None:
        parts[name] = column
        return
    combine = COMBINED.get(name)
    parts[name] = [
        b if a is None else a if b is None or combine is None else combine((a, b))
        for a, b in zip(first, column, strict=True)
    ]


def _shown(value: object) -> str:
    try:
        return value if isinstance(value, str) else str(value)
    except (ValueError, RecursionError):
        return type(value).__name__
