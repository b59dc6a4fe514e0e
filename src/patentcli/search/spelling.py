"""Words of a query that nothing answers to, and what they were probably meant to be."""

import sqlite3
from collections.abc import Container, Iterable

from patentcli.search import text
from patentcli.search.query import Item, Words, has
from patentcli.search.rank import Correction
from patentcli.suggest import edits

# Chinese words of so many characters are recognised by their sound.
HEARD = range(4, 1, -1)
# How sure it is that a piece of a Chinese run is no mistake.
_UNKNOWN, _SMALL, _KNOWN = range(3)


def corrected(
    index: sqlite3.Connection, base: sqlite3.Connection, words: Words, names: Container[str]
) -> tuple[list[str], list[Correction]]:
    """The tokens of a query as they are to be read, and what was mistyped in them, in order.

    `names` are words that belong to names and are right as they are.
    """
    tokens = list(words.tokens)
    made: list[Correction] = []
    for place, token in enumerate(words.tokens):
        items = [item for item in words.items if item.token == place and token not in names]
        typed, used = token, ""
        if items and text.is_han(token):
            typed, used = _heard(index, base, items)
        elif items and not _is_right(index, items[0]):
            used = meant_word(dict.fromkeys((index, base)), token)
        if used:
            made.append((typed, used))
            tokens[place] = token.replace(typed, used)
    return tokens, made


def _is_right(index: sqlite3.Connection, item: Item) -> bool:
    """Whether the thesaurus, the lexicon or any record has a word."""
    return item.entry.is_word or has(index, " OR ".join(map(text.phrase, item.entry.forms)))


def meant_word(vocabularies: Iterable[sqlite3.Connection], word: str) -> str:
    """The known word that one slip made a Latin one of, the same first letter and frequent ones
    first; or empty.
    """
    # One slip makes any shorter word another word.
    if len(word) <= text.SHORTEST_WORD or not word.isalpha():
        return ""
    sql = "SELECT word, count FROM search_vocabulary WHERE length(word) BETWEEN ? AND ?"
    counts: dict[str, int] = {}
    for vocabulary in vocabularies:
        counts.update(vocabulary.execute(sql, (len(word) - 1, len(word) + 1)))
    if word in counts:  # no mistake: only the records have nothing to say about it
        return ""
    near = [known for known in counts if edits(word, known, 1) == 1]
    return min(near, key=lambda known: (known[0] != word[0], -counts[known], known), default="")


def _heard(index: sqlite3.Connection, base: sqlite3.Connection, items: list[Item]) -> Correction:
    """A stretch of a Chinese run and the known word that sounds like it, longest first; else empty.

    No known word is cut for it. Where nothing is unexplained, only a longer word can show
    that a small one was a mistake (二维吗 for 二维码).
    """
    pieces: list[tuple[str, int]] = []
    for item in items:
        if item.entry.kind not in ("", "common") and not item.entry.leads:
            pieces.append((item.typed, _SMALL))
        elif _is_right(index, item):
            pieces.append((item.typed, _KNOWN))
        else:
            pieces += [(sign, _UNKNOWN) for sign in item.typed]
    for size in HEARD:
        for first in range(len(pieces)):
            for last in range(first + 1, min(first + size, len(pieces)) + 1):
                typed = "".join(word for word, _level in pieces[first:last])
                least = min(level for _word, level in pieces[first:last])
                if len(typed) != size or least == _KNOWN or (least == _SMALL and size < 3):
                    continue
                alike = _sounding(index, base, typed)
                near = [w for w in alike if any(a == b for a, b in zip(typed, w, strict=True))]
                if near and typed not in alike:
                    return typed, near[0]
    return "", ""


def _sounding(index: sqlite3.Connection, base: sqlite3.Connection, typed: str) -> list[str]:
    """Words that sound so: those of the thesaurus, then frequent pairs of the catalogue."""
    if not (sound := text.sound(typed)):
        return []
    of = "WHERE sound = ? AND sound <> '' ORDER BY"
    known = base.execute(f"SELECT word FROM thesaurus_word {of} word", (sound,))
    pairs = index.execute(f"SELECT word FROM search_vocabulary {of} count DESC, word", (sound,))
    return [word for (word,) in (*known, *pairs)]
