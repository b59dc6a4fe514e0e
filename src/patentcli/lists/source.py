"""Opening what the user named as a list: a regular file, or standard input where `-` asks for it.

A directory, device or named pipe would hang or never end, so it is refused by name. The start
of the input is read ahead to find out what it is.
"""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from patentcli.environment import Environment
from patentcli.errors import DataProblem, InputMissing
from patentcli.i18n import _
from patentcli.system_errors import refusal

AHEAD = 1 << 20  # bytes read ahead
_CHUNK = 1 << 18  # bytes a read


class Source(NamedTuple):
    """An open list."""

    shown: str
    """What messages call it."""
    path: str | None
    """None: standard input."""
    head: bytes
    """Its first bytes; all of it if `size` is not larger."""
    stream: BinaryIO
    """All of it, from its first byte."""
    size: int | None
    """In bytes; None where only the end will tell."""

    @property
    def name(self) -> str:
        """The name of the file without its directory: what a catalogue calls its source."""
        return os.path.basename(self.path) if self.path else self.shown

    @property
    def is_short(self) -> bool:
        """Whether `head` is all of it."""
        return len(self.head) < AHEAD


class _Replay(io.RawIOBase):
    """The bytes read ahead, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_source(path: str, env: Environment) -> Iterator[Source]:
    """The list at `path`, `-` for standard input.

    Raises InputMissing for what is not there or not readable, DataProblem for what is no file.
    """
    if path == "-":
        yield _source(_("standard input"), None, env.stdin, None)
        return
    stream, size = _opened(path)
    with stream:
        yield _source(path, path, stream, size)


def _source(shown: str, path: str | None, stream: BinaryIO, size: int | None) -> Source:
    try:
        head = _ahead(stream)
    except OSError as problem:
        raise InputMissing(refusal(problem), where=shown) from None
    whole = io.BufferedReader(_Replay(head, stream), _CHUNK)
    return Source(shown, path, head, whole, size)


def _ahead(stream: BinaryIO) -> bytes:
    """The first bytes; a pipe hands them out in parts."""
    parts = bytearray()
    while len(parts) < AHEAD and (part := stream.read(AHEAD - len(parts))):
        parts += part
    return bytes(parts)


def _opened(path: str) -> tuple[BinaryIO, int | None]:
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise DataProblem(_("is a directory, not a list"), where=path)
        regular = stat.S_ISREG(mode)
        # A shell's <(…) is /dev/fd/N; any other pipe may wait for a writer for ever.
        if not regular and not path.startswith("/dev/fd/"):
            raise DataProblem(
                _("is a device, pipe or socket, not a list"),
                where=path,
                hint=_("pipe it into the command and give - as FILE"),
            )
        stream = open(path, "rb", buffering=0)  # noqa: SIM115 (closed by the caller)
        return stream, os.fstat(stream.fileno()).st_size if regular else None
    except OSError as problem:
        raise InputMissing(refusal(problem), where=path) from None
    except ValueError:
        raise InputMissing(_("a file name cannot hold a NUL character"), where=path) from None
