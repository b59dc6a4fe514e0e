"""E11: every console block of the READMEs is run; what it shows is what the program prints.

In a block a line `$ command` is followed by the output, standard output and error together.
Blocks marked `sh` are not run (they install things).
"""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from patentcli.catalogue.file import SUFFIXES
from patentcli.output.formats import FORMATS
from tools import ROOT, bash, call

READMES = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")
}


@pytest.mark.parametrize("name", READMES)
def test_the_console_blocks_show_what_is_printed_one_after_another(
    name: str, tmp_path: Path
) -> None:
    """As a reader types them: in one shell, from the root of the clone, without the extras."""
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "clone" / "docs" / "examples")
    for library in ("docx", "matplotlib", "pyarrow", "python_calamine", "xlsxwriter"):
        (tmp_path / f"{library}.py").write_text("raise ImportError", encoding="utf-8")
    blocks = re.findall(r"^```console\n\$ (.*?)^```$", READMES[name], re.MULTILINE | re.DOTALL)
    steps = [step.partition("\n") for block in blocks for step in block.split("\n$ ")]
    assert len(steps) > 20
    script = "\nprintf '\\a'\n".join(["exec 2>&1", *(command for command, _, _ in steps)])
    home = {"HOME": str(tmp_path), "PATENTCLI_DATA_DIR": "", "PYTHONPATH": str(tmp_path)}
    printed = bash(script, cwd=tmp_path / "clone", timeout=300, **home).out.split("\a")[1:]
    for (command, _, shown), text in zip(steps, printed, strict=True):
        assert text.rstrip("\n") == shown.rstrip("\n"), command


def test_the_formats_of_lists_and_answers_are_those_there_are() -> None:
    for text in READMES.values():
        [answers] = re.findall(r"`--format\s([a-z|]+)`", text)
        assert {"table", "tsv", *answers.split("|")} == set(FORMATS)
    for text in (*READMES.values(), (ROOT / "docs" / "lists.md").read_text(encoding="utf-8")):
        assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in text] == []


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
        assert re.findall(r"(?:The bundled|内置的) (\d+)", text) == [str(len(records))]
        stated = text[text.index("<!-- counts") :].split("-->", 1)[1].split("\n## ")[0]
        found = [int(number) for number in re.findall(r"(?<![\w,.])\d+(?![A-Za-z])", stated)]
        assert found[: len(numbers)] == numbers, name
        of, *covered = (int(facts[f"example-{key}"].split()[0]) for key in EXAMPLES)
        # "1 of 3" in English, "3 件中有 1 件" in Chinese
        assert sorted(found[len(numbers) :][:4]) == sorted([of, 3, *covered]), name
