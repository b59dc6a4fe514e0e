"""docs/development.md shows real changes: each diff applies, and what it adds works."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from checkouts import run_from
from tools import ROOT

SECTIONS = (ROOT / "docs" / "development.md").read_text(encoding="utf-8").split("\n### ")[1:]
DIFFS = [
    (section.partition("\n")[0], diff)
    for section in SECTIONS
    for diff in re.findall(r"```diff\n(.*?)```", section, re.DOTALL)
]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git applies the diffs")


def apply(root: Path, diff: str) -> None:
    """Apply a diff; one between two files goes to a copy of the first."""
    names = re.match(r"--- (data/\S+)\n\+\+\+ (data/\S+)\n", diff)
    if names:
        shutil.copy(ROOT / names[1], root / names[2])
        diff = diff.replace(f"--- {names[1]}", f"--- a/{names[2]}", 1)
        diff = diff.replace(f"+++ {names[2]}", f"+++ b/{names[2]}", 1)
    done = subprocess.run(
        ["git", "apply", "-"], input=diff, cwd=root, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with every change of the guide."""
    root = tmp_path_factory.mktemp("guide") / "checkout"
    for name in ("data", "src"):
        left_out = shutil.ignore_patterns("__pycache__", "catalogue.db")
        shutil.copytree(ROOT / name, root / name, ignore=left_out)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    for heading, diff in DIFFS:
        if heading != "A patent":
            apply(root, diff)
    return root


def test_the_patent_of_the_guide_is_one_of_the_catalogue() -> None:
    (diff,) = (diff for heading, diff in DIFFS if heading == "A patent")
    name = re.search(r"b/(data/\S+)", diff)[1]
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    shown = [line[1:] for line in diff.splitlines()[3:]]
    for line in shown:
        whole = line in lines
        assert whole or any(other.startswith(line.removesuffix("…")) for other in lines), line
    assert shown


LIST = "专利号,专利名称,联系方式,授权期限\nTWI588000B,测试,张三 123,3年\n"


def test_every_change_of_the_guide_does_what_it_is_for(changed: Path, data_dir: Path) -> None:
    from pyarrow import ipc
    from pyarrow.parquet import read_table

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
    assert answer("list", "--format", "yaml", "--limit", "1").startswith('- id: "CN')
    path = changed.parent / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    answer("catalogue", "import", str(path), "--name", "own")
    shown = answer("-C", "own", "list", "--fields", "licensor_contact,licence_term", "--no-header")
    assert shown == "张三 123\t3年\n"
    assert '"system": "taiwan"' in answer("number", "TWI588000B", "--format", "json")
    parquet = str(changed.parent / "all.parquet")
    answer("catalogue", "export", "-o", parquet)
    arrow = changed.parent / "all.arrow"
    with ipc.new_file(arrow, (table := read_table(parquet)).schema) as out:
        out.write_table(table)
    answer("catalogue", "import", str(arrow), "--name", "again")
    assert answer("catalogue", "diff", "bundled", "again", "--fields", "id", "--no-header") == ""
    assert "tattoo" in (changed / "data" / "thesaurus.toml").read_text(encoding="utf-8")
    facts = ("size", "--industry", "I65", "--employees", "400", "--revenue", "2亿", "--as-of")
    assert (
        run_from(changed, *facts, "2026-12-31", "--format", "json").out
        != run_from(changed, *facts, "2027-01-01", "--format", "json").out
    )
