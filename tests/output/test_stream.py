"""The output stream: everything is written, or the failure is known before the exit code is."""

import os
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs import Sink
from patentcli.errors import WriteFailed
from patentcli.output.stream import BUFFER_SIZE, Output


@given(st.lists(st.binary(max_size=300), max_size=10), st.integers(1, 50))
def test_short_writes_are_continued(parts: list[bytes], most: int) -> None:
    sink = Sink(most=most)
    out = Output(sink)
    for part in parts:
        out.write(part)
        out.flush()
    out.write(b"x" * BUFFER_SIZE)  # enough to be written by itself
    assert sink.body == b"".join(parts) + b"x" * BUFFER_SIZE


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
