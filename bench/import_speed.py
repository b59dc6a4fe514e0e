"""How fast a list is imported, and how fast the catalogue made of it answers.

    python bench/import_speed.py                    # 6,838 and 1,000,000 rows
    python bench/import_speed.py --rows 100000
    python bench/import_speed.py --few-columns      # number, both titles, holder, fee and term

Beside it, on the same rows and in the same run, `sqlite-utils insert` and `enable-fts` with the
options that make them quickest (`--no-detect-types`, large batches), though they check nothing
and find no Chinese word. Memory is that of all processes together, shared pages counted once.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from generate_lists import COMMON, FEW_HEADS, HEADS, RARE, write_list

FEW = 6838  # the first list of the scheme
MANY = 1_000_000
SAMPLE = 0.05  # seconds between two looks at the memory
STARTS = 15  # of a query; the quickest counts
INDEXED = ("专利名称", "英文名称", "专利权人", "发明人")
QUERIES = {
    "list --domain video --limit 20": ("list", "--domain", "video", "--limit", "20"),
    "show": ("show", "{id}"),
    "search, a rare term": ("search", "{rare}"),
    "search, a common term": ("search", COMMON[0]),
}
# An id and a rare term of the bundled catalogue, and of a generated one.
BUNDLED = {"id": "CN114694123B", "rare": "子弹时间"}
GENERATED = {"id": "CN100000017B", "rare": RARE[0]}


class Run(NamedTuple):
    """Seconds of wall clock and of processors, and the peak of memory in MiB."""

    wall: float
    processor: float
    memory: float


def _memory(process: int) -> int:
    """KiB of a process and its children, shared pages divided among those who share them."""
    total = 0
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        total = next(int(line.split()[1]) for line in rollup.splitlines() if "Pss:" in line)
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        total += sum(_memory(int(child)) for child in children)
    except (OSError, StopIteration):  # it ended meanwhile
        pass
    return total


def run(*words: str, env: dict[str, str]) -> Run:
    """One program to its end."""
    before, start = os.times(), time.perf_counter()
    peak, done = 0, threading.Event()
    with subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as p:

        def watch() -> None:
            nonlocal peak
            while not done.wait(SAMPLE):
                peak = max(peak, _memory(p.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _nothing, errors = p.communicate()
        wall = time.perf_counter() - start
        done.set()
        watcher.join()
    if p.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{errors.decode()[-2000:]}")
    after = os.times()
    used = sum(after[2:4]) - sum(before[2:4])
    return Run(wall, used, peak / 1024)


def quickest(*words: str, env: dict[str, str]) -> float:
    """Milliseconds of the quickest of several starts."""
    best = float("inf")
    for _ in range(STARTS):
        start = time.perf_counter()
        subprocess.run(words, env=env, capture_output=True, check=True)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def measure(rows: int, heads: tuple[str, ...], folder: Path, env: dict[str, str]) -> None:
    """Print what importing that many rows takes, here and there."""
    path = folder / f"{rows}.csv"
    write_list(path, rows, heads=heads)
    ours = run(*OURS, "catalogue", "import", str(path), "--name", f"n{rows}", env=env)
    print(f"{rows:,} rows of {len(heads)} columns, {path.stat().st_size / 1e6:.0f} MB of CSV")
    _say("patentcli catalogue import", ours, rows)
    other = str(Path(sys.executable).with_name("sqlite-utils"))
    if not Path(other).exists():
        print("  sqlite-utils is not installed beside this Python")
        return
    database = str(folder / "other.db")
    options = ("--csv", "--no-detect-types", "--batch-size", "10000")
    insert = run(other, "insert", database, "patents", str(path), *options, env=env)
    texts = [head for head in INDEXED if head in heads]
    index = run(other, "enable-fts", database, "patents", *texts, env=env)
    theirs = Run(
        insert.wall + index.wall, insert.processor + index.processor, max(insert[2], index[2])
    )
    _say("sqlite-utils insert + enable-fts", theirs, rows)
    print(f"  ours takes {ours.wall / theirs.wall:.2f} of theirs")
    Path(database).unlink()


def _say(name: str, found: Run, rows: int) -> None:
    print(
        f"  {name:34} {found.wall:7.2f} s, {rows / found.wall:9,.0f} rows/s,"
        f" {found.processor:7.2f} s of processors, {found.memory:5.0f} MiB"
    )


def ask(rows: int, env: dict[str, str]) -> None:
    """Print how long queries take on the bundled catalogue and on the imported one."""
    for name, words in QUERIES.items():
        small = quickest(*OURS, *(w.format(**BUNDLED) for w in words), env=env)
        large = quickest(*OURS, "-C", f"n{rows}", *(w.format(**GENERATED) for w in words), env=env)
        ratio = large / small
        print(f"  {name:34} {small:6.0f} ms on 100, {large:6.0f} ms: {ratio:.2f} times")


OURS = (sys.executable, "-m", "patentcli")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[FEW, MANY])
    parser.add_argument("--few-columns", action="store_true")
    given = parser.parse_args()
    heads = FEW_HEADS if given.few_columns else HEADS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        env = {**os.environ, "PATENTCLI_DATA_DIR": str(folder / "data"), "LANG": "C.UTF-8"}
        for rows in given.rows:
            measure(rows, heads, folder, env)
            if not given.few_columns:  # they have no domain to ask for
                ask(rows, env)


if __name__ == "__main__":
    main()
