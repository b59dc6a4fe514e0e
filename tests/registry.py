"""The commands of the program as tests see them: every path, and a call that works for each."""

import shlex
from typing import Any

from patentcli.cli import PROGRAM, root
from patentcli.commands import COMMANDS, Entry
from patentcli.options import Family

Path = tuple[str, ...]


def entries() -> dict[Path, Entry]:
    """Every command by its words; groups are not among them."""
    found: dict[Path, Entry] = {}
    for name, entry in COMMANDS.items():
        for below, inner in entry.commands.items():
            found[name, below] = inner
        if not entry.commands:
            found[name,] = entry
    return found


def paths(*families: Family) -> list[Path]:
    """The commands that take all of these option families."""
    return [path for path in entries() if all(f in built(path).about.families for f in families)]


def built(path: Path) -> Any:
    """The command as the parser knows it."""
    command: Any = root()
    for word in path:
        command = command.get_command(None, word)
    return command


def examples(path: Path) -> list[str]:
    """The lines that the help of a command leads with."""
    return list(built(path).about.examples)


def plain_example(path: Path) -> list[str]:
    """The arguments of the first example that is one call and no more; its answer is shown."""
    for line in examples(path):
        words = shlex.split(line)
        if words[0] == PROGRAM and not _NOT_ALONE & set(words):
            return [_SHOWN.get(word, word) for word in words[1:]] + _MORE.get(path, [])
    return [*path, *_NO_PLAIN_EXAMPLE.get(path, [])]


# Signs of a longer line, and a profile that is only there when another line has made it.
_NOT_ALONE = {"|", ">", ">>", "<", "&&", ";", "--init", "--batch", "company.toml"}
# Files that the examples name, as those that tests have; and standard output for those written.
_SHOWN = {
    **dict.fromkeys(["list.xlsx", "list.csv", "official-list.xlsx"], "exchange.csv"),
    **dict.fromkeys(["candidates.csv", "patents.html"], "-"),
}
# What makes an answer text that can be looked at, or a short one.
_MORE = {("catalogue", "export"): ["--format", "csv"], ("report",): ["--domain", "3d"]}
# Commands whose examples are only of use inside a line of the shell.
_NO_PLAIN_EXAMPLE: dict[Path, list[str]] = {("completion",): ["bash"]}
# Commands that change something and say what they did on standard error alone.
SILENT = {("catalogue", "import"), ("catalogue", "remove")}
IDS = [" ".join(path) for path in entries()]
ANSWERING = [path for path in entries() if path not in SILENT]
