"""What is met in the rows of a list, and what becomes of a row."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from patentcli.catalogue.fields import label
from patentcli.environment import Environment
from patentcli.i18n import N_, _, ngettext

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
    """REFUSED: the row was left out for it. CONTRADICTS: it differs from the value of another row,
    which counts. MALFORMED: a number that no system reads, kept as it is written. A key of _ODD:
    it was taken all the same, or is a note. Empty: the cell became null."""
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

    @property
    def is_defect(self) -> bool:
        """Whether something was not taken as it stands."""
        return self.kind not in _ODD


class Options(NamedTuple):
    """How the user wants a list to be read."""

    encoding: str | None = None
    chosen: Mapping[str, str] = {}
    official: bool = False
    sheets: Sequence[str] = ()
    heads: Sequence[str] = ()
    dates: str | None = None
    office: str | None = None


# What is odd, but taken: how many are named one by one, and what is said of the others.
_ODD = {
    "number": (3, N_("more numbers with a wrong check digit, kind or year: {count}")),
    "noise": (1, N_("more numbers with the noise of a decimal number, rounded off: {count}")),
    "differs": (
        3,
        N_("more cells that differ from another one of their row, which counts: {count}"),
    ),
    "year": (3, N_("more filing dates later than the year of the number: {count}")),
    "short": (3, N_("more rows with fewer cells than heads: {count}")),
    "published": (0, N_("publication dates not taken, for they are not those of a grant: {count}")),
    NOTE: (3, N_("more notes: {count}")),
}
_DEFECTS = {
    MALFORMED: (3, N_("more numbers that cannot be read: {count}; catalogue validate shows them")),
    CONTRADICTS: (10, N_("more contradictions: {count}; catalogue validate shows them")),
    REFUSED: (10, N_("more refused rows: {count}; catalogue validate shows them")),
}
_LIMITS = _ODD | _DEFECTS


class Report:
    """Counts the problems of a list, and keeps the first of each kind to be named."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
        self.warnings: Sequence[str] = ()
        """What is said of whole columns."""

    def add(self, problems: Iterable[Problem]) -> None:
        """Take these into account."""
        for problem in problems:
            key = (problem.kind, "" if problem.kind else problem.column)
            self._counts[key] += 1
            if self._counts[key] <= (_LIMITS[problem.kind][0] if problem.kind else 1):
                self._first[key].append(problem)

    def say(self, env: Environment, *, defects: bool = True) -> None:
        """Name what is odd, and the `defects`: cells that were not taken, at the end what was left
        out."""
        for warning in self.warnings:
            env.warn(warning)
        self._name(env, _ODD)
        if not defects:
            return
        for (kind, column), count in self._counts.items():
            if not kind:
                message = ngettext(
                    "{head}: {count} cell not taken, kept in the note ({example})",
                    "{head}: {count} cells not taken, kept in the note (first: {example})",
                    count,
                )
                example = self._first[kind, column][0].line()
                env.warn(message.format(head=column, count=count, example=example))
        self._name(env, _DEFECTS)

    def _name(self, env: Environment, kinds: Iterable[str]) -> None:
        for kind in kinds:
            first = self._first[kind, ""]
            for problem in first:
                env.warn(problem.line())
            if (more := self._counts[kind, ""] - len(first)) > 0:
                env.warn(_(_LIMITS[kind][1], count=more))


class Tally(NamedTuple):
    """What became of the rows of a list."""

    counts: Counter[str]
    """Of rows, by what became of them."""
    records: int = 0
    """More than rows were imported where one of them names a bundle of patents."""
    unread: tuple[str, ...] = ()
    """Sheets that were not read."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not (self.counts[NOTE] or self.counts[REFUSED] or self.unread)

    def line(self, *, would: bool = False) -> str:
        """The closing line. `would`: nothing was written."""
        counts = self.counts
        done = _("{count} would be imported") if would else _("{count} imported")
        if self.records not in (0, counts[IMPORTED]):
            text = ngettext(" ({count} record)", " ({count} records)", self.records)
            done += text.format(count=f"{self.records:,}")
        words = {
            IMPORTED: done,
            MERGED: _("{count} merged"),
            NOTE: ngettext("{count} note", "{count} notes", counts[NOTE]),
            REFUSED: _("{count} refused"),
            BLANK: _("{count} blank"),
        }
        shown = [kind for kind in words if counts[kind] or kind == IMPORTED]
        said = [words[kind].format(count=f"{counts[kind]:,}") for kind in shown]
        read = ngettext("{count} row read: {parts}", "{count} rows read: {parts}", counts.total())
        line = read.format(count=f"{counts.total():,}", parts=_(", ").join(said))
        if self.unread:
            text = ngettext("sheet {names} not read", "sheets {names} not read", len(self.unread))
            line += _("; ") + text.format(names=_(", ").join(self.unread))
        return line


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
