"""docs/development.md shows real changes: each diff applies, and what it adds works."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from checkouts import run_from
from tools import ROOT

GUIDE = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
DIFFS = [
    (section.partition("\n")[0], diff)
    for section in GUIDE.split("\n### ")[1:]
    for diff in re.findall(r"```diff\n(.*?)```", section, re.DOTALL)
]


def test_the_patent_of_the_guide_is_one_of_the_catalogue() -> None:
    (diff,) = (diff for heading, diff in DIFFS if heading == "A patent")
    text = (ROOT / re.search(r"b/(data/\S+)", diff)[1]).read_text(encoding="utf-8")
    shown = [line[1:] for line in diff.splitlines()[3:]]
    assert shown
    for line in shown:
        whole = f"\n{line.removesuffix('…')}" + "\n" * (not line.endswith("…"))
        assert whole in f"\n{text}", line


def with_every_change(root: Path) -> None:
    """Make a checkout with every change of the guide."""
    for name in ("data", "src"):
        left_out = shutil.ignore_patterns("__pycache__", "catalogue.db")
        shutil.copytree(ROOT / name, root / name, ignore=left_out)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    for _heading, diff in (found for found in DIFFS if found[0] != "A patent"):
        if names := re.match(r"--- (data/\S+)\n\+\+\+ (data/\S+)\n", diff):  # a copy that differs
            shutil.copy(ROOT / names[1], root / names[2])
            diff = f"--- a/{names[2]}\n+++ b/{names[2]}\n{diff[names.end() :]}"
        subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=root, check=True)


LIST = "专利号,专利名称,联系方式,授权期限\nTWI588000B,测试,张三 123,3年\n"


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the diffs")
def test_every_change_of_the_guide_does_what_it_is_for(tmp_path: Path, data_dir: Path) -> None:
    from pyarrow import ipc
    from pyarrow.parquet import read_table

    changed = tmp_path / "guide" / "checkout"
    with_every_change(changed)

    def answer(*arguments: str) -> str:
        done = run_from(changed, *arguments)
        assert done.code == 0, done.err
        return done.out

    assert answer("holders", "--limit", "1").startswith("holder\tcount\nAlibaba")
    words = len(answer("vocabulary").splitlines())
    assert 10 < len(answer("vocabulary", "--used-only").splitlines()) < words
    newest = answer("list", "--granted-after", "2023-01-01", "--format", "ids").split()
    granted = answer("list", "--fields", "id,grant_date", "--no-header").splitlines()
    assert newest == [row.split("\t")[0] for row in granted if row.split("\t")[1] >= "2023-01-01"]
    assert newest
    answer("list", "-o", str(tmp_path / "all.yaml"))
    assert (tmp_path / "all.yaml").read_text(encoding="utf-8").startswith('- id: "CN')
    path, parquet, arrow = (tmp_path / name for name in ("list.csv", "all.parquet", "all.arrow"))
    path.write_text(LIST, encoding="utf-8")
    answer("catalogue", "import", str(path), "--name", "own")
    shown = answer("-C", "own", "list", "--fields", "licensor_contact,licence_term", "--no-header")
    assert shown == "张三 123\t3年\n"
    assert '"system": "taiwan"' in answer("number", "TWI588000B", "--format", "json")
    answer("catalogue", "export", "-o", str(parquet))
    with ipc.new_file(arrow, (table := read_table(parquet)).schema) as out:
        out.write_table(table)
    answer("catalogue", "import", str(arrow), "--name", "again")
    assert answer("catalogue", "diff", "bundled", "again", "--fields", "id", "--no-header") == ""
    assert "tattoo" in (changed / "data" / "thesaurus.toml").read_text(encoding="utf-8")
    facts = ("size", "--industry", "I65", "--employees", "400", "--revenue", "2亿", "--as-of")
    before, after = (run_from(changed, *facts, day) for day in ("2026-12-31", "2027-01-01"))
    assert before.out != after.out
