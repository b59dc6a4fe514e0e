"""The package's own description: true, complete, and each choice in it explained."""

import re
import sys
import tomllib
from importlib import import_module

from patentcli import __version__
from tools import ROOT

TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
CONFIG = tomllib.loads(TEXT)
PROJECT = CONFIG["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Where a distribution is not named as what it is imported by.
IMPORTED_AS = {
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "python-stdnum": "stdnum",
    "pystemmer": "Stemmer",
}


def name(requirement: str) -> str:
    """The distribution that a requirement names."""
    return re.split(r"[^\w.-]", requirement)[0].lower()


def block(key: str) -> list[str]:
    """The lines of a list in the configuration, with their comments."""
    lines = TEXT.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = ["))
    end = next(n for n in range(start, len(lines)) if lines[n].startswith("]"))
    return lines[start + 1 : end]


def explained(lines: list[str]) -> list[str]:
    """The entries among these lines that have no reason beside them or above them."""
    return [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if line.strip() and not line.strip().startswith("#")
        if "#" not in line and not before.strip().startswith("#")
    ]


def test_what_it_says_of_itself_is_so() -> None:
    assert PROJECT["version"] == __version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    package = ROOT / CONFIG["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"][0]
    files = (PROJECT["readme"], *PROJECT["license-files"], "hatch_build.py", ".ci/smoke.py")
    assert all(path.is_file() for path in (package / "py.typed", *(ROOT / f for f in files)))
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]
    lowest = PROJECT["requires-python"].removeprefix(">=")
    assert CONFIG["tool"]["ruff"]["target-version"] == f"py{lowest.replace('.', '')}"
    assert f"Programming Language :: Python :: {lowest}" in PROJECT["classifiers"]
    module, _, function = PROJECT["scripts"]["patentcli"].partition(":")
    assert callable(getattr(import_module(module), function))


def test_every_dependency_has_its_reason_and_a_lower_bound() -> None:
    lines = block("dependencies")
    assert len([line for line in lines if '"' in line]) == len(PROJECT["dependencies"])
    assert explained(lines) == []
    built = CONFIG["build-system"]["requires"]
    for requirement in (*PROJECT["dependencies"], *built, *(r for e in EXTRAS.values() for r in e)):
        assert ">=" in requirement or requirement.startswith("patentcli["), requirement


def test_every_extra_has_its_reason_and_is_in_all() -> None:
    own = set(EXTRAS) - {"all", "test"}
    assert own
    for extra in own:
        line = next(x for x in TEXT.splitlines() if x.startswith(f"{extra} = ["))
        assert "#" in line, extra
    inside = re.fullmatch(r"patentcli\[(.*)\]", EXTRAS["all"][0])
    assert len(EXTRAS["all"]) == 1
    assert inside is not None
    assert set(inside[1].split(",")) == own
    assert "patentcli[all]" in EXTRAS["test"]


def test_every_lint_ignore_is_explained() -> None:
    section = TEXT.partition("[tool.ruff.lint.per-file-ignores]")[2]
    entries = [line for line in section.splitlines() if " = [" in line]
    assert entries
    assert explained([*block("ignore"), *entries]) == []
    assert all("#" in line for line in TEXT.splitlines() if line.startswith("ignore_missing"))


IMPORT = re.compile(r"^ *(?:import|from) (\w+)[\w.]*(?: import .*)?$", re.MULTILINE)


def third_party() -> dict[str, set[str]]:
    """What the program imports that is neither Python's nor its own, and where."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "src" / "patentcli").rglob("*.py")):
        for package in IMPORT.findall(path.read_text(encoding="utf-8")):
            if package not in sys.stdlib_module_names | {"patentcli"}:
                found.setdefault(package, set()).add(path.name)
    return found


def packages(requirements: list[str]) -> set[str]:
    """What the distributions of these requirements are imported as."""
    return {IMPORTED_AS.get(n, n.replace("-", "_")) for n in map(name, requirements)}


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    optional = [r for extra in set(EXTRAS) - {"all", "test"} for r in EXTRAS[extra]]
    found = third_party()
    # Compiling translations is the build's work, and a checkout's: it is asked for by name there.
    assert found.pop("babel") == {"build.py"}
    found.pop("markupsafe", None)  # comes with Jinja2, which is made of it
    assert set(found) - packages(PROJECT["dependencies"]) - packages(optional) == set()
    assert packages(PROJECT["dependencies"]) - set(third_party()) == set()
    required = {name(r) for r in CONFIG["build-system"]["requires"]}
    assert {"hatchling", "pydantic", "tomli", "babel"} <= required
