"""`--version`, `catalogue info` and `catalogue path`: what the program and its data are."""

import tomllib
from pathlib import Path

import pytest

from patentcli import __version__
from patentcli.building.checkout import data_hash
from records import MIXED, imported
from tools import PATENTS, ROOT, call, process

EDITION = tomllib.loads((ROOT / "data" / "catalogue.toml").read_text(encoding="utf-8"))
VERSION = f"patentcli {__version__} (catalogue {EDITION['edition']}, {len(PATENTS)} patents)\n"


@pytest.mark.parametrize("line", ["--version list", "list --version --domain nothing", "--version",
                                  "catalogue info --version", "--lang zh --version"])  # fmt: skip
def test_version_names_program_edition_and_records(line: str) -> None:
    run = process if line == "--version" else call  # alone it has a quick way of its own
    answer = run(*line.split())
    assert (answer.code, answer.out, answer.err) == (0, VERSION, "")


def test_info_describes_the_bundled_catalogue() -> None:
    path = call("catalogue", "path").out.removesuffix("\n")
    assert call("catalogue", "info", "--format", "json").json == [
        {
            "name": "bundled",
            "records": len(PATENTS),
            "edition": EDITION["edition"],
            "created": str(EDITION["created"]),
            "source": EDITION["source"],
            "path": path,
            "official": False,
            "data_hash": data_hash(str(ROOT)),
            "confirmed_by": None,
            "confirmed_on": None,
        }
    ]
    assert Path(path).read_bytes().startswith(b"SQLite format 3\0")


def test_info_and_path_of_another_catalogue(tmp_path: Path) -> None:
    own = imported(tmp_path, *MIXED)
    for arguments in (("info", own), ("info", "-C", own)):
        found = call("catalogue", *arguments, "--format", "json").json[0]
        assert (found["name"], found["records"], found["path"]) == (own, len(MIXED), own)
    for arguments in (("path", own), ("path", "-C", own)):
        assert call("catalogue", *arguments).out == f"{own}\n"
    assert call("catalogue", "info", "bundled", "-C", own).table[0]["records"] == str(len(PATENTS))
