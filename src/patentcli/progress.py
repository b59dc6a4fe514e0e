"""One line on a terminal that says how far a long work has come.

It is redrawn in place with a carriage return alone, so it needs no escape
sequence, and it is taken away at the end.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from time import monotonic

from patentcli.i18n import _
from patentcli.output.clean import line

_EVERY = 0.1  # seconds between two drawings


class Progress(AbstractContextManager["Progress"]):
    """Done, of how many, how many a second, and the time that is left.

    `write` takes text for the terminal, None where nobody looks; `total` is None while it is not
    known; `width` is the terminal's columns.
    """

    def __init__(
        self, write: Callable[[str], None] | None, label: str, total: int | None, *, width: int
    ) -> None:
        self.total = total
        self._write = write
        self._label = line(label)
        self._width = width - 1  # a full line would make some terminals scroll
        self._start = self._last = monotonic()
        self._done = self._drawn = 0

    def advance(self, count: int = 1) -> None:
        """Count `count` more as done."""
        self._done += count
        if self._write is not None and (now := monotonic()) - self._last >= _EVERY:
            from patentcli.output.wrapping import columns, cut  # rich's: on a terminal only

            self._last = now
            text = cut(self._text(now - self._start), self._width, "")
            self._write("\r" + text + " " * (self._drawn - columns(text)))
            self._drawn = columns(text)

    def clear(self) -> None:
        """Take the line away, for a message or at the end."""
        if self._write is not None and self._drawn:
            self._write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def __exit__(self, *_problem: object) -> None:
        self.clear()

    def _text(self, elapsed: float) -> str:
        rate = self._done / elapsed if elapsed > 0 else 0.0
        parts = {"label": self._label, "done": f"{self._done:,}", "rate": f"{rate:,.0f}"}
        if self.total is None:
            return _("{label}: {done}, {rate} a second").format(**parts)
        left = max(0, round((self.total - self._done) / rate)) if rate else 0
        return _("{label}: {done} of {total}, {rate} a second, {minutes}:{seconds:02} left").format(
            **parts, total=f"{self.total:,}", minutes=left // 60, seconds=left % 60
        )
