"""Text as the index and the query see it. Chinese has no spaces to split at, so the index holds
each run as overlapping pairs of characters, and a word is looked for as the phrase of its pairs.
Their readings (`han.txt`) lead from a word typed with the wrong characters of the right sound (视屏
for 视频), and from a name in the other script (盛骁杰, Xiaojie Sheng)."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

# The columns of the full-text index: those in which words are looked for, and those of names.
PROSE = ("title", "title_zh", "applications", "summary", "summary_zh")
NAMES = ("holder", "inventors", "inventors_sound")
SHORTEST_WORD = 4  # shorter ones are too close to each other to tell which one was meant
HEARD = range(4, 1, -1)  # Chinese words of so many characters are recognised by their sound

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd"
_ACCENTS = "[\u0300-\u036f]"  # combining marks of Latin, Greek and Cyrillic letters
# Where British and American spelling differ: organised, analyzing. A word that merely looks
# so ("exercise") gets a key that nobody else uses, which does no harm.
_ATLANTIC = "(?<=...[iy])[sz](?=(?:e|ed|er|es|ing|ations?)$)"
# Compiling the pattern of traditional characters takes 3 ms, so texts up to so many characters are
# translated without it.
_SHORT = 1_000
# Surnames that are read otherwise than the character usually is.
_SPOKEN = "单shan 曾zeng 仇qiu 解xie 查zha 翟zhai 区ou 朴piao 覃qin 缪miao 卜bo 薄bo 员yun 种chong"
SURNAMES = {word[0]: word[1:] for word in _SPOKEN.split()}
_DOUBLE = "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 司徒 令狐"
DOUBLE_SURNAMES = frozenset(_DOUBLE.split())
# What many speakers do not tell apart, and so mistype: zh and z, ang and an.
_CONFUSED = "(?<=^[zcs])h|(?<=n)g$"


def normalise(text: str) -> str:
    """Fold what a keyboard or a page adds: NFKC, case, accents, invisible characters, old forms.
    Traditional characters come back as simplified ones, one for one."""
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isprintable():  # format and control characters are what is not printable
        odd = [ord(c) for c in set(text) if not c.isprintable() and not c.isspace()]
        text = text.translate(dict.fromkeys(odd)) if odd else text
    bare = re.sub(_ACCENTS, "", unicodedata.normalize("NFD", text))
    return simplified(unicodedata.normalize("NFC", bare))


def simplified(text: str) -> str:
    """The text in simplified characters; other writing stays as it is."""
    if text.isascii() or (len(text) > _SHORT and not re.search(f"[{tables()[0]}]", text)):
        return text
    return text.translate(_simplifying())


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of Chinese: 三维图 gives 三维 and 维图."""
    return list(map(str.__add__, run, run[1:]))


def tokens(text: str) -> list[str]:
    """Runs of Chinese and words of other writing in a normalised text, in order."""
    # A pattern of all Chinese characters takes longer to compile than most searches.
    words = re.findall(r"[^\W_]+", text)
    return ["".join(run) for word in words for _is_han, run in groupby(word, is_han)]


def is_han(token: str) -> bool:
    """Whether a token from `tokens` is Chinese (no token mixes writings)."""
    return "\u3400" <= token[:1] <= "\u9fff" or "\U00020000" <= token[:1] <= "\U0003fffd"


def phrase(term: str) -> str:
    """A word or an expression as FTS5 syntax: its tokens in their order, always quoted. Only
    letters and digits survive `tokens`, so user text can never be an operator. One Chinese
    character is looked for as a beginning, since the index holds pairs."""
    words = tokens(term)
    if len(words) == 1 and len(words[0]) == 1 and is_han(words[0]):
        return f'"{words[0]}"*'
    parts = [" ".join(pairs(word)) or word if is_han(word) else word for word in words]
    return f'"{" ".join(parts)}"'


@cache
def stem(word: str) -> str:
    """The key under which the forms of a lower-case English word meet in the thesaurus: Snowball's
    English stem of the American spelling; the index stems by itself (`porter`).

    >>> [stem(w) for w in ("labelling", "labels", "scanned", "stories", "recognise")]
    ['label', 'label', 'scan', 'stori', 'recogn']
    """
    if not (word.isascii() and word.isalpha()):
        return word
    import Stemmer  # has no types

    found: str = Stemmer.Stemmer("english").stemWord(re.sub(_ATLANTIC, "z", word))
    return found


def spellings(word: str) -> list[str]:
    """The word and its spelling on the other side of the Atlantic, where endings tell.

    >>> spellings("organised"), spellings("recognize"), spellings("picture")
    (['organised', 'organized'], ['recognize', 'recognise'], ['picture'])
    """
    return list(dict.fromkeys([word, *(re.sub(_ATLANTIC, sign, word) for sign in "sz")]))


@cache
def tables() -> list[str]:
    """Traditional characters, the simplified form of each, and readings with what is read so."""
    lines = Path(__file__).with_name("han.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@cache
def _simplifying() -> Mapping[int, int]:
    return str.maketrans(*tables()[:2])


@cache
def readings() -> Mapping[str, str]:
    """The most common reading of each character, without its tone: "shi"."""
    groups = (group.partition(":") for group in tables()[2].split())
    return {sign: sound.rstrip("1234") for sound, _colon, same in groups for sign in same}


def sound(word: str) -> str:
    """How a Chinese word sounds, without tones and the differences that get lost. Empty when a
    character's reading is unknown."""
    read = readings()
    known = all(sign in read for sign in word)
    return " ".join(re.sub(_CONFUSED, "", read[sign]) for sign in word) if known else ""


def romanised(name: str) -> str:
    """A Chinese personal name as passports write it, surname first: "sheng xiaojie". Empty when a
    reading is unknown or the text is too long for a name."""
    if not 2 <= len(name) <= 4 or name.isascii():
        return ""
    size = 2 if name[:2] in DOUBLE_SURNAMES and len(name) > 2 else 1
    sounds = list(map(readings().get, name, name))
    surname = SURNAMES.get(name[:size]) or "".join(sounds[:size])
    both = f"{surname} {''.join(sounds[size:])}"
    return both.replace("lv", "lyu") if both.isascii() else ""
