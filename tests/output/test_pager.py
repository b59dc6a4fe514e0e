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
from patentcli.output.pager import paged

RECORDS = [{"id": f"CN{number}"} for number in range(300)]
TSV = "id\n" + "".join(f"{record['id']}\n" for record in RECORDS)


def answer(*, tty: bool = True, option: bool = True, **env: str) -> tuple[str, str]:
    """What reaches standard output and standard error."""
    sink, errors = Sink(), Sink()
    place = surroundings(sink, tty=tty, env={"PATH": os.environ["PATH"], **env}, errors=errors)
    rows = Rows(("id",), ("id",), RECORDS)
    write(place, rows, OutputOptions(format="tsv", pager=option))
    place.stdout.finish()
    return sink.body.decode(), errors.body.decode()


def keeping(path: Path) -> str:
    """A pager that keeps what it is given in a file."""
    return f"cat >{shlex.quote(str(path))}"


@pytest.mark.parametrize(
    "others", [{}, {"PAGER": "false"}], ids=["alone", "before the one of all programs"]
)
@pytest.mark.parametrize(
    ("tty", "option", "shown"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_it_gets_all_of_the_output_when_asked_for_on_a_terminal(
    tty: bool, option: bool, shown: bool, others: dict[str, str], tmp_path: Path
) -> None:
    pager = keeping(tmp_path / "seen")
    found = answer(tty=tty, option=option, PATENTCLI_PAGER=pager, **others)
    assert found == ("" if shown else TSV, "")
    assert (tmp_path / "seen").exists() is shown
    assert not shown or (tmp_path / "seen").read_text() == TSV


@pytest.mark.parametrize(
    "pager",
    ["/nowhere/pager", "false", "less 'open", "cat >/dev/null; exit 3", "kill -9 $$"],
)
def test_a_broken_one_costs_a_warning_and_never_the_output(pager: str) -> None:
    out, err = answer(PAGER=pager)
    assert out == TSV
    assert err.startswith(f"patentcli: warning: the pager {pager}")
    assert err.count("\n") == 1


def test_one_that_is_left_early_is_not_broken() -> None:
    assert answer(PAGER="head -c 1 >/dev/null") == ("", "")


@pytest.mark.parametrize("env", [{"PATENTCLI_PAGER": "", "PAGER": "false"}, {"PAGER": " "}])
def test_an_empty_one_means_standard_output(env: dict[str, str]) -> None:
    assert answer(**env) == (TSV, "")


@pytest.mark.parametrize(("env", "seen"), [({}, "FRX"), ({"LESS": "-S"}, "-S"), ({"LESS": ""}, "")])
def test_less_gets_good_manners_unless_the_user_has_chosen(
    env: dict[str, str], seen: str, tmp_path: Path
) -> None:
    path = tmp_path / "seen"
    assert answer(PAGER=f'printf %s "$LESS" >{path}; cat >/dev/null', **env) == ("", "")
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
import os
from patentcli.environment import Environment
from patentcli.output.pager import paged
from patentcli.output.stream import Output
env = Environment(env=os.environ, stdout=Output(None, is_tty=True))
with paged(env) as out:
    out.write(b"x")
print("after", flush=True)
"""
    pager = f"cat >/dev/null; kill -INT $PPID; kill -INT $PPID; touch {tmp_path}/sent"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PATENTCLI_PAGER": pager},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"after\n", b"")
    assert (tmp_path / "sent").exists()
