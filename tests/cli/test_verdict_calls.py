"""Calls of eligible, size, industries and rules as rows of a table: verdict_calls.toml."""

import shlex
from pathlib import Path
from typing import Any

import pytest
import tomli

from records import CANDIDATES, LISTED, imported
from tools import Answer, call

TABLE = Path(__file__).parent / "verdict_calls.toml"
CALLS = tomli.loads(TABLE.read_text(encoding="utf-8"))["calls"]
SAID = ("err", "error", "lines")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    return imported(tmp_path_factory.mktemp("own"), LISTED, *CANDIDATES)


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
    if what == "err":
        assert text in answer.err
    elif what == "error" and text:
        assert answer.out == ""
        assert answer.err.splitlines()[-1].startswith(f"patentcli: error: {text}")
    elif what == "error":
        assert answer.err == ""
    elif what == "lines":
        assert " ".join(answer.lines) == text
    else:
        assert value(answer.json, what) == text, what


@pytest.mark.parametrize("calls", CALLS, ids=[calls["about"] for calls in CALLS])
def test_the_table(calls: dict[str, Any], own: str) -> None:
    for line, code, *wanted in calls["rows"]:
        arguments = [{"$OWN": own, "NINES": "9" * 5000}.get(a, a) for a in shlex.split(line)]
        expected = [one.partition(": ")[::2] for one in wanted]
        if any(what not in SAID for what, _text in expected):
            arguments += ["--format", "json"]
        if "--as-of" not in arguments and arguments[0] in ("eligible", "size"):
            arguments += ["--as-of", "2026-11-22"]
        answer = call(*arguments, stdin=calls.get("stdin"))
        assert answer.code == code, (line, answer)
        for what, text in expected:
            check(answer, what, text)
