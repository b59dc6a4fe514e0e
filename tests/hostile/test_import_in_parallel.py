"""R17, R18, R30: while a list is imported, or its import dies, readers see one whole catalogue."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from patentcli.output.replacing import ABANDONED
from tools import SCRIPT, Answer, call, process, started

PROCESSES = 16
STARTS = 40
# A process that starts the program again and again, and notes what each start answered.
READER = """
import sys
sys.path[:0] = ["tests", "tests/hostile"]
from patentcli.building import checkout
from test_import_in_parallel import seen
checkout.refresh = lambda root: None  # as in an installed program, which has nothing to build
print(repr({seen() for _ in range(int(sys.argv[1]))}))
"""


def rows(count: int, kind: str) -> bytes:
    """A list of that many patents, whose ids tell one list from the other."""
    lines = (f"US{int(kind):02}{n:06}B2,A title\n" for n in range(count))
    return ("publication_number,title\n" + "".join(lines)).encode()


def imported(body: bytes) -> Answer:
    return call("catalogue", "import", "-", "--name=shared", stdin=body)


def seen() -> tuple[int, int, str, str]:
    """What tells one catalogue from the other, or from a broken one."""
    found = call("list", "-C", "shared", "--format", "ids", "-q")
    return found.code, len(found.lines), found.out[:30], found.err


def test_sixteen_processes_with_forty_starts_each_while_imports_run(data_dir: Path) -> None:
    lists, whole = [rows(3, "10"), rows(90, "11")], set()
    for body in lists:
        assert imported(body).code == 0
        whole.add(seen())
    assert {answer[1] for answer in whole} == {3, 90}
    env = {"PATENTCLI_TEST_HOME": str(data_dir.parent)}
    readers = [started(str(STARTS), env=env, program=[*SCRIPT, READER]) for _ in range(PROCESSES)]
    imports = 0
    while any(reader.poll() is None for reader in readers):
        assert imported(lists[imports % 2]).code == 0
        imports += 1
    assert imports >= 2
    for reader in readers:
        out, _ = reader.communicate(timeout=60)
        assert reader.returncode == 0
        assert eval(out.decode()) <= whole  # what our own process has printed


@pytest.fixture
def old(data_dir: Path) -> Path:
    """The catalogue that is there before the import begins."""
    assert imported(rows(3, "10")).code == 0
    return data_dir / "catalogues" / "shared.db"


def in_the_middle(old: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """An import that has begun its file and has much left to read."""
    path = folder / "long.csv"
    path.write_bytes(rows(60_000, "12"))
    child = started("catalogue", "import", str(path), "--name", "shared")
    while len(list(old.parent.iterdir())) < 2:
        assert child.poll() is None, child.communicate()
        os.sched_yield()
    return child


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name
)
def test_an_interrupted_import_leaves_the_old_catalogue_and_no_litter(
    number: signal.Signals, old: Path, tmp_path: Path
) -> None:
    before = old.read_bytes()
    child = in_the_middle(old, tmp_path)
    child.send_signal(number)
    _out, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in err
    assert [path.name for path in old.parent.iterdir()] == [old.name]
    assert old.read_bytes() == before


def test_a_killed_import_leaves_the_old_catalogue_and_another_sweeps_up_a_day_later(
    old: Path, tmp_path: Path
) -> None:
    before = old.read_bytes()
    child = in_the_middle(old, tmp_path)
    child.kill()
    child.communicate(timeout=60)
    assert old.read_bytes() == before
    assert len(call("list", "-C", "shared", "--format", "ids").lines) == 3
    assert process("catalogue", "list", "--format", "ids", "-q").lines == ["bundled", "shared"]
    (litter,) = (path for path in old.parent.iterdir() if path != old)
    os.utime(litter, (litter.stat().st_mtime - ABANDONED - 60,) * 2)
    assert imported(rows(5, "10")).code == 0
    left = sorted(path.name for path in old.parent.iterdir())
    assert left == [old.name, "shared@previous.db"]
    assert len(call("list", "-C", "shared", "--format", "ids").lines) == 5


def test_an_import_never_follows_a_link_out_of_the_directory(old: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.db"
    outside.write_bytes(b"precious")
    old.unlink()
    old.symlink_to(outside)
    found = imported(rows(3, "10"))
    assert outside.read_bytes() == b"precious"
    assert found.code in (0, 73)
