"""What search must know of Chinese characters: simplified forms and readings.

Readings serve two ends: a word typed with the wrong characters of the right sound
(视屏 for 视频), and a name known in the other script (盛骁杰, Xiaojie Sheng).
The tables are data (`han.txt`), read when first needed.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

# Surnames that are read otherwise than the character usually is.
_SPOKEN = "单shan 曾zeng 仇qiu 解xie 查zha 翟zhai 区ou 朴piao 覃qin 缪miao 卜bo 薄bo 员yun 种chong"
SURNAMES = {word[0]: word[1:] for word in _SPOKEN.split()}
DOUBLE_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐")
)
# Pairs of sounds that many speakers do not tell apart, and so mistype.
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


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
def readings() -> Mapping[str, str]:
    """The most common reading of each character, with its tone: "shi4"."""
    groups = (group.partition(":") for group in _tables()[2].split())
    return {character: sound for sound, _colon, same in groups for character in same}


@cache  # names have few different characters
def _syllable(character: str) -> str:
    """A character as names are written in Latin letters, looked up alone: names are short."""
    table = _tables()[2]
    place = -1 if character.isascii() else table.find(character)
    start = table.rfind(" ", 0, place) + 1
    sound = table[start : table.index(":", start)] if place >= 0 else character
    return sound.rstrip("1234").replace("lv", "lyu")


def sound(word: str) -> str:
    """How a Chinese word sounds, without tones and the differences that get lost.

    Empty when a character's reading is unknown.
    """
    syllables = []
    for character in word:
        syllable = readings().get(character, "").rstrip("1234")
        if not syllable:
            return ""
        for heard, written in _CONFUSED:
            if syllable.startswith(heard):
                syllable = written + syllable[len(heard) :]
        syllables.append(syllable[:-1] if syllable.endswith("ng") else syllable)
    return " ".join(syllables)


def romanised(name: str) -> str:
    """A Chinese personal name as passports write it, surname first: "sheng xiaojie".

    Empty when a reading is unknown or the text is too long for a name.
    """
    if not 2 <= len(name) <= 4 or name.isascii():
        return ""
    size = 2 if len(name) > 2 and name[:2] in DOUBLE_SURNAMES else 1
    surname, given = name[:size], name[size:]
    surname = SURNAMES.get(surname) or "".join(map(_syllable, surname))
    spoken = f"{surname} {''.join(map(_syllable, given))}"
    return spoken if spoken.isascii() else ""
