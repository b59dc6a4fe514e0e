"""Views for a person: the only module that imports rich.

Whatever text comes in is taken literally: cleaned, and handed to rich as `Text`,
so that neither markup nor emoji names nor links are read from it. Without
colour no escape sequence is written at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import islice, zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from patentcli.output.column_names import heading
from patentcli.output.human import HumanText
from patentcli.output.layout import GAP, column_widths
from patentcli.output.stream import Output
from patentcli.output.wrapping import breaks

STYLES = {
    "": "",
    "bold": "bold",
    "heading": "bold",
    "dim": "dim",
    "pass": "green",
    "fail": "red",
    "unknown": "yellow",
    "warn": "yellow",
    "not-checked": "dim",
}
_READABLE = 100  # columns: longer lines of prose are hard to read
_LONGEST_BAR = 40  # columns
_BATCH = 500  # records laid out at a time; the columns only ever grow wider


class Screen:
    """Where a view is drawn: `width` columns, with or without colour."""

    def __init__(self, out: Output, *, width: int, colour: bool) -> None:
        self._out = out
        self.width = width
        self.colour = colour
        self._reading_width = min(width, _READABLE)
        self._human = HumanText(out.encoding)
        self._console = Console(
            width=width,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def line(self, text: str = "", style: str = "", *, indent: int = 0) -> None:
        """One paragraph, wrapped under its own beginning; `style` is a key of STYLES."""
        self.parts((text, style), indent=indent)

    def parts(self, *parts: tuple[str, str], indent: int = 0) -> None:
        """One paragraph of (text, style) parts. An address at its end is never broken."""
        text = Text().join(_styled(self._human.text(part), style) for part, style in parts)
        begin = len(text.plain) - len(text.plain.lstrip(" "))
        indent = min(indent + begin, self._reading_width // 2)
        last = text.plain.rpartition(" ")[2]
        alone = _is_address(last) and cell_len(last) > self._reading_width - indent
        shown = text[begin : len(text.plain) - len(last) if alone else None]
        if shown.plain or not alone:
            self._rows([[shown]], [self._reading_width - indent], indent=indent)
        if alone:
            self._raw(" " * indent + last)

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Mapping[str, object]],
        *,
        headings: Mapping[str, str] | None = None,
        whole: Sequence[str] = (),
        numeric: Sequence[str] = (),
        styles: Mapping[str, Mapping[str, str]] | None = None,
        words: Mapping[str, Mapping[str, str]] | None = None,
        header: bool = True,
    ) -> int:
        """A table that fits the width, or one block a record where it cannot; their number.

        `whole` columns are never wrapped, `numeric` ones are aligned to the
        right; `styles` gives a column's values their style, `words` what is shown for them.
        """
        titles = [self._human.text((headings or {}).get(name) or heading(name)) for name in columns]
        natural = [cell_len(title) if header else 0 for title in titles]
        fixed = [name in whole or name in numeric for name in columns]
        looks = [(styles or {}).get(name, {}) for name in columns]
        instead = [(words or {}).get(name, {}) for name in columns]
        count = 0
        records = iter(rows)
        while batch := list(islice(records, _BATCH)):
            cells = [[self._human.value(row[name]) for name in columns] for row in batch]
            texts = [
                [
                    _styled(word.get(cell, cell), look.get(cell, ""))
                    for cell, word, look in zip(row, instead, looks, strict=True)
                ]
                for row in cells
            ]
            for line in texts:
                natural = [max(n, text.cell_len) for n, text in zip(natural, line, strict=True)]
            widths = column_widths(natural, fixed, self.width)
            if widths is None:
                self._stack(titles, texts, fixed, first=count == 0)
            else:
                if header and not count:
                    texts.insert(0, [_styled(title, "heading") for title in titles])
                self._rows(texts, widths, right=[name in numeric for name in columns])
            count += len(batch)
        return count

    def sheet(self, title: str, pairs: Iterable[tuple[str, object]]) -> None:
        """A title over labelled values; a list has one item a line, null is `-`."""
        if title:
            self.line(title, "heading")
        items = self._human.labelled(pairs)
        self._pairs([(label, Text(value), _is_address(value)) for label, value in items])

    def bars(self, items: Iterable[tuple[str, int, object]]) -> None:
        """For each label its count, its share and a bar in proportion to the count."""
        human = self._human
        found = [(human.text(label), n, human.value(share)) for label, n, share in items]
        if not found:
            return
        figures = max(len(str(n)) for _, n, _ in found) + max(cell_len(s) for _, _, s in found)
        room = self.width - figures - 3 * GAP
        label_width = min(max(cell_len(label) for label, _, _ in found), room // 2)
        longest = min(room - label_width, _LONGEST_BAR)
        top = max(1, *(n for _, n, _ in found))
        sign = human.sign("█", "#")
        # Rounded up: what is there at all is seen.
        rows = [
            [Text(label), Text(str(n)), _styled(share, "dim"), Text(sign * -(-longest * n // top))]
            for label, n, share in found
        ]
        widths = [label_width, *(max(row[i].cell_len for row in rows) for i in (1, 2, 3))]
        self._rows(rows, widths, right=[False, True, True, False])

    def _pairs(self, items: Sequence[tuple[str, Text, bool]]) -> None:
        """Labels and values side by side; a value to be kept whole may need its own line."""
        widest = max((cell_len(label) for label, *_ in items), default=0)
        label_width = min(widest, self._reading_width // 3)
        room = self._reading_width - label_width - GAP
        rows: list[list[Text]] = []
        for label, text, whole in items:
            alone = whole and text.cell_len > room
            rows.append([_styled(label, "dim"), Text() if alone else text])
            if alone:
                self._rows(rows, (label_width, room))
                self._raw(" " * GAP + text.plain)
                rows = []
        self._rows(rows, (label_width, room))

    def _stack(
        self,
        titles: Sequence[str],
        rows: Sequence[Sequence[Text]],
        whole: Sequence[bool],
        *,
        first: bool,
    ) -> None:
        """One block a record, an empty line between two."""
        for row in rows:
            if not first:
                self._raw("")
            first = False
            self._pairs(list(zip(titles, row, whole, strict=True)))

    def _rows(
        self,
        rows: Iterable[Sequence[Text]],
        widths: Sequence[int],
        *,
        right: Sequence[bool] = (),
        indent: int = 0,
    ) -> None:
        """Cells side by side, each wrapped into its width; `right` aligns a column so."""
        lines: list[Text] = []
        for row in rows:
            wrapped = [
                [cell] if cell.cell_len <= width else self._wrapped(cell, max(width, 1))
                for cell, width in zip(row, widths, strict=True)
            ]
            for parts in zip_longest(*wrapped, fillvalue=Text()):
                line = Text(" " * indent)
                for i, part in enumerate(parts):
                    blanks = " " * (widths[i] - part.cell_len)
                    if right and right[i]:
                        line.append(blanks).append_text(part).append(" " * GAP)
                    else:
                        line.append_text(part).append(blanks + " " * GAP)
                line.rstrip()
                lines.append(line)
        if lines:
            self._print(Text("\n").join(lines))

    def _wrapped(self, cell: Text, width: int) -> list[Text]:
        """The lines of a cell; rich would break Chinese at spaces only, and before a full stop."""
        if cell.plain.isascii():
            return list(cell.wrap(self._console, width, overflow="fold"))
        lines = list(cell.divide(breaks(cell.plain, width, fold=True)))
        for line in lines:
            line.rstrip()
        return lines

    def _print(self, text: Text) -> None:
        """Write text that is laid out already."""
        # rich would write to standard output itself, where a failure escapes our stream.
        self._console.file = drawn = StringIO()
        self._console.print(text, soft_wrap=True)
        self._raw(drawn.getvalue().removesuffix("\n"))

    def _raw(self, text: str) -> None:
        self._out.write_human(text + "\n")


def _styled(text: str, style: str) -> Text:
    """The text with a style that does not reach into the blanks beside it."""
    return Text.assemble((text, STYLES[style]))


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text
