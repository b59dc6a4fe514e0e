"""Every problem of a list, row by row, without making anything of it."""

import sqlite3
from collections.abc import Generator
from contextlib import closing

from patentcli.environment import Environment
from patentcli.lists.cells import Background
from patentcli.lists.findings import Options
from patentcli.lists.importing import Filling, Tally, opened, say_opening
from patentcli.lists.problem import Problem
from patentcli.lists.source import Source


def problems(
    env: Environment, source: Source, background: Background, options: Options
) -> Generator[Problem, None, Tally]:
    """Refused rows, cells that would become null and contradictions, in the order of the rows,
    those of merged rows last. The generator's value is what would become of the rows.

    DataProblem for a list that cannot be read at all.
    """
    with opened(source, background, options) as reader:
        say_opening(env, reader)
        with closing(sqlite3.connect("", isolation_level=None)) as connection:
            connection.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")
            filling = Filling(reader, background, connection, indexed=False)
            for found in filling.run():
                yield from found
            for doubt in reader.findings.doubts:
                env.warn(doubt.line())
            return filling.tally
