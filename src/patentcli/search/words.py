"""From the tokens of a query to its words, with what the thesaurus knows of each.

Chinese has no spaces: a run of it is cut where known words begin and end.
"""

import sqlite3
from collections.abc import Callable, Collection

from patentcli.search import text, thesaurus
from patentcli.search.stem import stem
from patentcli.search.thesaurus import Leads

# Chinese words and expressions, and names of companies in Latin words, of up to so many
# characters or words are recognised.
LONGEST_WORD = 8
# What a cut gains: long words over the short ones they are made of, words of the
# thesaurus over common ones, small words only where nothing else fits.
_COMMON_WORD = 0.8
_SMALL_WORD = 0.5
# What a character that belongs to no word costs: two words that leave nothing over are
# better than a longer one beside such a rest.
_REST = -4.0


class Item:
    """A word of the query.

    `typed` is the word in normal form, `key` what it is called in the thesaurus, `kind`
    says if it is small (`stop`, `particle`, `generic`) or merely `common`, `others` are
    its other forms and spellings (British, irregular), `token` is the place of the token
    that it was cut from, `holder` finds the company that it names.
    """

    __slots__ = ("holder", "key", "kind", "others", "token", "typed")

    def __init__(
        self, typed: str, token: int, *, key: str = "", kind: str = "", others: str = "",
        holder: str = "",
    ) -> None:  # fmt: skip
        self.typed = typed
        self.token = token
        self.key = key or typed
        self.kind = kind
        self.others = others.split()
        self.holder = holder


class Words:
    """A query as words: its tokens, cut into items, and the thesaurus entries of these."""

    __slots__ = ("items", "known", "tokens")

    def __init__(self, tokens: list[str], items: list[Item], known: dict[str, Leads]) -> None:
        self.tokens = tokens
        self.items = items
        self.known = known

    def is_known(self, item: Item) -> bool:
        """Whether the word is one: of the thesaurus, of the language, or a company."""
        return bool(item.key in self.known or item.kind or item.holder)


def words(base: sqlite3.Connection, tokens: list[str]) -> Words:
    """The words of the query in order, and the entries of those that lead to one alone."""
    runs = [token for token in tokens if text.is_han(token)]
    stems = {token: stem(token) for token in tokens if not text.is_han(token)}
    across = thesaurus.spellings(base, set(stems.values()))
    keys = {word: across[key][1] if key in across else key for word, key in stems.items()}
    pieces = {piece for run in runs for piece in candidates(run)}
    kinds = thesaurus.kinds(base, pieces | set(stems) | set(stems.values()))
    small = {word for word, kind in kinds.items() if kind != "common"}
    known = thesaurus.concepts_of(base, pieces | set(keys.values()))
    names = {
        " ".join(tokens[i : i + n]) for n in range(1, LONGEST_WORD) for i in range(len(tokens))
    }
    companies = thesaurus.companies(base, pieces | names)
    items: list[Item] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        size = 1
        if token in stems:
            size = _words_of_company(tokens[place:], companies)
            name = " ".join(tokens[place : place + size])
            others = across[stems[token]][0] if stems[token] in across else ""
            kind = kinds.get(stems[token]) or kinds.get(token, "")
            holder = companies.get(name, "")
            items.append(
                Item(name, place, key=keys[token], kind=kind, others=others, holder=holder)
            )
        else:
            for word in cut(token, {*known, *companies}, small, kinds):
                kind = kinds.get(word, "")
                items.append(Item(word, place, kind=kind, holder=companies.get(word, "")))
        place += size
    return Words(tokens, items, known)


def _words_of_company(tokens: list[str], companies: Collection[str]) -> int:
    """How many of the next tokens are the name of a company; 1 if they are none."""
    sizes = range(min(LONGEST_WORD, len(tokens)), 1, -1)
    return next((size for size in sizes if " ".join(tokens[:size]) in companies), 1)


def candidates(run: str) -> set[str]:
    """All that could be a word in a run of Chinese."""
    return {
        run[start:end]
        for start in range(len(run))
        for end in range(start + 1, min(start + LONGEST_WORD, len(run)) + 1)
    }


def cut(
    run: str, known: Collection[str], small: Collection[str], common: Collection[str] = ()
) -> list[str]:
    """The run as words, and what is left between them, each rest in one piece.

    Of all ways to cut it the one with the highest sum of squared word lengths.
    """

    def gain(word: str) -> float:
        worth = 1.0 if word in known else _SMALL_WORD if word in small else _COMMON_WORD
        is_word = word in known or word in small or word in common
        return worth * len(word) ** 2 if is_word else _REST

    best: list[tuple[float, int]] = [(0.0, 0)]  # gain up to each place, start of its last word
    for end in range(1, len(run) + 1):
        best.append(
            max(
                (best[start][0] + gain(run[start:end]), start)
                for start in range(max(0, end - LONGEST_WORD), end)
                if end - start == 1 or gain(run[start:end]) > 0.0
            )
        )
    pieces: list[str] = []
    end = len(run)
    while end:
        pieces.append(run[best[end][1] : end])
        end = best[end][1]
    return _joined(pieces[::-1], lambda word: gain(word) > 0.0, small)


def _joined(pieces: list[str], is_word: Callable[[str], bool], small: Collection[str]) -> list[str]:
    """The pieces with characters that are no word put together.

    A single character beside such a rest belongs to it, unless it is a small word: it
    is part of a word that nobody here knows, whatever it means alone.
    """
    joined: list[str] = []
    in_rest = False
    for place, piece in enumerate(pieces):
        follows = pieces[place + 1] if place + 1 < len(pieces) else ""
        beside_rest = in_rest or (len(follows) == 1 and not is_word(follows))
        is_loose = len(piece) == 1 and piece not in small and beside_rest
        is_rest = not is_word(piece) or is_loose
        if is_rest and in_rest:
            joined[-1] += piece
        else:
            joined.append(piece)
        in_rest = is_rest
    return joined
