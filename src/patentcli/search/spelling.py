"""Words of a query that nothing answers to, and what they were probably meant to be."""

import sqlite3
from collections.abc import Container, Iterable, Sequence
from operator import eq

from patentcli.search import text
from patentcli.search.rank import Correction
from patentcli.search.terms import Thesaurus, Word, has
from patentcli.suggest import edits

# Chinese words of so many characters are recognised by their sound.
HEARD = range(4, 1, -1)


def corrected(
    index: sqlite3.Connection, known: Thesaurus, tokens: Sequence[str], names: Container[str]
) -> tuple[list[str], list[Correction]]:
    """The tokens of a query as they are to be read, and what was mistyped in them, in order.

    `names` are words that belong to names and are right as they are.
    """
    read: list[str] = []
    made: list[Correction] = []
    for token, pieces in zip(tokens, known.words(tokens), strict=True):
        typed, used = token, ""
        if token not in names:
            # The thesaurus, the lexicon or any record has a word that is right.
            right = [piece.is_known or has(index, piece.literal) for piece in pieces]
            if text.is_han(token):
                typed, used = _heard(known.base, pieces, right)
            elif not all(right):
                used = meant_word((index, known.base), token)
        read.append(token.replace(typed, used) if used else token)
        made += [(typed, used)] if used else []
    return read, made


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


def _heard(base: sqlite3.Connection, pieces: Sequence[Word], right: Sequence[bool]) -> Correction:
    """Pieces of a Chinese run, not all of them right, and the word of the thesaurus that sounds
    like them together and has a character of theirs, longest first; else empty.
    """
    sql = "SELECT word FROM thesaurus_word WHERE sound = ? AND sound <> '' ORDER BY word"
    for size in HEARD:
        for first in range(len(pieces)):
            for last in range(first + 1, min(first + size, len(pieces)) + 1):
                typed = "".join(piece.typed for piece in pieces[first:last])
                if len(typed) == size and not all(right[first:last]):
                    for (word,) in base.execute(sql, (text.sound(typed),)):
                        if any(map(eq, typed, word)):
                            return typed, word
    return "", ""
