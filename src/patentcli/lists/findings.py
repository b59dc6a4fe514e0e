"""What is met in the rows of a list, and what becomes of a row."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from patentcli.environment import Environment
from patentcli.i18n import _, ngettext
from patentcli.labels import label

COLUMNS = ("row", "column", "value", "problem", "suggestion")

IMPORTED, MERGED, NOTE, REFUSED, BLANK = "imported", "merged", "notes", "refused", "blank"
"""What becomes of a row."""
CONTRADICTS, MALFORMED = "contradicts", "malformed"


class CellProblem(ValueError):
    """A cell that cannot be taken: why, and what would be right. Both are translated."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


def place_of(row: int, sheet: str) -> str:
    """A row for messages."""
    place = _("row {row}", row=row)
    return _("sheet {name}, {place}", name=sheet, place=place) if sheet else place


class Problem(NamedTuple):
    """One defect of a list: the fields of `catalogue validate`."""

    row: int
    """Place in the file: the row of a sheet, the line of JSON Lines, the number of an object."""
    column: str
    value: str
    problem: str
    suggestion: str = ""
    kind: str = ""
    """REFUSED: the row was left out for it. CONTRADICTS: another row, which counts, says else.
    MALFORMED: a number kept as it is written. Of _ODD: taken all the same. "": the cell is null."""
    sheet: str = ""

    def line(self) -> str:
        """The defect as one sentence, for messages."""
        place = place_of(self.row, self.sheet)
        # Of merged rows it is the name of a field, else a head of the list.
        if column := label(self.column) if self.kind == CONTRADICTS else self.column:
            place = _("{place}, {column}", place=place, column=column)
        shown = _("“{value}”: ", value=self.value[:60]) if self.value else ""
        text = _("{where}: {message}", where=place, message=shown + self.problem)
        if not self.suggestion:
            return text
        return _("{message}; {hint}", message=text, hint=self.suggestion)


_ODD = ("hidden", "headless", "number", "noise", "differs", "year", "short", "published", NOTE)
"""Kinds of what is odd, but was taken."""
_DEFECTS = (MALFORMED, CONTRADICTS, REFUSED)
_NAMED = {"noise": 1, "published": 1, CONTRADICTS: 10, REFUSED: 10, "": 1}
"""How many of a kind are named one by one, if not 3."""


class Report:
    """What is met in a list, the first of each kind to be named, and what becomes of its rows."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.rows: Counter[str] = Counter()  # by what becomes of them
        self.records = 0  # more than rows were imported where one of them names a bundle of patents
        self.unread: Sequence[str] = ()  # sheets that are not read
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)

    def add(self, problems: Sequence[Problem]) -> list[Problem]:
        """Take these into account; those of them that are defects."""
        for problem in problems:
            key = (problem.kind, "" if problem.kind else problem.column)
            self._counts[key] += 1
            if self._counts[key] <= _NAMED.get(problem.kind, 3):
                self._first[key].append(problem)
        return [problem for problem in problems if problem.kind not in _ODD]

    @property
    def defects(self) -> int:
        """How many there are."""
        return sum(count for (kind, _head), count in self._counts.items() if kind not in _ODD)

    def name(self, *, defects: bool = True) -> None:
        """Say what is odd, and the `defects`: cells not taken, in the end what was left out."""
        self._name(_ODD)
        for (kind, column), count in self._counts.items() if defects else ():
            if not kind:
                text = ngettext(
                    "{head}: {count} cell not taken, kept in the note ({example})",
                    "{head}: {count} cells not taken, kept in the note (first: {example})",
                    count,
                    head=column,
                    count=f"{count:,}",
                    example=self._first[kind, column][0].line(),
                )
                self.env.warn(text)
        if defects:
            self._name(_DEFECTS)

    def _name(self, kinds: Iterable[str]) -> None:
        for kind in kinds:
            first = self._first[kind, ""]
            for problem in first:
                self.env.warn(problem.line())
            if more := self._counts[kind, ""] - len(first):
                text = _("and {count} more like the last one")
                if kind in _DEFECTS:
                    text = _("and {count} more like the last one; catalogue validate shows them")
                self.env.warn(text.format(count=f"{more:,}"))

    def close(self, *, would: bool = False) -> None:
        """Say the closing line. `would`: nothing was written."""
        rows = self.rows
        done = _("{count} would be imported") if would else _("{count} imported")
        if self.records not in (0, rows[IMPORTED]):
            text = ngettext(" ({count} record)", " ({count} records)", self.records)
            done += text.format(count=f"{self.records:,}")
        words = {
            IMPORTED: done,
            MERGED: _("{count} merged"),
            NOTE: ngettext("{count} note", "{count} notes", rows[NOTE]),
            REFUSED: _("{count} refused"),
            BLANK: _("{count} blank"),
        }
        shown = [kind for kind in words if rows[kind] or kind == IMPORTED]
        parts = _(", ").join(words[kind].format(count=f"{rows[kind]:,}") for kind in shown)
        read = ngettext("{count} row read: {parts}", "{count} rows read: {parts}", rows.total())
        line = read.format(count=f"{rows.total():,}", parts=parts)
        if self.unread:
            text = ngettext("sheet {names} not read", "sheets {names} not read", len(self.unread))
            line += _("; ") + text.format(names=_(", ").join(self.unread))
        is_whole = not (rows[NOTE] or rows[REFUSED] or self.unread)
        (self.env.say if is_whole else self.env.warn)(line)


def written(value: object) -> str:
    """A value of a workbook or of JSON as people write it. CellProblem for one that is no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # A spreadsheet keeps 15 digits: 4.300000000000001 is 4.3, 2022105992826.0 has no point.
        return f"{value:.15g}" if value % 1 or abs(value) >= 1e15 else f"{value:.0f}"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise CellProblem(_("expected text"))


def shown(value: object) -> str:
    """A cell for a message or a note, on one line."""
    try:
        if isinstance(value, dict | list):
            found = json.dumps(value, ensure_ascii=False)
        else:
            found = "" if value is None else written(value)
    except (CellProblem, ValueError, RecursionError):
        found = type(value).__name__
    return " ".join(found[:2000].split())
