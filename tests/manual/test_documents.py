"""C23, C43: the manual page and the command reference are what the program itself says."""

import shutil
import subprocess

import pytest

from registry import entries
from tools import ROOT, call

DOCUMENTS = {"commands": "docs/commands.md", "man": "docs/patentcli.1"}


@pytest.mark.parametrize(("topic", "file"), DOCUMENTS.items())
def test_the_file_is_what_the_program_says_of_every_command_wherever_it_runs(
    topic: str, file: str
) -> None:
    said = call("help", topic, env={"COLUMNS": "40", "HOME": "/elsewhere", "TERM": "dumb"})
    assert (said.code, said.err) == (0, "")
    kept = (ROOT / file).read_text(encoding="utf-8")
    assert kept == said.out, f"make it anew: patentcli help {topic} > {file}"
    text = said.out.replace("\\-", "-")
    for words in ("--domain", "--format", "--catalogue", "--explain", *map(" ".join, entries())):
        assert words in text


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_finds_no_fault_in_the_manual_page() -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", str(ROOT / DOCUMENTS["man"])],
        capture_output=True,
        check=False,
    )
    # A date would make every release a change of the page.
    found = [line for line in done.stdout.decode().splitlines() if "missing date" not in line]
    assert found == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_sets_the_manual_page_without_a_word() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Kutf8", "-Tutf8", "-P-cbu", "-ww", str(ROOT / DOCUMENTS["man"])],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    text = done.stdout.decode()
    assert "直播" in text
    assert "130" in text
