"""The pager: asked for, on a terminal, and the output survives it."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from outputs import Sink, asked, surroundings
from patentcli.output.formats import write
from patentcli.output.model import Rows
from patentcli.output.pager import paged

RECORDS = [{"id": f"CN{number}"} for number in range(300)]
TSV = "id\n" + "".join(f"{record['id']}\n" for record in RECORDS)


def answer(*, tty: bool = True, option: bool = True, **env: str) -> tuple[str, str]:
    """What reaches standard output and standard error."""
    sink, errors = Sink(), Sink()
    place = surroundings(sink, tty=tty, env={"PATH": os.environ["PATH"], **env}, errors=errors)
    rows = Rows(("id",), ("id",), RECORDS)
    write(asked(place, format="tsv", pager=option), rows)
    place.stdout.finish()
    return sink.body.decode(), errors.body.decode()


@pytest.mark.parametrize(
    ("tty", "option", "shown"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_it_gets_all_of_the_output_when_asked_for_on_a_terminal(
    tty: bool, option: bool, shown: bool, tmp_path: Path
) -> None:
    path = tmp_path / "seen"
    pager = {"PATENTCLI_PAGER": f'printf %s "$LESS" >{path}; cat >>{path}', "PAGER": "false"}
    for less, seen in (({}, "FRX"), ({"LESS": "-S"}, "-S")):  # the user's own wishes stay
        found = answer(tty=tty, option=option, **pager, **less)
        assert found == ("" if shown else TSV, "")
        assert path.exists() is shown
        assert not shown or path.read_text() == seen + TSV


@pytest.mark.parametrize(
    "pager", ["/nowhere/pager", "false", "less 'open", "cat >/dev/null; exit 3", "kill -9 $$"]
)
def test_a_broken_one_costs_a_warning_and_never_the_output(pager: str) -> None:
    out, err = answer(PAGER=pager)
    assert out == TSV
    assert err == f"patentcli: warning: the pager {pager} failed\n"


@pytest.mark.parametrize(
    ("env", "out"),
    [
        ({"PAGER": "head -c 1 >/dev/null"}, ""),  # left early: not broken
        ({"PATENTCLI_PAGER": "", "PAGER": "false"}, TSV),  # none is wanted
        ({"PAGER": " "}, TSV),
    ],
)
def test_one_that_is_left_and_one_that_is_empty(env: dict[str, str], out: str) -> None:
    assert answer(**env) == (out, "")


def test_what_was_collected_before_a_failure_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "seen"
    place = surroundings(tty=True, env={"PATH": os.environ["PATH"], "PAGER": f"cat >{path}"})
    with suppress(RuntimeError), paged(place) as out:
        out.write(b"half")
        raise RuntimeError
    assert path.read_text() == "half"


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
