"""New cases for every reader: no traceback, nothing lost, and no case over two seconds.

    python bench/fuzz.py --cases 1000000 --seed 1

The readers, what must hold, and how many of a thousand cases each reader has, are in
`tests/fuzzing.py`; the tests run a fixed number of the same. A case that fails is printed, made
as small as can be, with the seed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fuzzing import Reader

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
LIMIT = 2  # seconds of the processor that one case may take; other programs may hold it up
ROUND = 1000  # cases of all readers, before each has its turn again


class Count:
    """The cases of a reader, and the longest of them in seconds."""

    cases = 0
    longest = 0.0


def main() -> None:
    """Print how many cases each reader withstood; a failure ends the run with its case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", help="only this one")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PATENTCLI_TEST_HOME"] = folder
        run(wanted.cases, wanted.seed, wanted.reader, Path(folder) / "work")


def counted(reader: "Reader", count: Count, folder: Path) -> Callable[[object], None]:
    """The reader with its cases counted and timed."""
    from tools import never_waited_for

    def case(value: object) -> None:
        start = time.process_time()
        with never_waited_for(LIMIT, worked=True):
            reader.check(value, folder)
        count.cases += 1
        count.longest = max(count.longest, time.process_time() - start)

    return case


def throw(case: Callable[[object], None], inputs: Any, cases: int, seed: int) -> None:
    """So many new cases; fewer where no more can be thought of."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as with_seed

    wanted = settings(
        database=None,
        deadline=None,
        max_examples=cases,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    with_seed(seed)(wanted(given(inputs)(case)))()


def run(cases: int, seed: int, only: str | None, folder: Path) -> None:
    """Rounds over all readers until all cases were run."""
    from fuzzing import READERS

    folder.mkdir()
    os.chdir(folder)
    start = time.monotonic()
    counts = {name: Count() for name in READERS if only in (None, name)}
    while (done := sum(count.cases for count in counts.values())) < cases:
        print(f"{done} cases in {time.monotonic() - start:.0f} s; seed {seed}", flush=True)
        for name, count in counts.items():
            reader = READERS[name]
            share = ROUND if only else reader.share * ROUND // 1000
            try:
                throw(counted(reader, count, folder), reader.inputs, share, seed)
            except BaseException:
                print(f"reader {name}, seed {seed}", flush=True)
                raise
        seed += 1
    for name, count in counts.items():
        print(f"{name}: {count.cases} cases, the longest {count.longest:.3f} s")
    print(f"{done} cases in {(time.monotonic() - start) / 60:.0f} minutes, none failed")


if __name__ == "__main__":
    main()
