"""The pager: asked for, on a terminal, and the output survives it."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from outputs import Sink, surroundings
from patentcli.output.dispatch import write
from patentcli.output.model import OutputOptions, Rows
from patentcli.output.pager import paged, pager_command

RECORDS = [{"id": f"CN{number}"} for number in range(300)]
TSV = "id\n" + "".join(f"{record['id']}\n" for record in RECORDS)


def answer(pager: str, *, tty: bool = True, option: bool = True) -> tuple[str, str]:
    """What reaches standard output and standard error with this PATENTCLI_PAGER."""
    sink, errors = Sink(), Sink()
    env = {"PATH": os.environ["PATH"], "PATENTCLI_PAGER": pager}
    place = surroundings(sink, tty=tty, env=env, errors=errors)
    rows = Rows(("id",), ("id",), RECORDS)
    write(place, rows, OutputOptions(format="tsv", pager=option))
    place.stdout.finish()
    return sink.body.decode(), errors.body.decode()


def keeping(path: Path) -> str:
    """A pager that keeps what it is given in a file."""
    return f"sh -c 'cat >{shlex.quote(str(path))}'"


def test_the_pager_gets_all_of_the_output(tmp_path: Path) -> None:
    assert answer(keeping(tmp_path / "seen")) == ("", "")
    assert (tmp_path / "seen").read_text() == TSV


@pytest.mark.parametrize(("tty", "option"), [(False, True), (True, False)])
def test_there_is_none_unasked_or_without_a_terminal(
    tty: bool, option: bool, tmp_path: Path
) -> None:
    assert answer(keeping(tmp_path / "seen"), tty=tty, option=option) == (TSV, "")
    assert not (tmp_path / "seen").exists()


@pytest.mark.parametrize(
    "pager",
    [
        "/nowhere/pager",
        "false",
        "true",
        "sh -c 'exit 127'",
        "sh -c 'cat >/dev/null; exit 3'",
        "sh -c 'kill -9 $$'",
    ],
)
def test_a_broken_pager_costs_a_warning_and_never_the_output(pager: str) -> None:
    out, err = answer(pager)
    assert out == TSV
    assert err.startswith("patentcli: warning: the pager ")
    assert err.count("\n") == 1


def test_a_pager_that_is_left_early_is_not_broken() -> None:
    assert answer("sh -c 'head -c 1 >/dev/null'") == ("", "")


@pytest.mark.parametrize("pager", ["", " ", "cat"])
def test_no_pager_means_standard_output(pager: str) -> None:
    assert answer(pager) == (TSV, "")


@pytest.mark.parametrize(
    ("env", "command"),
    [
        ({"PATENTCLI_PAGER": "most -x", "PAGER": "less"}, ["most", "-x"]),
        ({"PAGER": "less -S 'a b'"}, ["less", "-S", "a b"]),
        ({"PAGER": "less 'open"}, ["less", "'open"]),
        ({"PATENTCLI_PAGER": "", "PAGER": "less"}, []),
        ({}, ["less", "-R"]),
    ],
)
def test_which_pager(env: dict[str, str], command: list[str]) -> None:
    assert pager_command(surroundings(env=env)) == command


@pytest.mark.parametrize(("env", "seen"), [({}, "FRX"), ({"LESS": "-S"}, "-S"), ({"LESS": ""}, "")])
def test_less_gets_good_manners_unless_the_user_has_chosen(
    env: dict[str, str], seen: str, tmp_path: Path
) -> None:
    path = tmp_path / "seen"
    pager = f"""sh -c 'printf %s "$LESS" >{path}; cat >/dev/null'"""
    place = surroundings(tty=True, env={"PATH": os.environ["PATH"], "PAGER": pager, **env})
    with paged(place) as out:
        out.write(b"x")
    assert path.read_text() == seen


def test_what_was_collected_before_a_failure_is_shown(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "PAGER": keeping(tmp_path / "seen")}

    def fail_half_way() -> None:
        with paged(surroundings(tty=True, env=env)) as out:
            out.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert (tmp_path / "seen").read_text() == "half"


def test_ctrl_c_in_the_pager_is_the_pager_s(tmp_path: Path) -> None:
    program = """
import os, signal
from patentcli.environment import Environment
from patentcli.output.pager import paged
from patentcli.output.stream import Output
env = Environment(env=os.environ, stdout=Output(None, is_tty=True))
with paged(env) as out:
    out.write(b"x")
print("after", flush=True)
"""
    pager = "sh -c 'cat >/dev/null; kill -INT $PPID; kill -INT $PPID'"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PATENTCLI_PAGER": pager},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"after\n", b"")
