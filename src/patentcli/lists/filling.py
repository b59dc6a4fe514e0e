"""Filling a new catalogue with what was read of a list, and saying what is left out of it."""

import os
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from patentcli import worker
from patentcli.catalogue import store
from patentcli.catalogue.filters import COUNTED
from patentcli.environment import Environment
from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists.batches import Batch
from patentcli.lists.duplicates import duplicates
from patentcli.lists.problem import Problem
from patentcli.lists.source import Source
from patentcli.search.index import Word, sample
from patentcli.search.vocabulary import collect

SHOWN = 10  # problems that a refusal or a partial import names
FEW = 1000  # records whose words are found before another process has begun
AT_ONCE = 100_000  # records whose tags and lookup keys are made of them in one go


class Imported(NamedTuple):
    """What became of a list."""

    records: int
    problems: int
    """Defects found; none without `skip_invalid`."""
    left_out: int
    """Rows that were left out for them."""
    shown: list[Problem]
    """The first of the defects."""


def say_oddities(env: Environment, oddities: list[str], more: int) -> None:
    """Say what is odd but no defect, such as check digits: the first ones, and how many more."""
    for oddity in oddities:
        env.warn(oddity)
    if more:
        text = _("{count} more numbers have a wrong check digit or kind")
        env.warn(text.format(count=more))


class Filling:
    """One catalogue being written."""

    def __init__(self, env: Environment, path: Path, source: Source, *, skip_invalid: bool) -> None:
        self._env = env
        self._source = source
        self._skip_invalid = skip_invalid
        self._connection = store.open_new(str(path))
        self._disk = os.open(path, os.O_RDWR)
        self._places = array("q")
        self._problems: list[Problem] = []
        self._count = 0
        self._bad: set[int] = set()
        self._unknown = dict.fromkeys(COUNTED, 0)
        self._words: Callable[[], list[Word]] = list
        self._columns: set[str] = set()
        self._tagged = self._numbered = 0
        """Up to where records have tags, and lookup keys; both are made of many at once."""

    def close(self) -> None:
        """Let go of the file, finished or not."""
        self._connection.close()
        os.close(self._disk)

    def fill(self, items: Iterator[Batch]) -> Imported:
        """Write all records; DataProblem for a list with defects that are not to be skipped."""
        store.create(self._connection)
        self._connection.execute("BEGIN")
        last: Batch | None = None
        rows = 0
        with self._env.progress(None, _("rows")) as progress:
            for batch in items:
                last = batch
                self._add(batch)
                rows += batch.rows
                progress.expect(self._estimate(rows, batch.done))
                progress.advance(batch.rows)
        if last is not None:
            say_oddities(self._env, last.oddities, last.more)
        if not self._count or self._skip_invalid:
            self._derive()
            self._words = self._vocabulary()
            self._leave_out_duplicates()
        if self._count and not self._skip_invalid:
            raise self._refusal()
        records = len(self._places)
        return Imported(records, self._count, len(self._bad), self._problems)

    def finish(self, meta: dict[str, str]) -> None:
        """Complete the catalogue and wait until the disk has it."""
        store.finish(
            self._connection,
            {**meta, "created": date.today().isoformat(), "records": str(len(self._places))},
            self._unknown,
            self._words(),
        )
        self._connection.close()
        with suppress(OSError):  # some file systems cannot sync
            os.fsync(self._disk)

    def _add(self, batch: Batch) -> None:
        for found in batch.problems:
            self._note(Problem(*found))
        if self._count and not self._skip_invalid:
            return  # refused; only the rest of the defects is still of interest
        if not batch.places:
            return
        first = len(self._places) + 1
        last = len(self._places) + len(batch.places)
        places = range(first, last + 1)
        store.insert_patents(
            self._connection,
            batch.columns,
            batch.expressions,
            zip(places, *batch.values, strict=True),
        )
        store.insert_texts(self._connection, batch.indexed, zip(places, *batch.texts, strict=True))
        self._places.extend(batch.places)
        self._columns.update(batch.columns)
        if batch.numbers is not None:
            self._number(first - 1)
            store.insert_numbers(self._connection, batch.numbers)
            self._numbered = last
        if last - self._tagged >= AT_ONCE:
            self._derive()
        known = dict(zip(batch.columns, batch.known, strict=True))
        for column in COUNTED:
            self._unknown[column] += len(places) - known.get(column, 0)

    def _derive(self) -> None:
        last = len(self._places)
        store.tag(self._connection, self._columns, self._tagged + 1, last)
        self._tagged = last
        self._number(last)

    def _number(self, last: int) -> None:
        if last > self._numbered:
            store.number_plainly(self._connection, self._numbered + 1, last)
            self._numbered = last

    def _vocabulary(self) -> Callable[[], list[Word]]:
        """What gives the words of all records; another process looks for them meanwhile."""
        rows = sample(self._connection)

        def found() -> list[Word]:
            return list(collect(rows))

        return worker.beside(found, where=self._source.shown) if len(rows) > FEW else found

    def _note(self, problem: Problem) -> None:
        self._count += 1
        self._bad.add(problem.row)
        if len(self._problems) < SHOWN:
            self._problems.append(problem)

    def _estimate(self, rows: int, done: int) -> int | None:
        """The rows of the whole file by the bytes that so many took; None near its end."""
        size = self._source.size or 0
        return int(rows * size / done) if 0 < done < size else None

    def _leave_out_duplicates(self) -> None:
        store.index(self._connection)
        gone = []
        for n, first in duplicates(self._connection):
            self._note(same_patent(self._row(n), self._row(first), self._id(n)))
            gone.append(n)
        if gone and self._skip_invalid:
            store.remove(self._connection, gone)
            self._unknown = store.count_unknown(self._connection)
            self._words = self._vocabulary()
            for n in reversed(gone):
                del self._places[n - 1]

    def _row(self, n: int) -> int:
        return self._places[n - 1]

    def _id(self, n: int) -> str:
        row = self._connection.execute("SELECT id FROM patent WHERE n = ?", (n,)).fetchone()
        return str(row[0])

    def _refusal(self) -> DataProblem:
        for problem in self._problems:
            self._env.warn(problem.line())
        return DataProblem(
            _("{count} defects in {rows} rows, so nothing was imported").format(
                count=self._count, rows=len(self._bad)
            ),
            where=self._source.shown,
            hint=_("catalogue validate shows them all, --skip-invalid leaves those rows out"),
        )


def same_patent(row: int, first: int, number: str) -> Problem:
    """The defect of a row whose patent stood in an earlier row."""
    return Problem(
        row,
        "",
        number,
        _("the same patent as in row {row}").format(row=first),
        _("leave one of the two rows out"),
    )
