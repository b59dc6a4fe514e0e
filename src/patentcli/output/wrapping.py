"""How wide text is on a terminal and where it is broken: by words, between Chinese characters. An
address and a command of ours stay whole, so that they can be copied."""

import re

from rich.cells import cell_len, chop_cells, set_cell_size

# An address, what pip installs, or `patentcli`, maybe the catalogue, up to two words of a command,
# its options with their values, its names in capitals.
_WHOLE = re.compile(
    r"https?://[!-~]+|pip install [!-~]+"
    r"""|patentcli(?: -C (?:'[^']*'|[\w@%+=:,./-]+))?(?: [a-z]+){1,2}"""
    r"""(?: (?:-[\w-]+(?:[ =](?:"[^"]*"|'[^']*'|[\w@%+=:,./-]+))?|[A-Z][\w.]*|"[^"]*"|“[^”]*”))*"""
)
# Scripts that are written without blanks; signs that never begin a line, and that never end one.
_WIDE = "[\u1100-\u115f\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef\U00010000-\U0010ffff]"
_CLOSING = r"[，。、；：？！）》〉」』】〕…％,.;:?!)\]}”’% ]"
_OPENING = r"[（《〈「『【〔(\[{“‘¥￥ ]"
_BREAK = rf"(?:(?<= )(?! )|(?<!{_OPENING})(?!{_CLOSING})(?:(?<={_WIDE})|(?={_WIDE})))"
_WORD = re.compile(rf"(?:{_WHOLE.pattern}|.)+?(?:{_BREAK}|\Z)", re.DOTALL)
READABLE = 100  # columns: longer lines of prose are hard to read
columns = cell_len  # columns that a terminal needs for a text: two for a wide character


def cut(text: str, width: int, mark: str = "…") -> str:
    """The text, or its beginning and a mark where it is wider."""
    if columns(text) <= width:
        return text
    return set_cell_size(text, width - columns(mark)).rstrip() + mark


def broken(text: str, width: int) -> list[str]:
    """The text in lines, each at most `width` columns without the blanks at its end; at least one.
    A single word that is wider is broken anywhere, unless it is an address or a command."""
    lines = [""]
    for word in _WORD.findall(text):
        too_wide = columns(word.rstrip(" ")) > width and not _WHOLE.search(word)
        for part in chop_cells(word, width) if too_wide else [word]:
            if lines[-1] and columns((lines[-1] + part).rstrip(" ")) > width:
                lines.append("")
            lines[-1] += part
    return lines


def wrap(text: str, width: int) -> list[str]:
    """The same lines without the blanks at their ends."""
    return [line.rstrip() for line in broken(text, width)]
