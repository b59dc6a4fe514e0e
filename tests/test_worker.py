"""Work that a second process does beside: the same result, and no process left behind."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from patentcli import worker
from patentcli.errors import DataProblem

pytestmark = pytest.mark.skipif(
    not worker.available(), reason="everything happens in one process here"
)


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "pays", lambda: True)


def children() -> list[str]:
    """The processes that this one has made and not yet waited for."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def open_files() -> int:
    """How many descriptors this process has, with that of asking."""
    return len(list(Path("/proc/self/fd").iterdir()))


def test_the_result_comes_from_another_process() -> None:
    before = children()
    result = worker.beside(os.getpid, where="list.csv")

    assert result() != os.getpid()
    assert children() == before


def test_it_has_begun_before_the_result_is_asked_for(tmp_path: Path) -> None:
    made = tmp_path / "made"
    result = worker.beside(lambda: made.mkdir(), where="list.csv")  # type: ignore[func-returns-value]
    limit = time.monotonic() + 60
    while not made.exists() and time.monotonic() < limit:
        time.sleep(0.01)

    assert made.exists()
    assert result() is None


def test_an_error_there_is_one_here() -> None:
    def fails() -> str:
        raise DataProblem("no words", where="list.csv")

    result = worker.beside(fails, where="list.csv")

    with pytest.raises(DataProblem, match="no words"):
        result()


@pytest.mark.parametrize("way", ["one processor", "no process to be had"])
def test_where_there_is_one_process(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    if way == "one processor":
        monkeypatch.setattr(worker, "pays", lambda: False)
    else:
        monkeypatch.setattr(os, "fork", refused)
    files = open_files()

    assert worker.beside(os.getpid, where="list.csv")() == os.getpid()
    assert open_files() == files


def test_without_a_list_of_what_is_open_there_is_one_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert worker.available()
    monkeypatch.setattr(worker, "_OPEN", "/nowhere")
    assert not worker.available()


def test_who_is_not_waited_for_is_gone() -> None:
    before, files = children(), open_files()
    result: Callable[[], None] | None = worker.beside(lambda: time.sleep(600), where="list.csv")
    assert len(children()) == len(before) + 1

    result = None

    assert result is None
    assert (children(), open_files()) == (before, files)


def test_who_works_alone_keeps_no_file_of_ours_open(tmp_path: Path) -> None:
    """A killed import leaves a temporary file, which the next run removes unless it is locked."""
    with (tmp_path / "locked").open("w"):
        found = worker.beside(
            lambda: len(list(Path("/proc/self/fd").iterdir())), where="list.csv"
        )()

    assert found == 5, "three streams, the way to us, and the directory itself"
