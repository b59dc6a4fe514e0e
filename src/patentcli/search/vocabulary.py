"""The words of a catalogue that a mistyped word may have been meant to be."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import add

from patentcli.search import han, text

# Shorter words are too close to each other to tell which one was meant.
SHORTEST_WORD = 4


def collect(rows: Iterable[tuple[str | None, ...]]) -> Iterator[tuple[str, int, str]]:
    """Words (as written, not stemmed) and Chinese pairs with how often and how they sound.

    `rows` are the texts of the records; only pairs have a sound.
    """
    words: Counter[str] = Counter()
    # Holders stand in many records: each text is taken apart once, whatever it counts.
    for field, times in Counter(chain.from_iterable(rows)).items():
        for token in text.tokens(text.normalise(field or "")):
            if text.is_han(token):
                for pair in map(add, token, token[1:]):
                    words[pair] += times
            elif len(token) >= SHORTEST_WORD and token.isalpha():
                words[token] += times
    for word, count in sorted(words.items()):
        yield word, count, "" if word.isascii() else han.sound(word)
