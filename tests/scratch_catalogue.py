"""Small catalogues made up for one test, in memory or as a file."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from patentcli.catalogue import store
from patentcli.catalogue.fields import EMPTY


def catalogue_of(
    records: Iterable[Mapping[str, object]], path: Path | str = ":memory:", **meta: str
) -> sqlite3.Connection:
    """A catalogue of flat records; `id` is made up where a record has none."""
    connection = sqlite3.connect(path)
    store.create(connection)
    count = 0
    for count, record in enumerate(records, start=1):
        store.insert(connection, [count], [{**EMPTY, "id": f"CN{count:09}B", **record}])
    about = {"name": "own", "edition": "2023-08", "created": "2026-01-01", "source": "a list"}
    store.finish(connection, {**about, "records": str(count), "official": "0", **meta})
    return connection
