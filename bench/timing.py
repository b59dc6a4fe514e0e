"""Whole processes, measured in turns: wall time and peak memory.

A machine is never quite at rest, so no figure stands alone: all programs of a comparison run in
every round, and a ratio is taken within a round. Each round has an order of its own, the same in
every run: what follows a program that fills all processors and caches is slower for it.
"""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import NamedTuple

OURS = "patentcli"
# What would make Python slower, or let it find other modules, than users have it.
LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "PYTHONHOME", "COLUMNS")
LEAST_ROUNDS = 3
LONGEST = 900.0  # seconds that one process may take

# The kernel counts into a child's peak what it shared with us before it became another program.
# After a plain fork that is half as much as after a vfork.
subprocess._USE_VFORK = False  # type: ignore[attr-defined]


class Command(NamedTuple):
    """One program's way to the answer: processes that run one after another.

    `before` puts things back as they were, outside the measured time.
    """

    steps: tuple[tuple[str, ...], ...]
    before: Callable[[], None] | None = None
    codes: tuple[int, ...] = (0,)


class Run(NamedTuple):
    """Wall time in seconds, peak memory in MiB."""

    seconds: float
    mebibytes: float


class Figures(NamedTuple):
    """The middle of some figures, and the quartiles below and above it."""

    median: float
    low: float
    high: float


class Failed(Exception):
    """A program that ended otherwise than it should."""


def one(*words: object, codes: tuple[int, ...] = (0,)) -> Command:
    """A command of a single process."""
    return Command((tuple(map(str, words)),), codes=codes)


def figures(values: Iterable[float]) -> Figures:
    """Median and quartiles, between two values in proportion."""
    found = list(values)
    low, median, high = quantiles(found * 2 if len(found) == 1 else found, method="inclusive")
    return Figures(median, low, high)


def ratios(runs: Sequence[Run], base: Sequence[Run]) -> Figures:
    """How many times as long as `base`, round by round, as far as both were measured."""
    return figures(a.seconds / b.seconds for a, b in zip(runs, base, strict=False))


def environment(**added: str) -> dict[str, str]:
    """The environment of measured processes."""
    kept = {k: v for k, v in os.environ.items() if k not in LEFT_OUT}
    for name in [n for n in kept if n.startswith(("PATENTCLI_", "LC_"))]:
        del kept[name]
    return {**kept, "LANG": "C.UTF-8", **added}


def measure(command: Command, output: Path, env: Mapping[str, str]) -> Run:
    """Run it to its end with standard output into a file.

    Raises Failed with what it said on standard error when a step ends badly.
    """
    if command.before is not None:
        command.before()
    with output.open("wb") as sink:
        runs = [_measure(step, command.codes, sink, env) for step in command.steps]
    return Run(sum(r.seconds for r in runs), max(r.mebibytes for r in runs))


def _measure(
    step: Sequence[str], codes: Sequence[int], sink: object, env: Mapping[str, str]
) -> Run:
    start = time.perf_counter()
    child = subprocess.Popen(
        step,
        stdin=subprocess.DEVNULL,
        stdout=sink,  # type: ignore[arg-type]
        stderr=subprocess.PIPE,
        env=dict(env),
    )
    assert child.stderr is not None
    limit = threading.Timer(LONGEST, child.kill)
    limit.start()
    message = child.stderr.read()
    _pid, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    limit.cancel()
    child.stderr.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in codes:
        said = message.decode(errors="replace").strip().splitlines()
        words = " ".join(Path(word).name if word.startswith("/") else word for word in step)
        raise Failed(f"{words[:200]}: exit {child.returncode}: {said[-1:]}")
    return Run(seconds, usage.ru_maxrss / 1024)


def take_turns(
    commands: Mapping[str, Command],
    output: Path,
    env: Mapping[str, str],
    *,
    rounds: int,
    budget: float,
) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """All programs, round after round; the runs of each, and why those that failed did.

    The first round fills the caches and does not count. `budget` (seconds) bounds the rest, but
    never to fewer than LEAST_ROUNDS.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    failures: dict[str, str] = {}
    end = 0.0
    for turn in range(rounds + 1):
        if turn > LEAST_ROUNDS and time.monotonic() > end:
            break
        for name in Random(turn).sample(list(runs), len(runs)):
            try:
                run = measure(commands[name], output, env)
            except Failed as problem:
                failures[name] = str(problem)
                del runs[name]
            else:
                runs[name] += [run] if turn else []
        end = end or time.monotonic() + budget
    return runs, failures
