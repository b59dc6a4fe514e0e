"""One buffered stream of bytes over a file descriptor, checked to the end. Python's own
`sys.stdout` loses output silently when it is unbuffered (a short write is not continued) and
reports a full disk only at interpreter exit. This one continues short writes, and turns each
failure into an exception while an exit code can still be chosen."""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO, RawIOBase

from patentcli.errors import WriteFailed, refusal
from patentcli.i18n import _

BUFFER_SIZE = 64 * 1024  # bytes collected before a write: what a pipe usually holds


class ClosedPipe(Exception):
    """The reader went away (`| head -1`): no failure, the program ends quietly with 0."""


class Output:
    """Buffered bytes for `sink`, which has no buffer; None: it was closed before we started. `name`
    is what an error calls it, standard output if empty. Every method that writes raises ClosedPipe
    when the reader went away and WriteFailed when the data cannot be written."""

    def __init__(
        self,
        sink: RawIOBase | BytesIO | None,
        *,
        name: str = "",
        encoding: str = "utf-8",
        is_tty: bool = False,
    ) -> None:
        self._sink, self._buffer = sink, bytearray()
        self.name, self.encoding, self.is_tty = name, encoding, is_tty
        self.is_live = is_tty  # whether somebody waits: what is written goes out at once

    def write(self, data: bytes) -> None:
        """Take bytes; they reach the sink when enough have come together."""
        self._buffer += data
        if self.is_live or len(self._buffer) >= BUFFER_SIZE:
            self.flush()

    def write_text(self, text: str) -> None:
        """Take text of a data format: UTF-8 whatever the terminal speaks."""
        self.write(text.encode("utf-8", "backslashreplace"))

    def write_human(self, text: str) -> None:
        """Take text for a person: in the stream's encoding, what it lacks as an escape."""
        self.write(text.encode(self.encoding, "backslashreplace"))

    def flush(self) -> None:
        """Write all that was collected; what could not be written stays collected."""
        with self._refused():
            while self._buffer:
                if self._sink is None:
                    raise OSError(errno.EBADF, os.strerror(errno.EBADF))
                taken = self._sink.write(self._buffer)
                if taken is None:  # a pipe in non-blocking mode is full
                    from select import select

                    select([], [self._sink.fileno()], [])
                del self._buffer[: taken or 0]

    def try_flush(self) -> bool:
        """Flush where a failure is somebody else's to report; whether all was written."""
        with suppress(ClosedPipe, WriteFailed):
            self.flush()
        return not self._buffer

    def finish(self) -> None:
        """Flush, and ask a network file system, which reports a full disk only on closing. Closing
        a duplicate asks it without giving the descriptor up."""
        self.flush()
        if self._sink is not None:
            with suppress(OSError):  # nothing behind it that could report
                duplicate = os.dup(self._sink.fileno())
                with self._refused():
                    os.close(duplicate)

    def discard(self) -> None:
        """Forget what was collected and not written yet."""
        self._buffer.clear()

    def terminal_width(self) -> int | None:
        """Columns of the terminal behind the sink; None when it is none or does not tell."""
        if self._sink is not None and self.is_tty:
            with suppress(OSError):
                return os.get_terminal_size(self._sink.fileno()).columns or None
        return None

    @contextmanager
    def _refused(self) -> Iterator[None]:
        """Turn a refusal of the system into what it means: no reader any more, or no room."""
        try:
            yield
        except OSError as exc:
            # Windows reports a closed pipe as EINVAL.
            if exc.errno == errno.EPIPE or (sys.platform == "win32" and exc.errno == errno.EINVAL):
                raise ClosedPipe from exc
            message = _("cannot write: {reason}", reason=refusal(exc))
            raise WriteFailed(message, where=self.name or _("standard output")) from exc


@contextmanager
def paged(
    stdout: Output, variables: Mapping[str, str], warn: Callable[[str], None]
) -> Iterator[Output]:
    """A stream shown in the pager when the block ends; standard output where there is none. It is a
    command for the shell: PATENTCLI_PAGER, else PAGER, else less; an empty one means none. One that
    cannot be started or fails costs a warning, and the output goes to the terminal."""
    import signal  # a pager is seldom asked for
    import subprocess

    usual = "more" if sys.platform == "win32" else "less -R"
    command = variables.get("PATENTCLI_PAGER", variables.get("PAGER", usual)).strip()
    if not command or not stdout.is_tty:
        yield stdout
        return
    collected = BytesIO()
    out = Output(collected, encoding=stdout.encoding)
    try:
        yield out
    finally:
        out.flush()
        # Ctrl-C belongs to the pager while it runs: unlike SIG_IGN, a function is not handed down.
        before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
        surroundings = {"LESS": "FRX", **variables}
        try:
            ran = subprocess.run(  # noqa: S602 (a shell command: the user's own choice)
                command, shell=True, input=collected.getvalue(), env=surroundings, check=False
            )
        finally:
            signal.signal(signal.SIGINT, before)
        if ran.returncode:
            warn(_("the pager {command} failed", command=command))
            stdout.write(collected.getvalue())
