"""What surrounds the program: streams, terminal, language, directories. One object holds it all, so
that a test can replace any part of it."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from io import BufferedReader, RawIOBase, TextIOWrapper
from time import monotonic

from patentcli.errors import ExitStatus, InputMissing, PatentcliError, WriteFailed, refusal
from patentcli.i18n import _, spoken
from patentcli.output.clean import line
from patentcli.output.stream import ClosedPipe, Output

DEFAULT_WIDTH = 80  # columns, where no terminal tells
WIDTH_BOUNDS = (40, 1000)  # narrower is unreadable; wider is a mistake in COLUMNS
# Characters of one message that are kept, from its beginning and from its end: a value
# in it may be of any length, and what to do stands last.
MESSAGE_PARTS = (1500, 500)
_EVERY = 0.1  # seconds between two drawings of how far a work has come


class Environment:
    """The surroundings of one run; every argument replaces one part of the real ones."""

    def __init__(
        self,
        *,
        env: Mapping[str, str] | None = None,
        stdin: BufferedReader | None = None,
        stdout: Output | None = None,
        stderr: Output | None = None,
    ) -> None:
        self.env: Mapping[str, str] = os.environ if env is None else env
        self._stdin = stdin
        self.stdout = _standard(sys.__stdout__) if stdout is None else stdout
        self.stderr = _standard(sys.__stderr__) if stderr is None else stderr
        self.quiet = False
        self.debug = False
        self.shown: Progress | None = None  # the line that a message takes away

    @property
    def stdin(self) -> BufferedReader:
        """Standard input as bytes. Raises InputMissing when it was closed."""
        if self._stdin is None:
            if sys.__stdin__ is None:
                raise InputMissing(_("standard input is closed"))
            buffer: BufferedReader = sys.__stdin__.buffer  # type: ignore[assignment]  # typed as any binary
            os.set_blocking(buffer.fileno(), True)  # else what comes late would be lost
            self._stdin = buffer
        return self._stdin

    @property
    def width(self) -> int:
        """Columns to fill: COLUMNS, else the terminal's own, else 80, as in every pipe."""
        return self._width_of(self.stdout)

    def _width_of(self, stream: Output) -> int:
        columns = self.env.get("COLUMNS", "")
        asked = int(columns[:9]) if columns.isascii() and columns.isdigit() else 0
        width = asked or stream.terminal_width() or DEFAULT_WIDTH
        return min(max(width, WIDTH_BOUNDS[0]), WIDTH_BOUNDS[1])

    def colour(self, option: str = "auto") -> bool:
        """Whether to colour: flag, then NO_COLOR, FORCE_COLOR, TERM=dumb, then isatty. Sources:
        https://no-color.org, https://force-color.org (set and not empty)."""
        if option in ("always", "never"):
            return option == "always"
        if self.env.get("NO_COLOR"):
            return False
        if self.env.get("FORCE_COLOR"):
            return True
        return self.env.get("TERM") != "dumb" and self.stdout.is_tty

    def language(self, *chosen: str | None) -> str:
        """The language to speak: the first that we do of those chosen, the locale's, English."""
        locale = (self.env.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        names = (*chosen, next(filter(None, locale), None))
        return next(filter(None, map(spoken, names)), "en")

    def directory(self, kind: str) -> str:
        """Where the user's own catalogues are kept (`data`) or the configuration is looked for
        (`config`), there or not: the directory that our own variable names, else the platform's. On
        Linux the XDG rules are applied here, because every start asks for the configuration and
        platformdirs costs more to import than a whole query; a test holds the two together. Source:
        https://specifications.freedesktop.org/basedir-spec/latest/"""
        if chosen := self.env.get(f"PATENTCLI_{kind.upper()}_DIR"):
            return os.path.abspath(chosen)
        if sys.platform != "linux":
            import platformdirs

            return str(getattr(platformdirs, f"user_{kind}_dir")("patentcli", appauthor=False))
        base = self.env.get(f"XDG_{kind.upper()}_HOME", "")
        if not os.path.isabs(base):  # a relative one is to be ignored, says XDG
            home = self.env.get("HOME") or os.path.expanduser("~")
            base = os.path.join(home, {"data": ".local/share", "config": ".config"}[kind])
        return os.path.join(base, "patentcli")

    def guarded(self, work: Callable[[], int]) -> int:
        """Do the work and flush the output; the exit code. The one place where an exception becomes
        a message and a code."""
        try:
            status = work()
            self.stdout.finish()
            return status
        except ClosedPipe:
            self.stdout.discard()
            return ExitStatus.OK
        except KeyboardInterrupt:
            self.stdout.discard()
            return ExitStatus.INTERRUPTED
        except PatentcliError as expected:
            problem = expected
        except MemoryError:
            problem = WriteFailed(_("not enough memory"))
        except OSError as refused:  # the system lacks something: files, processes, space
            problem = WriteFailed(refusal(refused), where=os.fsdecode(refused.filename or ""))
        except Exception as defect:  # of ours, or data damaged in a way not foreseen
            reason = f"{type(defect).__name__}: {defect}"
            message = _("a defect of the program ({reason}); --debug shows where, please report it")
            problem = PatentcliError(message.format(reason=reason))
            problem.status = ExitStatus.SOFTWARE
            problem.__cause__ = defect
        # What was answered before it comes first; a failed write loses the rest.
        if not isinstance(problem, WriteFailed):
            self.stdout.try_flush()
        self.stdout.discard()
        self.error(problem)
        return problem.status

    def say(self, *messages: str) -> None:
        """Notes on standard error, but empty ones; `--quiet` silences them."""
        for message in () if self.quiet else filter(None, messages):
            self._message(_("patentcli: {message}"), message)

    def warn(self, *messages: str) -> None:
        """Warnings on standard error, but empty ones."""
        for message in filter(None, messages):
            self._message(_("patentcli: warning: {message}"), message)

    def error(self, problem: BaseException | str) -> None:
        """An error on standard error, with its traceback under `--debug`."""
        if self.debug and isinstance(problem, BaseException):
            from traceback import format_exception

            for part in "".join(format_exception(problem)).splitlines():
                self._message("{message}", part)
        self._message(_("patentcli: error: {message}"), str(problem))

    def _message(self, template: str, message: str) -> None:
        """One cleaned line on standard error, wrapped on a terminal, behind what was answered. One
        that cannot be written is lost: there is nowhere left to say so."""
        if self.shown is not None:
            self.shown.clear()
        self.stdout.try_flush()
        first, last = MESSAGE_PARTS
        if len(message) > first + last:
            message = f"{message[:first]} […] {message[-last:]}"
        said = template.format(message=line(message))
        if self.stderr.is_tty:
            from patentcli.output.wrapping import READABLE, wrap  # rich's: on a terminal only

            said = "\n".join(wrap(said, min(self._width_of(self.stderr), READABLE)))
        self.write_error(said + "\n")

    def write_error(self, text: str) -> None:
        """Write to standard error at once."""
        self.stderr.write_human(text)
        if not self.stderr.try_flush():
            self.stderr.discard()


class Progress(AbstractContextManager["Progress"]):
    """A line that says how many are done, to the end of the work: on a terminal only, not under
    `--quiet`, with a carriage return in place of escapes."""

    def __init__(self, env: Environment, label: str) -> None:
        self._env, self._label = env, line(label)
        env.shown = self
        self._last, self._done, self._drawn = monotonic(), 0, 0

    def advance(self, count: int = 1) -> None:
        """Count `count` more as done."""
        self._done += count
        stream = self._env.stderr
        if stream.is_tty and not self._env.quiet and monotonic() - self._last >= _EVERY:
            from patentcli.output.wrapping import columns, cut  # rich's: on a terminal only

            self._last = monotonic()
            said = _("{label}: {done:,}", label=self._label, done=self._done)
            # A full line would make some terminals scroll.
            said = cut(said, (stream.terminal_width() or DEFAULT_WIDTH) - 1, "")
            self._env.write_error("\r" + said + " " * (self._drawn - columns(said)))
            self._drawn = columns(said)

    def clear(self) -> None:
        """Take the line away, for a message or at the end."""
        if self._drawn:
            self._env.write_error("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def __exit__(self, *_problem: object) -> None:
        self.clear()


def _standard(stream: TextIOWrapper | None) -> Output:
    """Our own stream over the descriptor of one of Python's; None: it was closed at start."""
    if stream is None:
        return Output(None)
    # Unbuffered Python has no buffer: `buffer` is the raw stream itself. On Windows
    # the raw stream is what makes the console take UTF-8.
    raw: RawIOBase = getattr(stream.buffer, "raw", stream.buffer)  # type: ignore[arg-type]  # see above
    return Output(raw, encoding=stream.encoding, is_tty=stream.isatty())
