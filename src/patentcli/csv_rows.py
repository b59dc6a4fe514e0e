"""Reading CSV that somebody else made: the one reader for lists and batches. The csv module alone
lets an unclosed quote swallow all that follows. Here the lines of a record are kept until it is
complete; where they do not make a sound record, only the first line is given up and the others are
read again. Lines may end in LF, CRLF or CR."""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import BinaryIO, NamedTuple

from patentcli.i18n import N_, _

LONGEST_LINE = 1 << 20  # characters; the rest of a longer line is skipped
csv.field_size_limit(LONGEST_LINE)  # by itself an eighth of it, which long texts exceed
_UNDECODED = re.compile("[\ud800-\udfff]")
# `surrogateescape` takes no byte below 128, which UTF-16 may have in what is none.
codecs.register_error("undecoded", lambda flaw: ("\udcff", flaw.end))  # type: ignore[attr-defined]  # typed as any exception; it is a UnicodeDecodeError


class _Flawed(str):
    """A line that is no text."""

    reason = N_("not UTF-8; save the file as “CSV UTF-8”")


_TOO_LONG = _Flawed("\n")  # stands for a line that was too long
_TOO_LONG.reason = N_("a line of more than 1 MiB")


class Bad(NamedTuple):
    """A line that is no record."""

    cells: list[str]  # as far as they can be told
    reason: str


def readable(line: str) -> str:
    """The line, or one that `read_records` calls bad where bytes of it could not be decoded."""
    return _Flawed(line) if _UNDECODED.search(line) else line


def text_lines(stream: BinaryIO, encoding: str, errors: str = "undecoded") -> Iterator[str]:
    """Lines of text with their ends, for `read_records`, which calls those bad that are longer than
    LONGEST_LINE characters, or are no text unless `errors` is strict."""
    text = io.TextIOWrapper(stream, encoding, errors=errors, newline="")
    try:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
                # Before the rest is skipped: a head so long is refused at once.
                yield _TOO_LONG
                while (rest := text.readline(LONGEST_LINE)) and rest[-1] not in "\r\n":
                    pass
            else:
                yield line if errors == "strict" else readable(line)
    finally:
        with suppress(ValueError):  # the file was closed first
            text.detach()


def read_records(
    lines: Iterator[str],
    *,
    delimiter: str = ",",
    width: int | None = None,
    blanks: bool = False,
    spaces: bool = True,
) -> Iterator[tuple[int, list[str] | Bad]]:
    """Line number and cells of each record, or the reason why it is none. `width` is how many cells
    a record of several lines must have; None: as many as the first record; 0: any number. Blank
    lines are left out unless `blanks`; `spaces` before a cell are part of it."""
    pending: list[str] = []  # the lines of the record being read
    again: deque[str] = deque()

    def feed() -> Iterator[str]:
        for line in chain(iter(lambda: again.popleft() if again else None, None), lines):
            pending.append(line)
            yield line

    place = 1
    while True:
        reader = csv.reader(feed(), strict=True, delimiter=delimiter, skipinitialspace=not spaces)
        problem = ""
        try:
            for cells in reader:
                flaws: list[str] = []
                if _Flawed in map(type, pending):  # hardly ever
                    flaws = [line.reason for line in pending if isinstance(line, _Flawed)]
                if len(pending) > 1 and (
                    (width and len(cells) != width) or _TOO_LONG.reason in flaws
                ):
                    break  # a quote that swallowed lines
                if flaws:
                    yield place, Bad(cells, _(flaws[0]))
                elif cells or blanks:
                    width = len(cells) if width is None else width
                    yield place, cells
                place += len(pending)
                pending.clear()
            else:
                return
        except csv.Error as found:
            problem = str(found)
        # The first line alone is bad; the others are read again.
        first, *others = pending
        yield place, _bad(first, problem, delimiter, swallowed=bool(others))
        again.extendleft(reversed(others))
        pending.clear()
        place += 1


def _bad(line: str, problem: str, delimiter: str, *, swallowed: bool) -> Bad:
    if line is _TOO_LONG:
        return Bad([], _(_TOO_LONG.reason))
    cells: list[str] = []
    with suppress(csv.Error):  # a field beyond the module's limit
        cells = next(csv.reader([line], delimiter=delimiter), [])
    if swallowed or "unexpected end" in problem or "field larger" in problem:
        return Bad(cells, _("a quote that is not closed"))
    if "expected after" in problem:
        return Bad(cells, _("text behind a closing quote"))
    return Bad(cells, _("malformed CSV: {reason}", reason=problem))
