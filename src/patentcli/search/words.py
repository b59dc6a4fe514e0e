"""From the tokens of a query to its words, with what the thesaurus knows of each.

Chinese has no spaces: a run of it is cut where known words begin and end.
"""

import sqlite3
from collections.abc import Container
from operator import itemgetter
from typing import NamedTuple

from patentcli.search import text, thesaurus
from patentcli.search.thesaurus import Entries, Entry

# Chinese words and expressions, and names of companies in Latin words, of up to so many
# characters or words are recognised.
LONGEST_WORD = 8
# What a character that belongs to no word costs a cut: more than any word gains.
_REST = -100


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
    """What is known of it: nothing, if it is a word that nobody knows."""


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
    names = {" ".join(tokens[i : i + size]) for size in sizes for i in range(len(tokens))}
    known = thesaurus.known(base, {*stems.values(), *pieces, *names})
    small = {word for word, entry in known.items() if entry.kind not in ("", "common")}
    items: list[Item] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        size = 1
        if token in stems:
            runs = {size: " ".join(tokens[place : place + size]) for size in sizes}
            size = next((size for size in sizes if known[runs[size]].holder), 1)
            stem, name = known[stems[token]], runs[size]
            kind, holder = stem.kind or known[token].kind, known[name].holder
            forms = dict.fromkeys([name, *(stem.forms or text.spellings(name))])
            entry = stem._replace(kind=kind, holder=holder)
            items.append(Item(name, place, stem.key or stems[token], tuple(forms), entry))
        else:
            for word in cut(token, known, small):
                items.append(Item(word, place, word, (word,), known[word]))
        place += size
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
