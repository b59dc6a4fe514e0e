"""Writing records into the SQLite form: the one way in, for the build and for imports."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from patentcli.catalogue.schema import (
    APPLICATION_ID,
    INDEXES,
    PATENT_COLUMNS,
    SCHEMA_VERSION,
    TABLES,
    row_of,
)
from patentcli.search import schema as search_schema

INSERT_PATENT = f"INSERT INTO patent VALUES (?, {', '.join('?' * len(PATENT_COLUMNS))})"


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty catalogue."""
    connection.execute("PRAGMA page_size = 4096")
    connection.executescript(TABLES)
    search_schema.create(connection)


def tags_of(record: Mapping[str, object]) -> list[tuple[str, str]]:
    """The values that filters look up by index: application words and classification symbols."""
    words: Iterable[str] = record.get("applications") or []  # type: ignore[assignment]
    symbols: Iterable[str] = record.get("classifications") or []  # type: ignore[assignment]
    return [("application", w) for w in words] + [("ipc", s) for s in symbols]


def insert(
    connection: sqlite3.Connection,
    n: int,
    record: Mapping[str, object],
    keys: Iterable[tuple[str, str]],
) -> None:
    """Add one record (flat, as `schema.row_of` takes it) with its tags, lookup keys and text."""
    connection.execute(INSERT_PATENT, (n, *row_of(record)))
    connection.executemany(
        "INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", [(k, v, n) for k, v in tags_of(record)]
    )
    connection.executemany(
        "INSERT OR IGNORE INTO number VALUES (?, ?, ?)", [(k, n, role) for k, role in sorted(keys)]
    )
    search_schema.insert(connection, n, record)


def finish(connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
    """Build the indexes, say what the catalogue is and mark the file as ours."""
    connection.executescript(INDEXES)
    search_schema.finish(connection)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()


def store_document(connection: sqlite3.Connection, name: str, body: object) -> None:
    """Put a JSON document beside the records (bundled catalogue only)."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT INTO document VALUES (?, ?)", (name, text))
