"""A real shell on a pseudo-terminal: keys go in, what a command was given comes out.

`patentcli` is a stand-in there that asks the real program when the shell completes, and
else writes its arguments to a file. So a test reads what the shell made of the keys, not
what it painted.
"""

import fcntl
import json
import os
import pty
import select
import shutil
import signal
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools import process, started

SHELLS = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "--interactive"],
}
_STAND_IN = """\
#!{python}
import json, os, sys
if sys.argv[1:2] == ["__complete"]:
    os.execv(sys.executable, [sys.executable, "-m", "patentcli", *sys.argv[1:]])
with open({record!r} + ".new", "w") as stream:
    json.dump(sys.argv[1:], stream)
os.replace({record!r} + ".new", {record!r})
"""


class Shell:
    """The keyboard of a running shell."""

    def __init__(self, controller: int, record: Path) -> None:
        self._controller = controller
        self._record = record
        self.seen = b""

    def arguments(self, keys: str) -> list[str]:
        """What `patentcli` was given after these keys and Enter."""
        self._record.unlink(missing_ok=True)
        self.type(keys)
        limit = time.monotonic() + 20
        while not self._record.exists():
            self._read(0.05)
            if time.monotonic() > limit:
                pytest.fail(f"the shell ran nothing after {keys!r}: {self.seen[-2000:]!r}")
        found: list[str] = json.loads(self._record.read_text())
        return found

    def type(self, keys: str) -> None:
        """The keys, and Enter: the shell takes them one by one."""
        os.write(self._controller, keys.encode() + b"\r")

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._controller], [], [], seconds)
        if ready:
            try:
                body = os.read(self._controller, 65536)
            except OSError:
                body = b""
            # fish asks what terminal it is on and where the cursor is.
            if b"\x1b[c" in body or b"\x1b[0c" in body:
                os.write(self._controller, b"\x1b[?62c")
            if b"\x1b[6n" in body:
                os.write(self._controller, b"\x1b[1;1R")
            self.seen += body
            return bool(body)
        return False


@contextmanager
def shell(name: str, folder: Path, setup: Sequence[str] = ()) -> Iterator[Shell]:
    """The shell with our completion in it; a test that needs one that is missing is skipped."""
    if shutil.which(SHELLS[name][0]) is None:
        pytest.skip(f"{name} is not installed")
    record = folder / "arguments.json"
    binary = folder / "bin"
    binary.mkdir()
    stand_in = binary / "patentcli"
    stand_in.write_text(_STAND_IN.format(python=sys.executable, record=str(record)))
    stand_in.chmod(0o755)
    script = folder / "completion"
    script.write_text(process("completion", name).out)
    env = {"PATH": f"{binary}:{os.environ['PATH']}", "TERM": "dumb", "PS1": "$ ", "COLUMNS": "200"}
    controller, worker = pty.openpty()
    child = started(
        program=SHELLS[name],
        env=env | {"LC_ALL": "C.UTF-8", "HOME": str(folder)},
        **dict.fromkeys(("stdin", "stdout", "stderr"), worker),
        cwd=folder,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # a shell wants one of its own
    )
    os.close(worker)
    try:
        keyboard = Shell(controller, record)
        for line in (*setup, f"source {script}"):
            keyboard.type(line)
        assert keyboard.arguments("patentcli ready") == ["ready"]
        yield keyboard
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        os.close(controller)
