"""How wide text is on a terminal and where it is broken: by words, between Chinese characters.

An address and a command of ours stay whole, so that they can be copied.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, chop_cells, get_character_cell_size, set_cell_size

# Signs that never begin a line, and signs that never end one.
_CLOSING = frozenset("，。、；：？！）》〉」』】〕…％,.;:?!)]}”’%")
_OPENING = frozenset("（《〈「『【〔([{“‘¥￥")
# An address, or `patentcli`, up to two words of a command, its options with their values, its
# names in capitals.
_WHOLE = re.compile(
    r"https?://[!-~]+"
    r"|patentcli(?: [a-z]+){1,2}"
    r"""(?: (?:-[\w-]+(?:[ =](?:"[^"]*"|[\w.,/-]+))?|[A-Z][\w.]*|"[^"]*"|“[^”]*”))*"""
)


columns = cell_len
"""Columns that a terminal needs for a text: two for a wide character."""


def cut(text: str, width: int, mark: str = "…") -> str:
    """The text, or its beginning and a mark where it is wider."""
    if columns(text) <= width:
        return text
    return set_cell_size(text, width - columns(mark)).rstrip() + mark


def _places(text: str) -> Iterator[int]:
    """Indexes at which a new line may begin; the last is the end."""
    whole = {n for found in _WHOLE.finditer(text) for n in range(found.start() + 1, found.end())}
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if after == " " or place in whole:
            continue
        wide = get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2
        if before == " " or (wide and before not in _OPENING and after not in _CLOSING):
            yield place
    yield len(text)


def breaks(text: str, width: int) -> list[int]:
    """Indexes at which new lines begin, each line at most `width` columns without its end blanks.

    A single word that is wider is broken anywhere, unless it is an address or a command.
    """
    found: list[int] = []
    begin = last = 0
    for place in _places(text):
        if last > begin and columns(text[begin:place].rstrip(" ")) > width:
            found.append(last)
            begin = last
        word = text[begin:place].rstrip(" ")
        if columns(word) > width and not _WHOLE.search(word):
            for piece in chop_cells(word, width)[:-1]:
                begin += len(piece)
                found.append(begin)
        last = place
    return found


def wrap(text: str, width: int) -> list[str]:
    """The lines, none wider than `width` columns but for an address or command; at least one."""
    places = [0, *breaks(text, width), len(text)]
    return [text[begin:end].rstrip() for begin, end in pairwise(places)]
