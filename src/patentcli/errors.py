"""The errors a user can meet, each one line and one exit code, and the policy of exit codes, on
which scripts branch. 65 to 74 follow sysexits.h; 130 is what a shell reports for an interrupted
child. `Environment.guarded` prints the errors."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from io import BufferedReader

from patentcli.i18n import N_, _


class ExitStatus(IntEnum):
    """What the process tells its caller; `MEANINGS` says when."""

    OK = 0
    NO = 1
    USAGE = 2
    UNDETERMINED = 3
    DATA = 65
    NO_INPUT = 66
    SOFTWARE = 70
    CANT_CREATE = 73
    IO_ERROR = 74
    INTERRUPTED = 130


MEANINGS = {
    ExitStatus.OK: N_(
        "Yes, done, eligible; also an empty list, a batch that went through, and output whose "
        "reader went away."
    ),
    ExitStatus.NO: N_(
        "No: not eligible, nothing found by search, a number that show does not find, a malformed "
        "number, problems found by validate, differences found by diff."
    ),
    ExitStatus.USAGE: N_("Wrong usage: an invalid option or value, or contradictory facts."),
    ExitStatus.UNDETERMINED: N_("Cannot tell: facts are missing."),
    ExitStatus.DATA: N_("Input cannot be used as it is, or some rows of a batch were bad."),
    ExitStatus.NO_INPUT: N_("Input does not exist or cannot be read."),
    ExitStatus.SOFTWARE: N_("A defect of the program itself; please report it."),
    ExitStatus.CANT_CREATE: N_("Output exists already or cannot be created."),
    ExitStatus.IO_ERROR: N_("Output could not be written in full: disk full, stream closed."),
    ExitStatus.INTERRUPTED: N_("Interrupted by Ctrl-C or SIGTERM; no half-written file is left."),
}


class PatentcliError(Exception):
    """An expected failure: what is wrong, `where` (file, line, column, option), and in `hint` what
    to do. The texts come translated; untrusted parts are cleaned on output."""

    status = ExitStatus.NO

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = self.message
        if self.where:
            text = _("{where}: {message}", where=self.where, message=text)
        if self.hint:
            text = _("{message}; {hint}", message=text, hint=self.hint)
        return text


class UsageProblem(PatentcliError):
    """A value or combination that means nothing; `where` is the option."""

    status = ExitStatus.USAGE


@contextmanager
def extra(name: str, where: str) -> Iterator[None]:
    """A block that imports the library of an extra; UsageProblem where it is not installed."""
    try:
        yield
    except ImportError:
        hint = _("install it with {command}", command=f"pip install 'patentcli[{name}]'")
        raise UsageProblem(_("needs the extra {name}", name=name), where=where, hint=hint) from None


class DataProblem(PatentcliError):
    """Input that was read but cannot be used; `where` is file, line, column."""

    status = ExitStatus.DATA


class InputMissing(PatentcliError):
    """Input that is not there or not readable."""

    status = ExitStatus.NO_INPUT


class NotThere(InputMissing):
    """Input of which the system says that there is none."""


class CannotCreate(PatentcliError):
    """Output that exists already, or a place that cannot be written."""

    status = ExitStatus.CANT_CREATE


class WriteFailed(PatentcliError):
    """Output that could not be written to the end (disk full, closed stream)."""

    status = ExitStatus.IO_ERROR


# Only marked here: `refusal` looks a sentence up by itself, others stay as they are.
_OF_THE_SYSTEM = (
    N_("No such file or directory"), N_("Permission denied"), N_("Is a directory"),
    N_("Not a directory"), N_("File exists"), N_("File name too long"),
    N_("No space left on device"), N_("Disk quota exceeded"), N_("Read-only file system"),
    N_("Input/output error"), N_("Bad file descriptor"), N_("Too many open files"),
    N_("Too many levels of symbolic links"), N_("Cannot allocate memory"),
)  # fmt: skip


def refusal(problem: OSError) -> str:
    """Why the system refused, without the path, in the language in use; the system's own sentences
    are English whatever the locale."""
    return _(problem.strerror) if problem.strerror else str(problem)


def open_file(path: str, *, may_be_piped: bool = True) -> BufferedReader:
    """A regular file to be read; `may_be_piped`: or a pipe that the shell made. InputMissing as the
    system says it, DataProblem for what is no file: another pipe may wait for a writer for ever."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise DataProblem(_("is a directory, not a file"), where=path)
        if not stat.S_ISREG(mode) and not (may_be_piped and path.startswith("/dev/fd/")):
            hint = _("pipe it into the command and give - as FILE") if may_be_piped else ""
            raise DataProblem(_("is a device, pipe or socket, not a file"), where=path, hint=hint)
        return open(path, "rb")
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise NotThere(refusal(problem), where=path) from None
    except OSError as problem:
        raise InputMissing(refusal(problem), where=path) from None
    except ValueError:
        raise InputMissing(_("a file name cannot hold a NUL character"), where=path) from None
