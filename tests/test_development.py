"""docs/development.md shows real changes: each diff fits the code, and what it adds works."""

import re
import shutil
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
FILE = r"--- (?:a/)?(\S+)\n\+\+\+ (?:b/)?(\S+)\n((?:[-+ @\\].*\n)+?)(?=--- |$)"


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
    for heading, diff in (found for found in DIFFS if found[0] != "A patent"):
        for old, new, hunks in re.findall(FILE, diff):
            base = root if old == new else ROOT  # a new one, which may be a copy that differs
            text = (base / old).read_text(encoding="utf-8")
            for hunk in re.split(r"(?m)^@@.*\n", hunks)[1:]:
                text = changed_by(hunk, text, f"{heading}: {old}")
            (root / new).write_text(text, encoding="utf-8")


def changed_by(hunk: str, text: str, where: str) -> str:
    """The text with a change, found by what stands around it; before or after it, more may come."""
    lines = hunk.splitlines(keepends=True)
    changes = [place for place, line in enumerate(lines) if line[0] != " "]
    for part in (lines, lines[: changes[-1] + 1], lines[changes[0] :]):
        old, new = ("".join(s[1:] for s in part if s[0] in signs) for signs in (" -", " +"))
        if text.count(old) == 1:
            return text.replace(old, new)
    pytest.fail(f"{where} has not (or not once) what docs/development.md shows of it:\n{hunk}")


LIST = "专利号,专利名称,联系方式,授权期限\nTWI588000B,测试,张三 123,3年\n"


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
    words = answer("vocabulary").splitlines()
    assert 10 < len(answer("vocabulary", "--used-only").splitlines()) < len(words)
    newest = answer("list", "--granted-after", "2023-01-01", "--format", "ids").split()
    assert 0 < len(newest) < len(answer("list", "--format", "ids").split())
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
    facts = ("size", "--industry", "I65", "--employees", "400", "--revenue", "2亿", "--as-of")
    before, after = (run_from(changed, *facts, day) for day in ("2026-12-31", "2027-01-01"))
    assert before.out != after.out
