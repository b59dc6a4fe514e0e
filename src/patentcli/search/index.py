"""What `search` reads of a catalogue: the full-text index and the words for corrections. SQLite's
`ascii` tokenizer takes three quarters of the time of `unicode61`; what that one does beyond ASCII
(folding case and accents, splitting at punctuation) is done here. Cutting text is the most
expensive step of an import, so the texts of all records given at once are cut as one."""

import re
import sqlite3
import sys
import unicodedata
from array import array
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
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"  # four bytes a character, in the machine's order

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
    words = vocabulary(field for row in sample for field in row if field)
    connection.executemany(ADD_WORD, sorted(words.items()))


def vocabulary(texts: Iterable[str]) -> dict[str, int]:
    """The words to which others may be corrected, with how often they stand there."""
    words = Counter(re.findall(f"[^\\W_{text.HAN}]+", text.normalise(" ".join(texts))))
    return {w: n for w, n in words.items() if len(w) >= text.SHORTEST_WORD and w.isalpha()}


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
    names = [_NAME_END.join([*both, *latin]).replace("\n", " ") for both, latin in inventors]
    heard = text.simplified("\n".join(names)).split("\n") if names else []
    # After a name that ends in Chinese no break is needed: its last character follows by itself,
    # and no phrase of a longer name can go on there.
    written = (some.replace(" " + _NAME_END, " ") for some in cut_texts(names))
    return [
        *(cut_texts(every[field], prose=True) for field in text.PROSE),
        cut_texts([" ".join(filter(None, some)) for some in holders]),
        [some.replace(_NAME_END, _NAME_BREAK) for some in written],
        [_NAME_BREAK.join(map(text.romanised, some.split(_NAME_END))) for some in heard],
    ]


def cut_texts(texts: list[str], *, prose: bool = False) -> list[str]:
    """Texts as the index holds them: Chinese as pairs, other writing as words. ASCII passes
    untouched: the tokenizer folds its case. `prose`: without the word "are", of which its stemmer
    would make "AR"."""
    together = "\n".join(texts)
    if prose:
        together = re.sub(r" are\b", "", together)
    if together.count("\n") >= max(1, len(texts)):
        together = "\n".join(one.replace("\n", " ") for one in texts)
    if together.isascii():
        return together.split("\n") if texts else []
    if not unicodedata.is_normalized("NFKC", together):
        together = unicodedata.normalize("NFKC", together)
    # Every other piece is a run of Chinese.
    pieces = re.split(f"([{text.HAN}]+)", text.simplified(together))
    if not "".join(pieces[::2]).isascii():
        pieces[::2] = map(_words, pieces[::2])
    pieces[1::2] = _cut_runs(pieces[1::2])
    return "".join(pieces).split("\n")


@lru_cache(maxsize=1 << 15)
def _words(piece: str) -> str:
    """Text without Chinese for the tokenizer: normal, with punctuation beyond ASCII as spaces."""
    return re.sub(r"[^\w\x00-\x7f]", " ", text.normalise(piece))


def _cut_runs(runs: list[str]) -> list[str]:
    """Each run as its overlapping pairs and its last character, with a space on both sides.
    So a query of one character finds each as a beginning. All runs become pairs at once, as arrays
    of code points. Written with a line break before, between and after, the runs ABC and DE give
    the pairs `¶A AB BC C¶ ¶D DE E¶`. Those of a run begin after its first character, and its last
    pair is the last character by itself."""
    if not runs:
        return []
    codes = array("I", ("\n" + "\n".join(runs) + "\n").encode(_UTF_32))
    pairs = array("I", map(ord, " ")) * (3 * len(codes) - 3)
    pairs[0::3] = codes[:-1]
    pairs[1::3] = codes[1:]
    cut = pairs.tobytes().decode(_UTF_32)[1:-2].split("\n \n")
    return [f" {run[2:]} " for run in cut]
