"""Every defect of a list, row by row, without making anything of it."""

import sqlite3
from collections.abc import Generator
from contextlib import closing
from typing import Any, NamedTuple

from patentcli.catalogue.schema import TABLES
from patentcli.catalogue.store import insert_numbers
from patentcli.environment import Environment
from patentcli.lists.columns import Background
from patentcli.lists.duplicates import duplicates
from patentcli.lists.filling import same_patent, say_oddities
from patentcli.lists.importing import say_opening, stream
from patentcli.lists.problem import Problem
from patentcli.lists.reading import AT_ONCE, ListReader, Options
from patentcli.lists.source import Source


class Tally(NamedTuple):
    """How far a list was read."""

    rows: int
    records: int


def _items(source: Source, background: Background, options: Options) -> Generator[Any, None, None]:
    reader = ListReader(source, background, options)
    yield reader.notes, reader.warnings
    rows = records = 0
    # The keys of all rows, to find a patent that stands there twice; kept on disk when many.
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.executescript(TABLES + "PRAGMA synchronous = OFF; BEGIN;")
        while True:
            count, found = reader.take(AT_ONCE)
            if not count:
                break
            rows += count
            records += len(found.places)
            insert_numbers(
                connection,
                [
                    (key, found.places[at], role)
                    for key, at, role in found.lookup_keys()
                    if role == "own"
                ],
            )
            connection.executemany(
                "INSERT INTO patent (n, id) VALUES (?, ?)",
                zip(found.places, found.columns.get("id", ()), strict=True),
            )
            yield [tuple(problem) for problem in reader.take_problems()]
        for place, first in duplicates(connection):
            row = connection.execute("SELECT id FROM patent WHERE n = ?", (place,)).fetchone()
            yield [tuple(same_patent(place, first, str(row[0])))]
    yield rows, records, reader.oddities


def problems(
    env: Environment, source: Source, background: Background, options: Options
) -> Generator[Problem, None, Tally]:
    """The defects in the order of the rows, those of doubled patents last.

    The generator's value is a Tally. DataProblem for a list that cannot be read at all.
    """
    items = stream(source, lambda: _items(source, background, options))
    with closing(items):
        say_opening(env, *next(items))
        for item in items:
            if isinstance(item, list):
                yield from (Problem(*found) for found in item)
            else:
                rows, records, oddities = item
                say_oddities(env, *oddities)
                return Tally(rows, records)
    return Tally(0, 0)
