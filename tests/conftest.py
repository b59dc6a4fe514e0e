"""What every test gets: a home of its own, so that no file of the user is read or written."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

# The same cases in every run: a search for new ones is a run of its own (bench/fuzz.py).
settings.register_profile("steady", derandomize=True, deadline=None)
# For mutmut, which asks only whether a case fails, not for the smallest one.
settings.register_profile("mutants", settings.get_profile("steady"), phases=[Phase.generate])
settings.load_profile("steady")


@pytest.fixture(autouse=True, scope="session")
def _private_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)  # no test may wait for the person who runs it
    os.environ["PATENTCLI_TEST_HOME"] = str(home)
    yield
    os.environ.pop("PATENTCLI_TEST_HOME")


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """A run in the background ignores signals and hands that down; the programs tested must not."""
    for number, handler in (
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGHUP, signal.SIG_DFL),
    ):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: many tests wait for a shell, a browser or another process."""
    return (os.cpu_count() or 1) + 1


def pytest_sessionstart() -> None:
    """A fresh checkout has its catalogue before modules of tests read it."""
    from patentcli.building import checkout

    checkout.follow_checkout()


@pytest.fixture(autouse=True, scope="session")
def _built_once() -> Iterator[None]:
    """The checkout is compared with its catalogue once, not at each of thousands of calls; likewise
    Typer makes a command of its constant signature once."""
    from patentcli import cli
    from patentcli.building import checkout

    here, refresh = Path(__file__).parent.parent, checkout.refresh
    build, built = cli._command, dict[tuple[str, int], Any]()

    def refresh_others(root: str) -> None:
        if Path(root).resolve() != here:
            refresh(root)

    def kept(name: str, entry: Any) -> Any:
        key = name, id(entry)  # a command holds its entry, so that no other gets its id
        return built.get(key) or built.setdefault(key, build(name, entry))

    checkout.refresh, cli._command = refresh_others, kept
    yield
    checkout.refresh, cli._command = refresh, build


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory for this test alone."""
    monkeypatch.setenv("PATENTCLI_TEST_HOME", str(tmp_path))
    return tmp_path / "data"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the bundled catalogue's file."""
    from patentcli.catalogue.file import bundled_path

    return Path(shutil.copy(bundled_path(), tmp_path_factory.mktemp("database")))


@pytest.fixture
def workplace(
    tmp_path: Path, data_dir: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Where any example of the help runs: the files that they name, and `zhejiang`."""
    from registry import furnish

    furnish(tmp_path / "work", data_dir / "catalogues", database)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture(scope="session")
def bundled() -> Iterator[sqlite3.Connection]:
    """The bundled catalogue, opened once."""
    from patentcli.catalogue.file import bundled_path, connect

    with closing(connect(bundled_path())) as connection:
        yield connection


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of a catalogue of records that differ in all that filters and orders look at."""
    from records import MIXED, imported

    return imported(tmp_path_factory.mktemp("mixed"), *MIXED)


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of a catalogue that is no official list: a listed patent and two candidates."""
    from records import CANDIDATES, LISTED, imported

    return imported(tmp_path_factory.mktemp("own"), LISTED, *CANDIDATES)


@pytest.fixture(scope="session")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of an official list with one number of each patent. The bundled records know others
    of the first three, and have the last in the family of CN101576932B, not of CN101888412B."""
    from records import imported

    listed = (
        {"application_number": "ZL201010217176.4", "title": "of CN101888412B"},
        {"publication_number": "CN114694123B", "title": "of CN202210599282.6"},
        {"application_number": "CN201510570605.9", "title": "a priority of US10068018B2"},
        {"publication_number": "US9405993B2", "title": "a member", "family": ["CN101888412B"]},
    )
    return imported(tmp_path_factory.mktemp("exchange"), *listed, official=None)


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file of a catalogue of one record, CN114694123B."""
    from records import MIXED, imported

    return imported(tmp_path_factory.mktemp("one"), MIXED[0])


# What every Python must do, in under a minute: numbers, rules, formats, lists, the main commands.
CORE = """
numbers/test_numbers.py rules/ output/test_clean.py output/test_file.py output/test_formats.py
output/test_terminal.py building/test_build.py catalogue/test_query.py catalogue/test_opening.py
lists/test_cases.py lists/test_rows.py search/test_text.py cli/test_calls.py cli/test_eligible.py
cli/test_filters.py cli/test_show.py cli/test_options.py hostile/test_streams.py
"""
# What is loaded when: promised for the Typer that `pyproject.toml` chooses.
STARTUP = "cli/test_every_start.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests by the module they are in."""
    tests = Path(__file__).parent
    for item in items:
        name = item.path.relative_to(tests).as_posix()
        for mark, modules in (("core", CORE), ("startup", STARTUP)):
            if name.startswith(tuple(modules.split())):
                item.add_marker(mark)
