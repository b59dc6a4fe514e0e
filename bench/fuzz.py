"""New cases for every reader, as long as told: no traceback, no defect, nothing over two seconds.

    python bench/fuzz.py --minutes 30 --seed 1

The readers and what must hold are those of `tests/fuzzing.py`, which the tests run with a
fixed number of cases. A case that fails is printed, made as small as can be, with the seed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
LIMIT = 2  # seconds that one case may take
ROUND = 200  # cases of a reader before the next one has its turn


def main() -> None:
    """Print how many cases each reader withstood; a failure ends the run with its case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", help="only this one")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PATENTCLI_TEST_HOME"] = folder
        run(wanted.minutes * 60, wanted.seed, wanted.reader, Path(folder) / "work")


def counted(
    name: str, reader: Callable[..., None], counts: dict[str, int], folder: Path
) -> Callable[[object], None]:
    """The reader with its cases counted and timed."""
    from deadline import never_waited_for

    def case(value: object) -> None:
        counts[name] += 1
        with never_waited_for(LIMIT):
            reader(value, folder)

    return case


def throw(case: Callable[[object], None], inputs: Any, seed: int) -> None:
    """A round of new cases."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as with_seed

    wanted = settings(
        database=None,
        deadline=None,
        max_examples=ROUND,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    with_seed(seed)(wanted(given(inputs)(case)))()


def run(seconds: float, seed: int, only: str | None, folder: Path) -> None:
    """Rounds over all readers until the time is up."""

    from fuzzing import READERS

    folder.mkdir()
    os.chdir(folder)
    counts = dict.fromkeys([name for name in READERS if only in (None, name)], 0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for name in counts:
            reader, inputs = READERS[name]
            print(f"seed {seed}, {name}: {counts[name]} cases so far", flush=True)
            throw(counted(name, reader, counts, folder), inputs, seed)
        seed += 1
    total = sum(counts.values())
    print("\n".join(f"{name}: {count} cases" for name, count in counts.items()))
    print(f"{total} cases in {seconds / 60:g} minutes, none failed")


if __name__ == "__main__":
    main()
