"""Text broken into lines of a terminal: by words, and between Chinese characters."""

import re
from functools import lru_cache
from unicodedata import combining, east_asian_width

# Signs that never begin a line.
_CLOSING = "，。、；：？！）》〉」』】〕…,.;:?!)]}”’"


def columns(text: str) -> int:
    """Columns that a terminal needs for the text: two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(_columns(sign) for sign in text)


@lru_cache(maxsize=1024)
def _columns(sign: str) -> int:
    if combining(sign):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def _pieces(text: str) -> list[str]:
    """The text in parts that may stand at the end of a line, each with its space behind it."""
    # A wide character stands alone, with the closing signs that follow it.
    wide = "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffe6]"
    closing = f"[{re.escape(_CLOSING)}]*"
    return re.findall(f"{wide}{closing} *|(?:(?!{wide})[^ ])+{closing} *| +", text)


def wrap(text: str, width: int) -> list[str]:
    """The lines, none wider than `width` columns except for a word that is; at least one."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and columns(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]
