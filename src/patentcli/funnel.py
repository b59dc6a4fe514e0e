"""From exception to message and exit code: the one place where that is decided."""

from collections.abc import Callable

from patentcli.environment import Environment
from patentcli.errors import Defect, PatentcliError, WriteFailed
from patentcli.exit_status import ExitStatus
from patentcli.i18n import _
from patentcli.output.stream import ClosedPipe


def guarded(env: Environment, work: Callable[[], int]) -> int:
    """Do the work and flush the output; the exit code. Expected failures are one line each."""
    try:
        status = work()
        env.stdout.finish()
    except ClosedPipe:
        env.stdout.discard()
        return ExitStatus.OK
    except KeyboardInterrupt:
        env.stdout.discard()
        return ExitStatus.INTERRUPTED
    except PatentcliError as problem:
        return _fail(env, problem)
    except Exception as problem:  # a defect of ours, or data damaged in a way not foreseen
        return _unexpected(env, problem)
    return status


def _unexpected(env: Environment, problem: Exception) -> int:
    """Never a traceback without `--debug`: one line that says how to get it."""
    reason = f"{type(problem).__name__}: {problem}"
    message = _("a defect of the program ({reason}); --debug shows where, please report it")
    seen = Defect(message.format(reason=reason))
    seen.__cause__ = problem
    return _fail(env, seen)


def _fail(env: Environment, problem: PatentcliError) -> int:
    """Say what failed, after what was answered before it; a failed write loses the rest."""
    try:
        if not isinstance(problem, WriteFailed):
            env.stdout.finish()
    except (ClosedPipe, WriteFailed):
        pass
    env.stdout.discard()
    env.error(problem)
    return problem.status
