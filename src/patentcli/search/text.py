"""Text as the index and the query see it: one normal form for both.

The index is cut by SQLite's `ascii` tokenizer, which takes three quarters of the time of
`unicode61` and knows ASCII only: what that one does beyond (folding case and accents,
splitting at punctuation) is done here. Chinese has no spaces to split at, so each run of
characters is written as overlapping pairs, and a Chinese word is looked for as the phrase
of its pairs: exact, where a plain index finds nothing.
"""

import re
import unicodedata
from functools import lru_cache

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
    return simplified(_without_accents(text))


def _without_accents(text: str) -> str:
    bare = re.sub(_ACCENTS, "", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


def simplified(text: str) -> str:
    """The text in simplified characters; other writing stays as it is."""
    from patentcli.search.han import SIMPLIFIED

    return text.translate(SIMPLIFIED)


def index_text(text: str) -> str:
    """Text for the index: runs of Chinese as simplified pairs, other writing as words.

    ASCII passes untouched (the tokenizer folds its case), which keeps the import
    of long lists quick.
    """
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    pieces = han_splits().split(simplified(text))
    pieces[::2] = map(words, pieces[::2])
    pieces[1::2] = map(_cut, pieces[1::2])
    return "".join(pieces)


def words(text: str) -> str:
    """Text without Chinese for the tokenizer: beyond ASCII normal, punctuation as spaces."""
    return text if text.isascii() else re.sub("[^\\x00-\\x7f]+", _plain, text)


def _plain(match: "re.Match[str]") -> str:
    return _plain_run(match.group())


@lru_cache(maxsize=1024)  # between Chinese the same few marks stand again and again
def _plain_run(run: str) -> str:
    return re.sub(r"[^\w\x00-\x7f]", " ", normalise(run))


def pairs(run: str) -> str:
    """A run of Chinese as its overlapping pairs: 三维图 becomes 三维 维图."""
    return " ".join(map(str.__add__, run, run[1:])) if len(run) > 1 else run


def _cut(run: str) -> str:
    # The last character follows by itself, so that a query of one character finds
    # it as a beginning, as it finds all others.
    return f" {pairs(run)} {run[-1]} " if len(run) > 1 else f" {run} "


@lru_cache(maxsize=1)
def han_runs() -> "re.Pattern[str]":
    """Runs of Chinese characters."""
    return re.compile(f"[{HAN}]+")


@lru_cache(maxsize=1)
def han_splits() -> "re.Pattern[str]":
    """Splits a text so that every other piece is a run of Chinese characters."""
    return re.compile(f"([{HAN}]+)")


def tokens(text: str) -> list[str]:
    """Runs of Chinese and words of other writing in a normalised text, in order."""
    return re.findall(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+", text)


def is_han(token: str) -> bool:
    """Whether a token from `tokens` is Chinese (no token mixes writings)."""
    return not token.isascii() and han_runs().match(token) is not None


def phrase(term: str) -> str:
    """A word or an expression as FTS5 syntax: its tokens in their order, always quoted.

    Only letters and digits survive `tokens`, so user text can never be an operator.
    One Chinese character is looked for as a beginning, since the index holds pairs.
    """
    parts = [pairs(token) if is_han(token) else token for token in tokens(term)]
    if len(parts) == 1 and len(parts[0]) == 1 and is_han(parts[0]):
        return f'"{parts[0]}"*'
    return f'"{" ".join(parts)}"'
