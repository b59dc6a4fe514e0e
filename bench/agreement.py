"""OURS.csv THEIRS.csv: how many rows of a batch have the same verdict, class and rules in both.

A program of its own, because it holds a whole file: the process that measures stays small.
"""

import csv
import sys
from pathlib import Path

COLUMNS = ("verdict", "size_class", "possible_size_classes", "failed", "unknown")


def agreement(ours: Path, theirs: Path) -> tuple[int, int]:
    """Rows of `ours` that `theirs` has alike under COLUMNS, by `id`; and how many there are."""
    with theirs.open(newline="", encoding="utf-8") as stream:
        known = {row["id"]: [row[c] for c in COLUMNS] for row in csv.DictReader(stream)}
    same = compared = 0
    with ours.open(newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            compared += 1
            same += known.get(row["id"]) == [row[c] for c in COLUMNS]
    return same, compared


if __name__ == "__main__":
    alike, rows = agreement(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{alike:,} of {rows:,}")
