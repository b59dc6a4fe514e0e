"""C01, C07, C08, C19, C20, C36, R10, R11: what goes where, for every command of the program."""

import errno
from pathlib import Path

import pytest

from patentcli.options import reading
from registry import ANSWERING, IDS, entries, paths, plain_example
from sinks import FailingSink, call_into
from tools import bash, call

pytestmark = pytest.mark.usefixtures("workplace")

EVERY = pytest.mark.parametrize("path", entries(), ids=IDS)
ANSWERS = pytest.mark.parametrize("path", ANSWERING, ids=" ".join)
READING = pytest.mark.parametrize("path", paths(reading), ids=" ".join)


@ANSWERS
def test_a_full_disk_is_74_and_one_line(path: tuple[str, ...]) -> None:
    found = call_into(FailingSink(errno.ENOSPC), *plain_example(path), "--quiet")
    assert found.code == 74
    assert found.err == "patentcli: error: standard output: cannot write: No space left on device\n"


@ANSWERS
def test_a_closed_standard_output_is_74_and_one_line(path: tuple[str, ...]) -> None:
    found = call_into(None, *plain_example(path), "--quiet")
    assert found.code == 74
    assert found.err == "patentcli: error: standard output: cannot write: Bad file descriptor\n"


@EVERY
def test_a_reader_that_went_away_is_silent(path: tuple[str, ...]) -> None:
    found = call_into(FailingSink(errno.EPIPE), *plain_example(path), "--quiet")
    assert (found.code, found.err) == (0, "")


@EVERY
def test_nothing_is_read_from_standard_input_and_nothing_asked(path: tuple[str, ...]) -> None:
    found = call_into(FailingSink(errno.EPIPE), *plain_example(path))
    assert "AssertionError" not in found.err
    assert found.code == 0


@EVERY
def test_help_fails_like_any_output(path: tuple[str, ...]) -> None:
    assert call_into(FailingSink(errno.ENOSPC), *path, "--help").code == 74
    assert call_into(FailingSink(errno.EPIPE), *path, "--help").code == 0


@READING
def test_data_stands_on_standard_output_and_every_message_elsewhere(path: tuple[str, ...]) -> None:
    loud, quiet = call(*plain_example(path)), call(*plain_example(path), "--quiet")
    assert loud.out == quiet.out
    assert loud.code == quiet.code
    assert "patentcli:" not in loud.out
    assert all(line.startswith("patentcli: ") for line in loud.err.splitlines())


def test_quiet_silences_notes_and_never_an_error() -> None:
    assert call("list", "--domain", "video").err != ""
    assert call("list", "--domain", "video", "--quiet").err == ""
    assert call("show", "CN000000000B", "--quiet").err.startswith("patentcli: error: ")
    assert call("list", "--domain", "vidoe", "--quiet").err.startswith("patentcli: error: ")


def test_a_dash_reads_standard_input_and_nothing_else_does() -> None:
    found = call("show", "-", "--format", "ids", stdin="CN114694123B\n\nCN105354878B\n")
    assert found.lines == ["CN114694123B", "CN105354878B"]
    assert call("show", "CN114694123B", "--format", "ids", stdin="CN105354878B\n").lines == [
        "CN114694123B"
    ]


def test_ids_of_one_call_are_the_numbers_of_the_next() -> None:
    ids = call("list", "--domain", "3d", "--format", "ids").out
    assert call("show", "-", "--format", "ids", stdin=ids).out == ids


@pytest.mark.parametrize(
    "redirection", [">/dev/full", ">&-", ">/dev/full 2>/dev/full", ">&- 2>&- <&-"]
)
@pytest.mark.parametrize("arguments", ["list", "--version", "--help", "help man", "completion zsh"])
def test_the_shell_s_own_redirections(arguments: str, redirection: str) -> None:
    assert bash(f"$RUN {arguments} {redirection}").code == 74


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "md", "ids", "table"])
def test_head_ends_the_program_in_silence(format_: str, unbuffered: str) -> None:
    line = f"{{ $RUN list -q --format {format_}; echo code $? >&2; }} | head -c 1 >/dev/null"
    found = bash(line, PYTHONUNBUFFERED=unbuffered)
    assert found.err == "code 0\n"


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_limit_on_the_size_of_files_is_74_and_never_a_silent_loss(
    unbuffered: str, tmp_path: Path
) -> None:
    line = f"ulimit -f 8; $RUN list --format json >{tmp_path}/out"
    found = bash(line, PYTHONUNBUFFERED=unbuffered)
    assert found.code == 74
    assert "File too large" in found.err
    assert (tmp_path / "out").stat().st_size == 8 * 1024
