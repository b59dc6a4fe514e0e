"""One buffered stream of bytes over a file descriptor, checked to the end.

Python's own `sys.stdout` loses output silently when it is unbuffered (a short
write is not continued) and reports a full disk too late, at interpreter exit.
This one collects data, continues short writes, and turns each failure into an
exception while an exit code can still be chosen.
"""

import errno
import os
import sys
from typing import NoReturn, Protocol

from patentcli.errors import WriteFailed
from patentcli.i18n import _

BUFFER_SIZE = 64 * 1024  # bytes collected before a write; a pipe's usual capacity


class ClosedPipe(Exception):
    """The reader went away (`| head -1`): no failure, the program ends quietly with 0."""


class RawSink(Protocol):
    """What the stream writes to: unbuffered, may take less than it is given."""

    def write(self, data: bytes, /) -> int | None:
        """Take bytes; the number taken, or None when nothing can be taken now."""

    def fileno(self) -> int:
        """The descriptor behind it; OSError when there is none."""


class Output:
    """Buffered bytes for `sink`; None stands for a stream that was closed before we started.

    `name` is what an error calls it. Every method that writes raises ClosedPipe
    when the reader went away and WriteFailed when the data cannot be written.
    """

    def __init__(
        self, sink: RawSink | None, *, name: str = "", encoding: str = "utf-8", is_tty: bool = False
    ) -> None:
        self._sink = sink
        self._buffer = bytearray()
        self.name = name
        self.encoding = encoding
        self.is_tty = is_tty

    def write(self, data: bytes) -> None:
        """Take bytes; they reach the sink when enough have come together."""
        self._buffer += data
        if len(self._buffer) >= BUFFER_SIZE:
            self.flush()

    def write_text(self, text: str) -> None:
        """Take text of a data format: UTF-8 whatever the terminal speaks."""
        self.write(text.encode("utf-8", "backslashreplace"))

    def write_human(self, text: str) -> None:
        """Take text for a person: in the terminal's encoding, what it lacks as an escape."""
        self.write(text.encode(self.encoding, "backslashreplace"))

    def flush(self) -> None:
        """Write all that was collected; what could not be written stays collected."""
        buffer = self._buffer
        while buffer:
            if self._sink is None:
                self._fail(OSError(errno.EBADF, os.strerror(errno.EBADF)))
            try:
                taken = self._sink.write(bytes(buffer))
            except OSError as exc:
                self._fail(exc)
            if taken is None:
                self._wait()
            else:
                del buffer[:taken]

    def finish(self) -> None:
        """Flush, and ask the file system whether it really kept the data.

        Network file systems report a full disk on closing only; closing a
        duplicate asks them without giving the descriptor up.
        """
        wrote = bool(self._buffer)
        self.flush()
        if not wrote or self._sink is None:
            return
        try:
            duplicate = os.dup(self._sink.fileno())
        except OSError:
            return
        try:
            os.close(duplicate)
        except OSError as exc:
            self._fail(exc)

    def terminal_width(self) -> int | None:
        """Columns of the terminal behind the sink; None when it is none or does not tell."""
        if self._sink is None or not self.is_tty:
            return None
        try:
            return os.get_terminal_size(self._sink.fileno()).columns or None
        except OSError:
            return None

    def discard(self) -> None:
        """Forget what was collected and not written yet."""
        self._buffer.clear()

    def _wait(self) -> None:
        """Wait until a sink in non-blocking mode takes data again."""
        from select import select

        if self._sink is not None:
            select([], [self._sink.fileno()], [])

    def _fail(self, exc: OSError) -> NoReturn:
        # Windows reports a closed pipe as EINVAL.
        if exc.errno == errno.EPIPE or (sys.platform == "win32" and exc.errno == errno.EINVAL):
            raise ClosedPipe from exc
        raise WriteFailed(
            _("cannot write: {reason}").format(reason=exc.strerror or str(exc)),
            where=self.name or _("standard output"),
        ) from exc
