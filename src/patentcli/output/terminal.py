"""Views for a person: the only module that imports rich.

Whatever text comes in is taken literally: cleaned, and handed to rich as `Text`,
so that neither markup nor emoji names nor links are read from it. Without
colour no escape sequence is written at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from patentcli.output.cells import cell_text
from patentcli.output.clean import block, line
from patentcli.output.layout import GAP, column_widths
from patentcli.output.stream import Output

STYLES = {
    "heading": "bold",
    "dim": "dim",
    "pass": "green",
    "fail": "red",
    "unknown": "yellow",
    "warn": "yellow",
    "not-checked": "dim",
}
MISSING = "-"  # what stands for null
_READABLE = 100  # columns: longer lines of prose are hard to read
_BATCH = 500  # records laid out at a time; the columns only ever grow wider

Part = str | tuple[str, str]


class Screen:
    """Where a view is drawn: `width` columns, with or without colour."""

    def __init__(self, out: Output, *, width: int, colour: bool) -> None:
        self._out = out
        self.width = width
        self.colour = colour
        self._console = Console(
            file=StringIO(),
            width=width,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
            _environ={},  # the environment has been asked already, by our own rules
        )

    def line(self, *parts: Part, style: str = "", indent: int = 0) -> None:
        """One paragraph of parts, wrapped; a part may be (text, style). No part: an empty line.

        Styles are the keys of STYLES. An address alone is never broken.
        """
        text = Text(style=STYLES.get(style, ""))
        for part in parts:
            words, own = (part, "") if isinstance(part, str) else part
            text.append(self._text(words), STYLES.get(own, ""))
        if _is_address(text.plain):
            self._raw(" " * indent + text.plain)
        else:
            self._print(Padding(text, (0, 0, 0, indent)), width=self._reading_width)

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Mapping[str, object]],
        *,
        headings: Mapping[str, str] | None = None,
        whole: Sequence[str] = (),
        numeric: Sequence[str] = (),
        styles: Mapping[str, Mapping[str, str]] | None = None,
        header: bool = True,
    ) -> int:
        """A table that fits the width, or one block a record where it cannot; their number.

        `whole` columns are never wrapped, `numeric` ones are aligned to the
        right; `styles` gives a column's values their style.
        """
        titles = [self._text((headings or {}).get(name, name)) for name in columns]
        natural = [cell_len(title) if header else 0 for title in titles]
        fixed = [name in whole or name in numeric for name in columns]
        looks = [(styles or {}).get(name, {}) for name in columns]
        count = 0
        records = iter(rows)
        while batch := list(islice(records, _BATCH)):
            cells = [[self._value(row[name]) for name in columns] for row in batch]
            for row in cells:
                natural = [max(n, cell_len(cell)) for n, cell in zip(natural, row, strict=True)]
            texts = [
                [
                    Text(cell, STYLES.get(look.get(cell, ""), ""))
                    for cell, look in zip(row, looks, strict=True)
                ]
                for row in cells
            ]
            widths = column_widths(natural, fixed, self.width)
            if widths is None:
                self._stacked(titles, texts, first=count == 0)
            else:
                right = [name in numeric for name in columns]
                self._columns(titles if header and not count else None, texts, widths, fixed, right)
            count += len(batch)
        return count

    def sheet(self, title: str, pairs: Iterable[tuple[str, object]]) -> None:
        """A title over labelled values; a list has one item a line, null is `-`."""
        if title:
            self._print(Text(self._text(title), STYLES["heading"]))
        self._pairs([(self._text(label), Text(item)) for label, item in self._items(pairs)])

    def bars(self, items: Iterable[tuple[str, int, object]]) -> None:
        """For each label its count, its share and a bar in proportion to the count."""
        found = [(self._text(label), count, self._value(share)) for label, count, share in items]
        top = max((count for _label, count, _share in found), default=0)
        sign = self._text("█")
        sign = sign if sign == "█" else "#"
        room = self.width - 3 * GAP
        label_width = min(max((cell_len(label) for label, _c, _s in found), default=0), room // 2)
        for _label, count, share in found:
            room = min(room, self.width - 3 * GAP - len(str(count)) - cell_len(share))
        length = min(max(room - label_width, 0), 40)
        grid = self._grid()
        grid.add_column(width=label_width, overflow="fold")
        grid.add_column(justify="right", no_wrap=True)
        grid.add_column(justify="right", no_wrap=True, style=STYLES["dim"])
        grid.add_column(no_wrap=True)
        for label, count, share in found:
            size = -(-length * count // top) if top else 0
            grid.add_row(Text(label), Text(str(count)), Text(share), Text(sign * size))
        self._print(grid)

    @property
    def _reading_width(self) -> int:
        return min(self.width, _READABLE)

    def _text(self, text: str) -> str:
        """Cleaned, on one line, and with nothing that the stream's encoding lacks."""
        return self._encodable(line(text))

    def _encodable(self, text: str) -> str:
        encoding = self._out.encoding
        return text.encode(encoding, "backslashreplace").decode(encoding)

    def _value(self, value: object) -> str:
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            value = ", ".join(value)
        return MISSING if value is None else self._text(cell_text(value))

    def _items(self, pairs: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
        """The pairs with one line of text each; only the first line of a value has the label."""
        for label, value in pairs:
            values = value if isinstance(value, list | tuple) else [value]
            texts = [
                MISSING if item is None else self._encodable(block(cell_text(item)))
                for item in values or [None]
            ]
            for part in "\n".join(texts).splitlines() or [""]:
                yield label, line(part)
                label = ""

    def _pairs(self, items: Sequence[tuple[str, Text]]) -> None:
        widest = max((cell_len(label) for label, _text in items), default=0)
        label_width = min(widest, self._reading_width // 3)
        room = self._reading_width - label_width - 2 * GAP
        grid = self._pairs_grid(label_width, room)
        for label, text in items:
            if _is_address(text.plain) and text.cell_len > room:
                grid.add_row("", Text(label, STYLES["dim"]), "")
                self._print(grid)
                self._raw(" " * GAP + text.plain)
                grid = self._pairs_grid(label_width, room)
            else:
                grid.add_row("", Text(label, STYLES["dim"]), text)
        self._print(grid)

    def _pairs_grid(self, label_width: int, room: int) -> Table:
        grid = self._grid()
        grid.add_column(width=0)
        grid.add_column(width=label_width, overflow="fold")
        grid.add_column(width=room, overflow="fold")
        return grid

    def _grid(self, *, header: bool = False) -> Table:
        return Table(
            box=None,
            show_header=header,
            header_style=STYLES["heading"],
            pad_edge=False,
            padding=(0, GAP, 0, 0),
            collapse_padding=False,
        )

    def _columns(
        self,
        titles: Sequence[str] | None,
        rows: Sequence[Sequence[Text]],
        widths: Sequence[int],
        fixed: Sequence[bool],
        right: Sequence[bool],
    ) -> None:
        grid = self._grid(header=titles is not None)
        for index, width in enumerate(widths):
            grid.add_column(
                Text(titles[index]) if titles else "",
                width=width,
                no_wrap=fixed[index],
                overflow="fold",
                justify="right" if right[index] else "left",
            )
        for row in rows:
            grid.add_row(*row)
        self._print(grid)

    def _stacked(
        self, titles: Sequence[str], rows: Sequence[Sequence[Text]], *, first: bool
    ) -> None:
        for row in rows:
            if not first:
                self._raw("")
            first = False
            self._pairs(list(zip(titles, row, strict=True)))

    def _print(self, what: RenderableType, width: int | None = None) -> None:
        # rich would write to standard output itself, where a failure escapes our stream.
        self._console.file = drawn = StringIO()
        self._console.print(what, width=width, overflow="fold")
        self._raw("\n".join(text.rstrip() for text in drawn.getvalue().split("\n")[:-1]))

    def _raw(self, text: str) -> None:
        self._out.write_human(text + "\n")


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text
