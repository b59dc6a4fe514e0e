"""Words of a query that nothing answers to, and what they were probably meant to be."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from patentcli.search import han, text, thesaurus
from patentcli.search.matching import Index, any_of
from patentcli.search.stem import stem
from patentcli.search.words import Item, Words

# Shorter words are too close to each other to tell which one was meant.
SHORTEST_WORD = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Pairs of characters that records have so often are likely words.
FREQUENT = 5
# Chinese words of so many characters are recognised by their sound.
HEARD = range(4, 1, -1)

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
        items = [item for item in words.items if item.token == place]
        if token in names:
            continue
        if text.is_han(token):
            found += _heard(index, base, words, token, items)
        else:
            found += [
                (token, used) for item in items if (used := _spelled(index, base, words, item))
            ]
    return found


def applied(tokens: list[str], corrected: list[tuple[str, str]]) -> list[str]:
    """The tokens with the corrections made."""
    changed = []
    for token in tokens:
        for typed, used in corrected:
            if token == typed or (text.is_han(token) and text.is_han(typed)):
                token = token.replace(typed, used)
        changed.append(token)
    return text.tokens(" ".join(changed))


def _spelled(index: Index, base: sqlite3.Connection, words: Words, item: Item) -> str:
    if words.is_known(item) or not item.typed.isalpha():
        return ""
    if index.has(any_of(map(text.phrase, (item.typed, *item.others)))):
        return ""

    def is_known(word: str) -> bool:
        return bool(thesaurus.concepts_of(base, {stem(word)})) or index.has(text.phrase(word))

    vocabularies = dict.fromkeys((index.connection, base))
    return meant_parts(item.typed, is_known) or meant_word(vocabularies, item.typed)


def _heard(
    index: Index, base: sqlite3.Connection, words: Words, run: str, items: list[Item]
) -> list[tuple[str, str]]:
    sure: list[int] = []
    # Where a stretch that was mistyped may begin or end: no known word is cut for it.
    edges = {0}
    for item in items:
        start = len(sure)
        level = _SMALL if item.kind else _UNKNOWN
        if item.key in words.known or item.holder or item.kind == "common":
            level = _KNOWN
        if level == _UNKNOWN and index.has(text.phrase(item.typed)):
            level = _KNOWN
        sure += [level] * len(item.typed)
        edges |= {len(sure)} if level else set(range(start, len(sure) + 1))
    if min(sure, default=_KNOWN) == _KNOWN:
        return []
    corrected = meant_sound(index.connection, base, run, sure, edges)
    return [corrected] if corrected else []


def one_slip(word: str) -> set[str]:
    """All that is one letter left out, put in, mixed up or swapped away from a word.

    In the shortest words a letter in place of another makes just another word.
    """
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if b[1:]}
    near |= {a + letter + b for a, b in cuts for letter in LETTERS}
    if len(word) > SHORTEST_WORD:
        near |= {a + letter + b[1:] for a, b in cuts if b for letter in LETTERS}
    return near - {word}


def meant_word(vocabularies: Iterable[sqlite3.Connection], word: str) -> str:
    """The known word that one slip made a Latin one of, the same first letter and frequent ones
    first; or empty.
    """
    if len(word) < SHORTEST_WORD or not word.isalpha():
        return ""
    near = sorted({word, *one_slip(word)})
    sql = f"SELECT word, count FROM search_vocabulary WHERE word IN ({', '.join('?' * len(near))})"
    counts: dict[str, int] = {}
    for vocabulary in vocabularies:
        counts.update(vocabulary.execute(sql, near))
    if not counts or word in counts:  # no mistake: only the records have nothing to say about it
        return ""
    return min(counts, key=lambda known: (known[0] != word[0], -counts[known], known))


def meant_parts(word: str, is_known: Callable[[str], bool]) -> str:
    """Two known words that were written as one ("barcodescanner"), with a space; or empty."""
    for at in range(SHORTEST_WORD - 1, len(word) - SHORTEST_WORD + 2):
        if is_known(word[:at]) and is_known(word[at:]):
            return f"{word[:at]} {word[at:]}"
    return ""


def meant_sound(
    records: sqlite3.Connection,
    base: sqlite3.Connection,
    run: str,
    sure: list[int],
    edges: set[int],
) -> tuple[str, str] | None:
    """A stretch of a Chinese run and the known word that sounds like it, longest first.

    `sure` tells of each character how well it is explained: 0 not at all, 1 as a small
    word, 2 as part of a known one. Where nothing is unexplained, only a longer word
    can show that a small one was a mistake (二维吗 for 二维码). `edges` are the places where
    a stretch may begin or end.
    """
    for size in HEARD:
        for start in range(len(run) - size + 1):
            if not edges.issuperset((start, start + size)):
                continue
            typed = run[start : start + size]
            least = min(sure[start : start + size])
            if least > 1 or (least == 1 and size < 3) or not (sound := han.sound(typed)):
                continue
            choices = [w for w in _sounding(records, base, sound) if _plausible(typed, w)]
            if choices and typed not in choices:
                return typed, choices[0]
    return None


def _sounding(records: sqlite3.Connection, base: sqlite3.Connection, sound: str) -> Iterator[str]:
    """Words with a sound: those of the thesaurus, then frequent pairs of the catalogue."""
    rows = base.execute("SELECT word FROM thesaurus_sound WHERE sound = ? ORDER BY word", (sound,))
    yield from (word for (word,) in rows)
    rows = records.execute(
        "SELECT word FROM search_vocabulary WHERE sound = ? AND sound <> '' AND count >= ?"
        " ORDER BY count DESC, word",
        (sound, FREQUENT),
    )
    yield from (word for (word,) in rows)


def _plausible(typed: str, word: str) -> bool:
    """Whether one was typed for the other: a character in common, or the same tones too."""
    if any(a == b for a, b in zip(typed, word, strict=True)):
        return True
    return [*map(han.readings().get, typed)] == [*map(han.readings().get, word)]
