"""Words of a query that nothing answers to, and what they were probably meant to be."""

import sqlite3
from collections.abc import Container, Iterable, Sequence

from patentcli.search import text
from patentcli.search.query import Word, Words, has
from patentcli.search.rank import Correction
from patentcli.suggest import edits

# Chinese words of so many characters are recognised by their sound.
HEARD = range(4, 1, -1)


def corrected(
    index: sqlite3.Connection, base: sqlite3.Connection, words: Words, names: Container[str]
) -> tuple[list[str], list[Correction]]:
    """The tokens of a query as they are to be read, and what was mistyped in them, in order.

    `names` are words that belong to names and are right as they are.
    """
    tokens: list[str] = []
    made: list[Correction] = []
    for token, pieces in zip(words.tokens, words.cut, strict=True):
        typed, used = token, ""
        if token in names:
            pass
        elif text.is_han(token):
            typed, used = _heard(index, base, pieces)
        elif not _is_right(index, pieces[0]):
            used = meant_word(dict.fromkeys((index, base)), token)
        tokens.append(token.replace(typed, used) if used else token)
        made += [(typed, used)] if used else []
    return tokens, made


def _is_right(index: sqlite3.Connection, word: Word) -> bool:
    """Whether the thesaurus, the lexicon or any record has a word."""
    return word.is_known or has(index, word.literal)


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


def _heard(
    index: sqlite3.Connection, base: sqlite3.Connection, pieces: Sequence[Word]
) -> Correction:
    """Pieces of a Chinese run, not all of them known, and the word of the thesaurus that sounds
    like them together and has a character of theirs, longest first; else empty.
    """
    known = [_is_right(index, piece) for piece in pieces]
    sql = "SELECT word FROM thesaurus_word WHERE sound = ? AND sound <> '' ORDER BY word"
    for size in HEARD:
        for first in range(len(pieces)):
            for last in range(first + 1, min(first + size, len(pieces)) + 1):
                typed = "".join(piece.typed for piece in pieces[first:last])
                if len(typed) != size or all(known[first:last]):
                    continue
                for (word,) in base.execute(sql, (text.sound(typed),)):
                    if any(a == b for a, b in zip(typed, word, strict=True)):
                        return typed, word
    return "", ""
