"""A package whose own `__init__` waits until something of it is asked for."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from patentcli.deferred import defer


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    name = "a_package_of_this_test"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text("from ._whole import VALUE\nfrom .part import PART\n")
    (folder / "_whole.py").write_text("VALUE = 5\n")
    (folder / "_beside.py").write_text("")
    (folder / "part.py").write_text("from . import _beside\nPART = 6\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield name
    for module in [m for m in sys.modules if m.partition(".")[0] == name]:
        del sys.modules[module]


def test_a_module_alone_leaves_the_rest_unloaded(package: str) -> None:
    defer(package)
    part = importlib.import_module(f"{package}.part")
    assert part.PART == 6
    assert f"{package}._beside" in sys.modules
    assert f"{package}._whole" not in sys.modules


def test_a_name_of_the_package_loads_it_once_and_whole(package: str) -> None:
    defer(package)
    part = importlib.import_module(f"{package}.part")
    whole = importlib.import_module(package)
    assert f"{package}._whole" not in sys.modules

    assert whole.VALUE == 5
    assert whole.part is part
    assert not hasattr(whole, "nothing")
    assert "__getattr__" not in vars(whole)


def test_what_is_loaded_stays_as_it_is(package: str) -> None:
    whole = importlib.import_module(package)
    defer(package)
    assert importlib.import_module(package) is whole
    assert "__getattr__" not in vars(whole)


def test_what_is_not_there_is_missed_where_it_is_imported() -> None:
    defer("no_package_of_that_name")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_package_of_that_name")
