"""The full-text index of a catalogue and the tables that search needs beside it."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from patentcli.search.cutter import cut_rows
from patentcli.search.vocabulary import collect

# The columns of the index, each with its weight: how sure a hit in it makes us, from 0 to 1,
# that the record is about the word. 0 marks the columns of names, in which only names are
# looked for.
COLUMNS = {
    # What the applicant called it: few words, each chosen.
    "title": 0.5,
    "title_zh": 0.5,
    # Uses from the controlled vocabulary, given by whoever described the record.
    "applications": 0.4,
    # Sentences: the word may be mentioned in passing.
    "summary": 0.4,
    "summary_zh": 0.4,
    "holder": 0.0,
    "inventors": 0.0,
    # Chinese names as they sound, for queries in Latin letters.
    "inventors_sound": 0.0,
}

# Up to so many records are read for the vocabulary of corrections; a word that a
# sample of this size does not hold is too rare to correct others to.
VOCABULARY_SAMPLE = 20_000
# Above this many records merging the index into one piece costs more than it saves.
OPTIMISE_LIMIT = 50_000

# Bytes of the index that are collected in memory before they become a piece of it on disk. A
# million records make some ten pieces (an import ends one each 100,000 records, before so much is
# collected); joining them on the way costs more than reading ten.
MEMORY = 48 << 20

_CREATE = f"""
CREATE VIRTUAL TABLE search_index USING fts5(
    {", ".join(COLUMNS)}, content='', columnsize=0, tokenize='porter ascii'
);
INSERT INTO search_index(search_index, rank) VALUES ('hashsize', {MEMORY});
INSERT INTO search_index(search_index, rank) VALUES ('automerge', 0);
CREATE TABLE search_vocabulary(
    word TEXT PRIMARY KEY, count INTEGER NOT NULL, sound TEXT
) WITHOUT ROWID;
"""

_MARKS = ", ".join("?" * (len(COLUMNS) + 1))


ADD_WORD = """
INSERT INTO search_vocabulary(word, count, sound) VALUES (?, ?, ?)
ON CONFLICT(word) DO UPDATE SET count = count + excluded.count
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables of a catalogue that `search` reads."""
    connection.executescript(_CREATE)


def insert(
    connection: sqlite3.Connection, places: Sequence[int], records: Sequence[Mapping[str, Any]]
) -> None:
    """Index some records under their places in the catalogue, quickest by the hundred.

    `records` have the fields of a patent (lists as lists); missing and null are empty.
    """
    rows = zip(places, cut_rows(records, list(COLUMNS)), strict=True)
    connection.executemany(
        f"INSERT INTO search_index (rowid, {', '.join(COLUMNS)}) VALUES ({_MARKS})",
        [(n, *row) for n, row in rows],
    )


def forget(
    connection: sqlite3.Connection, places: Sequence[int], records: Sequence[Mapping[str, Any]]
) -> None:
    """Take records out again; an index without content must be told what it holds of them."""
    connection.executemany(
        f"INSERT INTO search_index (search_index, rowid, {', '.join(COLUMNS)})"
        f" VALUES ('delete', {_MARKS})",
        [(n, *row) for n, row in zip(places, cut_rows(records, list(COLUMNS)), strict=True)],
    )


def _sample(connection: sqlite3.Connection) -> list[tuple[str | None, ...]]:
    """The texts of the records that the vocabulary of corrections is made of."""
    step = max(1, -(-_count(connection) // VOCABULARY_SAMPLE))
    return connection.execute(
        "SELECT title, title_zh, summary, summary_zh, holder, inventors, holder_zh, inventors_en"
        " FROM patent WHERE n % ? = 0 ORDER BY n",
        (step,),
    ).fetchall()


def finish(connection: sqlite3.Connection) -> None:
    """Complete the tables after the last record: vocabulary for corrections, index in order."""
    connection.executemany(ADD_WORD, collect(_sample(connection)))
    connection.execute(
        "CREATE INDEX search_vocabulary_sound ON search_vocabulary(sound) WHERE sound <> ''"
    )
    if _count(connection) <= OPTIMISE_LIMIT:
        connection.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM patent").fetchone()[0])
