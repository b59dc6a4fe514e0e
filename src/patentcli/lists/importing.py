"""Making a catalogue of a list: read ahead in one process, written in the other.

The file grows under a temporary name and takes its place in one step when it is whole, so a
reader never sees half of it and whatever goes wrong leaves the old one as it was.
"""

import gc
import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from patentcli.catalogue import store
from patentcli.environment import Environment
from patentcli.errors import DataProblem, WriteFailed
from patentcli.i18n import _
from patentcli.lists import worker
from patentcli.lists.batches import Batch, batches
from patentcli.lists.columns import Background
from patentcli.lists.duplicates import duplicates
from patentcli.lists.formats import format_of
from patentcli.lists.problem import Problem
from patentcli.lists.reading import ListReader, Options
from patentcli.lists.source import Source
from patentcli.lists.workbook import MEMORY
from patentcli.output.replacing import replacing
from patentcli.system_errors import refusal

WORTH_A_PROCESS = 1 << 20  # bytes of a list from which reading it in another process pays
SHOWN = 10  # problems that a refusal or a partial import names


class Imported(NamedTuple):
    """What became of a list."""

    records: int
    problems: int
    """Defects found; none without `skip_invalid`."""
    left_out: int
    """Rows that were left out for them."""
    shown: list[Problem]
    """The first of the defects."""


def _items(source: Source, background: Background, options: Options) -> Iterator[Any]:
    reader = ListReader(source, background, options)
    yield reader.notes, reader.warnings
    for batch in batches(reader):
        yield tuple(batch)


def stream(
    source: Source, make: Callable[[], Iterator[Any]], *, always: bool = False
) -> Iterator[Any]:
    """What `make` makes of the list, in a process of its own where that is quicker or safer."""
    workbook = format_of(source) == "xlsx"
    large = source.size is None or source.size > WORTH_A_PROCESS
    if worker.available() and (workbook or large or always):
        return worker.ahead(make, where=source.shown, memory=MEMORY if workbook else None)
    return make()


def say_opening(env: Environment, notes: list[str], warnings: list[str]) -> None:
    """Say how a list was understood, and what it leaves open."""
    for note in notes:
        env.say(note)
    for warning in warnings:
        env.warn(warning)


def say_oddities(env: Environment, oddities: list[str], more: int) -> None:
    """Say what is odd but no defect, such as check digits: the first ones, and how many more."""
    for oddity in oddities:
        env.warn(oddity)
    if more:
        text = _("{count} more numbers have a wrong check digit or kind")
        env.warn(text.format(count=more))


def import_list(
    env: Environment,
    source: Source,
    background: Background,
    options: Options,
    *,
    path: str,
    meta: dict[str, str],
    skip_invalid: bool,
) -> Imported:
    """Read the list and put the catalogue made of it at `path`.

    `meta` describes the catalogue; `records`, `created` and `official` are added. Raises
    DataProblem for a list that cannot be read or, without `skip_invalid`, has defects;
    CannotCreate and WriteFailed where the file cannot be made.
    """
    items = stream(source, lambda: _items(source, background, options))
    with closing(items), _without_collection():  # type: ignore[type-var]
        say_opening(env, *next(items))
        with replacing(path, overwrite=True) as temporary:
            filling = _Filling(env, temporary, source, skip_invalid=skip_invalid)
            try:
                with closing(filling):
                    done = filling.fill(Batch(*item) for item in items)
                    filling.finish({**meta, "official": str(int(options.official))})
            except (sqlite3.Error, OSError) as problem:
                reason = refusal(problem) if isinstance(problem, OSError) else str(problem)
                message = _("cannot write: {reason}").format(reason=reason)
                raise WriteFailed(message, where=path) from problem
    return done


@contextmanager
def _without_collection() -> Iterator[None]:
    """Do not look for cycles meanwhile: rows make none, but very many objects."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


class _Filling:
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
        )
        self._connection.close()
        with suppress(OSError):  # some file systems cannot sync
            os.fsync(self._disk)

    def _add(self, batch: Batch) -> None:
        for found in batch.problems:
            self._note(Problem(*found))
        if self._count and not self._skip_invalid:
            return  # refused; only the rest of the defects is still of interest
        store.insert_many(self._connection, batch.columns, batch.patents, batch.texts)
        store.insert_numbers(self._connection, batch.numbers)
        store.insert_tags(self._connection, batch.tags)
        self._places.extend(batch.places)

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
        if self._count and not self._skip_invalid:
            return
        gone = []
        for n, first in duplicates(self._connection):
            self._note(same_patent(self._row(n), self._row(first), self._id(n)))
            gone.append(n)
        if gone and self._skip_invalid:
            store.remove(self._connection, gone)
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
