"""C02, C05, C06, C26, C38: calls as rows of tables, calls.toml and verdict_calls.toml, and the exit
codes that they have between them."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import tomli

from patentcli.commands import COMMANDS
from patentcli.commands import list as list_command
from patentcli.errors import ExitStatus
from tools import ROOT, Answer, call, refused

CALLS = [
    calls
    for name in ("calls.toml", "verdict_calls.toml")
    for calls in tomli.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["calls"]
]
PLAIN = ("err", "errs", "error", "out", "lines")


def value(found: Any, path: str) -> str:
    """The value at a path of keys, numbers and rules of checks."""
    for key in path.split("."):
        if isinstance(found, list):
            found = found[int(key)]
        elif key in found:
            found = found[key]
        else:
            found = next(check for check in found["checks"] if check["rule"] == key)
    return "" if found is None else str(found)


def check(answer: Answer, what: str, text: str) -> None:
    last = answer.err.splitlines()[-1:]
    found = {
        "err": lambda: text in answer.err,
        "errs": lambda: answer.err.count("\n") == int(text),
        "error": lambda: (
            last and last[0].startswith(f"patentcli: error: {text}") if text else not last
        ),
        "out": lambda: text in answer.out,
        "lines": lambda: " ".join(answer.lines) == text,
    }.get(what, lambda: value(answer.json, what) == text)
    assert found(), (what, text, answer)


@pytest.mark.parametrize("calls", CALLS, ids=[calls["about"] for calls in CALLS])
def test_the_table(
    calls: dict[str, Any], own: str, exchange: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    named = {"$OWN": own, "$LIST": exchange, "NINES": "9" * 5000}
    for each in re.split(r" \| |\n", calls.get("each", "").strip()):
        for line, code, *wanted in calls["rows"]:
            words = [a.replace("{}", each) for a in shlex.split(line)]
            arguments = [named.get(a, a) for a in words]
            expected = [one.replace("{}", each).partition(": ")[::2] for one in wanted]
            if any(what not in PLAIN for what, _text in expected):
                arguments += ["--format", "json"]
            if "--as-of" not in arguments and arguments[0] in ("eligible", "size"):
                arguments += ["--as-of", "2026-11-22"]
            answer = call(*arguments, stdin=calls.get("stdin"))
            assert answer.code == code, (line, answer)
            if code not in (0, 1, 3):
                # The language is looked up before there is a command.
                known = arguments[0] in COMMANDS and "--lang" not in arguments
                refused(answer, *(arguments[:1] if known else ()), code=code)
            for what, text in expected:
                check(answer, what, text)
    assert list(tmp_path.iterdir()) == []  # no call writes a file


def test_the_tables_have_every_exit_code_and_so_has_the_readme() -> None:
    # Those of a write that fails and of a signal are in hostile/test_streams, of a defect below.
    elsewhere = {ExitStatus.IO_ERROR, ExitStatus.SOFTWARE, ExitStatus.INTERRUPTED}
    assert {row[1] for calls in CALLS for row in calls["rows"]} == set(ExitStatus) - elsewhere
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("| exit code | meaning |")[2].partition("\n\n")[0]
    assert set(ExitStatus) <= set(map(int, re.findall(r"\b\d+\b", table)))


def test_a_defect_is_70_and_one_line_without_debug(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("\x1b[31mbroken")

    monkeypatch.setattr(list_command, "wanted", broken)
    found = call("list")
    assert (found.code, found.out) == (ExitStatus.SOFTWARE, "")
    assert found.err == (
        "patentcli: error: a defect of the program (RuntimeError: \\x1b[31mbroken); "
        "--debug shows where, please report it\n"
    )
    traced = call("list", "--debug").err
    assert ("Traceback (most recent call last)" in traced, "\x1b" in traced) == (True, False)
