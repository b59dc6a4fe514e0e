"""Where text is broken into lines of a terminal: by words, and between Chinese characters."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from unicodedata import combining, east_asian_width

# Signs that never begin a line, and signs that never end one.
_CLOSING = frozenset("，。、；：？！）》〉」』】〕…％,.;:?!)]}”’%")
_OPENING = frozenset("（《〈「『【〔([{“‘¥￥")


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


def _places(text: str) -> Iterator[int]:
    """Indexes at which a new line may begin; the last is the end."""
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if after == " ":
            continue
        wide = _columns(before) == 2 or _columns(after) == 2
        if before == " " or (wide and before not in _OPENING and after not in _CLOSING):
            yield place
    yield len(text)


def breaks(text: str, width: int, *, fold: bool = False) -> list[int]:
    """Indexes at which new lines begin, each line at most `width` columns without its end blanks.

    A single word that is wider stays whole, or with `fold` is broken anywhere.
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
        while fold and not fits(begin, place):
            cut = begin + 1
            while fits(begin, cut + 1):
                cut += 1
            found.append(cut)
            begin = cut
        last = place
    return found


def wrap(text: str, width: int) -> list[str]:
    """The lines, none wider than `width` columns except for a word that is; at least one."""
    places = [0, *breaks(text, width), len(text)]
    return [text[begin:end].rstrip() for begin, end in pairwise(places)]
