"""The pager: asked for, on a terminal, and the output survives it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from outputs import Sink, asked, surroundings
from patentcli.output.formats import Rows, write

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


def test_a_broken_one_costs_a_warning_and_never_the_output() -> None:
    for pager in ("/nowhere/pager", "false", "less 'open", "cat >/dev/null; exit 3", "kill -9 $$"):
        warning = f"patentcli: warning: the pager {pager} failed\n"
        assert answer(PAGER=pager) == (TSV, warning)
    assert answer(PAGER="head -c 1 >/dev/null") == ("", "")  # left early: not broken
    assert answer(PATENTCLI_PAGER="", PAGER="false") == (TSV, "")  # none is wanted


def test_ctrl_c_in_the_pager_is_the_pager_s(tmp_path: Path) -> None:
    program = """
import os
from patentcli.output.stream import Output, paged
with paged(Output(None, is_tty=True), os.environ, print) as out:
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
