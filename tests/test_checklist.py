"""`docs/checklist.md` names a test for every row; what it and `conftest.py` name exists."""

import re
from functools import cache
from pathlib import Path

import pytest

from tools import ROOT

NUMBERS = {
    "C": [*range(1, 27), *range(28, 39), 40, 42, 43, 45],
    "R": [*range(1, 15), *range(16, 24), *range(26, 31)],
    "E": range(1, 23),
}
ROWS = [f"{part}{n:02}" for part, numbers in NUMBERS.items() for n in numbers]
TABLE = {
    line.split(" | ")[0].strip("| "): line
    for line in (ROOT / "docs" / "checklist.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [CRE]\d\d \|", line)
}


@cache
def functions_of(path: Path) -> set[str]:
    """The names of the functions of a file, those in classes too."""
    return set(re.findall(r"^ *def (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_row_is_there_and_no_other() -> None:
    assert list(TABLE) == ROWS


@pytest.mark.parametrize("row", ROWS)
def test_every_test_of_a_row_exists(row: str) -> None:
    _empty, _row, promise, kept, tests, _end = re.split(r"(?<!\\)\|", TABLE[row])
    assert promise.strip()
    assert kept.strip()
    named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", tests)
    assert named, f"{row} names no test"
    for file, name in named:
        path = ROOT / "tests" / file
        assert path.is_file(), file
        assert not name or name in functions_of(path), f"{file} has no {name}"


def test_every_module_that_a_row_names_exists() -> None:
    for row, line in TABLE.items():
        for name in re.findall(r"`([\w/]+\.py)`", line.split(" | ")[2]):
            found = [ROOT / "src" / "patentcli" / name, ROOT / name]
            assert any(path.is_file() for path in found), (row, name)


def test_every_module_that_is_marked_exists() -> None:
    marked = re.findall(r'"([a-z_]+/(?:\w+\.py)?)"', (ROOT / "tests/conftest.py").read_text())
    assert len(marked) > 10
    assert [name for name in marked if not (ROOT / "tests" / name).exists()] == []
