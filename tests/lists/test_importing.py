"""A list becomes a catalogue: whole or not at all, under a name of its own."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest

from listing import TITLE, csv_text, imported, records, write_list
from patentcli.catalogue import store
from tools import call

pytestmark = pytest.mark.usefixtures("data_dir")

HEADS = ["专利号", "专利名称"]
FIRST = [["ZL202210599282.6", "甲"], ["ZL202010566088.9", "乙"]]
BAD = ["x", "丙"]
LONG = [[f"CN{100_000_000 + n}B", f"{TITLE}{n}"] for n in range(1300)]


@pytest.fixture
def catalogues(data_dir: Path) -> Path:
    return data_dir / "catalogues"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def titles(name: str = "own") -> list[str]:
    return [record["title_zh"] for record in records(name)]


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        ([FIRST[1], BAD], 65, "row 3, 专利号: “x”"),
        ([FIRST[1], BAD], 65, "so nothing was imported"),
        ([*FIRST, ['"' + "x" * 200_000]], 65, "a quote that is not closed"),
        (LONG, 74, "cannot write: database or disk is full"),
    ],
    ids=["bad", "nothing was", "breaks off", "full"],
)
def test_a_refused_list_leaves_the_old_one(
    rows: list[list[str]],
    code: int,
    said: str,
    tmp_path: Path,
    catalogues: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk has room for a few rows more."""
    imported(write_list(tmp_path, HEADS, *FIRST))
    before = (catalogues / "own.db").read_bytes()
    path = write_list(tmp_path, HEADS, *rows)
    if len(rows[-1]) == 1:  # breaks off within a cell
        path.write_bytes(path.read_bytes().replace(b'""', b"").rstrip(b'"\r\n'))
    real = store.open_new

    def small(name: str) -> sqlite3.Connection:
        connection = real(name)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(store, "open_new", small)
    answer = imported(path)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert (catalogues / "own.db").read_bytes() == before
    assert files(catalogues) == ["own.db"]


# --- rows that are left out or merged


def test_bad_rows_are_left_out_and_the_first_ones_named(tmp_path: Path) -> None:
    path = write_list(tmp_path, HEADS, FIRST[0], ["", "丁"], *[BAD] * 50, FIRST[1])
    answer = imported(path, "--skip-invalid")
    assert answer.code == 0
    assert titles() == ["甲", "乙"]
    for said in ("row 3, 专利号: no number", "row 4, 专利号: “x”",
                 "and 41 more like the last one; catalogue validate shows them",
                 "53 rows read: 2 imported, 51 refused"):  # fmt: skip
        assert said in answer.err
    assert answer.err.count("“x”") == 9


def test_what_a_merged_row_said_otherwise_is_not_found_by(tmp_path: Path) -> None:
    rows = [["ZL 2022 1 0599282.6", "船舶"], FIRST[1], ["202210599282", "纺织"]]
    assert imported(write_list(tmp_path, HEADS, *rows)).code == 0
    assert titles() == ["船舶", "乙"]
    for words, code in (("search 纺织", 1), ("search 船舶", 0), ("show 202210599282", 0)):
        assert call("-C", "own", *words.split()).code == code


def test_of_merged_notes_too_long_for_one_as_much_is_kept_as_fits(tmp_path: Path) -> None:
    rows = [[*FIRST[0], "x" * 19_990], [*FIRST[0], "y"]]
    assert imported(write_list(tmp_path, [*HEADS, "备注"], *rows)).code == 0
    assert [record["note"] for record in records()] == ["x" * 19_980 + "… (+2)"]


def test_the_refused_rows_as_a_file(tmp_path: Path) -> None:
    path = write_list(tmp_path, HEADS, FIRST[0], BAD, ["2.02211E+12", "丁"], FIRST[1])
    rejects = tmp_path / "rejects.csv"
    assert imported(path, "--rejects", str(rejects)).code == 65
    refused = rejects.read_text(encoding="utf-8-sig")
    assert imported(path, "--rejects", str(rejects), "--skip-invalid").code == 73
    rejects.unlink()
    assert imported(path, "--rejects", str(rejects), "--skip-invalid").code == 0
    assert rejects.read_text(encoding="utf-8-sig") == refused
    found = list(csv.DictReader(refused.splitlines()))
    assert [(row["row"], row["专利名称"]) for row in found] == [("3", "丙"), ("4", "丁")]
    assert all(row["problem"] for row in found)


# --- the catalogue: what it replaces, its name, what it says of itself


@pytest.mark.parametrize("linked", [True, False])
def test_the_catalogue_before_is_kept_until_the_next_import_and_goes_with_it(
    linked: bool, tmp_path: Path, catalogues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file system has no hard links, too."""
    if not linked:
        monkeypatch.setattr("os.link", Mock(side_effect=OSError))
    for rows, changes in (
        (FIRST[:1], ""),
        ([["ZL202210599282.6", "新甲"], FIRST[1]], "1 added, 0 removed, 1 changed"),
        (FIRST[1:], "0 added, 1 removed, 0 changed"),
    ):
        assert changes in imported(write_list(tmp_path, HEADS, *rows)).err
    assert (titles(), titles("own@previous")) == (["乙"], ["新甲", "乙"])
    assert files(catalogues) == ["own.db", "own@previous.db"]
    assert call("catalogue", "remove", "own").code == 0
    assert files(catalogues) == []


@pytest.mark.parametrize("sql", ["DROP TABLE patent", "ALTER TABLE patent DROP COLUMN note"])
def test_what_cannot_be_read_is_imported_again(sql: str, tmp_path: Path, catalogues: Path) -> None:
    imported(path := write_list(tmp_path, HEADS, *FIRST))
    with closing(sqlite3.connect(catalogues / "own.db")) as connection:
        connection.execute(sql)
    assert "import the list again" in call("list", "-C", "own", "--format", "json").err
    assert (imported(path).code, titles()) == (0, ["甲", "乙"])


@pytest.mark.parametrize("name", ["zhejiang-2026", "a.b", "浙江清单", "_1"])
def test_names(name: str, tmp_path: Path) -> None:
    assert imported(write_list(tmp_path, HEADS, *FIRST), name=name).code == 0
    assert titles(name) == ["甲", "乙"]


@pytest.mark.parametrize(
    "name",
    [
        *("bundled", "BUNDLED", "../x", "/x", "a/b", ".x", "-x", "", "a b", "x.db", "con\n"),
        *("a" * 101, "a\x00b", "图" * 40),
    ],
)
def test_what_is_no_name(name: str, tmp_path: Path, catalogues: Path) -> None:
    path = write_list(tmp_path, HEADS, *FIRST)
    answer = call("catalogue", "import", str(path), f"--name={name}")
    assert answer.code == 2, answer.err
    assert not catalogues.exists()


def test_names_do_not_differ_by_case_alone(tmp_path: Path) -> None:
    imported(path := write_list(tmp_path, HEADS, *FIRST), name="Zhejiang")
    answer = imported(path, name="zhejiang")
    assert (answer.code, "Zhejiang, which differs by case only" in answer.err) == (2, True)


def test_what_a_catalogue_says_of_itself(tmp_path: Path) -> None:
    imported(write_list(tmp_path, HEADS, *FIRST), "--official", "--edition", "first")
    (info,) = call("catalogue", "info", "own", "--format", "json").json
    assert (info["name"], info["records"], info["edition"]) == ("own", 2, "first")
    assert (info["source"], info["official"]) == ("list.csv", True)
    assert len(info["created"]) == len("2026-01-01")
    call("catalogue", "import", "-", "--name", "own", stdin=csv_text(HEADS, *FIRST))
    (info,) = call("catalogue", "info", "own", "--format", "json").json
    assert info["source"] == "standard input"


def test_progress_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentcli.environment._EVERY", 0)
    path = write_list(tmp_path, HEADS, *LONG)
    answer = call("catalogue", "import", str(path), "--name", "own", tty=True)
    assert "rows: 500\rrows: 1,000" in answer.err
    assert "\r" not in imported(path).err


def test_the_directory_cannot_be_made(tmp_path: Path, data_dir: Path) -> None:
    data_dir.write_text("a file where a directory should be")
    assert imported(write_list(tmp_path, HEADS, *FIRST)).code == 73
