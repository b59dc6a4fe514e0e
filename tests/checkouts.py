"""Copies of this checkout, whole or in part, that a test may change and damage."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tools import ROOT, Answer, process

_LEFT_OUT = shutil.ignore_patterns("__pycache__", "catalogue.db", "*.mo")

RECORD = """\
publication_number = "CN114694123B"
title = "A title"
title_zh = "标题"
title_is_translation = false
title_zh_is_translation = true
holder = "A company"
inventors = ["王磊", "刘挺"]
chinese_grant = "CN114694123B"
filing_date = 2022-05-30
grant_date = 2023-07-01
family = ["CN114694123A", "WO2023231991A1"]
domain = "image"
applications = ["navigation", "ocr"]
classifications = ["G06T7/00", "G06V"]
summary = "What it does."
summary_basis = "abstract"
status = "unknown"
listing = "candidate"
confidence = "high"
sources = ["https://example.org/a", "https://example.org/b"]

[[chinese_applications]]
number = "CN202210599282.6"
date = 2022-05-30
role = "own"
"""
"""A sound record, for tests that break one thing in it."""

THESAURUS = """\
[words]
stop = ["the"]
generic = []
british = []

[[company]]
holder = ["alibaba"]

[[concept]]
id = "picture"
trade = ["picture"]
"""
"""The smallest thesaurus: the whole one takes most of the time of a build."""

LEXICON = 'english = "cat"\nchinese = "猫"\n'
"""The smallest lexicon, for the same reason."""

OTHER = """\
publication_number = "US8775401B2"
title = "Another title"
title_is_translation = false
title_zh_is_translation = false
holder = "Another company"
status = "unknown"
listing = "candidate"
confidence = "low"
sources = ["https://example.org/c"]

[[chinese_applications]]
number = "CN200910129551.7"
role = "priority"
"""
"""A sound record that knows little."""


def small_data(folder: Path, *records: str) -> Path:
    """A `data/` with the vocabulary of this checkout and these records only."""
    data = folder / "data"
    (data / "patents").mkdir(parents=True)
    for path in (ROOT / "data").glob("*.toml"):
        if path.stem not in ("thesaurus", "lexicon"):
            shutil.copy(path, data)
    for folder in ("rules", "size_standards", "classifications"):
        shutil.copytree(ROOT / "data" / folder, data / folder)
    for record in records or (RECORD, OTHER):
        number = record.split('"')[1]
        (data / "patents" / f"{number}.toml").write_text(record, encoding="utf-8")
    return data


def checkout(folder: Path, keep: Callable[[str], bool] = lambda _name: True) -> Path:
    """A copy of all that a catalogue is built from; of the records those that `keep` takes."""
    root = folder / "checkout"
    shutil.copytree(ROOT / "data", root / "data", ignore=_LEFT_OUT)
    shutil.copytree(ROOT / "src" / "patentcli", root / "src" / "patentcli", ignore=_LEFT_OUT)
    (root / "data" / "thesaurus.toml").write_text(THESAURUS, encoding="utf-8")
    if (root / "data" / "lexicon.toml").exists():
        (root / "data" / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    for path in (root / "data" / "patents").iterdir():
        if not keep(path.stem):
            path.unlink()
    return root


def run_from(root: Path, *arguments: str, **env: str) -> Answer:
    """One call of the program of that checkout, as a process of its own."""
    return process(*arguments, env={"PYTHONPATH": str(root / "src"), **env}, cwd=root.parent)


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place in a file that reads `old`."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
