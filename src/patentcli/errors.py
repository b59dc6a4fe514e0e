"""The errors a user can meet: each is one line and one exit code.

A message says what is wrong; `where` names the place (file, line, column,
option); `hint` says what to do. The funnel in `app.py` prints them and is the
only place that turns an exception into an exit code.
"""

from patentcli.exit_status import ExitStatus
from patentcli.i18n import _


class PatentcliError(Exception):
    """An expected failure. Text comes translated; untrusted parts are cleaned on output."""

    status = ExitStatus.DATA

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = self.message
        if self.where:
            text = _("{where}: {message}").format(where=self.where, message=text)
        if self.hint:
            text = _("{message}; {hint}").format(message=text, hint=self.hint)
        return text


class UsageProblem(PatentcliError):
    """A value or combination that means nothing; `where` is the option."""

    status = ExitStatus.USAGE


class NotFound(PatentcliError):
    """The question was understood and the answer is: nothing."""

    status = ExitStatus.NO


class DataProblem(PatentcliError):
    """Input that was read but cannot be used; `where` is file, line, column."""

    status = ExitStatus.DATA


class InputMissing(PatentcliError):
    """Input that is not there or not readable."""

    status = ExitStatus.NO_INPUT


class CannotCreate(PatentcliError):
    """Output that exists already, or a place that cannot be written."""

    status = ExitStatus.CANT_CREATE


class WriteFailed(PatentcliError):
    """Output that could not be written to the end (disk full, closed stream)."""

    status = ExitStatus.IO_ERROR


class Defect(PatentcliError):
    """A defect of the program itself, not of the call or the data."""

    status = ExitStatus.SOFTWARE
