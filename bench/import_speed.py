"""How fast a list is imported, and how fast the catalogue made of it answers.

    python bench/import_speed.py                    # 6,838 and 1,000,000 rows
    python bench/import_speed.py --rows 100000
    python bench/import_speed.py --few-columns      # number, both titles, holder, fee and term

Beside it, on the same rows and in the same run, `sqlite-utils insert` and `enable-fts` with the
options that make them quickest (`--no-detect-types`, large batches), though they check nothing
and find no Chinese word. The two take turns; figures are medians with the quickest and the
slowest run. Memory is the peak of all processes together, shared pages counted once.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from generate_lists import COMMON, FEW_HEADS, HEADS, RARE, write_list

FEW = 6838  # the first list of the scheme
MANY = 1_000_000
# Seconds between two looks at the memory, and their share of the time so far: looking takes long.
SAMPLE, SHARE = 0.05, 0.02
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
            while not done.wait(max(SAMPLE, SHARE * (time.perf_counter() - start))):
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


def measure(
    rows: int, heads: tuple[str, ...], rounds: int, folder: Path, env: dict[str, str]
) -> None:
    """Print what importing that many rows takes, here and there."""
    path = folder / f"{rows}.csv"
    write_list(path, rows, heads=heads)
    print(f"{rows:,} rows of {len(heads)} columns, {path.stat().st_size / 1e6:.0f} MB of CSV")
    other = Path(sys.executable).with_name("sqlite-utils")
    ours, theirs = [], []
    for _round in range(rounds):
        ours.append(run(*OURS, "catalogue", "import", str(path), "--name", f"n{rows}", env=env))
        if other.exists():
            theirs.append(_other(str(other), path, heads, env))
    _say("patentcli catalogue import", ours, rows)
    if not theirs:
        print("  sqlite-utils is not installed beside this Python")
        return
    _say("sqlite-utils insert + enable-fts", theirs, rows)
    ratios = [mine.wall / other.wall for mine, other in zip(ours, theirs, strict=True)]
    print(
        f"  ours takes {median(ratios):.2f} of theirs ({min(ratios):.2f} to {max(ratios):.2f}"
        f" in {rounds} rounds)"
    )


def _other(program: str, path: Path, heads: tuple[str, ...], env: dict[str, str]) -> Run:
    """`sqlite-utils insert` and `enable-fts` on the list."""
    database = path.with_suffix(".db")
    options = ("--csv", "--no-detect-types", "--batch-size", "10000")
    insert = run(program, "insert", str(database), "patents", str(path), *options, env=env)
    texts = [head for head in INDEXED if head in heads]
    index = run(program, "enable-fts", str(database), "patents", *texts, env=env)
    database.unlink()
    return Run(
        insert.wall + index.wall,
        insert.processor + index.processor,
        max(insert.memory, index.memory),
    )


def _say(name: str, found: list[Run], rows: int) -> None:
    walls = sorted(run.wall for run in found)
    wall = median(walls)
    print(
        f"  {name:34} {wall:7.2f} s ({walls[0]:.2f} to {walls[-1]:.2f}), {rows / wall:9,.0f}"
        f" rows/s, {median(run.processor for run in found):7.2f} s of processors,"
        f" {max(run.memory for run in found):5.0f} MiB"
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
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    heads = FEW_HEADS if given.few_columns else HEADS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        env = {**os.environ, "PATENTCLI_DATA_DIR": str(folder / "data"), "LANG": "C.UTF-8"}
        for rows in given.rows:
            measure(rows, heads, given.rounds, folder, env)
            if not given.few_columns:  # they have no domain to ask for
                ask(rows, env)


if __name__ == "__main__":
    main()
