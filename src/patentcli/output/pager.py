"""The pager: only when asked for, only on a terminal, and never at the cost of the output."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from patentcli.i18n import _
from patentcli.output.stream import Output

if TYPE_CHECKING:
    from patentcli.environment import Environment


@contextmanager
def paged(env: "Environment") -> Iterator[Output]:
    """A stream shown in the pager when the block ends; standard output where there is none.

    The pager is a command for the shell: PATENTCLI_PAGER, else PAGER, else less; an empty one means
    none. One that cannot be started or fails costs a warning: the output then goes to the terminal.
    """
    usual = "more" if sys.platform == "win32" else "less -R"
    command = env.env.get("PATENTCLI_PAGER", env.env.get("PAGER", usual)).strip()
    if not command or not env.stdout.is_tty:
        yield env.stdout
        return
    collected = BytesIO()
    out = Output(collected, encoding=env.stdout.encoding)
    try:
        yield out
    finally:
        out.flush()
        # Ctrl-C belongs to the pager while it runs. A function of ours, unlike SIG_IGN, is not
        # handed down to it.
        before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
        surroundings = {"LESS": "FRX", **env.env}
        try:
            ran = subprocess.run(  # noqa: S602 (a shell command: the user's own choice)
                command, shell=True, input=collected.getvalue(), env=surroundings, check=False
            )
        finally:
            signal.signal(signal.SIGINT, before)
        if ran.returncode:
            env.warn(_("the pager {command} failed").format(command=command))
            env.stdout.write(collected.getvalue())
