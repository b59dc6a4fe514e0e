"""How wide text is on a terminal and where it is broken: by words, between Chinese characters.

An address and a command of ours stay whole, so that they can be copied.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from unicodedata import combining, east_asian_width

# Signs that never begin a line, and signs that never end one.
_CLOSING = frozenset("，。、；：？！）》〉」』】〕…％,.;:?!)]}”’%")
_OPENING = frozenset("（《〈「『【〔([{“‘¥￥")
# `patentcli`, up to two words of a command, its options with their values, its names in capitals.
_WHOLE = (
    r"https?://[!-~]+"
    r"|patentcli(?: [a-z]+){1,2}"
    r"""(?: (?:-[\w-]+(?:[ =](?:"[^"]*"|[\w.,/-]+))?|[A-Z][\w.]*|"[^"]*"|“[^”]*”))*"""
)


def columns(text: str) -> int:
    """Columns that a terminal needs for the text: two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(sign: str) -> int:
    if combining(sign):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def cut(text: str, width: int, mark: str = "…") -> str:
    """The text, or its beginning and a mark where it is wider."""
    if columns(text) <= width:
        return text
    room = width - columns(mark)
    for end, used in enumerate(accumulate(map(_columns, text))):
        if used > room:
            return text[:end].rstrip() + mark
    return text


def _places(text: str) -> Iterator[int]:
    """Indexes at which a new line may begin; the last is the end."""
    whole = {
        n for found in re.finditer(_WHOLE, text) for n in range(found.start() + 1, found.end())
    }
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if after == " " or place in whole:
            continue
        wide = _columns(before) == 2 or _columns(after) == 2
        if before == " " or (wide and before not in _OPENING and after not in _CLOSING):
            yield place
    yield len(text)


def breaks(text: str, width: int, *, fold: bool = False) -> list[int]:
    """Indexes at which new lines begin, each line at most `width` columns without its end blanks.

    A single word that is wider stays whole, or with `fold` is broken anywhere, unless it is an
    address or a command.
    """
    ends = [0, *accumulate(map(_columns, text))]  # columns before each index

    def fits(begin: int, end: int) -> bool:
        while end > begin and text[end - 1] == " ":
            end -= 1
        return ends[end] - ends[begin] <= width

    found: list[int] = []
    begin = last = 0
    for place in _places(text):
        if not fits(begin, place) and last > begin:
            found.append(last)
            begin = last
        while fold and not fits(begin, place) and not re.compile(_WHOLE).search(text, begin, place):
            cut_at = begin + 1
            while fits(begin, cut_at + 1):
                cut_at += 1
            found.append(cut_at)
            begin = cut_at
        last = place
    return found


def wrap(text: str, width: int, *, fold: bool = False) -> list[str]:
    """The lines, none wider than `width` columns except for a word that is; at least one."""
    places = [0, *breaks(text, width, fold=fold), len(text)]
    return [text[begin:end].rstrip() for begin, end in pairwise(places)]


GAP = 2  # blank columns between two columns of a table
NARROWEST = 14  # columns: text wrapped into less is no longer readable
SHORT = 12  # columns: a column no wider than this is neither wrapped nor cut


def column_widths(natural: list[int], fixed: list[bool], width: int) -> list[int] | None:
    """Widths that fit into `width`; None when no readable ones do.

    `natural` is the widest cell of each column; a `fixed` column keeps it. The others share what
    is left: each has what it needs, or the same as the other ones that need more.
    """
    room = width - GAP * (len(natural) - 1)
    if sum(natural) <= room:
        return list(natural)
    widths = list(natural)
    wide = [i for i, need in enumerate(natural) if not fixed[i] and need > SHORT]
    room -= sum(need for i, need in enumerate(natural) if i not in wide)
    for place, i in enumerate(sorted(wide, key=lambda i: natural[i])):
        share = room // (len(wide) - place)
        widths[i] = min(natural[i], share)
        if widths[i] < min(natural[i], NARROWEST):
            return None
        room -= widths[i]
    return widths if room >= 0 else None
