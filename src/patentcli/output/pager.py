"""The pager: only when asked for, only on a terminal, and never at the cost of the output."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from patentcli.i18n import _
from patentcli.output.stream import BUFFER_SIZE, Output

if TYPE_CHECKING:
    from patentcli.environment import Environment


@contextmanager
def paged(env: "Environment") -> Iterator[Output]:
    """A stream shown in the pager when the block ends; standard output where there is none.

    The output is collected first. A pager that cannot be started, fails or reads
    nothing costs a warning: the output then goes to the terminal itself.
    """
    command = pager_command(env) if env.stdout_is_tty else []
    if not command:
        yield env.stdout
        return
    env.stdout.flush()
    with TemporaryFile("w+b", buffering=0) as collected:
        out = Output(collected, name=_("the pager's file"), encoding=env.stdout.encoding)
        try:
            yield out
        except Exception:
            _show(env, command, out, collected)
            raise
        _show(env, command, out, collected)


def pager_command(env: "Environment") -> list[str]:
    """PATENTCLI_PAGER, else PAGER, else less; empty, blank or `cat` means none."""
    for name in ("PATENTCLI_PAGER", "PAGER"):
        value = env.env.get(name)
        if value is not None:
            try:
                command = shlex.split(value)
            except ValueError:  # an open quote
                command = value.split()
            return [] if command == ["cat"] else command
    return ["more"] if sys.platform == "win32" else ["less", "-R"]


def _show(env: "Environment", command: list[str], out: Output, collected: IO[bytes]) -> None:
    """Show what was collected in the pager, or else on standard output."""
    out.flush()
    collected.seek(0)
    if _run(env, command, collected):
        return
    env.warn(_("the pager {command} failed").format(command=shlex.join(command)))
    collected.seek(0)
    while data := collected.read(BUFFER_SIZE):
        env.stdout.write(data)


def _run(env: "Environment", command: list[str], collected: IO[bytes]) -> bool:
    """Run the pager on the file; whether it ended well and had read of it."""
    surroundings = {**env.env}
    surroundings.setdefault("LESS", "FRX")  # quit on one page, colours, leave the text there
    # Ctrl-C belongs to the pager while it runs. A function of ours, unlike SIG_IGN, is not handed
    # down to it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        status = subprocess.run(command, stdin=collected, env=surroundings, check=False).returncode  # noqa: S603 (the user's own choice)
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    read = os.lseek(collected.fileno(), 0, os.SEEK_CUR)
    return status == 0 and (read > 0 or os.fstat(collected.fileno()).st_size == 0)
