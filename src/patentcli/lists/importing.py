"""Reading a list to its end: into a catalogue, or only to say what is wrong with it.

The file grows under a temporary name and takes its place in one step when it is whole, so a reader
never sees half of it and whatever goes wrong leaves the old one as it was.
"""

import gc
import os
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from shutil import copyfile

from patentcli.catalogue import store
from patentcli.catalogue.file import connect, previous_of
from patentcli.catalogue.query import count_changes
from patentcli.environment import Environment, Progress
from patentcli.errors import DataProblem, PatentcliError, WriteFailed, refusal
from patentcli.i18n import _, ngettext
from patentcli.lists.findings import (
    CONTRADICTS,
    IMPORTED,
    MERGED,
    REFUSED,
    Options,
    Problem,
    Report,
    Tally,
    place_of,
)
from patentcli.lists.heads import Background
from patentcli.lists.kinds import read_file
from patentcli.lists.merging import Difference, merge
from patentcli.lists.reading import ListReader
from patentcli.lists.source import Source
from patentcli.output.replacing import replacing, sweep

Refused = Callable[[Problem, Sequence[str], Sequence[object]], None]
"""Told of each refused row: the reason, the heads and its cells."""


_SHEET = 1 << 32  # more than a sheet has rows


class Filling:
    """Reads all rows of a list into the tables of a connection."""

    def __init__(
        self,
        reader: ListReader,
        background: Background,
        connection: sqlite3.Connection,
        refused: Refused | None = None,
    ) -> None:
        self.connection = connection
        self._reader = reader
        self._book = background.book
        self._refused = refused
        self._counts: Counter[str] = Counter()
        self._sheets: list[str] = []
        self._rows = array("q")
        """For each record the place of its row, and _SHEET for each sheet before that of the row:
        several records have the same one where a row names a bundle of patents."""
        self._gone: Counter[int] = Counter()
        """How many records of a row were merged into earlier ones."""
        self.report = Report()

    def run(self, *, indexed: bool) -> Iterator[list[Problem]]:
        """Fill the tables, those of `search` too if `indexed`; the defects of some hundred rows at
        a time, those of merged rows last. Progress can be shown between them."""
        store.create(self.connection)
        self.connection.execute("BEGIN")
        for block in self._reader.blocks():
            if block.sheet not in self._sheets:
                self._sheets.append(block.sheet)
            before = self._sheets.index(block.sheet) * _SHEET
            first = len(self._rows) + 1
            self._rows.extend([before + block.places[i] for i in block.made])
            self._counts.update(block.kinds)
            problems: list[Problem] = []
            for i, odd in sorted(block.problems.items()):
                problems += odd
                if block.kinds[i] == REFUSED and self._refused:
                    self._refused(odd[-1], *self._reader.laid(block.sheet, block.cells[i]))
            places = range(first, len(self._rows) + 1)
            store.insert(self.connection, places, block.columns, indexed=indexed)
            yield self._reported(problems)
        self.report.warnings = list(self._reader.warnings)
        for group, differences in merge(self.connection, self._book, indexed=indexed):
            self._gone.update([self._rows[n - 1] for n in group[1:]])
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
        rows, gone = self._rows, self._gone.items()
        merged = sum(bisect_right(rows, row) - bisect_left(rows, row) == n for row, n in gone)
        counts = self._counts + Counter({MERGED: merged})
        counts[IMPORTED] -= merged
        return Tally(counts, len(rows) - self._gone.total(), tuple(self._reader.unread))

    def _differing(self, one: Difference) -> Problem:
        (other, earlier), (sheet, row) = (
            divmod(self._rows[n - 1], _SHEET) for n in (one.first, one.other)
        )
        place = place_of(earlier, self._sheets[other] if other != sheet else "")
        message = _("differs from “{value}” in {place}, the same patent, which counts")
        message = message.format(value=one.value[:60], place=place)
        return Problem(
            row, one.field, one.differing, message, kind=CONTRADICTS, sheet=self._sheets[sheet]
        )


@contextmanager
def _opened(
    env: Environment, source: Source, background: Background, options: Options
) -> Iterator[ListReader]:
    """The list, with its columns judged; says how it was understood."""
    before = gc.get_threshold()
    # Rows make few cycles, but very many objects.
    gc.set_threshold(100_000, 50, 100)
    try:
        with read_file(source, background, options.chosen, options.encoding) as file:
            reader = ListReader(file, background, options, source.shown)
            for note in reader.notes:
                env.say(note)
            yield reader
    finally:
        gc.set_threshold(*before)


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
) -> tuple[int, tuple[int, int, int] | None]:
    """Read the list and put the catalogue made of it at `path`.

    `meta` describes the catalogue; `records`, `created` and `official` are added. Raises
    DataProblem for a list that cannot be read, has refused rows (without `skip_invalid`) or gives
    no record; CannotCreate and WriteFailed where the file cannot be made. Gives the number of
    records and, where it replaces a catalogue, how many were added, removed and changed.
    """
    with _opened(env, source, background, options) as reader:
        sweep(os.path.dirname(path))
        with replacing(path, force=True) as temporary:
            try:
                with closing(store.open_new(str(temporary))) as connection:
                    filling = Filling(reader, background, connection, refused)
                    with Progress(env, _("rows")) as progress:
                        shown = 0
                        for _problems in filling.run(indexed=True):
                            progress.advance(filling.rows - shown)
                            shown = filling.rows
                    filling.report.say(env)
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
                with suppress(OSError), open(temporary, "rb+") as file:
                    os.fsync(file.fileno())  # which some file systems cannot
                changes = _kept_previous(str(temporary), path)
            except (sqlite3.Error, OSError) as problem:
                reason = refusal(problem) if isinstance(problem, OSError) else str(problem)
                message = _("cannot write: {reason}", reason=reason)
                raise WriteFailed(message, where=path) from problem
    _say(env, tally)
    return tally.records, changes


@contextmanager
def _for_this_call(
    env: Environment, source: Source, background: Background, options: Options
) -> Iterator[Filling]:
    """What reads the list into tables that nobody else sees, kept on disk where it is long."""
    with (
        _opened(env, source, background, options) as reader,
        closing(store.open_new("")) as connection,
    ):
        yield Filling(reader, background, connection)


@contextmanager
def read_into_memory(
    env: Environment, source: Source, background: Background, options: Options
) -> Iterator[sqlite3.Connection]:
    """A catalogue of the list for this call alone; rows that would be refused are left out and
    counted."""
    with _for_this_call(env, source, background, options) as filling:
        for _problems in filling.run(indexed=False):
            pass
        filling.report.say(env)
        _say(env, filling.tally, would=True)
        yield filling.connection


def problems(
    env: Environment, source: Source, background: Background, options: Options
) -> Generator[Problem, None, Tally]:
    """Refused rows, cells that would become null and contradictions, in the order of the rows,
    those of merged rows last. The generator's value is what would become of the rows.

    DataProblem for a list that cannot be read at all.
    """
    with _for_this_call(env, source, background, options) as filling:
        for found in filling.run(indexed=False):
            yield from found
        filling.report.say(env, defects=False)
        return filling.tally


def _say(env: Environment, tally: Tally, *, would: bool = False) -> None:
    (env.say if tally.is_whole else env.warn)(tally.line(would=would))


def _check(env: Environment, tally: Tally, source: Source, skip_invalid: bool) -> None:
    """DataProblem for a list that is not to be imported."""
    if not tally.records:
        env.warn(tally.line(would=True))
        raise DataProblem(_("no record in it"), where=source.shown)
    refused = tally.counts[REFUSED]
    if refused and not skip_invalid:
        env.warn(tally.line(would=True))
        text = ngettext(
            "{count} row refused, so nothing was imported",
            "{count} rows refused, so nothing was imported",
            refused,
        )
        raise DataProblem(
            text.format(count=refused),
            where=source.shown,
            hint=_("--skip-invalid imports the others, --rejects FILE writes the refused ones"),
        )


def _kept_previous(new: str, path: str) -> tuple[int, int, int] | None:
    """Keep the catalogue that is about to be replaced; how many records the new one adds, lacks and
    changes. None where there is none that this program reads."""
    try:
        connect(path).close()
    except PatentcliError:
        return None
    changes = count_changes(path, new)
    with replacing(previous_of(path), force=True) as temporary:
        copyfile(path, temporary)
    return changes
