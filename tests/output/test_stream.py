"""The output stream: everything is written, or the failure is known before the exit code is."""

import errno
import os
import subprocess
import sys
import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs import Sink
from patentcli.errors import WriteFailed
from patentcli.output.stream import BUFFER_SIZE, ClosedPipe, Output


def test_data_is_collected_and_written_when_enough_or_at_the_end() -> None:
    sink = Sink()
    out = Output(sink)
    out.write(b"abc")
    assert sink.body == b""
    out.finish()
    assert sink.body == b"abc"
    out.write(b"x" * BUFFER_SIZE)
    assert len(sink.body) == BUFFER_SIZE + 3


@given(st.lists(st.binary(max_size=300), max_size=10), st.integers(1, 50))
def test_short_writes_are_continued(parts: list[bytes], most: int) -> None:
    sink = Sink(most=most)
    out = Output(sink)
    for part in parts:
        out.write(part)
        out.flush()
    out.finish()
    assert sink.body == b"".join(parts)


def test_a_full_disk_is_told_and_nothing_is_written_twice() -> None:
    sink = Sink(room=10)
    out = Output(sink, name="list.csv")
    out.write(b"0123456789abc")
    for _attempt in range(2):
        with pytest.raises(WriteFailed, match=r"list\.csv: .*No space left"):
            out.flush()
    assert sink.body == b"0123456789"
    assert not out.try_flush()
    out.discard()
    assert out.try_flush()


def test_a_reader_that_went_away_is_no_failure() -> None:
    out = Output(Sink(room=0, failure=errno.EPIPE))
    out.write(b"x")
    with pytest.raises(ClosedPipe):
        out.flush()


def test_a_closed_stream_fails_only_when_there_is_something_to_write() -> None:
    out = Output(None)
    out.finish()
    out.write(b"x")
    with pytest.raises(WriteFailed, match="standard output"):
        out.finish()


def test_text_for_a_person_never_fails_on_an_encoding() -> None:
    sink = Sink()
    out = Output(sink, encoding="ascii")
    out.write_human("视频 \udcff\n")
    out.finish()
    assert sink.body == b"\\u89c6\\u9891 \\udcff\n"


def test_a_full_pipe_that_does_not_block_is_waited_for() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    child = subprocess.Popen(["wc", "-c"], stdin=reading, stdout=subprocess.PIPE)
    os.close(reading)
    with os.fdopen(writing, "wb", buffering=0) as sink:
        out = Output(sink)
        out.write(b"x" * 1_000_000)
        out.finish()
    answer, _ = child.communicate(timeout=60)
    assert answer.split() == [b"1000000"]


# The real descriptors: a program of its own writes to what the shell gives it.

PROGRAM = """
    import sys
    from patentcli.environment import Environment
    from patentcli.errors import WriteFailed
    from patentcli.output.dispatch import write
    from patentcli.output.model import OutputOptions, Rows
    from patentcli.output.stream import ClosedPipe

    env = Environment()
    records = ({"id": f"CN{n:09}B", "title": "视频" * 20} for n in range(int(sys.argv[2])))
    rows = Rows(("id", "title"), ("id", "title"), records, id_field="id")
    try:
        write(env, rows, OutputOptions(format=sys.argv[1]))
        env.stdout.finish()
    except ClosedPipe:
        env.say("closed pipe")
    except WriteFailed as problem:
        env.error(problem)
        sys.exit(problem.status)
"""
FORMATS = ["table", "tsv", "csv", "json", "jsonl", "md", "ids"]


def shell(command: str, name: str, count: int, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in bash, where `$RUN` starts it."""
    run = f'"{sys.executable}" -c "$PROGRAM" {name} {count}'
    return subprocess.run(
        ["bash", "-c", command.replace("$RUN", run)],
        env={**os.environ, "PROGRAM": textwrap.dedent(PROGRAM), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("target", "unbuffered"), [(">/dev/full", ""), (">/dev/full", "1"), (">&-", "")]
)
@pytest.mark.parametrize("name", FORMATS)
def test_a_full_or_closed_standard_output_is_74_and_one_line(
    name: str, target: str, unbuffered: str
) -> None:
    done = shell(f"$RUN {target}", name, 3, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 74
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_size_limit_is_74_and_never_a_silent_loss(
    name: str, unbuffered: str, tmp_path: Any
) -> None:
    done = shell(f"ulimit -f 8; $RUN >{tmp_path}/out", name, 1000, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 74
    assert b"File too large" in done.stderr
    assert (tmp_path / "out").stat().st_size == 8 * 1024


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_that_stops_early_is_silent(name: str, unbuffered: str) -> None:
    command = '{ $RUN; echo "code $?" >&2; } | head -c 1 >/dev/null'
    count = 30_000 if name == "ids" else 5_000  # more than a pipe holds
    done = shell(command, name, count, PYTHONUNBUFFERED=unbuffered)
    assert done.stderr.decode().splitlines() == ["patentcli: closed pipe", "code 0"]


@pytest.mark.parametrize("errors", ["2>&-", "2>/dev/full"])
def test_a_closed_or_full_standard_error_is_tolerated(errors: str) -> None:
    assert shell(f"$RUN >/dev/full {errors}", "tsv", 3).returncode == 74
