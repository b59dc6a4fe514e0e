"""What `search` reads of a catalogue: the full-text index and the words for corrections. SQLite's
`ascii` tokenizer takes three quarters of the time of `unicode61`; what that one does beyond ASCII
(folding case and accents, splitting at punctuation) is done here. Cutting text is the most
expensive step of an import, so the texts of all records given at once are cut as one."""

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from patentcli.search import text

COLUMNS = (*text.PROSE, *text.NAMES)
READ = (*text.PROSE, "holder", "holder_zh", "inventors", "inventors_en")
"""The fields of a record that are indexed."""
_NAME_END = "|"  # while names are being cut; then the break, which no phrase reaches beyond, and
_NAME_BREAK = " ¶ "  # which no query holds: `text.tokens` has letters and digits alone

# Records that are read for the vocabulary of corrections; a word that a sample of this size does
# not hold is too rare to correct others to.
_SAMPLE = 5_000
# Bytes of the index that are collected in memory before they become a piece of it on disk. A
# million records make some ten pieces (an import ends one each 100,000 records, before so much is
# collected); joining them on the way costs more than reading ten.
_MEMORY = 48 << 20

_CREATE = f"""
CREATE VIRTUAL TABLE search_index USING fts5(
    {", ".join(COLUMNS)}, content='', columnsize=0, tokenize='porter ascii'
);
INSERT INTO search_index(search_index, rank) VALUES ('hashsize', {_MEMORY});
INSERT INTO search_index(search_index, rank) VALUES ('automerge', 0);
CREATE TABLE search_vocabulary(word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
"""
_MARKS = ", ".join("?" * (len(COLUMNS) + 2))
ADD_WORD = """
INSERT INTO search_vocabulary(word, count) VALUES (?, ?)
ON CONFLICT(word) DO UPDATE SET count = count + excluded.count
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables of a catalogue that `search` reads."""
    connection.executescript(_CREATE)


def insert(
    connection: sqlite3.Connection,
    places: Sequence[int],
    columns: Mapping[str, Sequence[Any]],
    command: str | None = None,
) -> None:
    """Index records under their places, by their columns, as `cut` takes them. With the command
    `delete` they are taken out: an index without content must be told what it has."""
    connection.executemany(
        f"INSERT INTO search_index (search_index, rowid, {', '.join(COLUMNS)}) VALUES ({_MARKS})",
        zip(repeat(command), places, *cut(columns)),
    )


def finish(connection: sqlite3.Connection) -> None:
    """Complete the tables after the last record: the words, with how often they stand there."""
    (count,) = connection.execute("SELECT count(*) FROM patent").fetchone()
    step = max(1, -(-count // _SAMPLE))
    sample = connection.execute(
        "SELECT title, title_zh, summary, summary_zh, holder, inventors, holder_zh, inventors_en"
        f" FROM patent WHERE n % {step} = 0 ORDER BY n"
    )
    together = text.normalise(" ".join(field for row in sample for field in row if field))
    words = Counter(re.findall(f"[^\\W_{text.HAN}]+", together))
    telling = (w for w in sorted(words) if len(w) >= text.SHORTEST_WORD and w.isalpha())
    connection.executemany(ADD_WORD, ((word, words[word]) for word in telling))


def in_columns(
    records: Collection[Mapping[str, Any]], names: Iterable[str] = READ
) -> dict[str, list[Any]]:
    """Fields of records as columns; None where a record does not have one."""
    return {name: [record.get(name) for record in records] for name in names}


def cut(columns: Mapping[str, Sequence[Any]]) -> list[list[str]]:
    """The columns of the index, COLUMNS, each with its text for every record, perhaps an empty one.
    `columns` are those of the fields READ (lists as lists)."""
    every = {field: [value or "" for value in columns[field]] for field in READ}
    every["applications"] = [" ".join(words) for words in every["applications"]]
    holders = zip(every["holder"], every["holder_zh"], strict=True)
    inventors = zip(every["inventors"], every["inventors_en"], strict=True)
    names = [[*both, *latin] for both, latin in inventors]
    written = cut_texts([_NAME_END.join(some) for some in names])
    return [
        *(cut_texts(every[field], prose=True) for field in text.PROSE),
        cut_texts([" ".join(filter(None, some)) for some in holders]),
        [some.replace(_NAME_END, _NAME_BREAK) for some in written],
        [_NAME_BREAK.join(map(text.romanised, some)) for some in names],
    ]


def cut_texts(texts: list[str], *, prose: bool = False) -> list[str]:
    """Texts as the index holds them: Chinese as pairs, other writing as words. ASCII passes
    untouched: the tokenizer folds its case. `prose`: without the word "are", of which its stemmer
    would make "AR"."""
    together = "\n".join(one.replace("\n", " ") for one in texts)
    if prose:
        together = re.sub(r" are\b", "", together)
    together = text.simplified(unicodedata.normalize("NFKC", together))
    # Every other piece is a run of Chinese.
    pieces = re.split(f"([{text.HAN}]+)", together)
    if not "".join(pieces[::2]).isascii():
        pieces[::2] = map(_words, pieces[::2])
    # With the last character by itself: a query of one character finds each as a beginning. Many
    # runs come again and again.
    runs = {run: f" {' '.join(text.pairs(run + ' '))}" for run in {*pieces[1::2]}}
    pieces[1::2] = map(runs.__getitem__, pieces[1::2])
    return "".join(pieces).split("\n") if texts else []


@lru_cache(maxsize=1 << 15)
def _words(piece: str) -> str:
    """Text without Chinese for the tokenizer: normal, with punctuation beyond ASCII as spaces."""
    return re.sub(r"[^\w\x00-\x7f]", " ", text.normalise(piece))
