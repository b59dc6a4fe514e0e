"""A real shell on a pseudo-terminal: keys go in, what a command was given comes out.

`patentcli` is a stand-in there that asks the real program when the shell completes, and
else writes its arguments to a file. So a test reads what the shell made of the keys, not
what it painted.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tools import process, quiet_environment

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


# fish asks what terminal it is on and where the cursor is.
_ANSWERS = {r"\x1b\[0?c": "\x1b[?62c", r"\x1b\[6n": "\x1b[1;1R"}


class Shell:
    """The keyboard of a running shell."""

    def __init__(self, child: Any, record: Path) -> None:
        self._child, self._record = child, record

    def arguments(self, keys: str) -> list[str]:
        """What `patentcli` was given after these keys and Enter."""
        self._record.unlink(missing_ok=True)
        self.type(keys)
        limit = time.monotonic() + 20
        while not self._record.exists():
            asked = self._child.expect([*_ANSWERS, pexpect.TIMEOUT], timeout=0.05)
            self._child.send([*_ANSWERS.values(), ""][asked])
            if time.monotonic() > limit:
                pytest.fail(f"the shell ran nothing after {keys!r}: {self._child.buffer!r}")
        found: list[str] = json.loads(self._record.read_text())
        return found

    def type(self, keys: str) -> None:
        """The keys, and Enter: the shell takes them one by one."""
        self._child.send(f"{keys}\r")


@contextmanager
def shell(name: str, folder: Path) -> Iterator[Shell]:
    """The shell with our completion in it; a test that needs one that is missing is skipped."""
    if shutil.which(SHELLS[name][0]) is None:
        pytest.skip(f"{name} is not installed")
    record, script = folder / "arguments.json", folder / "completion"
    stand_in = folder / "bin" / "patentcli"
    stand_in.parent.mkdir()
    stand_in.write_text(_STAND_IN.format(python=sys.executable, record=str(record)))
    stand_in.chmod(0o755)
    script.write_text(process("completion", name).out)
    env = {"PATH": f"{stand_in.parent}:{os.environ['PATH']}", "TERM": "dumb", "PS1": "$ "}
    env = {**quiet_environment(), **env, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    program, *options = SHELLS[name]
    child = pexpect.spawn(
        program, options, env=env, cwd=folder, dimensions=(24, 200), encoding="utf-8"
    )
    child.delaybeforesend = None
    try:
        keyboard = Shell(child, record)
        keyboard.type(f"source {script}")
        assert keyboard.arguments("patentcli ready") == ["ready"]
        yield keyboard
    finally:
        child.close(force=True)
