"""Reading a list to its end: into a catalogue, or only to say what is wrong with it.

The file grows under a temporary name and takes its place in one step when it is whole, so a reader
never sees half of it and whatever goes wrong leaves the old one as it was.
"""

import gc
import os
import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from patentcli.catalogue import store
from patentcli.environment import Environment
from patentcli.errors import DataProblem, WriteFailed
from patentcli.i18n import _, ngettext
from patentcli.lists.cells import Background
from patentcli.lists.findings import (
    BLANK,
    CONTRADICTS,
    IMPORTED,
    NOTE,
    REFUSED,
    Options,
    Problem,
    Record,
    Report,
)
from patentcli.lists.formats import read_file
from patentcli.lists.merging import Difference, merge
from patentcli.lists.reading import ListReader
from patentcli.lists.source import Source
from patentcli.output.replacing import replacing, sweep
from patentcli.system_errors import refusal

_AT_ONCE = 500  # rows

Refused = Callable[[Problem, Sequence[str], Sequence[object]], None]
"""Told of each refused row: the reason, the heads and its cells."""


class Tally(NamedTuple):
    """What became of the rows of a list."""

    read: int = 0
    imported: int = 0
    merged: int = 0
    notes: int = 0
    refused: int = 0
    blank: int = 0
    records: int = 0
    """More than `imported` where a row names a bundle of patents."""
    unread: tuple[str, ...] = ()
    """Sheets that were not read."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not (self.notes or self.refused or self.unread)

    def line(self, *, would: bool = False) -> str:
        """The closing line. `would`: nothing was written."""
        words = (
            (self.merged, _("{count} merged")),
            (self.notes, ngettext("{count} note", "{count} notes", self.notes)),
            (self.refused, _("{count} refused")),
            (self.blank, _("{count} blank")),
        )
        done = _("{count} would be imported") if would else _("{count} imported")
        parts = [done.format(count=f"{self.imported:,}")]
        if self.records != self.imported and self.records:
            text = ngettext("({count} record)", "({count} records)", self.records)
            parts[0] += " " + text.format(count=f"{self.records:,}")
        parts += [text.format(count=f"{count:,}") for count, text in words if count]
        read = ngettext("{count} row read: {parts}", "{count} rows read: {parts}", self.read)
        line = read.format(count=f"{self.read:,}", parts=_(", ").join(parts))
        if self.unread:
            text = ngettext("sheet {names} not read", "sheets {names} not read", len(self.unread))
            line += _("; ") + text.format(names=_(", ").join(self.unread))
        return line


class Filling:
    """Reads all rows of a list into the tables of a connection."""

    def __init__(
        self,
        reader: ListReader,
        background: Background,
        connection: sqlite3.Connection,
        *,
        indexed: bool,
        refused: Refused | None = None,
    ) -> None:
        self._reader = reader
        self._book = background.book
        self._connection = connection
        self._indexed = indexed
        self._refused = refused
        self._counts: Counter[str] = Counter()
        self._places = array("q")
        """For each record, the place of its row in its sheet."""
        self._sheets: list[tuple[int, str]] = []
        """How many records came before each sheet, and its name."""
        self._bundles: dict[tuple[str, int], int] = {}
        """How many records a row became, where it is more than one."""
        self._gone: Counter[tuple[str, int]] = Counter()
        """How many records of a row were merged into earlier ones."""
        self.report = Report()

    def run(self) -> Iterator[list[Problem]]:
        """Fill the tables; the defects of some hundred rows at a time, those of merged rows last.

        Progress can be shown between them.
        """
        store.create(self._connection)
        self._connection.execute("BEGIN")
        outcomes = self._reader.outcomes()
        while block := list(islice(outcomes, _AT_ONCE)):
            records: list[Record] = []
            problems: list[Problem] = []
            first = len(self._places) + 1
            for sheet, place, cells, outcome in block:
                self._counts[outcome.kind] += 1
                if outcome.problems:
                    problems += [problem._replace(sheet=sheet) for problem in outcome.problems]
                if outcome.records:
                    self._place(sheet, place, len(outcome.records))
                    records += outcome.records
                elif outcome.kind == REFUSED and self._refused:
                    self._refused(problems[-1], self._reader.head_of(sheet), cells)
            places = range(first, first + len(records))
            store.insert(self._connection, places, records, indexed=self._indexed)
            yield self._reported(problems)
        for group, differences in merge(self._connection, self._book, indexed=self._indexed):
            self._gone.update(map(self._row, group[1:]))
            yield self._reported([self._differing(one) for one in differences])

    def _reported(self, problems: list[Problem]) -> list[Problem]:
        self.report.add(problems)
        return [problem for problem in problems if problem.is_defect]

    @property
    def rows(self) -> int:
        """Rows read so far."""
        return self._counts.total()

    @property
    def tally(self) -> Tally:
        """What became of all rows."""
        counts = self._counts
        merged = sum(self._bundles.get(row, 1) == count for row, count in self._gone.items())
        return Tally(
            self.rows,
            counts[IMPORTED] - merged,
            merged,
            counts[NOTE],
            counts[REFUSED],
            counts[BLANK],
            len(self._places) - self._gone.total(),
            tuple(self._reader.unread),
        )

    def _place(self, sheet: str, place: int, records: int) -> None:
        if not self._sheets or self._sheets[-1][1] != sheet:
            self._sheets.append((len(self._places), sheet))
        if records > 1:
            self._bundles[sheet, place] = records
        self._places.extend([place] * records)

    def _row(self, n: int) -> tuple[str, int]:
        """Sheet and place of the row that a record came from."""
        sheet = bisect_left(self._sheets, n, key=itemgetter(0)) - 1
        return self._sheets[sheet][1], self._places[n - 1]

    def _differing(self, one: Difference) -> Problem:
        (_sheet, earlier), (sheet, row) = self._row(one.first), self._row(one.other)
        message = _("differs from “{value}” in row {row}, the same patent, which counts")
        message = message.format(value=one.value[:60], row=earlier)
        return Problem(row, one.field, one.differing, message, "", CONTRADICTS, sheet)


@contextmanager
def opened(source: Source, background: Background, options: Options) -> Iterator[ListReader]:
    """The list, with its columns judged."""
    with (
        _rare_collection(),
        read_file(source, background.table, options.chosen, options.encoding) as file,
    ):
        yield ListReader(file, background, options, source.shown)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Look for cycles seldom meanwhile: rows make few of them, but very many objects."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def say_opening(env: Environment, reader: ListReader) -> None:
    """Say how a list was understood, and what its columns leave open."""
    for note in reader.notes:
        env.say(note)
    for warning in reader.warnings:
        env.warn(warning)


class Imported(NamedTuple):
    """What an import did."""

    tally: Tally
    added: int | None
    """None: there was no catalogue of that name."""
    removed: int = 0
    changed: int = 0


def import_list(
    env: Environment,
    source: Source,
    background: Background,
    options: Options,
    *,
    path: str,
    meta: dict[str, str],
    skip_invalid: bool,
    refused: Refused | None = None,
) -> Imported:
    """Read the list and put the catalogue made of it at `path`.

    `meta` describes the catalogue; `records`, `created` and `official` are added. Raises
    DataProblem for a list that cannot be read, has refused rows (without `skip_invalid`) or gives
    no record; CannotCreate and WriteFailed where the file cannot be made.
    """
    with opened(source, background, options) as reader:
        say_opening(env, reader)
        sweep(os.path.dirname(path))
        with replacing(path, overwrite=True) as temporary:
            try:
                with closing(store.open_new(str(temporary))) as connection:
                    filling = Filling(reader, background, connection, indexed=True, refused=refused)
                    _run(env, filling, reader, source)
                    tally = filling.tally
                    _check(env, tally, source, skip_invalid)
                    store.finish(
                        connection,
                        {
                            **meta,
                            "created": date.today().isoformat(),
                            "records": str(tally.records),
                            "official": str(int(options.official)),
                        },
                    )
                _sync(str(temporary))
                changes = _kept_previous(str(temporary), path)
            except (sqlite3.Error, OSError) as problem:
                reason = refusal(problem) if isinstance(problem, OSError) else str(problem)
                message = _("cannot write: {reason}").format(reason=reason)
                raise WriteFailed(message, where=path) from problem
    _say(env, tally)
    return Imported(tally, *changes)


@contextmanager
def read_into_memory(
    env: Environment, source: Source, background: Background, options: Options
) -> Iterator[sqlite3.Connection]:
    """A catalogue of the list for this call alone, kept on disk where it is long; rows that would
    be refused are left out and counted."""
    with (
        opened(source, background, options) as reader,
        closing(sqlite3.connect("", isolation_level=None)) as connection,
    ):
        say_opening(env, reader)
        filling = Filling(reader, background, connection, indexed=False)
        for _problems in filling.run():
            pass
        _say(env, filling.tally)
        yield connection


def problems(
    env: Environment, source: Source, background: Background, options: Options
) -> Generator[Problem, None, Tally]:
    """Refused rows, cells that would become null and contradictions, in the order of the rows,
    those of merged rows last. The generator's value is what would become of the rows.

    DataProblem for a list that cannot be read at all.
    """
    with (
        opened(source, background, options) as reader,
        closing(sqlite3.connect("", isolation_level=None)) as connection,
    ):
        say_opening(env, reader)
        connection.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")
        filling = Filling(reader, background, connection, indexed=False)
        for found in filling.run():
            yield from found
        filling.report.say_odd(env)
        return filling.tally


def _say(env: Environment, tally: Tally) -> None:
    (env.say if tally.is_whole else env.warn)(tally.line())


def _run(env: Environment, filling: Filling, reader: ListReader, source: Source) -> None:
    """Fill the catalogue, and say what was met on the way."""
    with env.progress(None, _("rows")) as progress:
        before = 0
        for _problems in filling.run():
            rows, done = filling.rows, reader.done
            progress.total = int(rows * source.size / done) if done else None
            progress.advance(rows - before)
            before = rows
    filling.report.say(env)


def _check(env: Environment, tally: Tally, source: Source, skip_invalid: bool) -> None:
    """DataProblem for a list that is not to be imported."""
    if not tally.records:
        env.warn(tally.line(would=True))
        raise DataProblem(_("no record in it"), where=source.shown)
    if tally.refused and not skip_invalid:
        env.warn(tally.line(would=True))
        text = ngettext(
            "{count} row refused, so nothing was imported",
            "{count} rows refused, so nothing was imported",
            tally.refused,
        )
        raise DataProblem(
            text.format(count=tally.refused),
            where=source.shown,
            hint=_("--skip-invalid imports the others, --rejects FILE writes the refused ones"),
        )


def _sync(path: str) -> None:
    """Wait until the disk has the file."""
    with suppress(OSError):  # some file systems cannot sync
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _kept_previous(new: str, path: str) -> tuple[int | None, int, int]:
    """Keep the catalogue that is about to be replaced; how many records the new one adds, lacks and
    changes. None for the first where there is none that this program reads."""
    from patentcli.catalogue.comparing import count_changes
    from patentcli.catalogue.file import connect, previous_of
    from patentcli.errors import PatentcliError

    try:
        connect(path, path).close()
    except PatentcliError:
        return None, 0, 0
    changes = count_changes(path, new)
    kept = previous_of(path)
    with replacing(kept, overwrite=True) as temporary:
        os.unlink(temporary)
        try:
            os.link(path, temporary)
        except OSError:  # a file system without hard links
            from shutil import copyfile

            copyfile(path, temporary)
    return changes
