"""The pager: only when asked for, only on a terminal, and never at the cost of the output."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

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
    if not command or not env.stdout_is_tty:
        yield env.stdout
        return
    env.stdout.flush()
    with TemporaryFile("w+b", buffering=0) as collected:
        out = Output(collected, name=_("the pager's file"), encoding=env.stdout.encoding)
        try:
            yield out
        finally:
            out.flush()
            collected.seek(0)
            if not _run({"LESS": "FRX", **env.env}, command, collected):
                env.warn(_("the pager {command} failed").format(command=command))
                collected.seek(0)
                shutil.copyfileobj(collected, env.stdout)


def _run(surroundings: dict[str, str], command: str, collected: IO[bytes]) -> bool:
    """Run the pager on the file; whether it ended well and had read of it."""
    # Ctrl-C belongs to the pager while it runs. A function of ours, unlike SIG_IGN, is not handed
    # down to it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        ran = subprocess.run(command, shell=True, stdin=collected, env=surroundings, check=False)  # noqa: S602 (the user's own choice)
    finally:
        signal.signal(signal.SIGINT, before)
    read = os.lseek(collected.fileno(), 0, os.SEEK_CUR)
    return ran.returncode == 0 and (read > 0 or os.fstat(collected.fileno()).st_size == 0)
