"""Making a catalogue of a list: read ahead in one process, written in the other.

The file grows under a temporary name and takes its place in one step when it is whole, so a
reader never sees half of it and whatever goes wrong leaves the old one as it was.
"""

import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any

from patentcli import worker
from patentcli.environment import Environment
from patentcli.errors import DataProblem, WriteFailed
from patentcli.i18n import _
from patentcli.lists.batches import Batch, batches
from patentcli.lists.columns import Background
from patentcli.lists.filling import Filling, Imported
from patentcli.lists.formats import format_of
from patentcli.lists.reading import ListReader, Options
from patentcli.lists.source import Source
from patentcli.lists.workbook import MEMORY
from patentcli.output.replacing import replacing, sweep
from patentcli.system_errors import refusal

WORTH_A_PROCESS = 1 << 20  # bytes of a list from which reading it in another process pays


def _items(source: Source, background: Background, options: Options) -> Generator[Any, None, None]:
    reader = ListReader(source, background, options)
    yield reader.notes, reader.warnings
    for batch in batches(reader):
        yield tuple(batch)


def stream(
    source: Source, make: Callable[[], Generator[Any, None, None]], *, always: bool = False
) -> Generator[Any, None, None]:
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
    with closing(items), worker.without_collection():
        say_opening(env, *next(items))
        sweep(os.path.dirname(path))
        with replacing(path, overwrite=True) as temporary:
            filling = Filling(env, temporary, source, skip_invalid=skip_invalid)
            try:
                with closing(filling):
                    done = filling.fill(Batch(*item) for item in items)
                    if not done.records:
                        raise DataProblem(_("no record in it"), where=source.shown)
                    filling.finish({**meta, "official": str(int(options.official))})
            except (sqlite3.Error, OSError) as problem:
                reason = refusal(problem) if isinstance(problem, OSError) else str(problem)
                message = _("cannot write: {reason}").format(reason=reason)
                raise WriteFailed(message, where=path) from problem
    return done
