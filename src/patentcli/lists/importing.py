"""Reading a list to its end: into a catalogue, whose file grows under a temporary name and takes
its place in one step when it is whole, or only to say what is wrong with the list."""

import gc
import os
import sqlite3
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import groupby
from shutil import copyfile

from patentcli.catalogue import store
from patentcli.catalogue.file import SYSTEM, connect, previous_of
from patentcli.catalogue.query import count_changes
from patentcli.environment import Environment, Progress
from patentcli.errors import DataProblem, PatentcliError, WriteFailed, refusal
from patentcli.i18n import _, ngettext
from patentcli.lists.findings import IMPORTED, MERGED, REFUSED, Problem, Report
from patentcli.lists.kinds import read_file
from patentcli.lists.mapping import Background
from patentcli.lists.merging import merge
from patentcli.lists.reading import ListReader
from patentcli.lists.source import Source
from patentcli.output.replacing import replacing, sweep

Refused = Callable[[Problem, Sequence[str], Sequence[object]], None]
"""Told of each refused row: the reason, the heads and its cells."""
_SHEET = 1 << 32  # more than a sheet has rows


def _fill(
    report: Report,
    reader: ListReader,
    background: Background,
    connection: sqlite3.Connection,
    refused: Refused | None = None,
    *,
    indexed: bool,
) -> Iterator[list[Problem]]:
    """Read all rows into the tables of a connection, those of `search` too if `indexed`; the
    defects of some hundred rows at a time, those of merged rows last."""
    sheets = [part.table.name for part in reader.parts]
    rows = array("q")
    """For each record the place of its row, and _SHEET for each sheet before that of the row:
    several records have the same one where a row names a bundle of patents."""
    gone: set[int] = set()  # records that were merged into earlier ones
    report.unread = reader.unread
    store.create(connection)
    connection.execute("BEGIN")
    with Progress(report.env, _("rows")) as progress:
        for block in reader.blocks():
            before, first = sheets.index(block.sheet) * _SHEET, len(rows) + 1
            rows.extend([before + block.places[i] for i in block.made])
            store.insert(connection, range(first, len(rows) + 1), block.columns, indexed=indexed)
            report.rows.update(block.kinds)
            problems: list[Problem] = []
            for i, odd in sorted(block.problems.items()):
                problems += odd
                if block.kinds[i] == REFUSED and refused:
                    refused(odd[-1], *reader.laid(block.sheet, block.cells[i]))
            if indexed:  # else rows of the answer may stand between
                progress.advance(len(block.kinds))
            yield report.add(problems)

    def origin(n: int) -> tuple[str, int]:
        sheet, row = divmod(rows[n - 1], _SHEET)
        return sheets[sheet], row

    for group, differing in merge(connection, background.book, origin, indexed=indexed):
        gone.update(group[1:])
        yield report.add(differing)
    left = sum(1 for _ in groupby(row for n, row in enumerate(rows, start=1) if n not in gone))
    report.rows[MERGED], report.rows[IMPORTED] = report.rows[IMPORTED] - left, left
    report.records = len(rows) - len(gone)
    report.env.warn(*reader.warnings)


@contextmanager
def _opened(env: Environment, source: Source, background: Background) -> Iterator[ListReader]:
    """The list, with its columns judged; says how it was understood."""
    gc.set_threshold(100_000, 50, 100)  # rows make few cycles, but very many objects
    with read_file(source, background) as file:
        reader = ListReader(file, background, source.shown)
        for note in reader.notes:
            env.say(note)
        yield reader


def import_list(
    env: Environment,
    source: Source,
    background: Background,
    *,
    path: str,
    meta: dict[str, str],
    skip_invalid: bool,
    refused: Refused | None = None,
) -> tuple[int, tuple[int, int, int] | None]:
    """Put the catalogue made of the list at `path`; `meta` describes it, but for `records`,
    `created` and `official`. The number of records and, where it replaces a catalogue, how many
    were added, removed and changed. DataProblem for a list that cannot be read, has refused rows
    (without `skip_invalid`) or no record; CannotCreate, WriteFailed where no file can be made."""
    with _opened(env, source, background) as reader:
        sweep(os.path.dirname(path))
        with replacing(path, force=True) as temporary:
            try:
                with closing(store.open_new(str(temporary))) as connection:
                    report = Report(env)
                    deque(_fill(report, reader, background, connection, refused, indexed=True), 0)
                    report.name()
                    _check(report, source, skip_invalid)
                    told = {"created": str(date.today()), "records": str(report.records)}
                    told["official"] = str(int(background.options.official))
                    store.finish(connection, meta | told)
                with suppress(OSError), open(temporary, "rb+") as file:
                    os.fsync(file.fileno())  # which some file systems cannot
                changes = _kept_previous(str(temporary), path)
            except (sqlite3.Error, OSError) as problem:
                reason = refusal(problem) if isinstance(problem, OSError) else str(problem)
                message = _("cannot write: {reason}", reason=reason)
                raise WriteFailed(message, where=path) from problem
    report.close()
    return report.records, changes


@contextmanager
def read_into_memory(
    env: Environment, source: Source, background: Background
) -> Iterator[sqlite3.Connection]:
    """A catalogue of the list for this call alone, kept on disk where it is long; rows that would
    be refused are left out and counted."""
    report = Report(env)
    with _opened(env, source, background) as reader, closing(store.open_new("")) as connection:
        deque(_fill(report, reader, background, connection, indexed=False), maxlen=0)
        report.name()
        report.close(would=True)
        yield connection


def problems(report: Report, source: Source, background: Background) -> Iterator[Problem]:
    """Refused rows, cells that would become null and contradictions, in the order of the rows,
    those of merged rows last. DataProblem for a list that cannot be read at all."""
    with (
        _opened(report.env, source, background) as reader,
        closing(store.open_new("")) as connection,
    ):
        for found in _fill(report, reader, background, connection, indexed=False):
            yield from found
        report.name(defects=False)


def _check(report: Report, source: Source, skip_invalid: bool) -> None:
    """DataProblem for a list that is not to be imported."""
    refused = report.rows[REFUSED]
    if report.records and (skip_invalid or not refused):
        return
    report.close(would=True)
    if not report.records:
        raise DataProblem(_("contains no records"), where=source.shown)
    raise DataProblem(
        ngettext(
            "{count} row refused, so nothing was imported",
            "{count} rows refused, so nothing was imported",
            refused,
            count=f"{refused:,}",
        ),
        where=source.shown,
        hint=_("--skip-invalid imports the others, --rejects FILE writes the refused ones"),
    )


def _kept_previous(new: str, path: str) -> tuple[int, int, int] | None:
    """Keep the catalogue that is about to be replaced; how many records the new one adds, lacks and
    changes. None where there is none that this program reads: where one cannot be read, its error
    says to import the list again."""
    try:
        connect(path).close()
        changes = count_changes(path, new)
    except PatentcliError:
        return None
    except sqlite3.Error as problem:
        if getattr(problem, "sqlite_errorcode", 0) & 0xFF in SYSTEM:
            raise
        return None
    with replacing(previous_of(path), force=True) as temporary:
        copyfile(path, temporary)
    return changes
