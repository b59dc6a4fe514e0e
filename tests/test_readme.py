"""E11: every console block of the READMEs is run; what it shows is what the program prints.

In a block a line `$ command` is followed by the output, standard output and error together. A line
`…` stands for any number of lines. Blocks marked `sh` are not run (they install things).
"""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tools import ROOT, bash, call

READMES = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")
}
CASES = [
    pytest.param(block[1], id=f"{name}:{text.count(chr(10), 0, block.start()) + 2}")
    for name, text in READMES.items()
    for block in re.finditer(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
]


def pattern(shown: str) -> str:
    """What the output shown stands for."""
    lines = shown.splitlines(keepends=True)
    return "".join("(?:.*\n)*" if line == "…\n" else re.escape(line) for line in lines)


@pytest.mark.parametrize("block", CASES)
def test_a_console_block_shows_what_is_printed(block: str, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(ROOT / "docs" / "examples", work)
    home = {"PATENTCLI_DATA_DIR": str(tmp_path / "data")}
    start, *steps = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not start
    for step in steps:
        command, _, shown = step.partition("\n")
        lines = bash(f"exec 2>&1; {command}", cwd=work, **home).lines
        printed = "".join(f"{line}\n" for line in lines)
        assert re.fullmatch(pattern(shown), printed), f"$ {command}\n{printed}"


def test_the_readmes_have_examples_and_the_matcher_can_fail() -> None:
    assert len(CASES) >= 10
    for shown, fits in (("b\n", False), ("b\n…\n", False), ("a\n…\n", True), ("…\nb\n", True)):
        assert bool(re.fullmatch(pattern(shown), "a\nc\nb\n")) == fits


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
    for name, text in READMES.items():
        stated = text[text.index("<!-- counts") :].split("-->", 1)[1].split("\n## ")[0]
        found = [int(number) for number in re.findall(r"(?<![\w,.])\d+(?![A-Za-z])", stated)]
        assert found[: len(numbers)] == numbers, name
        of, *covered = (int(facts[f"example-{key}"].split()[0]) for key in EXAMPLES)
        # "1 of 3" in English, "3 件中有 1 件" in Chinese
        assert sorted(found[len(numbers) :][:4]) == sorted([of, 3, *covered]), name
