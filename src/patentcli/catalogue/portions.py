"""The records of a large catalogue in portions, of which a second process makes every other one."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from patentcli.catalogue.file import connect
from patentcli.catalogue.filters import Condition
from patentcli.catalogue.opening import Catalogue
from patentcli.errors import PatentcliError

SIZE = 8192  # places in a portion
MANY = 10_000  # records from which a second process is quicker, its start included

Portion = Sequence[Condition]
"""What restricts a query to the records of a portion."""
Block = tuple[bytes, int, int]
"""Some records as they are written, how many they are, and how many of them are candidates."""
Make = Callable[[sqlite3.Connection, Portion], Iterator[Block]]
Damage = Callable[[Exception], PatentcliError | None]
"""What a failure to read means, as `Call.damage` says it."""

WHOLE: list[Portion] = [()]


def portions(connection: sqlite3.Connection, *, reverse: bool) -> list[Portion]:
    """The whole catalogue in its own order, or turned round."""
    last = connection.execute("SELECT max(n) FROM patent").fetchone()[0] or 0
    found: list[Portion] = [
        [Condition("p.n BETWEEN ? AND ?", "0", (first, first + SIZE - 1))]
        for first in range(1, last + 1, SIZE)
    ]
    return found[::-1] if reverse else found


def blocks(
    catalogue: Catalogue, make: Make, parts: Sequence[Portion], damage: Damage
) -> Iterator[Block]:
    """What `make` gives for each portion, in order; by two processes where that pays.

    `make` may be called in a child process, with a connection of its own to the same file.
    """
    records = 0
    for at, part in enumerate(parts, start=1):
        for block in make(catalogue.connection, part):
            records += block[1]
            yield block
        if records * len(parts) >= MANY * at and len(parts) > at + 1 and _pays():
            yield from _by_two(catalogue, make, parts[at:], damage)
            return


def _pays() -> bool:
    from patentcli import worker  # threads and queues: few answers are so long

    return worker.pays()


def _by_two(
    catalogue: Catalogue, make: Make, parts: Sequence[Portion], damage: Damage
) -> Iterator[Block]:
    from patentcli import worker

    try:
        ours = _file_behind(catalogue.path)
        theirs = worker.ahead(
            lambda: _theirs(catalogue.path, ours, make, parts[1::2], damage),
            where=catalogue.path,
            alone=True,
        )
    except OSError:  # no process to be had
        for part in parts:
            yield from make(catalogue.connection, part)
        return
    with closing(theirs), worker.without_collection():
        shared = None
        for at, part in enumerate(parts):
            if at % 2 and shared is None:
                shared = next(theirs)
            if at % 2 and shared:
                yield from iter(lambda: next(theirs), None)
            else:
                yield from make(catalogue.connection, part)


def _theirs(
    path: str, ours: os.stat_result | None, make: Make, parts: Sequence[Portion], damage: Damage
) -> Iterator[Block | bool | None]:
    """Whether this process could open our file; then blocks, and None after each portion."""
    try:
        connection = connect(path, path)
        now = os.stat(path)
    except (PatentcliError, OSError):
        yield False
        return
    if ours is None or not os.path.samestat(ours, now):
        yield False
        return
    yield True
    try:
        for part in parts:
            yield from make(connection, part)
            yield None
    except (sqlite3.DatabaseError, ValueError) as problem:
        raise damage(problem) or problem from None


def _file_behind(path: str) -> os.stat_result | None:
    """The file that this process has open by that path; None if an import took its place since."""
    path = os.path.realpath(path)
    for name in os.listdir("/proc/self/fd"):
        descriptor = f"/proc/self/fd/{name}"
        try:
            if os.readlink(descriptor) == path:
                return os.stat(descriptor)
        except OSError:  # that of the directory itself, gone by now
            continue
    return None
