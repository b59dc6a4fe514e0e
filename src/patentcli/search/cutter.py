"""Records cut into the texts that the full-text index holds: the one cutter, for every catalogue.

The index uses SQLite's `ascii` tokenizer, which takes three quarters of the time of `unicode61`
and knows ASCII only: what that one does beyond (folding case and accents, splitting at
punctuation) is done here. Chinese becomes overlapping pairs.

A list has a million rows, and cutting text is the most expensive step of an import in Python. So
the texts of all records given at once are cut as one, and what repeats, such as holders, only once.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from patentcli.search import han, text

PROSE = ("title", "title_zh", "summary", "summary_zh")
# Stands between two names, so that no phrase reaches from one into the next.
NAME_BREAK = " 0 "
_NAME_END = "|"  # the same while names are being cut
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"  # four bytes a character, in the machine's order
_BLANK = ord(" ")


def cut_rows(records: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The texts of each record in the order of these columns; what it does not fill is empty.

    `records` have the fields of a patent (lists as lists); missing and null are empty.
    """

    def every(field: str) -> list[Any]:
        return [record.get(field) or "" for record in records]

    both = zip(every("inventors"), every("inventors_en"), strict=True)
    inventors = [list(dict.fromkeys([*names, *latin])) for names, latin in both]
    cut: dict[str, Sequence[str]] = {name: cut_texts(every(name)) for name in PROSE}
    cut["applications"] = _cut_once([" ".join(words) for words in every("applications")])
    holders = zip(every("holder"), every("holder_zh"), strict=True)
    cut["holder"] = _cut_once([" ".join(filter(None, names)) for names in holders])
    # After a name that ends in Chinese no break is needed: its last character follows
    # by itself, and no phrase of a longer name can go on there.
    cut["inventors"] = [
        names.replace(" " + _NAME_END, " ").replace(_NAME_END, NAME_BREAK)
        for names in cut_texts(list(map(_NAME_END.join, inventors)))
    ]
    cut["inventors_sound"] = [NAME_BREAK.join(map(_sound, names)) for names in inventors]
    return list(zip(*(cut[column] for column in columns), strict=True))


def cut_texts(texts: list[str]) -> list[str]:
    """Texts as the index holds them: Chinese as pairs, other writing as words.

    ASCII passes untouched: the tokenizer folds its case.
    """
    together = "\n".join([one.replace("\n", " ") if "\n" in one else one for one in texts])
    if together.isascii():
        return together.split("\n") if texts else []
    if not unicodedata.is_normalized("NFKC", together):
        together = unicodedata.normalize("NFKC", together)
    pieces = _chinese().split(text.simplified(together))
    if not "".join(pieces[::2]).isascii():
        pieces[::2] = _each_once(lambda some: map(_words, some), pieces[::2])
    if runs := pieces[1::2]:  # every other piece is a run of Chinese
        pieces[1::2] = _cut_runs(runs)
    return "".join(pieces).split("\n")


def _cut_once(texts: list[str]) -> list[str]:
    return _each_once(lambda some: cut_texts(list(some)), texts)


def _each_once(cut: Any, texts: list[str]) -> list[str]:
    """What `cut` makes of the texts, each different one cut once."""
    different = dict.fromkeys(texts)
    return list(map(dict(zip(different, cut(different), strict=True)).__getitem__, texts))


@cache
def _chinese() -> "re.Pattern[str]":
    """Splits a text so that every other piece is a run of Chinese characters."""
    return re.compile(f"([{text.HAN}]+)")


def _words(piece: str) -> str:
    """Text without Chinese for the tokenizer: beyond ASCII normal, punctuation as spaces."""
    return re.sub("[^\\x00-\\x7f]+", _plain, piece)


def _plain(match: "re.Match[str]") -> str:
    return re.sub(r"[^\w\x00-\x7f]", " ", text.normalise(match.group()))


def _cut_runs(runs: list[str]) -> list[str]:
    """Each run as its overlapping pairs and its last character, with a space on both sides.

    The last character follows by itself so that a query of one character finds it as a
    beginning, as it finds all others. All runs become pairs at once, as arrays of code points.
    Written with a line break before, between and after, the runs ABC and DE give the pairs
    `¶A AB BC C¶ ¶D DE E¶`. Those of a run begin after its first character, and its last pair
    is the last character by itself.
    """
    codes = array("I", ("\n" + "\n".join(runs) + "\n").encode(_UTF_32))
    pairs = array("I", (_BLANK,)) * (3 * len(codes) - 3)
    pairs[0::3] = codes[:-1]
    pairs[1::3] = codes[1:]
    cut = pairs.tobytes().decode(_UTF_32)[1:-2].split("\n \n")
    return [f" {run[2:]} " for run in cut]


@lru_cache(maxsize=1 << 15)
def _sound(name: str) -> str:
    """How a Chinese name sounds; empty for others."""
    return "" if name.isascii() else han.romanised(text.simplified(name))
