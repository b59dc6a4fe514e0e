"""Opening what the user named as a list: a regular file, or standard input where `-` asks for it.

A list is read twice, so that columns are judged whole; what cannot be read twice, a pipe, is
written to a temporary file first. A directory, device or named pipe would hang or never end, so
it is refused by name.
"""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import BinaryIO, NamedTuple

from patentcli.dates import SERIAL_BASE
from patentcli.environment import Environment
from patentcli.errors import DataProblem, InputMissing, WriteFailed, refusal
from patentcli.i18n import _

AHEAD = 1 << 20  # bytes of the beginning that tell what a list is


class Source(NamedTuple):
    """An open list."""

    shown: str
    """What messages call it."""
    path: str | None
    """None: standard input."""
    stream: BinaryIO
    """All of it; can be read from any place."""
    size: int
    """In bytes."""

    @property
    def name(self) -> str:
        """The name of the file without its directory: what a catalogue calls its source."""
        return os.path.basename(self.path) if self.path else self.shown

    @property
    def suffix(self) -> str:
        """The end of the file's name, with its dot."""
        return os.path.splitext(self.path or "")[1].lower()

    @property
    def is_short(self) -> bool:
        """Whether `head` is all of it."""
        return self.size <= AHEAD

    @property
    def head(self) -> bytes:
        """Its first bytes."""
        return self.again().read(AHEAD)

    def again(self) -> BinaryIO:
        """The stream, at its first byte."""
        self.stream.seek(0)
        return self.stream


@contextmanager
def open_source(path: str, env: Environment) -> Iterator[Source]:
    """The list at `path`, `-` for standard input.

    Raises InputMissing for what is not there or not readable, DataProblem for what is no file.
    """
    shown = _("standard input") if path == "-" else path
    with ExitStack() as stack:
        stream = env.stdin if path == "-" else stack.enter_context(open_file(path))
        if path == "-" or not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):  # a shell's <(…)
            spool = stack.enter_context(tempfile.TemporaryFile())
            _copy(stream, spool, shown)
            stream = spool
        yield Source(shown, None if path == "-" else path, stream, stream.seek(0, os.SEEK_END))


def _copy(stream: BinaryIO, spool: BinaryIO, shown: str) -> None:
    """Write all of a pipe to the temporary file."""
    while True:
        try:
            part = stream.read(1 << 18)
        except OSError as problem:
            raise InputMissing(refusal(problem), where=shown) from None
        if not part:
            return
        try:
            spool.write(part)
        except OSError as problem:
            message = _("cannot write a temporary file: {reason}")
            raise WriteFailed(message.format(reason=refusal(problem)), where=shown) from None


def open_file(path: str) -> BinaryIO:
    """A regular file, or a pipe that the shell made; what else it is, is refused by name."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise DataProblem(_("is a directory, not a file"), where=path)
        # Any other pipe than a shell's may wait for a writer for ever.
        if not stat.S_ISREG(mode) and not path.startswith("/dev/fd/"):
            raise DataProblem(
                _("is a device, pipe or socket, not a file"),
                where=path,
                hint=_("pipe it into the command and give - as FILE"),
            )
        return open(path, "rb")
    except OSError as problem:
        raise InputMissing(refusal(problem), where=path) from None
    except ValueError:
        raise InputMissing(_("a file name cannot hold a NUL character"), where=path) from None


Row = tuple[int, Sequence[object]]
"""Place in the file as its people count (the row of a sheet, the number of an object), and cells;
a cell that is text keeps its spaces."""


class Table(NamedTuple):
    """One table of a file: a sheet of a workbook, or the only one."""

    rows: Callable[[int], Iterator[Row]]
    """All rows from the first one, at each call anew. The number is how many cells a row must have
    that takes several lines of a text file; 0: any number."""
    heads: list[str] | None = None
    """The names of the columns, where they do not stand in a row."""
    name: str = ""
    """Of the sheet, where there are sheets."""
    hidden: bool = False
    typed: bool = False
    """Whether cells can be numbers, truth values or lists, as in a workbook or JSON."""
    ragged: bool = False
    """Whether a row that is longer or shorter than the heads may have shifted cells (CSV)."""
    serials: date = SERIAL_BASE
    """Day 0, from which numbers count where they stand for dates."""


class File(NamedTuple):
    """A list as it was found in its file."""

    tables: list[Table]
    notes: list[str]
    """How the file was understood."""
    done: Callable[[], int] = lambda: 0
    """Bytes of the file that the present reading has behind it; 0: unknown."""


def is_blank(cells: Sequence[object]) -> bool:
    """Whether a row holds nothing but white space."""
    for cell in cells:
        if cell is not None and cell != "" and not (type(cell) is str and cell.isspace()):
            return False
    return True
