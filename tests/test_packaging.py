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
OWN = set(EXTRAS) - {"all", "test"}
OPTIONAL = [requirement for extra in OWN for requirement in EXTRAS[extra]]
# Where a distribution is not named as what it is imported by.
IMPORTED_AS = {"python_docx": "docx", "python_stdnum": "stdnum", "pystemmer": "Stemmer"}
IMPORT = re.compile(r"^ *(?:import|from) (\w+)[\w.]*(?: import .*)?$", re.MULTILINE)


def packages(requirements: list[str]) -> set[str]:
    """What the distributions of these requirements are imported as."""
    names = [re.split(r"[^\w-]", r)[0].lower().replace("-", "_") for r in requirements]
    return {IMPORTED_AS.get(name, name) for name in names}


def test_what_it_says_of_itself_is_so() -> None:
    assert PROJECT["version"] == __version__
    lowest = PROJECT["requires-python"].removeprefix(">=")
    assert CONFIG["tool"]["ruff"]["target-version"] == f"py{lowest.replace('.', '')}"
    assert f"Programming Language :: Python :: {lowest}" in PROJECT["classifiers"]
    module, _, function = PROJECT["scripts"]["patentcli"].partition(":")
    assert callable(getattr(import_module(module), function))


def test_every_dependency_has_a_lower_bound_and_every_choice_its_reason() -> None:
    built = CONFIG["build-system"]["requires"]
    for requirement in (*PROJECT["dependencies"], *built, *(r for e in EXTRAS.values() for r in e)):
        assert ">=" in requirement or requirement.startswith("patentcli["), requirement
    assert EXTRAS["all"] == [f"patentcli[{','.join(extra for extra in EXTRAS if extra in OWN)}]"]
    blocks = [TEXT.partition(f"\n{key} = [\n")[2].partition("\n]")[0].splitlines()
              for key in ("dependencies", "ignore")]  # fmt: skip
    blocks += [TEXT.partition("per-file-ignores]\n")[2].splitlines()]
    blocks += [[line for line in TEXT.splitlines() if re.match(f"({'|'.join(OWN)}) = ", line)]]
    for lines in blocks:
        said = [line for line in lines if "=" in line or '"' in line]
        assert said
        assert [line for line in said if "#" not in line] == []


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "src" / "patentcli").rglob("*.py")):
        for package in IMPORT.findall(path.read_text(encoding="utf-8")):
            found.setdefault(package, set()).add(path.name)
    # Compiling translations is the build's work, and a checkout's: it is asked for by name there.
    assert found.pop("babel") == {"build.py"}
    needed = set(found) - set(sys.stdlib_module_names) - {"patentcli"}
    assert needed - packages(PROJECT["dependencies"]) - packages(OPTIONAL) == set()
    assert packages(PROJECT["dependencies"]) - needed == set()
    assert packages(CONFIG["build-system"]["requires"]) >= {"hatchling", "pydantic", "tomli"}
