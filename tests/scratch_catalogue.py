"""Small catalogues made up for one test."""

import sqlite3
from collections.abc import Iterable, Mapping

from patentcli.catalogue import store


def catalogue_of(records: Iterable[Mapping[str, object]]) -> sqlite3.Connection:
    """A catalogue in memory; `id` is made up where a record has none."""
    connection = sqlite3.connect(":memory:")
    store.create(connection)
    for n, record in enumerate(records, start=1):
        store.insert(connection, [n], [{"id": f"CN{n:09}B", **record}])
    store.finish(connection, {})
    return connection
