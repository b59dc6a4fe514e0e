"""What is met in the rows of a list besides records, and what becomes of a row."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from patentcli.lists.problem import CellProblem, Problem
from patentcli.lists.texts import written

Record = dict[str, Any]
"""The columns of a catalogue: lists are lists, fees are in fen; besides them `keys`, the lookup
keys of all numbers with their roles."""

BLANK, NOTE, REFUSED = "blank", "notes", "refused"


class Outcome(NamedTuple):
    """What became of a row."""

    kind: str
    """BLANK, NOTE, REFUSED, or empty: there are records."""
    records: Sequence[Record] = ()


class Options(NamedTuple):
    """How the user wants a list to be read."""

    encoding: str | None = None
    chosen: Mapping[str, str] = {}
    official: bool = False
    sheets: Sequence[str] = ()
    heads: Sequence[str] = ()
    dates: str | None = None
    office: str | None = None


class Findings:
    """What was met in the rows of a list besides records."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        """Of rows that were refused, and cells that became null, since they were last taken."""
        self.doubts: list[Problem] = []
        """What is odd, but taken; the first of each kind."""
        self.nulled: dict[str, int] = {}
        """By head: cells that became null and went to the note."""
        self.counts: dict[str, int] = {}
        """By what is odd: how many cells."""

    def doubt(self, kind: str, problem: Problem, shown: int = 3) -> None:
        """Count something odd, and keep the first examples."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if self.counts[kind] <= shown:
            self.doubts.append(problem._replace(kind=kind))

    def contradict(self, problem: Problem) -> None:
        """Count a value that differs from another one, which counts."""
        self.counts["contradicts"] = self.counts.get("contradicts", 0) + 1
        self.problems.append(problem._replace(contradicts=True))

    def null(self, row: int, head: str, value: object, problem: str, hint: str = "") -> None:
        """Count a cell that became null."""
        self.nulled[head] = self.nulled.get(head, 0) + 1
        self.problems.append(Problem(row, head, shown(value), problem, hint))

    def refuse(self, row: int, head: str, value: object, problem: str, hint: str = "") -> Outcome:
        """Name the reason why a row is refused."""
        text = "" if value is None else shown(value)
        self.problems.append(Problem(row, head, text, problem, hint, refused=True))
        return Outcome(REFUSED)

    def reason_of(self, row: int) -> Problem:
        """The reason why a row was refused."""
        return next(p for p in reversed(self.problems) if p.row == row and p.refused)

    def forget(self, before: int) -> None:
        """Take back what was said of the cells of a row that is refused as a whole."""
        for problem in self.problems[before:]:
            self.nulled[problem.column] -= 1
        del self.problems[before:]

    def take(self) -> list[Problem]:
        """The problems since they were last taken."""
        found, self.problems = self.problems, []
        return found


def shown(value: object) -> str:
    """A cell for a message or a note, on one line."""
    try:
        if isinstance(value, dict | list):
            found = json.dumps(value, ensure_ascii=False)
        else:
            found = value if isinstance(value, str) else written(value)
    except (CellProblem, ValueError, RecursionError):
        found = type(value).__name__
    return " ".join(found[:2000].split())
