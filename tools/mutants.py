"""Try a random sample of the mutants of some rooms with mutmut, and name those that survive.

    python tools/mutants.py rules batch --sample 150 --seed 1

The same seed takes the same mutants as long as the code is the same; `mutmut show NAME` shows one.
"""

import argparse
import os
import random
import shutil
from typing import Any

os.environ["PYTHONPATH"] = "src"  # processes that tests start load the changed copy, too

from mutmut import __main__ as mutmut

parser = argparse.ArgumentParser(description="Try a random sample of the mutants of some rooms.")
parser.add_argument("rooms", nargs="+")
parser.add_argument("--sample", type=int, default=150)
parser.add_argument("--seed", type=int, default=1)
asked = parser.parse_args()
shutil.rmtree("mutants", ignore_errors=True)  # mutmut keeps which files it has changed
mutmut.config().only_mutate = [f"src/patentcli/{room}/*" for room in asked.rooms]

collect = mutmut.collect_source_file_mutation_data
taken: list[Any] = []


def sample(*, mutant_names: Any) -> Any:
    """What mutmut has found, less what chance leaves out."""
    found, files = collect(mutant_names=mutant_names)
    found.sort(key=lambda mutant: mutant[1])
    taken[:] = random.Random(asked.seed).sample(found, min(asked.sample, len(found)))  # noqa: S311
    return list(taken), files


mutmut.collect_source_file_mutation_data = sample
mutmut._run([f"patentcli.{room}.*" for room in asked.rooms], max_children=1)
by_status: dict[str, list[str]] = {}
for data, name, _before in taken:
    by_status.setdefault(mutmut.status_by_exit_code[data.exit_code_by_key[name]], []).append(name)
noticed = sum(len(by_status.pop(status, [])) for status in ("killed", "timeout"))
for status, names in by_status.items():
    print(f"{status}:", *sorted(names), sep="\n  ")
print(f"{noticed} of {len(taken)} noticed ({noticed / len(taken):.0%})")
