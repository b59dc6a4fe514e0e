"""`eligible --batch` on a million rows, beside the least that a Python program could do with them.

    python bench/batch_speed.py
    python bench/batch_speed.py --python venv/bin/python --rows 200000 --rounds 5

The least is a loop that reads the same file with the csv module and writes every row again. Both
write to a file, both are whole processes, and they take turns; the best time of each counts. Peak
memory is what the kernel says of each process at its end. `--python` is an interpreter that has
patentcli installed; its own compiled modules are used. Every row is invented; the same number of
rows and seed give the same file. The exit code is 1 where a limit is passed.
"""

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

MOST_TIMES = 8.0  # as long as the loop
MOST_MEMORY = 80.0  # MiB
HEAD = (
    "id",
    "name",
    "industry",
    "size",
    "employees",
    "revenue_yuan",
    "assets_yuan",
    "fee_yuan",
    "patent",
    "controlled_by_large",
    "as_of",
)
LOOP = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as source:
    with open(sys.argv[2], "w", newline="", encoding="utf-8") as target:
        write = csv.writer(target, lineterminator="\\n").writerow
        for row in csv.reader(source):
            write(row)
"""
INDUSTRIES = (
    "software", "I65", "C39", "3922", "retail", "51", "F", "7010", "business-services",
    "其他未列明行业", "other", "catering", "54", "软件和信息技术服务业", "J66", "Q",
)  # fmt: skip
PATENTS = ("CN114694123B", "CN202210599282.6", "US10068018B2", "CN102497489B", "CN999999998A")
NAMES = ("杭州{n}号科技有限公司", "Company {n} Ltd.", "“{n}”商行, 宁波", "{n}号视觉 (浙江)")


class Run(NamedTuple):
    """Wall time, processor time and peak memory of one process."""

    seconds: float
    processor: float
    mebibytes: float


def generate(path: Path, rows: int, seed: int) -> None:
    """A batch file: figures of every order, some missing, some rows that mean nothing."""
    draw = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as stream:
        write = csv.writer(stream, lineterminator="\n").writerow
        write(HEAD)
        for n in range(rows):
            write(_row(draw, n))


def _row(draw: random.Random, n: int) -> list[str]:
    employees = int(10 ** draw.uniform(0, 4))
    revenue = int(employees * 10 ** draw.uniform(2.9, 6.5))  # some as if 万元 had been meant
    fee = draw.choice(("", "0", "40000", "50000.00", "6万", str(draw.randint(1, 99_999))))
    if draw.random() < 0.01:
        fee = draw.choice(("-1", "$40000", "nan"))
    patent = ""
    if draw.random() < 0.3:
        patent = draw.choice(PATENTS)
        if draw.random() < 0.1:
            patent = f"CN1{draw.randint(0, 10**8 - 1):08}B"
    return [
        f"c{n}",
        draw.choice(NAMES).format(n=n),
        draw.choice(INDUSTRIES) if draw.random() > 0.01 else "house of cards",
        "small" if draw.random() < 0.02 else "",
        "" if draw.random() < 0.2 else str(employees),
        "" if draw.random() < 0.2 else str(revenue),
        "" if draw.random() < 0.7 else str(revenue * 2),
        fee,
        patent,
        draw.choice(("", "", "true", "false")),
        "2025-06-30" if draw.random() < 0.01 else "",
    ]


def measure(command: Sequence[str], output: Path) -> Run:
    """Run it to its end with standard output into a file; 0 and 65 are what it may end with."""
    left_out = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH")
    env = {key: value for key, value in os.environ.items() if key not in left_out}
    with output.open("wb") as sink:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.PIPE, env=env
        )
        assert child.stderr is not None
        message = child.stderr.read()
        _pid, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 65):
        raise SystemExit(f"{command}: exit {child.returncode}\n{message.decode()}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def best(runs: Sequence[Run]) -> Run:
    """The least of each figure but memory, of which the most counts."""
    return Run(
        min(r.seconds for r in runs),
        min(r.processor for r in runs),
        max(r.mebibytes for r in runs),
    )


def main() -> int:
    """Measure, print the table, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place, "companies.csv"), Path(place, "out.csv")
        generate(source, chosen.rows, chosen.seed)
        loop = [chosen.python, "-c", LOOP, str(source), str(target)]
        ours = [chosen.python, "-m", "patentcli", "eligible", "--batch", str(source), "-q"]
        loops, verdicts = [], []
        for _round in range(chosen.rounds):
            loops.append(measure(loop, Path(os.devnull)))
            verdicts.append(measure(ours, target))
        size = source.stat().st_size / 2**20
        with target.open("rb") as stream:
            written = sum(1 for _line in stream) - 1
    plain, batch = best(loops), best(verdicts)
    times = batch.seconds / plain.seconds
    print(f"{chosen.rows:,} rows, {size:.0f} MiB, best of {chosen.rounds}; {written:,} verdicts")
    print(f"{'':24}{'seconds':>9}{'processor':>11}{'peak MiB':>10}{'rows/s':>11}")
    for name, run in (("csv read-and-write loop", plain), ("eligible --batch", batch)):
        rate = chosen.rows / run.seconds
        figures = f"{run.seconds:9.2f}{run.processor:11.2f}{run.mebibytes:10.1f}{rate:11,.0f}"
        print(f"{name:24}{figures}")
    print(f"times as long: {times:.2f} (at most {MOST_TIMES:g})")
    print(f"peak memory: {batch.mebibytes:.1f} MiB (at most {MOST_MEMORY:g})")
    sound = written == chosen.rows and times <= MOST_TIMES and batch.mebibytes <= MOST_MEMORY
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
