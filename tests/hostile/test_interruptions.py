"""C35, R17, R18, R30, E18: a call may end at any moment, and many may read while one writes: a
file is the old one or the new one, whole."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from listing import imported, write_list
from patentcli.output.replacing import ABANDONED
from tools import SCRIPT, call, process, started


def rows(count: int, kind: str) -> list[list[str]]:
    """A list of that many patents, whose ids tell one list from the other."""
    numbers = [[f"US{int(kind):02}{n:06}B2", "A title"] for n in range(count)]
    return [["publication_number", "title"], *numbers]


def begun(child: "subprocess.Popen[bytes]", folder: Path) -> "subprocess.Popen[bytes]":
    """The process, once there is a second file beside the one that it replaces."""
    while len(list(folder.iterdir())) < 2:
        assert child.poll() is None, child.communicate()
        os.sched_yield()
    return child


# --- signals end the program with 130, silently; no half file stays

Midst = Iterator["subprocess.Popen[bytes]"]


def a_reader_keeps_us_waiting(_folder: Path) -> Midst:
    """The pipe is full; whatever moment the signal meets, the end is the same."""
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    child = started("list", "--format", "json", "-q", stdout=writer)
    os.close(writer)
    assert os.read(reader, 1)
    yield child
    os.close(reader)


def a_file_is_being_written(folder: Path) -> Midst:
    """The rows come from a pipe that stays open, so the file cannot be finished."""
    out = folder / "verdicts.csv"
    out.write_text("old")
    child = started("eligible", "--batch", "-", "-o", str(out), "--force", "-q")
    child.stdin.write(b"fee_yuan\n" + b"40000\n" * 20_000)
    child.stdin.flush()
    yield begun(child, folder)
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(out.name, "old")]


def a_list_is_being_imported(folder: Path) -> Midst:
    """The import has begun its file and has much left to read."""
    old = folder / "data" / "catalogues" / "shared.db"
    imported(write_list(folder, *rows(3, "10")), name="shared")
    before = old.read_bytes()
    path = write_list(folder, *rows(30_000, "12"), name="long.csv")
    yield begun(started("catalogue", "import", str(path), "--name=shared", "-q"), old.parent)
    assert old.read_bytes() == before
    assert len(call("list", "-C", "shared", "--format", "ids").lines) == 3


def modules_are_being_imported(folder: Path) -> Midst:
    """A stand-in for Typer that takes for ever to import and says when it has begun."""
    (folder / "typer.py").write_text("import time\nprint(flush=True)\ntime.sleep(60)\n")
    path = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
    child = started("list", env={"PYTHONPATH": path})
    assert child.stdout.read(1)
    yield child


SLOW = """
import sys
import patentcli.commands.list as command
from patentcli.__main__ import main
def slow(connection, *_conditions, **_options):
    print(flush=True)
    connection.execute("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
                       "SELECT count(*) FROM c").fetchone()
command.patents = slow
sys.argv = ["patentcli", "list"]
main()
"""


def sqlite_works_on_one_query_for_long(_folder: Path) -> Midst:
    child = started(program=[*SCRIPT, SLOW])
    assert child.stdout.read(1)
    time.sleep(0.5)  # else the signal could come before the query
    yield child


MIDSTS = (a_reader_keeps_us_waiting, a_file_is_being_written, a_list_is_being_imported,
          modules_are_being_imported, sqlite_works_on_one_query_for_long)  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("midst", MIDSTS)
def test_a_signal_is_130_without_a_word_and_leaves_no_half_file(
    midst: Callable[[Path], Midst], number: signal.Signals, tmp_path: Path, data_dir: Path
) -> None:
    scene = midst(tmp_path)
    child = next(scene)
    child.send_signal(number)
    _out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (130, b"")
    assert list(scene) == []  # what is looked at afterwards
    assert not list(tmp_path.rglob(".patentcli-*"))


def test_a_killed_import_leaves_the_old_catalogue_and_another_sweeps_up_a_day_later(
    tmp_path: Path, data_dir: Path
) -> None:
    scene = a_list_is_being_imported(tmp_path)
    child = next(scene)
    child.kill()
    child.communicate(timeout=60)
    assert list(scene) == []
    assert process("catalogue", "list", "--format", "ids", "-q").lines == ["bundled", "shared"]
    (litter,) = data_dir.rglob(".patentcli-*")
    os.utime(litter, (litter.stat().st_mtime - ABANDONED - 60,) * 2)
    assert imported(write_list(tmp_path, *rows(5, "10")), name="shared").code == 0
    left = sorted(path.name for path in litter.parent.iterdir())
    assert left == ["shared.db", "shared@previous.db"]
    assert len(call("list", "-C", "shared", "--format", "ids").lines) == 5


# --- readers see one whole catalogue while others are imported

PROCESSES = 16
STARTS = 5  # forty in bench/import_safety.py
# A process that starts the program again and again, and notes what each start answered.
READER = """
import sys
sys.path[:0] = ["tests", "tests/hostile"]
from patentcli.building import checkout
from test_interruptions import seen
checkout.refresh = lambda root: None  # as in an installed program, which has nothing to build
print(repr({seen() for _ in range(int(sys.argv[1]))}))
"""


def seen() -> tuple[int, int, str, str]:
    """What tells one catalogue from the other, or from a broken one."""
    found = call("list", "-C", "shared", "--format", "ids", "-q")
    return found.code, len(found.lines), found.out[:30], found.err


def test_sixteen_processes_that_start_again_and_again_while_imports_run(
    tmp_path: Path, data_dir: Path
) -> None:
    lists = [write_list(tmp_path, *rows(n, kind), name=kind) for n, kind in ((3, "10"), (90, "11"))]
    whole = {(imported(path, name="shared").code, seen()) for path in lists}
    assert {(code, answer[1]) for code, answer in whole} == {(0, 3), (0, 90)}
    env = {"PATENTCLI_TEST_HOME": str(data_dir.parent)}
    readers = [started(str(STARTS), env=env, program=[*SCRIPT, READER]) for _ in range(PROCESSES)]
    imports = 0
    while any(reader.poll() is None for reader in readers):
        assert imported(lists[imports % 2], name="shared").code == 0
        imports += 1
    assert imports >= 2
    for reader in readers:
        out, _ = reader.communicate(timeout=60)
        assert reader.returncode == 0
        assert eval(out.decode()) <= {answer for _code, answer in whole}  # our own process's
