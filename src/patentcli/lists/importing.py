"""Reading a list to its end: into a catalogue, or only to say what is wrong with it.

The file grows under a temporary name and takes its place in one step when it is whole, so a reader
never sees half of it and whatever goes wrong leaves the old one as it was.
"""

import gc
import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import islice
from typing import NamedTuple

from patentcli.catalogue import store
from patentcli.environment import Environment
from patentcli.errors import DataProblem, WriteFailed
from patentcli.i18n import N_, _, ngettext
from patentcli.lists.cells import Background
from patentcli.lists.findings import BLANK, NOTE, REFUSED, Options, Record
from patentcli.lists.formats import read_file
from patentcli.lists.merging import merge
from patentcli.lists.problem import Problem
from patentcli.lists.reading import ListReader
from patentcli.lists.source import Source
from patentcli.output.replacing import replacing, sweep
from patentcli.system_errors import refusal

SHOWN = 10  # problems of a kind that are named one by one
_AT_ONCE = 500  # rows

Refused = Callable[[str, Problem, Sequence[str], Sequence[object]], None]
"""Told of each refused row: its sheet, the reason, the heads and its cells."""


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
        self._counts = {BLANK: 0, NOTE: 0, REFUSED: 0, "": 0}
        self._rows = array("q")
        """For each record, the number of its row in the order of reading."""
        self._places = array("q")
        """For each row that became a record, its place in its sheet."""
        self._sheets: list[str] = []
        self._sheet_of = array("l")
        self._bundles: dict[int, int] = {}
        """How many records a row became, where it is more than one."""
        self._merged_records = 0
        self.merged = 0

    def run(self) -> Iterator[list[Problem]]:
        """Fill the tables; the problems of some hundred rows at a time, those of merged rows last.

        Progress can be shown between them.
        """
        store.create(self._connection)
        self._connection.execute("BEGIN")
        outcomes = self._reader.outcomes()
        findings = self._reader.findings
        sheet = ""
        while block := list(islice(outcomes, _AT_ONCE)):
            records: list[Record] = []
            first = len(self._rows) + 1
            for sheet, place, cells, outcome in block:
                self._counts[outcome.kind] += 1
                if outcome.kind == REFUSED and self._refused:
                    self._refused(
                        sheet, findings.reason_of(place), self._reader.head_of(sheet), cells
                    )
                if outcome.records:
                    self._place(sheet, place, outcome.records)
                    records += outcome.records
            places = range(first, first + len(records))
            store.insert(self._connection, places, records, indexed=self._indexed)
            block.clear()
            records.clear()
            gc.collect(0)  # what a refused cell raised holds on to its frames in a circle
            yield [p._replace(sheet=p.sheet or sheet) for p in findings.take()]
        groups = merge(self._connection, self._book, self._differs, indexed=self._indexed)
        gone: dict[int, int] = {}
        for group in groups:
            for n in group[1:]:
                self._merged_records += 1
                row = self._rows[n - 1]
                gone[row] = gone.get(row, 0) + 1
            if len(findings.problems) > _AT_ONCE:
                yield findings.take()
        self.merged = sum(self._bundles.get(row, 1) == count for row, count in gone.items())
        yield findings.take()

    @property
    def rows(self) -> int:
        """Rows read so far."""
        return sum(self._counts.values())

    @property
    def tally(self) -> Tally:
        """What became of all rows."""
        counts = self._counts
        imported = counts[""] - self.merged
        records = len(self._rows) - self._merged_records
        return Tally(
            self.rows,
            imported,
            self.merged,
            counts[NOTE],
            counts[REFUSED],
            counts[BLANK],
            records,
            tuple(self._reader.unread),
        )

    def _place(self, sheet: str, place: int, records: Sequence[Record]) -> None:
        if not self._sheets or self._sheets[-1] != sheet:
            self._sheets.append(sheet)
        self._sheet_of.append(len(self._sheets) - 1)
        self._places.append(place)
        row = len(self._places) - 1
        if len(records) > 1:
            self._bundles[row] = len(records)
        self._rows.extend([row] * len(records))

    def _differs(self, first: int, second: int, field: str, one: object, other: object) -> None:
        row, earlier = self._rows[second - 1], self._rows[first - 1]
        message = _("differs from “{value}” in row {row}, the same patent, which counts")
        self._reader.findings.contradict(
            Problem(
                self._places[row],
                field,
                str(other),
                message.format(value=str(one)[:60], row=self._places[earlier]),
                "",
                sheet=self._sheets[self._sheet_of[row]],
            )
        )


@contextmanager
def opened(source: Source, background: Background, options: Options) -> Iterator[ListReader]:
    """The list, with its columns judged."""
    with (
        _without_collection(),
        read_file(source, background.table, options.chosen, options.encoding) as file,
    ):
        yield ListReader(file, background, options, source.shown)


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


def _say(env: Environment, tally: Tally) -> None:
    (env.say if tally.is_whole else env.warn)(tally.line())


def _run(env: Environment, filling: Filling, reader: ListReader, source: Source) -> None:
    """Fill the catalogue, and say what was met on the way."""
    refused: list[Problem] = []
    contradictions: list[Problem] = []
    first: dict[str, Problem] = {}
    with env.progress(None, _("rows")) as progress:
        before = 0
        for problems in filling.run():
            for problem in problems:
                if problem.refused:
                    if len(refused) < SHOWN:
                        refused.append(problem)
                elif problem.contradicts:
                    if len(contradictions) < SHOWN:
                        contradictions.append(problem)
                else:
                    first.setdefault(problem.column, problem)
            done = reader.done
            progress.expect(int(filling.rows * source.size / done) if done else None)
            progress.advance(filling.rows - before)
            before = filling.rows
    findings = reader.findings
    for problem in findings.doubts:
        env.warn(problem.line())
    for kind, text in _MORE.items():
        more = findings.counts.get(kind, 0) - sum(p.kind == kind for p in findings.doubts)
        if more > 0:
            env.warn(_(text).format(count=more))
    for column, problem in first.items():
        count = findings.nulled.get(column, 0)
        message = ngettext(
            "{head}: {count} cell not taken, kept in the note ({example})",
            "{head}: {count} cells not taken, kept in the note (first: {example})",
            count,
        )
        env.warn(message.format(head=column, count=count, example=problem.line()))
    for problem in contradictions:
        env.warn(problem.line())
    more = findings.counts.get("contradicts", 0) - len(contradictions)
    if more > 0:
        env.warn(_("{count} more contradictions; catalogue validate shows them").format(count=more))
    for problem in refused:
        env.warn(problem.line())
    more = filling.tally.refused - len(refused)
    if more > 0:
        env.warn(_("{count} more refused rows; catalogue validate shows them").format(count=more))


_MORE = {
    "number": N_("{count} more numbers have a wrong check digit or kind"),
    "noise": N_("{count} more numbers had the noise of a decimal number, rounded off"),
    "differs": N_("{count} more numbers differ from another number of their row"),
    "year": N_("{count} more filing dates are later than the year of the number"),
    "published": N_("{count} publication dates not taken: the number is not that of a grant"),
}


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
