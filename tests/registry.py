"""The commands of the program as tests see them: every path, and a call that works for each."""

import shlex
import shutil
from pathlib import Path
from typing import Any

from listing import write_list
from patentcli.cli import PROGRAM, root
from patentcli.commands import COMMANDS, Entry
from patentcli.options import Family
from tools import ROOT

Words = tuple[str, ...]


def entries() -> dict[Words, Entry]:
    """Every command by its words; groups are not among them."""
    found: dict[Words, Entry] = {}
    for name, entry in COMMANDS.items():
        for below, inner in entry.commands.items():
            found[name, below] = inner
        if not entry.commands:
            found[name,] = entry
    return found


def paths(*families: Family) -> list[Words]:
    """The commands that take all of these option families."""
    return [path for path in entries() if all(f in built(path).about.families for f in families)]


def built(path: Words) -> Any:
    """The command as the parser knows it."""
    command: Any = root()
    for word in path:
        command = command.get_command(None, word)
    return command


def examples(path: Words) -> list[str]:
    """The lines that the help of a command leads with."""
    return list(built(path).about.examples)


def plain_example(path: Words) -> list[str]:
    """The arguments of the first example that is one call and no more; its answer is shown."""
    for line in examples(path):
        words = shlex.split(line)
        if words[0] == PROGRAM and not _NOT_ALONE & set(words):
            return [_SHOWN.get(word, word) for word in words[1:]] + _MORE.get(path, [])
    return [*path, *_NO_PLAIN_EXAMPLE.get(path, [])]


# Signs of a longer line, and a profile that is only there when another line has made it.
_NOT_ALONE = {"|", ">", ">>", "<", "&&", ";", "--init", "--batch", "company.toml"}
# Paths that the examples name, as those that tests have; and standard output for those written.
_SHOWN = {
    **dict.fromkeys(["list.xlsx", "list.csv", "official-list.xlsx"], "exchange.csv"),
    **dict.fromkeys(["candidates.csv", "patents.html"], "-"),
}
# What makes an answer text that can be looked at, or a short one.
_MORE = {("catalogue", "export"): ["--format", "csv"], ("report",): ["--domain", "3d"]}
# Commands whose examples are only of use inside a line of the shell.
_NO_PLAIN_EXAMPLE: dict[Words, list[str]] = {("completion",): ["bash"]}
# Commands that change something and say what they did on standard error alone.
SILENT = {("catalogue", "import"), ("catalogue", "remove")}
IDS = [" ".join(path) for path in entries()]
ANSWERING = [path for path in entries() if path not in SILENT]

ROWS = [("专利号", "专利名称", "许可费"), ("ZL 2022 1 0599282.6", "交通信号灯感知方法", "1万")]


def furnish(folder: Path, catalogues: Path, database: Path) -> None:
    """Make the folder with the files that examples name, and `zhejiang` among the catalogues: each
    is the database, linked, since copies for all cases are 5 GB."""
    shutil.copytree(ROOT / "docs" / "examples", folder)
    catalogues.mkdir(parents=True)
    known = (catalogues / f"zhejiang{edition}.db" for edition in ("", "@previous"))
    for path in (*known, folder / "a.db", folder / "b.db"):
        path.hardlink_to(database)
    for name in ("list.xlsx", "official-list.xlsx", "list.csv"):
        write_list(folder, *ROWS, name=name)
    profile = 'name = "示例传媒有限公司"\nindustry = "I65"\nemployees = 40\nneeds = ["直播"]\n'
    (folder / "company.toml").write_text(profile, encoding="utf-8")
    (folder / "numbers.txt").write_text("CN114694123B\n", encoding="utf-8")
