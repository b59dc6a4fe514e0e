"""The tree itself: nothing of one machine in it, nothing built; what it says of itself is so."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

from patentcli import __version__
from tools import ROOT

# Each pattern is written so that it does not find itself here.
FORBIDDEN = {
    "a path of one machine": r"/wor[k]/|/tm[p]/(v|farm|mine)\b|/roo[t]/|/op[t]/(pypi|wheels)",
    "material outside of the tree": r"\.librar[y]\b|\.\./share[d]\b",
    "an index of packages": r"--(extra-)?index-ur[l]|find-link[s]|file:///op[t]",
    "who wrote it": r"\bfar[m]-|\bclaud[e]\b|\banthropi[c]\b|\bsub-?agen[t]|\bhelper sessio[n]",
    "work left over": r"(?-i:\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b)|^<<<<<<[<]|^>>>>>>[>]",
    "a secret": r"-----BEGIN [A-Z ]*PRIVATE KE[Y]|\bgh[po]_[A-Za-z0-9]{30}|\bAKI[A][0-9A-Z]{16}",
}
# A bidirectional or zero-width character in code reads as something it is not.
HIDDEN = "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
BUILT = (".db", ".mo", ".pyc", ".whl", ".gz", ".egg-info")
LARGEST = 1024 * 1024  # bytes: more is no source


@cache
def tracked() -> tuple[Path, ...]:
    """The files under version control; in a source archive all that it holds."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 0 and done.stdout:
        names = done.stdout.decode().removesuffix("\0").split("\0")
        return tuple(path for n in names if (path := ROOT / n).is_file())
    rooms = ("src", "data", "tests", "bench", "docs")
    found = [path for room in rooms for path in (ROOT / room).rglob("*") if path.is_file()]
    return tuple(p for p in found if "__pycache__" not in p.parts and p.suffix not in BUILT)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_that_does_not_belong_here(what: str) -> None:
    """Lists in other encodings, for tests, are looked at as far as they are ASCII."""
    found = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for path in tracked()
        for text in [path.read_bytes().decode("utf-8", "replace")]
        for match in re.finditer(FORBIDDEN[what], text, re.IGNORECASE | re.MULTILINE)
        if path.suffix not in (".png", ".xlsx", ".xls", ".xlsb", ".docx", ".parquet", ".gz")
    ]
    assert found == []


def test_every_file_is_a_small_source_of_signs_that_are_seen() -> None:
    assert len(tracked()) > 200
    for path in tracked():
        assert path.suffix not in BUILT, path
        assert path.stat().st_size < LARGEST, path
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", path.relative_to(ROOT).as_posix()), path
        assert path.suffix != ".py" or not re.search(HIDDEN, path.read_text(encoding="utf-8")), path


# --- docs/checklist.md names a test for every row; what it and conftest.py name exists

ROWS = [
    f"{part}{n:02}"
    for part, numbers in {
        "C": [*range(1, 27), *range(28, 39), 40, 42, 43, 45],
        "R": [*range(1, 15), *range(16, 24), *range(26, 31)],
        "E": range(1, 23),
    }.items()
    for n in numbers
]
TABLE = {
    line.split(" | ")[0].strip("| "): line
    for line in (ROOT / "docs" / "checklist.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [CRE]\d\d \|", line)
}


def test_every_row_of_the_checklist_names_tests_and_modules_that_exist() -> None:
    assert list(TABLE) == ROWS
    for row, line in TABLE.items():
        _empty, _row, promise, kept, tests, _end = re.split(r"(?<!\\)\|", line)
        assert promise.strip(), row
        assert kept.strip(), row
        for name in re.findall(r"`([\w/]+\.py)`", kept):
            assert any((root / name).is_file() for root in (ROOT / "src/patentcli", ROOT)), name
        named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", tests)
        assert named, f"{row} names no test"
        for file, name in named:
            text = (ROOT / "tests" / file).read_text(encoding="utf-8")
            assert not name or f"def {name}(" in text, f"{file} has no {name}"


def test_every_module_that_is_marked_exists() -> None:
    text = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    marked = re.findall(r"\b[a-z_]+/(?:test_\w+\.py|(?= ))", text.partition("CORE = ")[2])
    assert len(marked) > 10
    assert [name for name in marked if not (ROOT / "tests" / name).exists()] == []


# --- pyproject.toml: true and complete

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = CONFIG["project"]
EXTRAS = PROJECT["optional-dependencies"]
OWN = set(EXTRAS) - {"all", "test"}
BUILD = CONFIG["build-system"]["requires"]
# Where a distribution is not named as what it is imported by.
IMPORTED_AS = {"python_docx": "docx", "python_stdnum": "stdnum", "pystemmer": "Stemmer"}
IMPORT = re.compile(r"^ *(?:import|from) (\w+)[\w.]*(?: import .*)?(?:  #.*)?$", re.MULTILINE)


def packages(requirements: list[str]) -> set[str]:
    """What the distributions of these requirements are imported as."""
    names = [re.split(r"[^\w-]", r)[0].lower().replace("-", "_") for r in requirements]
    return {IMPORTED_AS.get(name, name) for name in names}


def test_what_the_package_says_of_itself_is_so() -> None:
    assert PROJECT["version"] == __version__
    lowest = PROJECT["requires-python"].removeprefix(">=")
    assert CONFIG["tool"]["ruff"]["target-version"] == f"py{lowest.replace('.', '')}"
    assert f"Programming Language :: Python :: {lowest}" in PROJECT["classifiers"]
    for requirement in (*PROJECT["dependencies"], *BUILD, *(r for e in EXTRAS.values() for r in e)):
        assert ">=" in requirement or requirement.startswith("patentcli["), requirement
    assert EXTRAS["all"] == [f"patentcli[{','.join(extra for extra in EXTRAS if extra in OWN)}]"]
    module, _, function = PROJECT["scripts"]["patentcli"].partition(":")
    assert callable(getattr(import_module(module), function))


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "src" / "patentcli").rglob("*.py")):
        for package in IMPORT.findall(path.read_text(encoding="utf-8")):
            found.setdefault(package, set()).add(path.name)
    # Compiling translations is the build's work, and a checkout's: it is asked for by name there.
    assert found.pop("babel") == {"build.py"}
    needed = set(found) - set(sys.stdlib_module_names) - {"patentcli"}
    optional = packages([requirement for extra in OWN for requirement in EXTRAS[extra]])
    assert needed - packages(PROJECT["dependencies"]) - optional == set()
    assert packages(PROJECT["dependencies"]) - needed == set()
    assert packages(BUILD) >= {"hatchling", "pydantic", "tomli"}


def test_no_module_imports_another_in_a_circle() -> None:
    """Of what is imported as a module loads; CycleError shows the circle."""
    graph: dict[str, list[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        found = re.findall(r"(?m)^from (patentcli[\w.]*) import ([\w, ]*)", path.read_text("utf-8"))
        parts = [(module, part) for module, parts in found for part in parts.split(", ")]
        graph[name.removesuffix(".__init__")] = [f"{m}.{part}" for m, part in parts]
        graph |= {f"{m}.{part}": [m] for m, part in parts if f"{m}.{part}" not in graph}
    assert len(tuple(TopologicalSorter(graph).static_order())) > len(graph) / 2 > 100
