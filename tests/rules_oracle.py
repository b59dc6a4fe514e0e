"""The size standard once more, written from its text alone and as plainly as possible.

Nothing here is imported from the program: the floors are a table of their own, and an unknown
figure is filled in with every value that could make a difference.
"""

from itertools import product
from pathlib import Path

SIZES = ("large", "medium", "small")
YUAN_PER_UNIT = 10_000
FEN = 100


def read_floors(path: Path) -> dict[str, dict[str, dict[str, int]]]:
    """By group and indicator: the floor of each class, in persons or fen."""
    table: dict[str, dict[str, dict[str, int]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[2:]:
        key, indicator, *figures = line.split("\t")
        unit = 1 if indicator == "employees" else YUAN_PER_UNIT * FEN
        floors = {size: int(f) * unit for size, f in zip(SIZES, figures, strict=True)}
        table.setdefault(key, {})[indicator] = floors
    return table


TABLES = Path(__file__).with_name("rules").glob("floors-*.tsv")
EDITIONS = {path.stem.removeprefix("floors-"): read_floors(path) for path in TABLES}
FLOORS = EDITIONS["cn-2011-300"]


def class_of(group: str, figures: dict[str, int]) -> str:
    """Large, medium and small each need all of the group's floors; else micro."""
    for size in SIZES:
        if all(figures[i] >= floors[size] for i, floors in FLOORS[group].items()):
            return size
    return "micro"


def telling_values(group: str, indicator: str) -> list[int]:
    """Nothing, and just below, at and just above each floor."""
    floors = FLOORS[group][indicator].values()
    return sorted({0} | {floor + step for floor in floors for step in (-1, 0, 1)})


def possible(group: str, figures: dict[str, int | None]) -> set[str]:
    """The classes of all companies that the known figures could describe."""
    choices = [
        telling_values(group, i) if figures[i] is None else [figures[i]] for i in FLOORS[group]
    ]
    return {
        class_of(group, dict(zip(FLOORS[group], values, strict=True)))  # type: ignore[arg-type]
        for values in product(*choices)
    }
