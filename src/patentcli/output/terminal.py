"""Views for a person on a terminal, drawn by rich, whose console is used in this module alone.
Whatever text comes in is taken literally: it is cleaned, what the stream's encoding lacks becomes
an escape, and it is never markup. Without colour no escape sequence is written. Text is wrapped or
cut before rich lays it out: rich would break commands and addresses, and Chinese before a comma."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, chain, islice, zip_longest
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from patentcli.i18n import _
from patentcli.output.clean import block, line
from patentcli.output.stream import Output
from patentcli.output.values import Part, cell_text
from patentcli.output.wrapping import READABLE, broken, columns, cut, wrap

_OUTCOMES = {"pass": "green", "fail": "red", "unknown": "yellow", "warn": "yellow"}
_STYLES = Theme(_OUTCOMES | {"not-checked": "dim"})
_MISSING = "-"  # what stands for null
_GAP = 2  # blank columns between two columns of a table
_NARROWEST = 14  # columns: text wrapped into less is no longer readable
_LONGEST_BAR = 40  # columns
_DRAWN = 200  # records at most that rich draws: it would take 10 seconds for 20,000
_SAMPLE = 5000  # records that decide how wide the columns are
_UNLIMITED = 1_000_000  # columns of rich's console, which has nothing left to wrap or crop

_Row = Sequence[Part]
_Column = tuple[int, bool, bool]
"""Its width, and whether it is never cut and whether it is aligned to the right."""


class Screen:
    """Where a view is drawn: `width` columns, colour or not; `label` names a column for people."""

    def __init__(
        self, out: Output, *, width: int, colour: bool, label: Callable[[str], str]
    ) -> None:
        self._out, self.width, self._label = out, width, label
        self._prose = min(width, READABLE)
        self._console = Console(
            width=_UNLIMITED,
            height=_DRAWN,
            theme=_STYLES,
            color_system="standard" if colour else None,
            no_color=False,  # else the NO_COLOR of the process would decide
            force_jupyter=False,
            legacy_windows=False,
        )
        self._mark = self._sign("…", "~")

    def line(self, text: str = "", style: str = "", *, indent: int = 0) -> None:
        """One paragraph, each of its lines indented."""
        self.parts((text, style), indent=indent)

    def parts(self, *parts: Part, indent: int = 0) -> None:
        """One paragraph of (text, style) parts."""
        text = Text.assemble(*((self._text(part), style) for part, style in parts))
        indent = min(indent, self._prose // 2)
        *places, _end = accumulate(map(len, broken(text.plain, self._prose - indent)))
        for one in text.divide(places):
            one.rstrip()
            self._draw(Text(" " * indent).append_text(one))

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
        """A table that fits the width, or one block a record where it cannot; many records have one
        line each. They have their values in the order of `names`. `whole` columns are never cut,
        `numeric` ones are aligned to the right; `styles` gives a column's values their style,
        `words` what is shown for them, translated here."""
        head = [(self._text(self._label(name)), "bold") for name in names]

        def shown(record: Sequence[object]) -> _Row:
            return [
                (_(words.get(name, {}).get(text, "")) or text, styles.get(name, {}).get(text, ""))
                for name, text in zip(names, map(self._value, record), strict=True)
            ]

        rows = map(shown, records)
        first = list(islice(rows, _SAMPLE))
        if header and first:
            first.insert(0, head)
        many = len(first) > _DRAWN
        fixed = [name in whole or name in numeric for name in names]
        widths = self._widths(first, fixed, 1 if many else _NARROWEST)
        shape = list(zip(widths, fixed, (name in numeric for name in names), strict=False))
        if not shape:
            for number, row in enumerate(chain(first[header:], rows)):
                if number:
                    self.line()
                self._pairs([(name[0], cell[0]) for name, cell in zip(head, row, strict=True)])
        elif many:
            self._plain(chain(first, rows), shape)
        else:
            self._grid(first, shape, one_line=one_line)

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
            if sum(found) + _GAP * (len(found) - 1) <= self.width:
                return found
        return []

    def _pairs(self, items: Sequence[tuple[str, str]]) -> None:
        """Labels and values side by side; an address, number or path too wide has its own line."""
        width = min(max((columns(name) for name, _text in items), default=0), self._prose // 3)
        room = self._prose - width - _GAP
        shape = [(width, False, False), (room, False, False)]
        for name, text in items:
            alone = columns(text) > room and text.isascii() and " " not in text
            if name or not alone:
                self._grid([[(name, "dim"), ("" if alone else text, "")]], shape)
            if alone:
                self._raw(" " * _GAP + text)

    def _grid(
        self, rows: Iterable[_Row], shape: Sequence[_Column], *, one_line: bool = False
    ) -> None:
        """Cells side by side, each cut to its width or wrapped into it."""
        grid = Table.grid(padding=(0, _GAP, 0, 0))
        for width, _fixed, right in shape:
            grid.add_column(min_width=width, justify="right" if right else "default")
        for row in rows:
            cells = []
            for (text, style), (width, *_how) in zip(row, shape, strict=True):
                shown = cut(text, width, self._mark) if one_line else "\n".join(wrap(text, width))
                cells.append(Text.assemble((shown, style)))  # blanks have no style
            grid.add_row(*cells)
        self._draw(grid)

    def _plain(self, rows: Iterable[_Row], shape: Sequence[_Column]) -> None:
        """The same for very many rows: one line each, without styles."""
        for row in rows:
            cells = []
            for (text, _style), (width, fixed, right) in zip(row, shape, strict=True):
                cell = text if fixed else cut(text, width, self._mark)
                blanks = " " * (width - columns(cell))
                cells.append(blanks + cell if right else cell + blanks)
            self._raw((" " * _GAP).join(cells))

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

    def _draw(self, thing: RenderableType) -> None:
        with self._console.capture() as drawn:
            self._console.print(thing)
        self._raw(drawn.get().removesuffix("\n"))

    def _raw(self, text: str) -> None:
        self._out.write_human(re.sub(r" +$", "", text, flags=re.MULTILINE) + "\n")
