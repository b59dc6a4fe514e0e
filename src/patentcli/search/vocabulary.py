"""The words of a catalogue that a mistyped word may have been meant to be."""

from collections import Counter
from collections.abc import Iterable, Iterator

from patentcli.search import han, text

# Shorter words are too close to each other to tell which one was meant.
SHORTEST_WORD = 4


def collect(rows: Iterable[tuple[str | None, ...]]) -> Iterator[tuple[str, int, str]]:
    """Words (as written, not stemmed) and Chinese pairs with how often and how they sound.

    `rows` are the texts of the records; only pairs have a sound.
    """
    words: Counter[str] = Counter()
    for row in rows:
        for field in row:
            if not field:
                continue
            for token in text.tokens(text.normalise(field)):
                if text.is_han(token):
                    words.update(map(str.__add__, token, token[1:]))
                elif len(token) >= SHORTEST_WORD and token.isalpha():
                    words[token] += 1
    for word, count in sorted(words.items()):
        yield word, count, "" if word.isascii() else han.sound(word)
