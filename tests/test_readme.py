"""Every console block of the READMEs is run; what it shows is what the program prints.

In a block a line `$ command` is followed by the output, standard output and error together. A line
`…` stands for any number of lines. Blocks marked `sh` are not run (they install things).
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tools import ROOT, call, quiet_environment

READMES = ("README.md", "README.zh.md")


def blocks(name: str) -> list[tuple[int, str]]:
    """Line number and text of each console block."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.finditer(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(text.count("\n", 0, m.start()) + 2, m[1]) for m in found]


def steps(block: str) -> list[tuple[str, list[str]]]:
    """Each command with the lines it shows."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines shown are those printed, `…` standing for any lines."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(matches(shown[1:], printed[k:]) for k in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and matches(shown[1:], printed[1:])


CASES = [
    pytest.param(block, id=f"{name}:{line}") for name in READMES for line, block in blocks(name)
]


@pytest.mark.parametrize("block", CASES)
def test_a_console_block_shows_what_is_printed(block: str, tmp_path: Path) -> None:
    scripts = tmp_path / "bin"
    scripts.mkdir()
    program = scripts / "patentcli"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m patentcli "$@"\n')
    program.chmod(0o755)
    work = tmp_path / "work"
    shutil.copytree(ROOT / "docs" / "examples", work)
    env = quiet_environment() | {"PATENTCLI_DATA_DIR": str(tmp_path / "data")}
    env["PATH"] = f"{scripts}{os.pathsep}{env['PATH']}"
    for command, shown in steps(block):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=work,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=60,
        )
        printed = done.stdout.splitlines()
        assert matches(shown, printed), f"$ {command}\n" + done.stdout


def test_the_readmes_have_examples_and_the_matcher_can_fail() -> None:
    assert all(len(blocks(name)) >= 5 for name in READMES)
    assert not matches(["a"], ["b"])
    assert not matches(["a", "…"], ["b", "a"])
    assert matches(["a", "…", "c"], ["a", "b", "c"])


EXAMPLES = ("cancer", "traffic-signal", "infringing-goods")


def test_the_counts_stated_are_those_of_the_data() -> None:
    facts = {row["key"]: row["value"] for row in call("scheme").table}
    records = call("list", "--format", "json").json
    domains = Counter(record["domain"] for record in records)
    granted = sum(record["chinese_grant"] is not None for record in records)
    statuses = Counter(record["status"] for record in records)
    numbers = [len(records), *(domains[name] for name in ("video", "image", "3d", "other"))]
    numbers += [granted, len(records) - granted, statuses["in-force"], statuses["unknown"]]
    assert facts["chinese-grants"].startswith(f"{granted} of {len(records)}")
    for name in READMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        stated = text[text.index("<!-- counts") :].split("-->", 1)[1].split("\n## ")[0]
        found = [int(number) for number in re.findall(r"(?<![\w,.])\d+(?![A-Za-z])", stated)]
        assert found[: len(numbers)] == numbers, name
        of, *covered = (int(facts[f"example-{key}"].split()[0]) for key in EXAMPLES)
        # "1 of 3" in English, "3 件中有 1 件" in Chinese
        assert sorted(found[len(numbers) :][:4]) == sorted([of, 3, *covered]), name
