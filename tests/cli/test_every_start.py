"""C42: what each command loads in a pipe, the costly libraries only where they do their work; and
that none asks the network or another program."""

import json
from pathlib import Path

import pytest

from registry import IDS, entries, plain_example
from tools import SCRIPT, call, process

# What changes a file, and what asks the network or another program.
PROBE = """
import json, os, sys
WRITING, written, asked = os.O_WRONLY | os.O_RDWR | os.O_CREAT, [], []
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.truncate")
ASKS = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.spawn", "os.posix_spawn",
        "webbrowser.", "urllib.")
def watch(event, arguments):
    opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
    if opened or event in CHANGES:
        written.append(f"{event} {arguments}")
    if event.startswith(ASKS):
        asked.append(f"{event} {arguments}")
sys.addaudithook(watch)
sys.dont_write_bytecode = True
from patentcli.__main__ import main
try:
    main()
except SystemExit as end:
    sys.stderr.write("\\n" + json.dumps([end.code, sorted(sys.modules), written, asked]))
"""
COSTLY = {"pydantic", "rich", "tomli", "tomllib", "decimal", "babel", "importlib.resources"}
COSTLY |= {"python_calamine", "pyarrow", "docx", "matplotlib", "jinja2", "asyncio", "http.client"}
COSTLY |= {"platformdirs", "rich.console"}
# Where records of somebody else are checked, pydantic does it.
CHECKS = {("catalogue", "import"), ("catalogue", "validate"), ("catalogue", "confirm")}
CHECKS |= {("catalogue", "schema"), ("catalogue", "diff")}  # `diff` takes lists, too
TEMPLATES = {("notice",), ("report",)}


def probe(*arguments: str, cwd: Path | None = None) -> tuple[int, set[str], list[str]]:
    """The exit code of a call in a process of its own, the modules it has loaded, what it wrote."""
    assert call("--version").code == 0  # the catalogue is built by now
    found = process(*arguments, program=[*SCRIPT, PROBE], cwd=cwd)
    code, modules, written, asked = json.loads(found.err.splitlines()[-1])
    assert asked == []
    return code, set(modules), written


@pytest.mark.parametrize("path", entries(), ids=IDS)
def test_a_command_in_a_pipe_loads_nothing_costly(path: tuple[str, ...], workplace: Path) -> None:
    code, modules, _written = probe(*plain_example(path), cwd=workplace)
    assert code in (0, 1, 3)
    allowed = {"pydantic", "decimal", "importlib.resources"} if path in CHECKS else set()
    allowed |= {"jinja2"} if path in TEMPLATES else set()
    allowed |= {"rich"} if path == ("help",) else set()  # rich.cells measures its lines
    assert modules & COSTLY <= allowed
    commands = {m.removeprefix("patentcli.commands.") for m in modules if ".commands." in m}
    assert entries()[path].module in commands
    assert len(commands) <= 4  # `match` shares what `eligible` has, each with its batch


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        ("--version", {"typer", "patentcli.cli", "patentcli.call", "typing"}),
        ("eligible --fee 40000", {"patentcli.search.engine", "patentcli.profile"}),
        ("list", {"patentcli.search.engine", "patentcli.rules.book", "patentcli.manual"}),
        *((f"__complete zsh {words}", COSTLY) for words in ("l", "list --domain v", "show CN",
                                                          "list --fields i", "help e")),
    ],
)  # fmt: skip
def test_what_a_call_does_not_need_and_that_it_writes_nothing(
    arguments: str, without: set[str], data_dir: Path
) -> None:
    code, modules, written = probe(*arguments.split())
    assert code == 0
    assert not without & modules
    assert written == []
    assert not data_dir.exists()
