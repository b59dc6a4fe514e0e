"""The SQLite form of a catalogue, and the way in for records. It holds `patent`, `tag`, `number`
and the search index; the bundled one rules, vocabulary and announcement, too (`document`)."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection, connect
from typing import Any

from patentcli.catalogue.fields import INTEGERS, LIST_FIELDS, PATENT_COLUMNS, SHOWN, stored, unpack
from patentcli.catalogue.file import APPLICATION_ID, SCHEMA_VERSION
from patentcli.search import index

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID, STRICT;
CREATE TABLE patent (
  n INTEGER PRIMARY KEY,
  {", ".join(f"{c} {'INTEGER' if c in INTEGERS else 'TEXT'}" for c in PATENT_COLUMNS)}
) STRICT;
CREATE TABLE tag (
  kind TEXT, value TEXT, n INTEGER, PRIMARY KEY (kind, value, n)
) WITHOUT ROWID, STRICT;
CREATE TABLE number (
  key TEXT, n INTEGER, role TEXT, PRIMARY KEY (key, n, role)
) WITHOUT ROWID, STRICT;
"""

# Made after all rows are in: filling a table that has no index yet is several times faster. The
# second holds all that a list shows, so that the records of a domain are read one after another and
# not each from its own page of the table: a third less time for a long list.
INDEXES = f"""
CREATE INDEX patent_id ON patent (id);
CREATE INDEX patent_domain ON patent (domain, n, {", ".join(c for c in SHOWN if c != "domain")})
WHERE domain IS NOT NULL;
"""

COLUMNS = (*PATENT_COLUMNS, "keys")  # what `insert` takes of a record


def open_new(path: str) -> Connection:
    """A connection for filling a new file that nobody else sees until it is finished: without a
    journal or waiting for the disk, and with 48 MiB of pages in memory."""
    connection = connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
        "PRAGMA cache_size = -49152; PRAGMA temp_store = FILE;"
    )
    return connection


def create(connection: Connection) -> None:
    """Lay out an empty catalogue."""
    connection.executescript(TABLES)
    # Keys go to their places in the file in their own order, so they wait beside it.
    connection.execute("CREATE TEMP TABLE waiting_number (key TEXT, n INTEGER, role TEXT)")
    index.create(connection)


def insert(
    connection: Connection,
    places: Sequence[int],
    columns: Mapping[str, Sequence[Any]],
    *,
    indexed: bool = True,
) -> None:
    """Add records by their columns (as `fields.stored` takes them, with `keys`, see
    `derive.keys_of`), quickest by the hundred. `indexed`: for `search` too."""
    if not places:
        return
    filled = {"n": places} | stored(columns)
    connection.executemany(
        f"INSERT INTO patent ({', '.join(filled)}) VALUES ({', '.join('?' * len(filled))})",
        zip(*filled.values(), strict=True),
    )
    connection.executemany(
        "INSERT INTO waiting_number VALUES (?, ?, ?)",
        [
            (key, n, role)
            for n, keys in zip(places, columns["keys"], strict=True)
            for key, role in keys.items()
        ],
    )
    if indexed:
        index.insert(connection, places, columns)


def settle(connection: Connection) -> None:
    """Put the keys that are waiting into their places."""
    sql = "INSERT OR IGNORE INTO number SELECT key, n, role FROM waiting_number ORDER BY key, n"
    connection.execute(sql)
    connection.execute("DELETE FROM waiting_number")


def same_patents(connection: Connection) -> list[list[int]]:
    """Places of records that have a number of their own in common, in groups; after `settle`."""
    shared = connection.execute(
        "SELECT key, n FROM number WHERE role = 'own' AND key IN ("
        "SELECT key FROM number WHERE role = 'own' GROUP BY key HAVING count(*) > 1)"
        " ORDER BY key, n"
    )
    group_of: dict[int, set[int]] = {}
    for _key, same in groupby(shared, itemgetter(0)):
        met = {id(group): group for group in (group_of.setdefault(n, {n}) for _key, n in same)}
        largest = met.pop(max(met, key=lambda one: len(met[one])))
        for group in met.values():  # the smaller go into the largest: no place moves often
            largest |= group
            group_of.update(dict.fromkeys(group, largest))
    return sorted(sorted(group) for group in {id(g): g for g in group_of.values()}.values())


def flat_records(connection: Connection, places: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The records at these places, in the form of `insert`; of `keys` their own."""
    found: dict[int, dict[str, Any]] = {}
    record: dict[str, Any]
    sql = "SELECT * FROM patent WHERE n IN (SELECT value FROM json_each(?))"
    for n, *values in connection.execute(sql, (str(list(places)),)):
        found[n] = record = dict(zip(PATENT_COLUMNS, values, strict=True))
        for field, kind in LIST_FIELDS.items():
            record[field] = unpack(kind, record[field])
    connection.execute("CREATE INDEX IF NOT EXISTS number_place ON number (n)")
    sql = "SELECT key, role FROM number WHERE n = ? AND role = 'own'"
    for n, record in found.items():
        record["keys"] = dict(connection.execute(sql, (n,)))
    return found


def remove(
    connection: Connection, records: Mapping[int, Mapping[str, Any]], *, indexed: bool = True
) -> None:
    """Take records out again, by place, before `finish`."""
    places = list(records)
    if indexed:
        index.insert(connection, places, index.in_columns(records.values()), "delete")
    for table in ("patent", "number"):
        connection.executemany(f"DELETE FROM {table} WHERE n = ?", [(n,) for n in places])


def finish(connection: Connection, meta: Mapping[str, str]) -> None:
    """Build the indexes, say what the catalogue is and mark the file as ours."""
    settle(connection)
    for kind, field in (("application", "applications"), ("ipc", "classifications")):
        lists = connection.execute(f"SELECT {field}, n FROM patent WHERE {field} IS NOT NULL")
        tags = ((kind, value, n) for values, n in lists for value in values.split("\n"))
        connection.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", tags)
    connection.executescript(INDEXES)
    connection.execute("DROP INDEX IF EXISTS number_place")
    index.finish(connection)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()


def store_documents(connection: Connection, documents: Mapping[str, object]) -> None:
    """Put JSON documents beside the records (bundled catalogue only)."""
    connection.execute("CREATE TABLE document (name TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
    for name, body in documents.items():
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        connection.execute("INSERT INTO document VALUES (?, ?)", (name, text))
