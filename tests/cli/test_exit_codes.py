"""C02, C05, C06: each exit code has its cause, and only that."""

import re

import pytest

from patentcli.commands import list as list_command
from patentcli.errors import ExitStatus
from tools import ROOT, call

CASES = [
    (0, ("list", "--domain", "video")),
    (0, ("list", "--holder", "nobody of that name")),
    (0, ("search", "直播")),
    (0, ("show", "CN114694123B")),
    (0, ("eligible", "--fee", "40000")),
    (0, ("size", "--industry", "I65", "--employees", "5", "--revenue", "1万")),
    (1, ("search", "zzzzqqqq")),
    (1, ("show", "CN000000000B")),
    (1, ("show", "CN114694123B", "CN000000000B")),
    (1, ("eligible", "--fee", "60000")),
    (1, ("number", "no number at all")),
    (2, ("list", "--domain", "vidoe")),
    (2, ("eligible",)),
    (2, ("eligible", "--fee", "a lot")),
    (2, ("search", " ")),
    (2, ("nonsense",)),
    (3, ("eligible", "--fee", "40000", "--strict")),
    (3, ("eligible", "--patent", "CN114694123B")),
    (3, ("size", "--industry", "I65")),
    (65, ("list", "-C", "/dev/null")),
    (65, ("eligible", "--batch", "/")),
    (66, ("list", "-C", "/no/such/file.db")),
    (66, ("eligible", "--batch", "/no/such/file.csv")),
    (73, ("list", "-o", "/")),
    (73, ("list", "-o", "/no/such/directory/file.csv")),
]


# Those of a write that fails and of a signal are in hostile/test_streams, of a defect below.
ELSEWHERE = {ExitStatus.IO_ERROR, ExitStatus.SOFTWARE, ExitStatus.INTERRUPTED}
assert {code for code, _arguments in CASES} == set(ExitStatus) - ELSEWHERE


@pytest.mark.parametrize(("code", "arguments"), CASES, ids=str)
def test_a_code_and_its_cause(code: int, arguments: tuple[str, ...]) -> None:
    found = call(*arguments)
    assert found.code == code
    if code not in (0, 1, 3):
        assert found.out == ""
        assert found.err.splitlines()[-1].startswith("patentcli: error: ")


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
    assert "Traceback (most recent call last)" in call("list", "--debug").err


def test_the_readme_lists_the_same_codes() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("| exit code | meaning |")[2].partition("\n\n")[0]
    assert table
    for code in ExitStatus:
        assert re.search(rf"\b{int(code)}\b", table), code
