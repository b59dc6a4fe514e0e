"""What search must know of Chinese characters: simplified forms and readings.

Readings serve two ends: a word typed with the wrong characters of the right sound
(视屏 for 视频), and a name known in the other script (盛骁杰, Xiaojie Sheng).
The tables are data (`han.txt`), read when first needed.
"""

import re
from collections.abc import Mapping
from functools import cache
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
def traditional() -> frozenset[str]:
    """The characters that have a simplified form."""
    return frozenset(_tables()[0])


@cache
def readings() -> Mapping[str, str]:
    """The most common reading of each character, without its tone: "shi"."""
    groups = (group.partition(":") for group in _tables()[2].split())
    return {sign: sound.rstrip("1234") for sound, _colon, same in groups for sign in same}


def sound(word: str) -> str:
    """How a Chinese word sounds, without tones and the differences that get lost.

    Empty when a character's reading is unknown.
    """
    syllables = [readings().get(sign, "") for sign in word]
    return " ".join(re.sub(_CONFUSED, "", s) for s in syllables) if all(syllables) else ""


def romanised(name: str) -> str:
    """A Chinese personal name as passports write it, surname first: "sheng xiaojie".

    Empty when a reading is unknown or the text is too long for a name.
    """
    if not 2 <= len(name) <= 4 or name.isascii():
        return ""
    size = 2 if len(name) > 2 and name[:2] in DOUBLE_SURNAMES else 1
    spoken = [readings().get(sign, sign).replace("lv", "lyu") for sign in name]
    surname = SURNAMES.get(name[:size]) or "".join(spoken[:size])
    both = f"{surname} {''.join(spoken[size:])}"
    return both if both.isascii() else ""
