"""Views for a person on a terminal, laid out in columns of it.

Whatever text comes in is taken literally: it is cleaned, and what the stream's encoding lacks
becomes an escape before anything is measured. Without colour no escape sequence is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise, zip_longest

from patentcli.i18n import _
from patentcli.output.cells import cell_text
from patentcli.output.clean import block, line
from patentcli.output.labels import label
from patentcli.output.stream import Output
from patentcli.output.wrapping import GAP, breaks, column_widths, columns, cut, wrap

# Each style with its parameters of SGR (ECMA-48, 8.3.117).
STYLES = {
    "": "",
    "bold": "1",
    "heading": "1",
    "dim": "2",
    "pass": "32",
    "fail": "31",
    "unknown": "33",
    "warn": "33",
    "not-checked": "2",
}
MISSING = "-"  # what stands for null
_READABLE = 100  # columns: longer lines of prose are hard to read
_LONGEST_BAR = 40  # columns
_BATCH = 500  # records laid out at a time; the columns only ever grow wider

Part = tuple[str, str]
"""A text and its style, a key of STYLES."""


class Screen:
    """Where a view is drawn: `width` columns, with or without colour."""

    def __init__(self, out: Output, *, width: int, colour: bool) -> None:
        self._out = out
        self.width = width
        self.colour = colour
        self._prose = min(width, _READABLE)
        self._mark = self._sign("…", "~")

    def flush(self) -> None:
        """Let the person see what was drawn."""
        self._out.flush()

    def line(self, text: str = "", style: str = "", *, indent: int = 0) -> None:
        """One paragraph, wrapped under its own beginning; `style` is a key of STYLES."""
        self.parts((text, style), indent=indent)

    def parts(self, *parts: Part, indent: int = 0) -> None:
        """One paragraph of (text, style) parts."""
        cleaned = [(self._text(text), style) for text, style in parts]
        plain = "".join(text for text, _style in cleaned)
        begin = len(plain) - len(plain.lstrip(" "))
        indent = min(indent + begin, self._prose // 2)
        places = breaks(plain[begin:], self._prose - indent, fold=True)
        for first, last in pairwise([0, *places, len(plain) - begin]):
            end = len(plain[: begin + last].rstrip(" "))
            self._raw(" " * indent + self._slice(cleaned, begin + first, end))

    def table(
        self,
        names: Sequence[str],
        records: Iterable[Sequence[object] | Mapping[str, object]],
        *,
        headings: Mapping[str, str] | None = None,
        whole: Sequence[str] = (),
        numeric: Sequence[str] = (),
        one_line: bool = False,
        styles: Mapping[str, Mapping[str, str]] | None = None,
        words: Mapping[str, Mapping[str, str]] | None = None,
        header: bool = True,
    ) -> None:
        """A table that fits the width, or one block a record where it cannot.

        `records` are mappings, or have their values in the order of `names`. `whole` columns are
        never cut, `numeric` ones are aligned to the right; `styles` gives a column's values their
        style, `words` what is shown for them.
        """
        titles = [self._text((headings or {}).get(name) or label(name)) for name in names]
        fixed = [name in whole or name in numeric for name in names]
        right = [name in numeric for name in names]
        looks = [(styles or {}).get(name, {}) for name in names]
        instead = [(words or {}).get(name, {}) for name in names]

        def shown(record: Sequence[object] | Mapping[str, object]) -> list[Part]:
            if isinstance(record, Mapping):
                record = [record[name] for name in names]
            texts = map(self._value, record)
            return [
                (word.get(text, text), look.get(text, ""))
                for text, word, look in zip(texts, instead, looks, strict=True)
            ]

        rows = map(shown, records)
        natural = [columns(title) if header else 0 for title in titles]
        begun = False
        while batch := list(islice(rows, _BATCH)):
            for row in batch:
                natural = list(map(max, natural, (columns(text) for text, _style in row)))
            widths = column_widths(natural, fixed, self.width)
            if header and not begun and widths is not None:
                self._row([(title, "heading") for title in titles], widths, right)
            for row in batch:
                if widths is None:
                    if begun:
                        self._raw("")
                    cells = zip(titles, row, fixed, strict=True)
                    pairs = [
                        (title, text, (stiff and " " not in text) or _is_address(text))
                        for title, (text, _style), stiff in cells
                    ]
                    self._pairs(pairs)  # a phrase of several words may wrap, an id never
                else:
                    self._row(self._cut(row, widths, fixed) if one_line else row, widths, right)
                begun = True

    def sheet(self, title: str, pairs: Iterable[tuple[str, object]]) -> None:
        """A title over labelled values; a list has one item a line, null is `-`."""
        if title:
            self.line(title, "heading")
        items: list[tuple[str, str, bool]] = []
        for name, value in pairs:
            values = value if isinstance(value, list | tuple) else (value,)
            texts = [MISSING if v is None else block(cell_text(v)) for v in values or (None,)]
            for place, text in enumerate("\n".join(texts).splitlines() or [""]):
                text = self._text(text)
                items.append(("" if place else self._text(name), text, _is_address(text)))
        self._pairs(items)

    def bars(self, items: Iterable[tuple[str, int, object]]) -> None:
        """For each label its count, its share and a bar in proportion to the count."""
        found = [([self._text(name), str(n), self._value(share)], n) for name, n, share in items]
        if not found:
            return
        most = [max(map(columns, texts)) for texts in zip(*(t for t, _n in found), strict=True)]
        room = self.width - most[1] - most[2] - 3 * GAP
        most[0] = min(most[0], room // 2)
        longest = min(room - most[0], _LONGEST_BAR)
        top = max(1, *(n for _texts, n in found))
        sign = self._sign("█", "#")
        for (name, count, share), n in found:
            bar = sign * -(-longest * n // top)  # rounded up: what is there at all is seen
            row = [(name, ""), (count, ""), (share, "dim"), (bar, "")]
            self._row(row, [*most, longest], [False, True, True, False])

    def _pairs(self, items: Sequence[tuple[str, str, bool]]) -> None:
        """Labels and values side by side; a value to be kept whole may need its own line."""
        widest = max((columns(name) for name, *_ in items), default=0)
        width = min(widest, self._prose // 3)
        room = self._prose - width - GAP
        for name, text, whole in items:
            alone = whole and columns(text) > room
            self._row([(name, "dim"), ("" if alone else text, "")], [width, room], [False] * 2)
            if alone:
                self._raw(" " * GAP + text)

    def _row(self, row: Sequence[Part], widths: Sequence[int], right: Sequence[bool]) -> None:
        """Cells side by side, each wrapped into its width; `right` aligns a column so."""
        wrapped = [
            [text] if columns(text) <= width else wrap(text, max(width, 1), fold=True)
            for (text, _style), width in zip(row, widths, strict=True)
        ]
        for texts in zip_longest(*wrapped, fillvalue=""):
            drawn, owed = "", ""
            for text, (_all, style), width, to_right in zip(texts, row, widths, right, strict=True):
                blanks = " " * (width - columns(text))
                if text:
                    drawn += owed + (blanks if to_right else "") + self._painted(text, style)
                    owed = ("" if to_right else blanks) + " " * GAP
                else:
                    owed += blanks + " " * GAP
            self._raw(drawn)

    def _cut(self, row: list[Part], widths: list[int], fixed: list[bool]) -> list[Part]:
        """The cells on one line each."""
        cells = zip(row, widths, fixed, strict=True)
        return [
            (text if stiff else cut(text, width, self._mark), style)
            for (text, style), width, stiff in cells
        ]

    def _slice(self, parts: Sequence[Part], begin: int, end: int) -> str:
        """What stands between two places of the parts put together."""
        drawn = ""
        for text, style in parts:
            drawn += self._painted(text[max(begin, 0) : max(end, 0)], style)
            begin, end = begin - len(text), end - len(text)
        return drawn

    def _painted(self, text: str, style: str) -> str:
        code = STYLES[style]
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text

    def _value(self, value: object) -> str:
        """Any value on one line; null is `-`, a list is separated by commas."""
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            value = _(", ").join(value)
        return MISSING if value is None else self._text(cell_text(value))

    def _text(self, text: str) -> str:
        """The text on one line, harmless and within the encoding of the stream."""
        encoding = self._out.encoding
        return line(text).encode(encoding, "backslashreplace").decode(encoding)

    def _sign(self, wanted: str, instead: str) -> str:
        """The sign to draw with, or another one where the encoding lacks it."""
        return wanted if self._text(wanted) == wanted else instead

    def _raw(self, text: str) -> None:
        self._out.write_human(text + "\n")


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text
