"""The pager: asked for, on a terminal, and the output survives it."""

from pathlib import Path

from tools import SCRIPT, call, process

LIST = ("list", "-q", "--format", "tsv")


def test_it_gets_all_of_the_output_when_asked_for_on_a_terminal(tmp_path: Path) -> None:
    seen, plain = tmp_path / "seen", call(*LIST).out
    pager = {"PATENTCLI_PAGER": f'printf %s "$LESS" >{seen}; cat >>{seen}', "PAGER": "false"}
    for words, tty in ((LIST, True), ((*LIST, "--pager"), False)):
        assert call(*words, tty=tty, env=pager) == (0, plain, "")
        assert not seen.exists()
    for less, shown in (({}, "FRX"), ({"LESS": "-S"}, "-S")):  # the user's own wishes stay
        assert call(*LIST, "--pager", tty=True, env=pager | less) == (0, "", "")
        assert seen.read_text(encoding="utf-8") == shown + plain


def test_a_broken_one_costs_a_warning_and_never_the_output() -> None:
    def paged(**env: str) -> tuple[str, str]:
        return call(*LIST, "--pager", tty=True, env=env)[1:]

    plain = call(*LIST).out
    for pager in ("/nowhere/pager", "false", "less 'open", "cat >/dev/null; exit 3", "kill -9 $$"):
        assert paged(PAGER=pager) == (plain, f"patentcli: warning: the pager {pager} failed\n")
    assert paged(PAGER="head -c 1 >/dev/null") == ("", "")  # left early: not broken
    assert paged(PATENTCLI_PAGER="", PAGER="false") == (plain, "")  # none is wanted


def test_ctrl_c_in_the_pager_is_the_pager_s(tmp_path: Path) -> None:
    program = """
import os
from patentcli.output.stream import Output, paged
with paged(Output(None, is_tty=True), os.environ, print) as out:
    out.write(b"x")
print("after", flush=True)
"""
    pager = f"cat >/dev/null; kill -INT $PPID; kill -INT $PPID; touch {tmp_path}/sent"
    done = process(program, program=SCRIPT, env={"PATENTCLI_PAGER": pager})
    assert done == (0, "after\n", "")
    assert (tmp_path / "sent").exists()
