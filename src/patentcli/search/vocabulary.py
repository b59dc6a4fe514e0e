"""The words of a catalogue that a mistyped word may have been meant to be."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import add

from patentcli.search import han, text

Word = tuple[str, int, str]
"""A word of the vocabulary, how often it was found, how it sounds (Chinese pairs only)."""
# Shorter words are too close to each other to tell which one was meant.
SHORTEST_WORD = 4


def collect(rows: Iterable[tuple[str | None, ...]]) -> Iterator[Word]:
    """Words (as written, not stemmed) and Chinese pairs with how often and how they sound.

    `rows` are the texts of the records; only pairs have a sound.
    """
    # Holders stand in many records: each text is taken apart once, whatever it counts.
    texts: dict[int, list[str]] = {}
    for field, times in Counter(chain.from_iterable(rows)).items():
        if field:
            texts.setdefault(times, []).append(field)
    words: Counter[str] = Counter()
    for times, fields in texts.items():
        for word, count in _words(text.normalise(" ".join(fields))).items():
            words[word] += count * times
    for word, count in sorted(words.items()):
        yield word, count, "" if word.isascii() else han.sound(word)


def _words(together: str) -> Counter[str]:
    """How often each word and each Chinese pair stands in a normalised text."""
    runs = " ".join(re.findall(f"[{text.HAN}]+", together))
    words = Counter(map(add, runs, runs[1:]))
    for pair in [pair for pair in words if " " in pair]:  # of two runs
        del words[pair]
    rest = re.findall(r"[^\W_]+", re.sub(f"[{text.HAN}]+", " ", together))
    words.update(word for word in rest if len(word) >= SHORTEST_WORD and word.isalpha())
    return words
