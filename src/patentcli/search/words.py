"""From the tokens of a query to its words, with what the thesaurus knows of each.

Chinese has no spaces: a run of it is cut where known words begin and end.
"""

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from patentcli.search import text, thesaurus
from patentcli.search.thesaurus import Leads

# Chinese words and expressions, and names of companies in Latin words, of up to so many
# characters or words are recognised.
LONGEST_WORD = 8
# What a character that belongs to no word costs a cut: more than any word gains.
_REST = -100


class Item(NamedTuple):
    """A word of the query."""

    typed: str
    """In normal form."""
    token: int
    """The place of the token that it was cut from."""
    key: str
    """What it is called in the thesaurus."""
    kind: str = ""
    """Whether it is small (`stop`, `particle`, `generic`) or merely `common`."""
    forms: tuple[str, ...] = ()
    """All its forms and spellings (British, irregular)."""
    holder: str = ""
    """Finds the company that it names."""


class Words(NamedTuple):
    """A query as words: its tokens, cut into items, and the thesaurus entries of these."""

    tokens: list[str]
    items: list[Item]
    known: dict[str, Leads]

    def is_known(self, item: Item) -> bool:
        """Whether the word is one: of the thesaurus, of the language, or a company."""
        return bool(item.key in self.known or item.kind or item.holder)


def words(base: sqlite3.Connection, tokens: list[str]) -> Words:
    """The words of the query in order, and the entries of those that lead to one alone."""
    stems = {token: text.stem(token) for token in tokens if not text.is_han(token)}
    across = thesaurus.spellings(base, set(stems.values()))
    pieces = {piece for token in tokens if text.is_han(token) for piece in candidates(token)}
    kinds = thesaurus.kinds(base, pieces | set(stems) | set(stems.values()))
    small = {word for word, kind in kinds.items() if kind != "common"}
    keys = {word: across[key][1] if key in across else key for word, key in stems.items()}
    known = thesaurus.leads(base, pieces | set(keys.values()))
    sizes = range(LONGEST_WORD - 1, 0, -1)
    names = {" ".join(tokens[i : i + size]) for size in sizes for i in range(len(tokens))}
    companies = thesaurus.companies(base, pieces | names)
    items: list[Item] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        size = 1
        if token in stems:
            named = (n for n in sizes if " ".join(tokens[place : place + n]) in companies)
            size = next(named, 1)
            name = " ".join(tokens[place : place + size])
            kind = kinds.get(stems[token]) or kinds.get(token, "")
            written = across[stems[token]][0].split() if stems[token] in across else ()
            forms = tuple(dict.fromkeys([name, *(written or text.spellings(name))]))
            items.append(Item(name, place, keys[token], kind, forms, companies.get(name, "")))
        else:
            items += [
                Item(word, place, word, kinds.get(word, ""), (word,), companies.get(word, ""))
                for word in cut(token, {*known, *companies, *kinds}, small)
            ]
        place += size
    return Words(tokens, items, known)


def candidates(run: str) -> set[str]:
    """All that could be a word in a run of Chinese."""
    return {
        run[start:end]
        for start in range(len(run))
        for end in range(start + 1, min(start + LONGEST_WORD, len(run)) + 1)
    }


def cut(run: str, known: Collection[str], small: Collection[str] = ()) -> list[str]:
    """The run as words, and what is left between them, each rest in one piece.

    Of all ways to cut it one with the smallest rest, then the one with the longest words. A
    single character beside a rest belongs to it, unless it is a small word: it is part of a
    word that nobody here knows, whatever it means alone.
    """

    def gain(word: str) -> int:
        return len(word) ** 2 if word in known or word in small else _REST

    best = [(0, 0)]  # gain up to each place, start of its last word
    for end in range(1, len(run) + 1):
        best.append(
            max(
                (best[start][0] + gain(run[start:end]), start)
                for start in range(max(0, end - LONGEST_WORD), end)
                if end - start == 1 or gain(run[start:end]) > 0
            )
        )
    pieces: list[str] = []
    end = len(run)
    while end:
        pieces.insert(0, run[best[end][1] : end])
        end = best[end][1]
    joined: list[str] = []
    in_rest = False
    for piece, follows in zip(pieces, [*pieces[1:], ""], strict=True):
        beside_rest = in_rest or (len(follows) == 1 and gain(follows) < 0)
        is_rest = gain(piece) < 0 or (len(piece) == 1 and piece not in small and beside_rest)
        if is_rest and in_rest:
            joined[-1] += piece
        else:
            joined.append(piece)
        in_rest = is_rest
    return joined
