"""C23, C24, C25, C43: every command and topic has its page, made from what the parser uses; the
manual page and the command reference are what the program itself says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from patentcli.cli import PROGRAM
from patentcli.commands import COMMANDS
from patentcli.errors import MEANINGS, ExitStatus
from patentcli.manual.pages import Page, manual_page
from patentcli.manual.topics import TOPICS
from patentcli.output.formats import FORMATS
from patentcli.output.replacing import PREFIX
from patentcli.rules.facts import RULES
from patentcli.settings import KEYS
from registry import IDS, built, entries, examples
from tools import ROOT, bash, call, process

EVERY = pytest.mark.parametrize("path", entries(), ids=IDS)
SOURCE = ROOT / "src" / "patentcli"


@EVERY
def test_h_help_and_the_topic_are_one_page_that_names_every_parameter(
    path: tuple[str, ...],
) -> None:
    found = call(*path, "--help")
    assert (found.code, found.err) == (0, "")
    assert call(*path, "-h") == found
    if path[0] not in TOPICS:
        assert call("help", *path) == found
    page = " ".join(found.out.split())
    for param in built(path).params:
        names = param.opts if param.param_type_name == "option" else [param.metavar]
        assert param.help
        assert all(part in page for part in (*names, param.help))


@EVERY
def test_the_page_leads_with_examples_and_fits(path: tuple[str, ...]) -> None:
    lines = call(*path, "--help", env={"COLUMNS": "60"}).lines
    assert lines[0].startswith(f"Usage: {PROGRAM} {' '.join(path)}"[:60])
    shown = [f"  {example}" for example in examples(path)]
    first_option = next(n for n, line in enumerate(lines) if line.lstrip().startswith("-"))
    assert lines.index(shown[0]) < first_option
    assert set(shown) <= set(lines)
    assert all(len(line) <= 60 for line in lines if line not in shown)


def test_every_command_stands_on_the_page_of_the_program_under_a_theme() -> None:
    page, first = call("--help").out, call().out
    assert all(entry.theme for entry in COMMANDS.values())
    for name, entry in COMMANDS.items():
        assert re.search(rf"^  {name} ", page, re.MULTILINE), name
        assert re.search(rf"[ ,]{name}\b", first), name
        assert f"{entry.theme}:" in page


@pytest.mark.parametrize("name", ["start", "company", "adviser", "script"])
def test_the_first_steps_are_five_calls_that_the_parser_takes(name: str) -> None:
    page = call("help", name, env={"COLUMNS": "1000"}).out
    steps = re.findall(r"^  (patentcli .*?)(?:  .*)?$", page, re.MULTILINE)
    assert len(steps) == 5
    for step in re.split(r"\||&&|<|>|\n", "\n".join(steps)):
        program, *words = shlex.split(step) or [""]
        if program == PROGRAM:
            words = words[2:] if words[0] == "-C" else words
            path = next(path for path in entries() if words[: len(path)] == list(path))
            flags = {flag for param in built(path).params for flag in param.opts}
            assert {w.partition("=")[0] for w in words if w.startswith("-") and w != "-"} <= flags


@pytest.mark.skipif(shutil.which("bash") is None, reason="some examples are lines for a shell")
@EVERY
def test_every_example_runs(path: tuple[str, ...], workplace: Path) -> None:
    for example in examples(path):
        if "| man " in example:
            continue  # which is not everywhere
        for_shell = set("|<>") & set(example)
        line = f"set -uo pipefail; {example}"
        done = bash(line, cwd=workplace) if for_shell else call(*shlex.split(example)[1:])
        assert done.code in (0, 1, 3), (example, done.err)
        assert not re.search("error:|bash:", done.err), (example, done.err)


PROMISED = {"exit-codes", "environment", "formats", "rules", "data", "company", "adviser", "script"}


@pytest.mark.parametrize("topic", sorted({*TOPICS} | PROMISED))
def test_every_topic_has_a_page_in_both_languages(topic: str) -> None:
    for lang in ("en", "zh"):
        found = call("help", topic, "--lang", lang)
        assert (found.code, found.err) == (0, "")
        assert len(found.lines) > 5
    assert f"  {topic} " in call("help").out


def test_what_the_program_has_stands_in_its_topics() -> None:
    assert set(MEANINGS) == set(ExitStatus)
    for topic, words in (
        ("formats", FORMATS),
        ("environment", KEYS),
        ("rules", RULES),
        ("exit-codes", [str(int(status)) for status in MEANINGS]),
    ):
        page = call("help", topic).out
        for word in words:
            assert re.search(rf"^  (.*, )?{word}(,| |$)", page, re.MULTILINE), (topic, word)
    assert f"{PREFIX}….tmp" in call("help", "formats").out  # what a killed run leaves behind


def test_every_environment_variable_that_is_read_is_documented() -> None:
    page = call("help", "environment").out
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    read = set(re.findall(r'"(PATENTCLI_[A-Z_]+|XDG_[A-Z_]+|NO_COLOR|FORCE_COLOR|COLUMNS)"', text))
    read |= set(re.findall(r'env\.get\("([A-Z_]+)"', text))
    assert len(read) >= 8
    for name in read:
        assert re.search(rf"\b{name}\b", page), name


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


# Whatever a text holds, roff prints it and obeys none of it.
ROFF = (".SH owned", "'br", "\\fBbold", "a\\nb", '"quoted" word', "-dash --dashes", "\\", "..",
        "\\&.")  # fmt: skip


def test_no_text_begins_a_request() -> None:
    def requests(text: str) -> list[str]:
        sections = {"Everywhere": {"-x": text}}
        page = Page(name="program", usage="program", purpose=text, sections=sections)
        lines = manual_page(Page(name="program"), [page]).splitlines()
        return [line.split()[0] for line in lines if line.startswith((".", "'"))]

    for text in ROFF:
        assert requests(text) == requests("word")
