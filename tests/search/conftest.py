"""The search of the bundled catalogue."""

import sqlite3
from collections.abc import Callable
from functools import partial

import pytest

from patentcli.search.engine import Result, run


@pytest.fixture(scope="session")
def search(bundled: sqlite3.Connection) -> Callable[..., Result]:
    """`run` on the bundled catalogue; takes the query and the options of `run`."""
    return partial(run, bundled, bundled)


@pytest.fixture(scope="session")
def found(bundled: sqlite3.Connection, search: Callable[..., Result]) -> Callable[..., list[str]]:
    """The ids that a query finds in the bundled catalogue, best first."""
    ids = dict(bundled.execute("SELECT n, id FROM patent"))
    return lambda query, **options: [ids[hit.n] for hit in search(query, **options).hits]
