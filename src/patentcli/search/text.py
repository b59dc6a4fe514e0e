"""Text as the index and the query see it: one normal form for both.

Chinese has no spaces to split at, so the index holds each run of characters as overlapping
pairs (see `cutter`), and a Chinese word is looked for as the phrase of its pairs: exact,
where a plain index finds nothing.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby

from patentcli.search import han

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd"
_ACCENTS = "[\u0300-\u036f]"  # combining marks of Latin, Greek and Cyrillic letters


def normalise(text: str) -> str:
    """Fold what a keyboard or a page adds: NFKC, case, accents, invisible characters, old forms.

    Traditional characters come back as simplified ones, one for one.
    """
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isprintable():  # format and control characters are what is not printable
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    bare = re.sub(_ACCENTS, "", unicodedata.normalize("NFD", text))
    return simplified(unicodedata.normalize("NFC", bare))


def simplified(text: str) -> str:
    """The text in simplified characters; other writing stays as it is."""
    if text.isascii() or not _traditional().search(text):
        return text
    return text.translate(han.simplified_forms())


@cache
def _traditional() -> "re.Pattern[str]":
    """Finds a character that has a simplified form: most texts have none."""
    return re.compile(f"[{''.join(map(chr, han.simplified_forms()))}]")


def pairs(run: str) -> str:
    """A run of Chinese as its overlapping pairs: 三维图 becomes 三维 维图."""
    return " ".join(map(str.__add__, run, run[1:])) if len(run) > 1 else run


def tokens(text: str) -> list[str]:
    """Runs of Chinese and words of other writing in a normalised text, in order."""
    found: list[str] = []
    for run in re.findall(r"[^\W_]+", text):
        found += [run] if run.isascii() else ["".join(same) for _han, same in groupby(run, is_han)]
    return found


def is_han(token: str) -> bool:
    """Whether a token from `tokens` is Chinese (no token mixes writings)."""
    return "\u3400" <= token[:1] <= "\u9fff" or "\U00020000" <= token[:1] <= "\U0003fffd"


def phrase(term: str) -> str:
    """A word or an expression as FTS5 syntax: its tokens in their order, always quoted.

    Only letters and digits survive `tokens`, so user text can never be an operator.
    One Chinese character is looked for as a beginning, since the index holds pairs.
    """
    parts = [pairs(token) if is_han(token) else token for token in tokens(term)]
    if len(parts) == 1 and len(parts[0]) == 1 and is_han(parts[0]):
        return f'"{parts[0]}"*'
    return f'"{" ".join(parts)}"'
