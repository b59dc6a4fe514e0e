"""From the tokens of a query to its words, with what the thesaurus knows of each.

The thesaurus is two tables of the bundled catalogue, written by `building.thesaurus`. Chinese has
no spaces: a run of it is cut where known words begin and end.
"""

import sqlite3
from collections.abc import Collection, Container
from operator import itemgetter
from typing import NamedTuple

from patentcli.search import text

# Chinese words and expressions, and names of companies in Latin words, of up to so many
# characters or words are recognised.
LONGEST_WORD = 8
# What a character that belongs to no word costs a cut: more than any word gains.
_REST = -100


class Entry(NamedTuple):
    """What is known of a word, of the stem of an English one, or of several together."""

    kind: str = ""
    """Whether it is small (`stop`, `particle`, `generic`) or merely `common`."""
    key: str = ""
    """The stem of the plain form, where a word is written in several ways (colour, drawn),"""
    forms: tuple[str, ...] = ()
    """and all of these ways."""
    leads: tuple[str, ...] = ()
    """The names of the concepts that it leads to."""
    holder: str = ""
    """Finds the company of that name, as an FTS5 expression."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the thesaurus or of the language, or a company."""
        return bool(self.kind or self.leads or self.holder)


class Entries(dict[str, Entry]):
    """Entries by their words; of others nothing is known."""

    def __missing__(self, word: str) -> Entry:
        return Entry()


class Concept(NamedTuple):
    """One thing that has many names."""

    related: tuple[str, ...]
    """The names of neighbouring ones."""
    sought: str
    """The terms that are looked for in records, as an FTS5 expression."""


def entries(base: sqlite3.Connection, words: Collection[str] | None = None) -> Entries:
    """What the thesaurus has of these words, or all that it has, in order."""
    sql = "SELECT word, kind, key, forms, leads, holder FROM thesaurus_word"
    if words is not None:
        sql += f" WHERE word IN ({', '.join('?' * len(words))})"
    return Entries(
        (word, Entry(kind, key, tuple(forms.split()), tuple(leads.split()), holder))
        for word, kind, key, forms, leads, holder in base.execute(sql, tuple(words or ()))
    )


def concepts(base: sqlite3.Connection) -> dict[str, Concept]:
    """All concepts by their names."""
    rows = base.execute("SELECT name, related, sought FROM thesaurus_concept")
    return {name: Concept(tuple(related.split()), sought) for name, related, sought in rows}


class Item(NamedTuple):
    """A word of the query, or a run of Latin ones that name a company."""

    typed: str
    """In normal form."""
    token: int
    """The place of the token that it was cut from."""
    key: str
    """What it is called in the thesaurus."""
    forms: tuple[str, ...]
    """All its forms and spellings (British, irregular)."""
    entry: Entry


class Words(NamedTuple):
    """A query as words: its tokens, cut into items, and all that is known of parts of them."""

    tokens: list[str]
    items: list[Item]
    known: Entries


def words(base: sqlite3.Connection, tokens: list[str]) -> Words:
    """The words of the query in order."""
    stems = {token: text.stem(token) for token in tokens if not text.is_han(token)}
    pieces = {piece for token in tokens if text.is_han(token) for piece in candidates(token)}
    sizes = range(LONGEST_WORD - 1, 0, -1)
    runs = {" ".join(tokens[i : i + size]) for size in sizes for i in range(len(tokens))}
    known = entries(base, {*stems.values(), *pieces, *runs})
    small = {word for word, entry in known.items() if entry.kind not in ("", "common")}
    items: list[Item] = []
    named = 0  # where the last company's name ends
    for place, token in enumerate(tokens):
        if token not in stems:
            items += [Item(w, place, w, (w,), known[w]) for w in cut(token, known, small)]
        elif place >= named:
            names = [" ".join(tokens[place : place + size]) for size in sizes]
            name = next((name for name in names if known[name].holder), token)
            named = place + len(name.split())
            entry = known[stems[token]]
            forms = dict.fromkeys([name, *(entry.forms or text.spellings(name))])
            key = entry.key or stems[token]
            kind, holder = entry.kind or known[token].kind, known[name].holder
            entry = entry._replace(kind=kind, holder=holder)
            items.append(Item(name, place, key, tuple(forms), entry))
    return Words(tokens, items, known)


def candidates(run: str) -> set[str]:
    """All that could be a word in a run of Chinese."""
    return {
        run[start:end]
        for start in range(len(run))
        for end in range(start + 1, min(start + LONGEST_WORD, len(run)) + 1)
    }


def cut(run: str, known: Container[str], small: Container[str] = ()) -> list[str]:
    """The run as words, and what is left between them, each rest in one piece.

    Of all ways to cut it one with the smallest rest, then the one with the longest words. A
    single character beside a rest belongs to it, unless it is a small word: it is part of a
    word that nobody here knows, whatever it means alone.
    """

    def gain(word: str) -> int:
        return len(word) ** 2 if word in known or word in small else _REST

    best: list[tuple[int, list[str]]] = [(0, [])]  # gain up to each place, and the words
    for end in range(1, len(run) + 1):
        last = [run[start:end] for start in range(end - 1, max(0, end - LONGEST_WORD) - 1, -1)]
        ways = [
            (best[-len(word)][0] + gain(word), [*best[-len(word)][1], word])
            for word in last
            if len(word) == 1 or gain(word) > 0
        ]
        best.append(max(ways, key=itemgetter(0)))
    joined: list[str] = []
    in_rest = False
    _gain, pieces = best[-1]
    for piece, follows in zip(pieces, [*pieces[1:], ""], strict=True):
        beside_rest = in_rest or (len(follows) == 1 and gain(follows) < 0)
        is_rest = gain(piece) < 0 or (len(piece) == 1 and piece not in small and beside_rest)
        if is_rest and in_rest:
            joined[-1] += piece
        else:
            joined.append(piece)
        in_rest = is_rest
    return joined
