"""C23, C43: the manual page and the command reference are what the program itself says."""

import shutil

import pytest

from registry import entries
from tools import ROOT, call, process

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


@pytest.mark.parametrize("reader", ["mandoc -Tlint -Wwarning", "groff -man -Kutf8 -Tutf8 -ww"])
def test_the_readers_of_manual_pages_find_no_fault(reader: str) -> None:
    words = reader.split()
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    done = process(str(ROOT / DOCUMENTS["man"]), program=words)
    said = done.err + done.out * (words[0] == "mandoc")
    # A date would make every release a change of the page.
    assert [line for line in said.splitlines() if "missing date" not in line] == []
    assert words[0] == "mandoc" or "直播" in done.out
