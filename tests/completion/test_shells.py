"""R21: completion in real shells on a pseudo-terminal: keys go in, what a command was then given
comes out; and whatever a name holds is one word, of which nothing runs.

`patentcli` is a stand-in there that asks the real program when the shell completes, and else writes
its arguments to a file. So a test reads what the shell made of the keys, not what it painted.
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
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_catalogue import PAYLOADS, write_catalogue
from patentcli.completion import for_bash, split_typed
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

    def __init__(self, name: str, child: Any, record: Path) -> None:
        self.name, self._child, self._record = name, child, record

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
        keyboard = Shell(name, child, record)
        keyboard.type(f"source {script}")
        assert keyboard.arguments("patentcli ready") == ["ready"]
        yield keyboard
    finally:
        child.close(force=True)


@pytest.fixture(scope="module", params=SHELLS)
def keyboard(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """One of the shells, for all tests that ask it."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "answers.csv").touch()
    with shell(request.param, folder) as started:
        yield started


@pytest.mark.parametrize(
    ("keys", "arguments"),
    [
        ("vocab\t", ["vocabulary"]),
        ("list --doma\tvid\t", ["list", "--domain", "video"]),
        ("list --domain=vid\t", ["list", "--domain=video"]),
        ("catalogue inf\t", ["catalogue", "info"]),
        ("show CN1146\t", ["show", "CN114694123B"]),
        ("list --fields id,grant\t", ["list", "--fields", "id,grant_date"]),
        ("-C bun\tlist", ["-C", "bundled", "list"]),
        ("rules fee-c\t", ["rules", "fee-cap"]),
        ("list -o ans\t", ["list", "-o", "answers.csv"]),  # which is left to the shell
    ],
)
def test_a_word_is_completed(keyboard: Shell, keys: str, arguments: list[str]) -> None:
    assert keyboard.arguments(f"patentcli {keys}") == arguments


def test_a_name_with_spaces_and_brackets_is_one_word(keyboard: Shell) -> None:
    holder = "Alibaba (China) Co., Ltd."
    close = {"fish": "'"}.get(keyboard.name, "")  # which leaves that to its user
    for typed in ("Alibaba\\ \\(C\t", f"'Alibaba (C\t{close}"):
        found = keyboard.arguments(f"patentcli list --holder {typed}")
        assert found == ["list", "--holder", holder]
        found = keyboard.arguments(f"patentcli list --holder={typed}")
        assert found == ["list", f"--holder={holder}"]


EACH = pytest.mark.parametrize("name", SHELLS)

# --- hostile names

HOSTILE = {
    "substitution": "Name $(touch pwned) Ltd",
    "backquotes": "Name `touch pwned` Ltd",
    "command": "Name; touch pwned; Ltd",
    "quotes": "Name 'single' \"double\" Ltd",
    "backslash": "Name \\ $HOME \\n Ltd",
    "pattern": "Name * ? [a-z] {a,b} Ltd",
    "redirection": "Name > pwned & Ltd | tee pwned",
    "history": "Name !! !$ Ltd",
    "prompt": "Name %d %~ $PWD Ltd",
    "home": "~root Name Ltd",
    "option": "--help Name",
    "equals": "=ls Name:x=y Ltd",
    "chinese": "阿里巴巴（中国）有限公司 Name",
}
# Text that people and companies could have in their names; the shell gets it as arguments.
NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="\0"),
    min_size=1,
)


@settings(derandomize=True, max_examples=500)
@given(st.lists(NAMES, min_size=1, max_size=3))
def test_a_line_is_read_as_it_was_quoted(names: list[str]) -> None:
    for opening in ("", "'", '"'):
        *before, (last, quoted) = [(name, for_bash(name, opening)) for name in names]
        if quoted is not None:
            line = " ".join(for_bash(name, "") or "" for name, _text in before)
            typed = f"{line} {opening}{quoted}"
            whole = [name for name, _text in before]
            assert split_typed(typed) == ([*whole, last], opening)
            assert split_typed(typed + opening + " ") == ([*whole, last, ""], "")


@EACH
def test_a_hostile_holder_is_inserted_as_one_inert_word(name: str, tmp_path: Path) -> None:
    """One holder a line begins with a number of its own, so that each is the only match."""
    texts = [f"{n:02}{text}" for n, text in enumerate(HOSTILE.values(), start=10)]
    catalogue = write_catalogue(tmp_path / "theirs.db", texts)
    with shell(name, tmp_path) as keyboard:
        for n, text in enumerate(texts, start=10):
            keys = f"patentcli -C {catalogue} list --holder {n}\t"
            assert keyboard.arguments(keys) == ["-C", str(catalogue), "list", "--holder", text]
    assert not list(tmp_path.rglob("pwned"))


@EACH
def test_what_drives_a_terminal_is_never_offered(name: str, tmp_path: Path) -> None:
    catalogue = write_catalogue(tmp_path / "theirs.db", [*PAYLOADS.values(), "harmless"])
    for words in (("list", "--holder", ""), ("show", ""), ("list", "--ipc", "")):
        typed = ["-C", str(catalogue), *words]
        asked = [" ".join(["patentcli", *typed]), ""] if name == "bash" else typed
        found = process("__complete", name, *asked)
        assert found.err == ""
        values = [line.partition("\t")[0] for line in found.out.splitlines()]
        assert all(value.isprintable() for value in values)
        assert any("harmless" in value.lower() for value in values) or words[1] == "--ipc"
