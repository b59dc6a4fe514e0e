"""Writing records into the SQLite form: the one way in, for the build and for imports."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from patentcli.catalogue.filters import COUNTED
from patentcli.catalogue.query import patents_at
from patentcli.catalogue.schema import (
    APPLICATION_ID,
    FIELDS,
    INDEX_OF_DOMAINS,
    INDEX_OF_IDS,
    PATENT_COLUMNS,
    SCHEMA_VERSION,
    TABLES,
    row_of,
)
from patentcli.search import index as search_index

CACHE = 48 << 20  # bytes of pages kept in memory while a catalogue is filled
TAGS = {"application": "applications", "ipc": "classifications"}
"""The kinds of tags, and the field whose values they are."""
INSERT_PATENT = f"INSERT INTO patent VALUES (?, {', '.join('?' * len(PATENT_COLUMNS))})"


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty catalogue."""
    connection.execute("PRAGMA page_size = 4096")
    connection.executescript(TABLES)
    search_index.create(connection)


def tags_of(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The values that filters look up by index: application words and classification symbols."""
    return [(kind, value) for kind, field in TAGS.items() for value in record.get(field) or ()]


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
    search_index.insert(connection, [n], [record])


def index(connection: sqlite3.Connection) -> None:
    """Make the index of the ids, unless it is there."""
    connection.execute(INDEX_OF_IDS)


def finish(
    connection: sqlite3.Connection,
    meta: Mapping[str, str],
    unknown: Mapping[str, int] | None = None,
    words: Iterable[search_index.Word] | None = None,
) -> None:
    """Build the indexes, say what the catalogue is and mark the file as ours.

    `unknown` says how many records lack each of `filters.COUNTED`, and `words` what the vocabulary
    for corrections is; without them both are found out.
    """
    index(connection)
    connection.execute(INDEX_OF_DOMAINS)
    connection.executemany(
        "INSERT INTO unknown VALUES (?, ?)", sorted((unknown or count_unknown(connection)).items())
    )
    search_index.finish(connection, words)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()


def count_unknown(connection: sqlite3.Connection) -> dict[str, int]:
    """How many records have nothing in each of the columns that filters test."""
    counts = ", ".join(f"count(*) - count({column})" for column in COUNTED)
    row = connection.execute(f"SELECT {counts} FROM patent").fetchone()
    return dict(zip(COUNTED, row, strict=True))


def open_new(path: str) -> sqlite3.Connection:
    """A connection for filling a new file that nobody else sees until it is finished.

    No journal and no waiting for the disk: an import that is cut off leaves nothing to repair.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
        f"PRAGMA cache_size = -{CACHE >> 10}; PRAGMA temp_store = FILE;"
    )
    return connection


def insert_patents(
    connection: sqlite3.Connection,
    columns: Sequence[str],
    expressions: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Add records by the hundred: `n`, and in each of these columns what the SQL says of a row."""
    connection.executemany(
        f"INSERT INTO patent (n, {', '.join(columns)}) VALUES (?1, {', '.join(expressions)})", rows
    )


def insert_texts(
    connection: sqlite3.Connection, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Add index rows by the hundred: `n` and the texts of these columns of the search index."""
    connection.executemany(search_index.insertion(columns), rows)


def insert_numbers(connection: sqlite3.Connection, keys: Iterable[tuple[str, int, str]]) -> None:
    """Add lookup keys: key, place, role."""
    connection.executemany("INSERT OR IGNORE INTO number VALUES (?, ?, ?)", keys)


def number_plainly(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Add the lookup keys of the records from one place to another, made of their columns.

    Each of them must be a Chinese patent with a publication number of nine digits or none, one
    application since October 2003 or none, and nothing of its family. The publication number
    needs no key (see `lookup.hits`). Best asked for once for many records: this statement has the
    search index write out what it holds in memory.
    """
    connection.execute(_NUMBER_PLAINLY, (first, last))


_NUMBER_PLAINLY = """
INSERT INTO number
SELECT substr(chinese_applications, 1 + length('[{"number":"'), length('CN202210599282')), n, 'own'
FROM patent WHERE n BETWEEN ?1 AND ?2 AND chinese_applications IS NOT NULL
"""


def tag(connection: sqlite3.Connection, columns: Collection[str], first: int, last: int) -> None:
    """Add the tags of the records from one place to another, made of those of their columns.

    Best asked for once for many records: those of one tag then go to one place of the file.
    """
    for kind, field in TAGS.items():
        if field in columns:
            connection.execute(
                f"INSERT OR IGNORE INTO tag SELECT '{kind}', value, n FROM patent,"
                f" json_each({field}) WHERE n BETWEEN ? AND ? ORDER BY value, n",
                (first, last),
            )


def remove(connection: sqlite3.Connection, places: Sequence[int]) -> None:
    """Take the records at these places out again, before `finish`."""
    for start in range(0, len(places), 500):
        part = places[start : start + 500]
        search_index.forget(connection, part, patents_at(connection, FIELDS, part))
    connection.execute("CREATE TEMP TABLE gone (n INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO gone VALUES (?)", [(n,) for n in places])
    for table in ("patent", "tag", "number"):
        connection.execute(f"DELETE FROM {table} WHERE n IN (SELECT n FROM gone)")
    connection.execute("DROP TABLE gone")


def store_document(connection: sqlite3.Connection, name: str, body: object) -> None:
    """Put a JSON document beside the records (bundled catalogue only)."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT INTO document VALUES (?, ?)", (name, text))
