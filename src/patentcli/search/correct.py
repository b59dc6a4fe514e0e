"""Finding the words of a query that nothing answers to, and what they were meant to be."""

import sqlite3

from patentcli.search import entries, spelling, text
from patentcli.search.matching import Index, any_of
from patentcli.search.plan import Item, Words
from patentcli.search.stem import stem
from patentcli.search.words import tokens_of

# How sure it is that a character of a Chinese run belongs to no mistake.
_UNKNOWN, _SMALL, _KNOWN = 0, 1, 2


def corrections(
    index: Index, base: sqlite3.Connection, words: Words, names: set[str]
) -> list[tuple[str, str]]:
    """Mistyped stretches of the query with what to read instead, in order.

    `names` are words that belong to names and are right as they are.
    """
    found = []
    for place, token in enumerate(words.tokens):
        if token in names:
            continue
        items = [item for item in words.items if item.token == place]
        if text.is_han(token):
            found += _heard(index, base, words, token, items)
        elif used := _spelled(index, base, words, items[0]):
            found.append((token, used))
    return found


def applied(tokens: list[str], corrected: list[tuple[str, str]]) -> list[str]:
    """The tokens with the corrections made."""
    changed = []
    for token in tokens:
        for typed, used in corrected:
            if token == typed or (text.is_han(token) and text.is_han(typed)):
                token = token.replace(typed, used)
        changed.append(token)
    return tokens_of(" ".join(changed))


def _spelled(index: Index, base: sqlite3.Connection, words: Words, item: Item) -> str:
    if item.kind or item.key in words.known or not item.typed.isalpha():
        return ""
    if index.has(any_of(map(text.phrase, (item.typed, *item.others)))):
        return ""

    def is_known(word: str) -> bool:
        return bool(entries.concepts_of(base, {stem(word)})) or index.has(text.phrase(word))

    vocabularies = dict.fromkeys((index.connection, base))
    return spelling.meant_parts(item.typed, is_known) or spelling.meant_word(
        vocabularies, item.typed
    )


def _heard(
    index: Index, base: sqlite3.Connection, words: Words, run: str, items: list[Item]
) -> list[tuple[str, str]]:
    sure: list[int] = []
    for item in items:
        level = _SMALL if item.kind else _UNKNOWN
        if item.key in words.known or item.kind == "common":
            level = _KNOWN
        if level == _UNKNOWN and index.has(text.phrase(item.typed)):
            level = _KNOWN
        sure += [level] * len(item.typed)
    if min(sure) == _KNOWN:
        return []
    corrected = spelling.meant_sound(index.connection, base, run, sure)
    return [corrected] if corrected else []
