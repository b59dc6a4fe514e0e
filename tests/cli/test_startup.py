"""What a call loads: nothing that it does not need, for every module costs every user time."""

import subprocess
import sys

import pytest

from tools import call, quiet_environment

PROBE = """
import sys
from patentcli.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stderr.write("\\n" + " ".join(sys.modules))
"""
HEAVY = {
    "pydantic", "pydantic_core", "rich", "tomli", "tomllib", "decimal",
    "importlib.resources", "importlib.metadata", "platformdirs", "babel", "asyncio", "email",
    "unittest", "concurrent.futures", "urllib.request", "http.client", "multiprocessing",
    "queue", "patentcli.worker",
}  # fmt: skip


def loaded(*arguments: str) -> set[str]:
    """The modules that a call in a process of its own has loaded at its end."""
    assert call("--version").code == 0  # the catalogue is built by now
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        env=quiet_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stdout
    return set(done.stderr.decode().splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--domain", "video"),
        ("list", "--domain", "video", "--format", "ids"),
        ("list", "--format", "json"),
        ("show", "CN114694123B"),
        ("stats",),
        ("vocabulary",),
        ("search", "直播"),
        ("eligible", "--fee", "40000"),
        ("eligible", "--patent", "CN114694123B", "--fee", "4万", "--industry", "I65"),
        ("size", "--industry", "I65", "--employees", "40"),
        ("industries",),
        ("rules", "fee-cap"),
    ],
    ids=" ".join,
)
def test_a_query_in_a_pipe_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    base = loaded("--version", "list")  # what Typer itself brings is not ours to choose
    assert (loaded(*arguments) & HEAVY) - base == set()
    assert not {"pydantic", "rich", "tomli", "decimal"} & loaded(*arguments)


def test_only_the_command_that_is_called_is_loaded() -> None:
    modules = loaded("list", "--domain", "video")
    commands = {m for m in modules if m.startswith("patentcli.commands.")}
    assert commands == {"patentcli.commands.list"}


def test_version_needs_no_command_line_at_all() -> None:
    assert not {"typer", "rich", "pydantic", "json"} & loaded("--version")
