"""Fetching many rows in a second process, while this one writes those it has."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from sqlite3 import DatabaseError
from typing import Any

from patentcli import worker
from patentcli.errors import PatentcliError

AT_ONCE = 2000  # rows handed over together


def fetched_ahead(
    rows: Iterator[Any], damage: Callable[[Exception], PatentcliError | None], where: str
) -> Iterator[Any]:
    """The same rows; `damage` says what a failure to read them means, as `Call.damage` does.

    `rows` come from a catalogue, and nobody else goes on with them. To take an open connection
    into a child is safe only since `catalogue.file.connect` opens the file as immutable: SQLite
    locks nothing then, and both processes only read.
    """
    parts = worker.ahead(lambda: _parts(rows, damage), where=where)
    try:
        first: list[Any] = next(parts, [])
    except OSError:  # no process to be had
        yield from rows
        return
    yield from first
    yield from chain.from_iterable(parts)


def _parts(
    rows: Iterator[Any], damage: Callable[[Exception], PatentcliError | None]
) -> Iterator[list[Any]]:
    try:
        while part := list(islice(rows, AT_ONCE)):
            yield part
    except (DatabaseError, ValueError) as problem:
        raise damage(problem) or problem from None
