"""What a query must know of Chinese characters: old forms and readings.

Readings serve two ends: a word typed with the wrong characters of the right
sound (视屏 for 视频), and a name known in the other script (盛骁杰, Xiaojie Sheng).
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from patentcli.search.han_tables import MODERN_FORMS, OLD_FORMS, READINGS

SIMPLIFIED = str.maketrans(OLD_FORMS, MODERN_FORMS)

# Surnames that are read otherwise than the character usually is.
SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "翟": "zhai",
    "区": "ou",
    "朴": "piao",
    "覃": "qin",
    "缪": "miao",
    "卜": "bu",
    "薄": "bo",
    "员": "yun",
    "种": "chong",
}
DOUBLE_SURNAMES = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐")
)
# Pairs of sounds that many speakers do not tell apart, and so mistype.
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache  # there are no more than those of the table
def reading(character: str) -> str:
    """The most common reading of a character with its tone, "shi4"; empty if unknown."""
    at = -1 if character.isascii() else READINGS.find(character)  # readings are ASCII themselves
    if at < 0:
        return ""
    start = READINGS.rfind(";", 0, at) + 1
    return READINGS[start : READINGS.index(":", start)]


def syllable(character: str) -> str | None:
    """The reading of a character as names are written in Latin letters; None if unknown."""
    return _latin(reading(character)) or None


@lru_cache(maxsize=1)
def all_syllables() -> Mapping[str, str]:
    """`syllable` of every character that has one, for those who need thousands."""
    groups = (group.partition(":") for group in READINGS.split(";"))
    return {character: _latin(sound) for sound, _colon, same in groups for character in same}


def _latin(sound: str) -> str:
    return sound.rstrip("1234").replace("lv", "lyu")


def sound(word: str) -> str:
    """How a Chinese word sounds, without tones and the differences that get lost.

    Empty when a character's reading is unknown.
    """
    return " ".join(syllables) if (syllables := _syllables(word)) else ""


def _syllables(word: str) -> list[str]:
    syllables = []
    for character in word:
        syllable = reading(character).rstrip("1234")
        if not syllable:
            return []
        for heard, written in _CONFUSED:
            if syllable.startswith(heard):
                syllable = written + syllable[len(heard) :]
        syllables.append(syllable[:-1] if syllable.endswith("ng") else syllable)
    return syllables


def romanised(name: str, syllable: Callable[[str], str | None] = syllable) -> str:
    """A Chinese personal name as passports write it, surname first: "sheng xiaojie".

    `syllable` gives that of a character. Empty when a reading is unknown or the text is too
    long for a name.
    """
    if not 2 <= len(name) <= 4 or name.isascii():
        return ""
    size = 2 if len(name) > 2 and name[:2] in DOUBLE_SURNAMES else 1
    parts = list(map(syllable, name))
    if not all(parts):
        return ""
    if size == 1:
        parts[0] = SURNAMES.get(name[0], parts[0])
    return f"{''.join(parts[:size])} {''.join(parts[size:])}"  # type: ignore[arg-type]
