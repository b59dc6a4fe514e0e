"""The records of a CSV file that somebody else made, one at a time and none lost.

The csv module alone lets an unclosed quote swallow all that follows. Here the lines of a record
are kept until it is complete; where they do not make a sound record, only the first line is
given up and the others are read again.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from patentcli.i18n import _

LONGEST_LINE = 1 << 20  # characters; the rest of a longer line is skipped


class _Skipped(str):
    """Stands for a line that was too long to be read."""

    __slots__ = ()


_TOO_LONG = _Skipped("\n")


class Bad(NamedTuple):
    """A line that is no record."""

    cells: list[str]
    """As far as they can be told."""
    reason: str


def text_lines(stream: BinaryIO) -> Iterator[str]:
    """Lines of UTF-8 text with or without BOM; other bytes become lone surrogates."""
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
                yield _TOO_LONG  # before the rest is skipped: a head so long is refused at once
                while (rest := text.readline(LONGEST_LINE)) and rest[-1] not in "\r\n":
                    pass
            else:
                yield line
    finally:
        with suppress(ValueError):  # the file was closed first
            text.detach()


class Records:
    """Iterates over line number and cells of each record, or the reason why it is none.

    The first record tells how many cells the others have.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self._pending: list[str] = []  # the lines of the record being read
        self._line = 1

    def __iter__(self) -> Iterator[tuple[int, list[str] | Bad]]:
        width = 0
        pending = self._pending
        while True:
            reader = csv.reader(self._feed(), strict=True)
            try:
                for cells in reader:
                    if len(pending) > 1 and (len(cells) != width or self._lacks_lines()):
                        break  # a quote that swallowed lines
                    place = self._line
                    plain = len(pending) == 1 and pending[0].isascii()
                    if not plain and not _are_utf8(pending):
                        yield place, Bad(cells, _("not UTF-8; save the file as “CSV UTF-8”"))
                    elif cells:
                        width = width or len(cells)
                        yield place, cells
                    elif pending[0] is _TOO_LONG:
                        yield place, Bad([], _("a line of more than 1 MiB"))
                    self._line += len(pending)
                    pending.clear()
                else:
                    return
                problem = ""
            except csv.Error as found:
                problem = str(found)
            yield self._line, self._give_up(problem)

    def _feed(self) -> Iterator[str]:
        """The lines for one reader, kept until their record is complete."""
        pend = self._pending.append
        while self._again:
            line = self._again.popleft()
            pend(line)
            yield line
        for line in self._lines:
            pend(line)
            yield line

    def _lacks_lines(self) -> bool:
        return any(line is _TOO_LONG for line in self._pending)

    def _give_up(self, problem: str) -> Bad:
        """Take the first line alone for bad and have the others read again."""
        first, *others = self._pending
        self._again.extendleft(reversed(others))
        self._pending.clear()
        self._line += 1
        if first is _TOO_LONG:
            return Bad([], _("a line of more than 1 MiB"))
        try:
            cells = next(csv.reader([first]), [])
        except csv.Error:  # a field beyond the module's limit
            cells = []
        if others or "unexpected end" in problem:
            return Bad(cells, _("a quote that is not closed"))
        return Bad(cells, _("no sound CSV: {reason}").format(reason=problem))


def _are_utf8(lines: list[str]) -> bool:
    try:
        for line in lines:
            line.encode()
    except UnicodeEncodeError:
        return False
    return True
