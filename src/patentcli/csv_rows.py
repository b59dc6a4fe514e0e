"""Reading CSV that somebody else made: the one reader for lists and batches.

The csv module alone lets an unclosed quote swallow all that follows. Here the lines of a record
are kept until it is complete; where they do not make a sound record, only the first line is
given up and the others are read again. Lines may end in LF, CRLF or CR.
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


def text_lines(
    stream: BinaryIO, encoding: str = "utf-8-sig", errors: str = "surrogateescape"
) -> Iterator[str]:
    """Lines of text with their ends; other bytes become lone surrogates unless `errors` says else.

    A line of more than LONGEST_LINE characters comes as one that `Records` calls bad.
    """
    text = io.TextIOWrapper(stream, encoding, errors=errors, newline="")
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

    `width` is how many cells a record of several lines must have; None: as many as the first
    record; 0: any number. Blank lines are left out unless `blanks`.
    """

    def __init__(
        self,
        lines: Iterator[str],
        *,
        delimiter: str = ",",
        width: int | None = None,
        blanks: bool = False,
        spaces: bool = True,
    ) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._blanks = blanks
        self._skip_space = not spaces
        self._again: deque[str] = deque()
        self._pending: list[str] = []  # the lines of the record being read
        self.line = 1
        """The line after the last record."""

    def __iter__(self) -> Iterator[tuple[int, list[str] | Bad]]:
        width = self._width
        pending = self._pending
        while True:
            reader = csv.reader(
                self._feed(),
                strict=True,
                delimiter=self._delimiter,
                skipinitialspace=self._skip_space,
            )
            try:
                for cells in reader:
                    if len(pending) > 1 and (
                        (width and len(cells) != width) or self._lacks_lines()
                    ):
                        break  # a quote that swallowed lines
                    place = self.line
                    plain = len(pending) == 1 and pending[0].isascii()
                    if not plain and not _are_text(pending):
                        yield place, Bad(cells, _("not UTF-8; save the file as “CSV UTF-8”"))
                    elif cells:
                        width = len(cells) if width is None else width
                        yield place, cells
                    elif pending[0] is _TOO_LONG:
                        yield place, Bad([], _("a line of more than 1 MiB"))
                    elif self._blanks:
                        yield place, cells
                    self.line += len(pending)
                    pending.clear()
                else:
                    return
                problem = ""
            except csv.Error as found:
                problem = str(found)
            yield self.line, self._give_up(problem)

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
        self.line += 1
        if first is _TOO_LONG:
            return Bad([], _("a line of more than 1 MiB"))
        try:
            cells = next(csv.reader([first], delimiter=self._delimiter), [])
        except csv.Error:  # a field beyond the module's limit
            cells = []
        if others or "unexpected end" in problem or "field larger" in problem:
            return Bad(cells, _("a quote that is not closed"))
        return Bad(cells, _("malformed CSV: {reason}").format(reason=problem))


def _are_text(lines: list[str]) -> bool:
    try:
        for line in lines:
            line.encode()
    except UnicodeEncodeError:
        return False
    return True
