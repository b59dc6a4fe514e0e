"""One line on a terminal that says how far a long work has come.

It is redrawn in place with a carriage return alone, so it needs no escape
sequence, and it is taken away at the end.
"""

from collections.abc import Callable
from time import monotonic
from types import TracebackType

from patentcli.i18n import _
from patentcli.output.clean import line

_EVERY = 0.1  # seconds between two drawings


class NoProgress:
    """What stands in where nobody looks: not a terminal, or `--quiet`."""

    def advance(self, count: int = 1) -> None:
        """Do nothing."""

    def expect(self, total: int | None) -> None:
        """Do nothing."""

    def clear(self) -> None:
        """Do nothing."""

    def __enter__(self) -> "NoProgress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.clear()


class Progress(NoProgress):
    """Done, of how many, how many a second, and the time that is left.

    `total` is None where it is not known; `write` takes text for the terminal,
    `width` is its columns, `clock` gives seconds.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        label: str,
        total: int | None,
        *,
        width: int,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._write = write
        self._label = line(label)
        self._total = total
        self._width = width - 1  # a full line would make some terminals scroll
        self._clock = clock or monotonic
        self._start = self._last = self._clock()
        self._done = 0
        self._look = 1  # the clock is asked again when so many are done
        self._drawn = 0

    def advance(self, count: int = 1) -> None:
        """Count `count` more as done."""
        self._done += count
        if self._done >= self._look:
            self._tick()

    def expect(self, total: int | None) -> None:
        """Say of how many, where that came out only on the way."""
        self._total = total

    def clear(self) -> None:
        """Take the line away, for a message or at the end."""
        if self._drawn:
            self._write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _tick(self) -> None:
        now = self._clock()
        elapsed = now - self._start
        rate = self._done / elapsed if elapsed > 0 else 0.0
        self._look = self._done + max(1, int(rate * _EVERY / 4))
        if now - self._last >= _EVERY:
            self._last = now
            self._draw(self._text(rate))

    def _text(self, rate: float) -> str:
        parts = {"label": self._label, "done": f"{self._done:,}", "rate": f"{rate:,.0f}"}
        if self._total is None:
            return _("{label}: {done}, {rate} a second").format(**parts)
        seconds = max(0, round((self._total - self._done) / rate)) if rate else 0
        return _("{label}: {done} of {total}, {rate} a second, {minutes}:{seconds:02} left").format(
            **parts, total=f"{self._total:,}", minutes=seconds // 60, seconds=seconds % 60
        )

    def _draw(self, text: str) -> None:
        while text and _cells(text) > self._width:
            text = text[:-1]
        used = _cells(text)
        self._write("\r" + text + " " * max(0, self._drawn - used))
        self._drawn = used


def _cells(text: str) -> int:
    """Columns that a terminal needs for the text: two for a wide character."""
    if text.isascii():
        return len(text)
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
