"""What the parser of the command line refuses, as our own error."""

from typing import Any

from patentcli.errors import UsageProblem
from patentcli.i18n import _


def is_bare_group(problem: Any) -> bool:
    """Whether a group was called without a command: its message is then the help."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def usage_problem(problem: Any) -> UsageProblem:
    """The refusal, with the usage of the command that it happened in."""
    message = " ".join(problem.format_message().split()).rstrip(".")
    context = getattr(problem, "ctx", None)
    if context is None:
        return UsageProblem(message)
    usage = " ".join(context.get_usage().split()[1:])
    return UsageProblem(message, hint=_("usage: {usage}").format(usage=usage))
