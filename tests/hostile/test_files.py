"""R18, R19, R29: whatever stands where a file is expected, one clear line and nothing is lost."""

import os
import random
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deadline import never_waited_for
from hostile_catalogue import unseen
from patentcli.catalogue.file import bundled_path
from tools import Answer, call

SPARSE = 1 << 30  # bytes that take no room on the disk


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    with never_waited_for(30):
        yield


@pytest.fixture
def places(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """What is no file that could be read, by name."""
    found = {
        name: tmp_path / name
        for name in ("fifo.db", "folder.db", "sparse.db", "loop.db", "socket.db")
    }
    os.mkfifo(found["fifo.db"])
    found["folder.db"].mkdir()
    with found["sparse.db"].open("wb") as stream:
        stream.truncate(SPARSE)
    found["loop.db"].symlink_to(found["loop.db"])
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(found["socket.db"]))
    yield found | {"null": Path("/dev/null"), "zero": Path("/dev/zero")}
    listening.close()


READERS = {
    "catalogue": ("list", "-C"),
    "batch": ("eligible", "--batch"),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_what_is_no_file_is_one_line_and_never_waited_for(
    reader: tuple[str, ...], places: dict[str, Path]
) -> None:
    for path in places.values():
        found = call(*reader, str(path))
        assert found.code in (65, 66), path
        assert len(found.err.splitlines()) == 1
        assert found.out == ""


@pytest.mark.parametrize("name", ["fifo.db", "folder.db", "loop.db", "socket.db", "null", "zero"])
def test_what_is_no_file_is_never_replaced(name: str, places: dict[str, Path]) -> None:
    path = places[name]
    if path.suffix:  # a table may have such a name
        path = path.rename(path.with_suffix(".tsv"))
    before = path.lstat()
    for force in ((), ("--force",)):
        found = call("list", "-o", str(path), *force)
        assert found.code == 73
        assert len(found.err.splitlines()) == 1
    after = path.lstat()
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)


def test_the_catalogue_being_read_is_never_the_output(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    body = Path(bundled_path()).read_bytes()
    path.write_bytes(body)
    assert call("list", "-C", str(path), "-o", str(path), "--force").code == 73
    assert path.read_bytes() == body


def test_the_table_being_read_is_never_the_output(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("fee_yuan\n40000\n")
    assert call("eligible", "--batch", str(path), "-o", str(path), "--force").code == 73
    assert path.read_text() == "fee_yuan\n40000\n"


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_catalogue_gives_an_answer_or_one_clear_line(seed: int, tmp_path: Path) -> None:
    """Bytes changed at random, beyond the header that is checked: never a traceback or a defect."""
    chance = random.Random(seed)
    body = bytearray(Path(bundled_path()).read_bytes())
    for _ in range(chance.choice([1, 20, 500, 5000])):
        body[chance.randrange(100, len(body))] = chance.randrange(256)
    path = tmp_path / "damaged.db"
    path.write_bytes(body)
    for arguments in (
        ("list", "--format", "json"),
        ("show", "CN114694123B"),
        ("search", "直播"),
        ("stats",),
        ("eligible", "--patent", "CN114694123B"),
        ("catalogue", "info"),
    ):
        check(call(*arguments, "-C", str(path)))


def check(found: Answer) -> None:
    assert found.code in (0, 1, 2, 3, 65), found.err
    assert not unseen(found.err)
    assert "Traceback" not in found.err
    if found.code == 65:
        assert len([line for line in found.err.splitlines() if ": error: " in line]) == 1
