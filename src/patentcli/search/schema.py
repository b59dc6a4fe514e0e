"""The full-text index of a catalogue and the tables that search needs beside it."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from patentcli.search import text


class Column:
    """A column of the index.

    `weight` is how sure a hit in it makes us, from 0 to 1, that the record is about the
    word; 0 marks the columns of names, in which only names are looked for.
    """

    __slots__ = ("name", "weight")

    def __init__(self, name: str, weight: float) -> None:
        self.name = name
        self.weight = weight


COLUMNS = (
    # What the applicant called it: few words, each chosen.
    Column("title", 0.5),
    Column("title_zh", 0.5),
    # Uses from the controlled vocabulary, given by whoever described the record.
    Column("applications", 0.4),
    # Sentences: the word may be mentioned in passing.
    Column("summary", 0.4),
    Column("summary_zh", 0.4),
    Column("holder", 0.0),
    Column("inventors", 0.0),
    # Chinese names as they sound, for queries in Latin letters.
    Column("inventors_sound", 0.0),
)

# Stands between two names, so that no phrase reaches from one into the next.
NAME_BREAK = " 0 "
# Stands there while names are cut for the index; see `names_apart`.
NAME_END = "|"
# Up to so many records are read for the vocabulary of corrections; a word that a
# sample of this size does not hold is too rare to correct others to.
VOCABULARY_SAMPLE = 20_000
# Above this many records merging the index into one piece costs more than it saves.
OPTIMISE_LIMIT = 50_000

# Bytes of the index that are collected in memory before they become a piece of it on disk. A
# million records make some ten pieces (an import ends one each 100,000 records, before so much is
# collected); joining them on the way costs more than reading ten.
MEMORY = 48 << 20

_CREATE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    {columns}, content='', columnsize=0, tokenize='porter ascii'
);
INSERT INTO search_index(search_index, rank) VALUES ('hashsize', {memory});
INSERT INTO search_index(search_index, rank) VALUES ('automerge', 0);
CREATE TABLE search_vocabulary(
    word TEXT PRIMARY KEY, count INTEGER NOT NULL, sound TEXT
) WITHOUT ROWID;
"""


def insertion(columns: Sequence[str]) -> str:
    """The statement that indexes a record under its number by these columns; others stay empty."""
    marks = ", ".join("?" * (len(columns) + 1))
    return f"INSERT INTO search_index(rowid, {', '.join(columns)}) VALUES ({marks})"


INSERT = insertion([column.name for column in COLUMNS])

Word = tuple[str, int, str]
"""A word of the vocabulary, how often it was found, how it sounds (Chinese pairs only)."""

ADD_WORD = """
INSERT INTO search_vocabulary(word, count, sound) VALUES (?, ?, ?)
ON CONFLICT(word) DO UPDATE SET count = count + excluded.count
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables of a catalogue that `search` reads."""
    columns = ", ".join(column.name for column in COLUMNS)
    connection.executescript(_CREATE.format(columns=columns, memory=MEMORY))


def index_row(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The texts of one record in the order of `COLUMNS`, for `INSERT` after its number.

    `record` has the fields of a patent (lists as lists); missing and null are empty.
    """
    return index_rows([record])[0]


def index_rows(records: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The same for several records: the texts of a column are cut as one."""
    if not records:
        return []
    columns = [[record.get(name) or "" for record in records] for name in _TEXTS]
    applications, inventors = (
        [record.get(name) or () for record in records] for name in ("applications", "inventors")
    )
    title, title_zh, summary, summary_zh, holder = map(_cut, columns)
    return list(
        zip(
            *(title, title_zh, _cut([" ".join(words) for words in applications])),
            *(summary, summary_zh, holder),
            map(names_apart, _cut([NAME_END.join(names) for names in inventors])),
            [NAME_BREAK.join(map(_sound_of_name, names)) for names in inventors],
            strict=True,
        )
    )


_TEXTS = ("title", "title_zh", "summary", "summary_zh", "holder")


def _cut(texts: list[str]) -> list[str]:
    """The texts as the index holds them; a line break is a blank there."""
    return text.index_text("\n".join([one.replace("\n", " ") for one in texts])).split("\n")


def names_apart(cut: str) -> str:
    """Names with NAME_END between them, cut for the index, so that no phrase spans two of them.

    After a name that ends in Chinese nothing is needed, since its last character follows by
    itself (`text.index_text`): no phrase of a longer name can go on there.
    """
    return cut.replace(" " + NAME_END, " ").replace(NAME_END, NAME_BREAK)


def _sound_of_name(name: str) -> str:
    if name.isascii():
        return ""
    from patentcli.search.han import romanised

    return romanised(text.simplified(name))


def insert(
    connection: sqlite3.Connection, places: Sequence[int], records: Sequence[Mapping[str, Any]]
) -> None:
    """Index some records under their places in the catalogue."""
    rows = zip(places, index_rows(records), strict=True)
    connection.executemany(INSERT, [(n, *row) for n, row in rows])


def sample(connection: sqlite3.Connection) -> list[tuple[str | None, ...]]:
    """The texts of the records that the vocabulary of corrections is made of."""
    step = max(1, -(-_count(connection) // VOCABULARY_SAMPLE))
    return connection.execute(
        "SELECT title, title_zh, summary, summary_zh, holder, inventors FROM patent"
        " WHERE n % ? = 0 ORDER BY n",
        (step,),
    ).fetchall()


def finish(connection: sqlite3.Connection, words: Iterable[Word] | None = None) -> None:
    """Complete the tables after the last record: vocabulary for corrections, index in order.

    `words` are what `vocabulary.collect` finds in the sample; without them it is asked here.
    """
    from patentcli.search.vocabulary import collect

    connection.executemany(ADD_WORD, collect(sample(connection)) if words is None else words)
    connection.execute(
        "CREATE INDEX search_vocabulary_sound ON search_vocabulary(sound) WHERE sound <> ''"
    )
    if _count(connection) <= OPTIMISE_LIMIT:
        connection.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM patent").fetchone()[0])
