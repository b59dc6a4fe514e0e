"""What search must know of Chinese characters: simplified forms and readings.

Readings serve two ends: a word typed with the wrong characters of the right sound
(视屏 for 视频), and a name known in the other script (盛骁杰, Xiaojie Sheng).
The tables are data (`han.txt`), read when first needed.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

# Surnames that are read otherwise than the character usually is.
_SPOKEN = "单shan 曾zeng 仇qiu 解xie 查zha 翟zhai 区ou 朴piao 覃qin 缪miao 卜bo 薄bo 员yun 种chong"
SURNAMES = {word[0]: word[1:] for word in _SPOKEN.split()}
DOUBLE_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐")
)
# What many speakers do not tell apart, and so mistype: zh and z, ang and an.
_CONFUSED = "(?<=^[zcs])h|(?<=n)g$"


@cache
def _tables() -> list[str]:
    """Traditional characters, their simplified forms, readings with the characters read so."""
    lines = Path(__file__).with_name("han.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@cache
def simplified_forms() -> Mapping[int, int]:
    """For `str.translate`: traditional characters to simplified ones, one for one."""
    return str.maketrans(*_tables()[:2])


@cache
def traditional() -> re.Pattern[str]:
    """The characters that have a simplified form."""
    return re.compile(f"[{_tables()[0]}]")


@cache
def readings() -> Mapping[str, str]:
    """The most common reading of each character, without its tone: "shi"."""
    groups = (group.partition(":") for group in _tables()[2].split())
    return {sign: sound.rstrip("1234") for sound, _colon, same in groups for sign in same}


@cache
def _heard() -> Mapping[str, str]:
    """The same without the differences that get lost."""
    return {sign: re.sub(_CONFUSED, "", sound) for sign, sound in readings().items()}


def sound(word: str) -> str:
    """How a Chinese word sounds, without tones and the differences that get lost.

    Empty when a character's reading is unknown.
    """
    syllables = [*map(_heard().get, word)]
    return "" if None in syllables else " ".join(map(str, syllables))


@cache
def _written() -> Mapping[int, str]:
    """For `str.translate`: readings as passports write them."""
    return {ord(sign): sound.replace("lv", "lyu") for sign, sound in readings().items()}


def romanised(name: str) -> str:
    """A Chinese personal name as passports write it, surname first: "sheng xiaojie".

    Empty when a reading is unknown or the text is too long for a name.
    """
    if not 2 <= len(name) <= 4 or name.isascii():
        return ""
    size = 2 if name[:2] in DOUBLE_SURNAMES and len(name) > 2 else 1
    surname, given = name[:size], name[size:]
    both = f"{SURNAMES.get(surname) or _spoken(surname)} {_spoken(given)}"
    return both if both.isascii() else ""


@lru_cache(maxsize=1 << 15)  # other people have the same given name
def _spoken(name: str) -> str:
    return name.translate(_written())
