"""Views for a person on a terminal: how wide text is, where it is broken, and what is drawn of it.

Whatever text comes in is taken literally: it is cleaned, and what the stream's encoding lacks
becomes an escape. Without colour no escape sequence is written. Text is broken by words and between
Chinese characters; an address and a command of ours stay whole, so that they can be copied.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby, islice, zip_longest
from operator import itemgetter
from typing import Any

from rich.cells import cell_len, chop_cells, set_cell_size

from patentcli.catalogue.fields import label
from patentcli.i18n import _
from patentcli.output.clean import block, line
from patentcli.output.formats import cell_text
from patentcli.output.stream import Output

# Parameters of SGR, as ECMA-48 has them.
_STYLES = {"bold": 1, "dim": 2, "pass": 32, "fail": 31, "unknown": 33, "warn": 33, "not-checked": 2}
_MISSING = "-"  # what stands for null
_GAP = "  "  # between two columns of a table
_NARROWEST = 14  # columns: text wrapped into less is no longer readable
_READABLE = 100  # columns: longer lines of prose are hard to read
_LONGEST_BAR = 40  # columns
_WRAPPED = 200  # records at most whose cells are wrapped: of more, each is one line
_SAMPLE = 5000  # records that decide how wide the columns are

# An address, or `patentcli`, up to two words of a command, its options with their values, its
# names in capitals.
_WHOLE = re.compile(
    r"https?://[!-~]+"
    r"|patentcli(?: [a-z]+){1,2}"
    r"""(?: (?:-[\w-]+(?:[ =](?:"[^"]*"|[\w.,/-]+))?|[A-Z][\w.]*|"[^"]*"|“[^”]*”))*"""
)
# Scripts that are written without blanks; signs that never begin a line, and that never end one.
_WIDE = "[\u1100-\u115f\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef\U00010000-\U0010ffff]"
_CLOSING = r"[，。、；：？！）》〉」』】〕…％,.;:?!)\]}”’% ]"
_OPENING = r"[（《〈「『【〔(\[{“‘¥￥ ]"
_BREAK = rf"(?:(?<= )(?! )|(?<!{_OPENING})(?!{_CLOSING})(?:(?<={_WIDE})|(?={_WIDE})))"
_WORD = re.compile(rf"(?:{_WHOLE.pattern}|.)+?(?:{_BREAK}|\Z)", re.DOTALL)

Part = tuple[str, str]
"""A text and its style: empty, bold, dim, or the outcome of a check."""
_Row = Sequence[Part]

columns = cell_len
"""Columns that a terminal needs for a text: two for a wide character."""


def cut(text: str, width: int, mark: str = "…") -> str:
    """The text, or its beginning and a mark where it is wider."""
    if columns(text) <= width:
        return text
    return set_cell_size(text, width - columns(mark)).rstrip() + mark


def broken(text: str, width: int) -> list[str]:
    """The text in lines, each at most `width` columns without the blanks at its end; at least one.

    A single word that is wider is broken anywhere, unless it is an address or a command.
    """
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


class Screen:
    """Where a view is drawn: `width` columns, with or without colour."""

    def __init__(self, out: Output, *, width: int, colour: bool) -> None:
        self._out, self.width, self._colour = out, width, colour
        self._prose = min(width, _READABLE)
        self._mark = self._sign("…", "~")

    def line(self, text: str = "", style: str = "", *, indent: int = 0) -> None:
        """One paragraph, each of its lines indented."""
        self.parts((text, style), indent=indent)

    def parts(self, *parts: Part, indent: int = 0) -> None:
        """One paragraph of (text, style) parts."""
        signs = [(sign, style) for text, style in parts for sign in self._text(text)]
        indent = min(indent, self._prose // 2)
        left = iter(signs)
        for one in broken("".join(sign for sign, _style in signs), self._prose - indent):
            shown = list(islice(left, len(one)))[: len(one.rstrip())]
            runs = groupby(shown, itemgetter(1))
            texts = (self._styled("".join(s for s, _style in run), style) for style, run in runs)
            self._write(" " * indent + "".join(texts))

    def table(
        self,
        names: Sequence[str],
        records: Iterable[Sequence[object]],
        *,
        whole: Sequence[str] = (),
        numeric: Sequence[str] = (),
        one_line: bool = False,
        styles: Mapping[str, Mapping[str, str]] = {},
        words: Mapping[str, Mapping[str, str]] = {},
        header: bool = True,
    ) -> None:
        """A table that fits the width, or one block a record where it cannot.

        `records` have their values in the order of `names`. `whole` columns are never cut,
        `numeric` ones are aligned to the right; `styles` gives a column's values their style,
        `words` what is shown for them, translated here. Many records have one line each.
        """
        head = [(self._text(label(name)), "bold") for name in names]
        fixed = [name in whole or name in numeric for name in names]

        def shown(record: Sequence[object]) -> _Row:
            return [
                (_(words.get(name, {}).get(text, "")) or text, styles.get(name, {}).get(text, ""))
                for name, text in zip(names, map(self._value, record), strict=True)
            ]

        rows = map(shown, records)
        first = list(islice(rows, _SAMPLE))
        if header and first:
            first.insert(0, head)
        many = len(first) > _WRAPPED
        if widths := self._widths(first, fixed, 1 if many else _NARROWEST):
            right = [name in numeric for name in names]
            self._grid(chain(first, rows), widths, fixed, right, one_line=one_line or many)
            return
        for number, row in enumerate(chain(first[header:], rows)):
            if number:
                self.line()
            self._pairs([(name[0], cell[0]) for name, cell in zip(head, row, strict=True)])

    def sheet(self, title: str, pairs: Iterable[tuple[str, object]]) -> None:
        """A title over labelled values; a list has one item a line, null is `-`."""
        if title:
            self.line(title, "bold")
        items: list[tuple[str, str]] = []
        for name, value in pairs:
            values = value if isinstance(value, list | tuple) else (value,)
            texts = [_MISSING if v is None else block(cell_text(v)) for v in values or (None,)]
            lines = "\n".join(texts).splitlines() or [""]
            items += zip_longest([self._text(name)], map(self._text, lines), fillvalue="")
        self._pairs(items)

    def bars(self, items: Iterable[tuple[Any, Any, object]]) -> None:
        """For each label its count, its share and a bar in proportion to the count."""
        found = list(items)
        most = max([1, *(count for _name, count, _share in found)])
        longest = min(_LONGEST_BAR, self.width // 3)
        sign = self._sign("█", "#")
        # Rounded up: what is there at all is seen.
        rows = [(name, n, share, sign * -(-longest * n // most)) for name, n, share in found]
        names = ("label", "count", "share", "bar")
        self.table(names, rows, whole=names[3:], numeric=names[1:3], header=False)

    def _widths(self, rows: Sequence[_Row], fixed: Sequence[bool], least: int) -> list[int]:
        """Widths that fit, the widest columns equally narrow; none where that is below `least`."""
        needs = [max(columns(text) for text, _style in cells) for cells in zip(*rows, strict=True)]
        for most in range(self.width, least - 1, -1):
            found = [n if whole else min(n, most) for n, whole in zip(needs, fixed, strict=False)]
            if sum(found) + len(_GAP) * (len(found) - 1) <= self.width:
                return found
        return []

    def _pairs(self, items: Sequence[tuple[str, str]]) -> None:
        """Labels and values side by side; an address, number or path too wide has its own line."""
        width = min(max((columns(name) for name, _text in items), default=0), self._prose // 3)
        room = self._prose - width - len(_GAP)
        for name, text in items:
            alone = columns(text) > room and text.isascii() and " " not in text
            self._grid([[(name, "dim"), ("" if alone else text, "")]], (width, room))
            if alone:
                self._write(_GAP + text)

    def _grid(
        self,
        rows: Iterable[_Row],
        widths: Sequence[int],
        fixed: Sequence[bool] = (False, False),
        right: Sequence[bool] = (False, False),
        *,
        one_line: bool = False,
    ) -> None:
        """Cells side by side, each cut to its width, but for `fixed` ones, or wrapped into it."""
        for row in rows:
            cells = []
            for (text, _style), width, keep in zip(row, widths, fixed, strict=True):
                shown = text if keep else cut(text, width, self._mark)
                cells.append([shown] if one_line else wrap(text, width))
            for texts in zip_longest(*cells, fillvalue=""):
                padded = []
                for text, (_all, style), width, end in zip(texts, row, widths, right, strict=True):
                    blanks, shown = " " * (width - columns(text)), self._styled(text, style)
                    padded.append(blanks + shown if end else shown + blanks)
                self._write(_GAP.join(padded))

    def _styled(self, text: str, style: str) -> str:
        code = _STYLES.get(style)
        return f"\x1b[{code}m{text}\x1b[0m" if code and text and self._colour else text

    def _value(self, value: object) -> str:
        """Any value on one line; null is `-`, a list is separated by commas."""
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            value = _(", ").join(value)
        return _MISSING if value is None else self._text(cell_text(value))

    def _text(self, text: str) -> str:
        """The text on one line, harmless and within the encoding of the stream."""
        encoding = self._out.encoding
        return line(text).encode(encoding, "backslashreplace").decode(encoding)

    def _sign(self, wanted: str, instead: str) -> str:
        """The sign to draw with, or another one where the encoding lacks it."""
        return wanted if self._text(wanted) == wanted else instead

    def _write(self, text: str) -> None:
        self._out.write_human(text.rstrip(" ") + "\n")
