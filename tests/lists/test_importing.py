"""A list becomes a catalogue: whole or not at all, under a name of its own."""

import csv
import os
import sqlite3
import time
from pathlib import Path

import pytest

from listing import NUMBER, TITLE, csv_text, imported, records, write_list
from patentcli.catalogue import store
from patentcli.output.replacing import ABANDONED, PREFIX, SUFFIX
from tools import call

pytestmark = pytest.mark.usefixtures("data_dir")

HEADS = ["专利号", "专利名称"]
FIRST = [["ZL202210599282.6", "甲"], ["ZL202010566088.9", "乙"]]
BAD = ["x", "丙"]


@pytest.fixture
def catalogues(data_dir: Path) -> Path:
    return data_dir / "catalogues"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def titles() -> list[str]:
    return [record["title_zh"] for record in records()]


class TestReplacing:
    def test_a_second_import_takes_the_place_of_the_first(self, tmp_path: Path) -> None:
        imported(write_list(tmp_path, HEADS, *FIRST))
        imported(write_list(tmp_path, HEADS, FIRST[1]))
        assert titles() == ["乙"]

    def test_a_refused_list_leaves_the_old_one(self, tmp_path: Path, catalogues: Path) -> None:
        imported(write_list(tmp_path, HEADS, *FIRST))
        before = (catalogues / "own.db").read_bytes()
        answer = imported(write_list(tmp_path, HEADS, FIRST[1], BAD))
        assert answer.code == 65
        assert "so nothing was imported" in answer.err
        assert "row 3, 专利号: “x”" in answer.err
        assert (catalogues / "own.db").read_bytes() == before
        assert files(catalogues) == ["own.db"]

    def test_a_list_that_breaks_off_leaves_the_old_one(
        self, tmp_path: Path, catalogues: Path
    ) -> None:
        imported(write_list(tmp_path, HEADS, *FIRST))
        path = write_list(tmp_path, HEADS, *FIRST)
        path.write_bytes(path.read_bytes() + b'"' + b"x" * 200_000)
        answer = imported(path)
        assert answer.code == 65
        assert "a quote that is not closed" in answer.err
        assert titles() == ["甲", "乙"]
        assert files(catalogues) == ["own.db"]

    def test_a_full_disk_leaves_the_old_one(
        self, tmp_path: Path, catalogues: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        imported(write_list(tmp_path, HEADS, *FIRST))
        real = store.open_new

        def small(path: str) -> sqlite3.Connection:
            connection = real(path)
            connection.execute("PRAGMA max_page_count = 20")
            return connection

        monkeypatch.setattr(store, "open_new", small)
        rows = [[f"CN{100_000_000 + n}B", f"{TITLE}{n}"] for n in range(1000)]
        answer = imported(write_list(tmp_path, HEADS, *rows))

        assert answer.code == 74
        assert "cannot write: database or disk is full" in answer.err
        monkeypatch.undo()
        assert files(catalogues) == ["own.db"]

    def test_interrupted(
        self, tmp_path: Path, catalogues: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        imported(write_list(tmp_path, HEADS, *FIRST))

        def interrupted(*_arguments: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(store, "finish", interrupted)
        answer = imported(write_list(tmp_path, HEADS, [NUMBER, TITLE]))

        assert answer.code == 130
        assert titles() == ["甲", "乙"]
        assert files(catalogues) == ["own.db"]

    def test_what_a_killed_import_left_goes_away(self, tmp_path: Path, catalogues: Path) -> None:
        catalogues.mkdir(parents=True)
        for name, age in (("dead", 2 * ABANDONED), ("running", 0)):
            path = catalogues / f"{PREFIX}{name}{SUFFIX}"
            path.write_bytes(b"half")
            os.utime(path, (time.time() - age,) * 2)
        imported(write_list(tmp_path, HEADS, *FIRST))
        assert files(catalogues) == [f"{PREFIX}running{SUFFIX}", "own.db"]


class TestSkipping:
    def test_bad_rows_are_left_out_and_named(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, FIRST[0], BAD, ["", "丁"], FIRST[1])
        answer = imported(path, "--skip-invalid")
        assert answer.code == 0
        assert titles() == ["甲", "乙"]
        assert "row 3, 专利号: “x”" in answer.err
        assert "row 4, 专利号: no number" in answer.err
        assert "4 rows read: 2 imported, 2 refused" in answer.err

    def test_only_the_first_defects_are_shown(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, FIRST[0], *[BAD] * 50)
        answer = imported(path, "--skip-invalid")
        assert answer.err.count("“x”") == 10
        assert "40 more refused rows" in answer.err

    def test_two_rows_of_one_patent_are_one_record(self, tmp_path: Path) -> None:
        rows = [["ZL 2022 1 0599282.6", "船舶"], FIRST[1], ["202210599282", "纺织"]]
        answer = imported(write_list(tmp_path, HEADS, *rows))
        assert answer.code == 0
        assert titles() == ["船舶", "乙"]
        assert "row 4, title_zh: “纺织”: differs from “船舶” in row 2" in answer.err
        assert "3 rows read: 2 imported, 1 merged" in answer.err
        assert records()[0]["note"] == "title_zh: 纺织"
        assert call("-C", "own", "search", "纺织").code == 1
        assert call("-C", "own", "search", "船舶").code == 0
        assert call("-C", "own", "show", "202210599282").code == 0

    def test_the_refused_rows_as_a_file(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, FIRST[0], BAD, ["2.02211E+12", "丁"], FIRST[1])
        rejects = tmp_path / "rejects.csv"
        answers = [imported(path, "--rejects", str(rejects))]
        refused = rejects.read_text(encoding="utf-8-sig")
        answers.append(imported(path, "--rejects", str(rejects), "--skip-invalid"))
        rejects.unlink()
        answers.append(imported(path, "--rejects", str(rejects), "--skip-invalid"))
        assert [answer.code for answer in answers] == [65, 73, 0]
        assert rejects.read_text(encoding="utf-8-sig") == refused
        found = list(csv.DictReader(refused.splitlines()))
        assert [(row["row"], row["专利名称"]) for row in found] == [("3", "丙"), ("4", "丁")]
        assert all(row["problem"] for row in found)


class TestPrevious:
    def test_the_catalogue_before_is_kept_until_the_next_import(self, tmp_path: Path) -> None:
        for rows in (FIRST[:1], [["ZL202210599282.6", "新甲"], FIRST[1]], FIRST[1:]):
            answer = imported(write_list(tmp_path, HEADS, *rows))
        assert "0 added, 1 removed, 0 changed" in answer.err
        assert titles() == ["乙"]
        assert [r["title_zh"] for r in records("own@previous")] == ["新甲", "乙"]

    def test_what_changed_is_counted(self, tmp_path: Path) -> None:
        imported(write_list(tmp_path, HEADS, *FIRST))
        answer = imported(
            write_list(tmp_path, HEADS, ["ZL202210599282.6", "新甲"], ["CN114694123B", "丙"])
        )
        assert "1 added, 1 removed, 1 changed" in answer.err

    def test_it_goes_with_its_catalogue(self, tmp_path: Path, catalogues: Path) -> None:
        for _twice in range(2):
            imported(write_list(tmp_path, HEADS, *FIRST))
        assert files(catalogues) == ["own.db", "own@previous.db"]
        assert call("catalogue", "remove", "own").code == 0
        assert files(catalogues) == []


class TestNames:
    @pytest.mark.parametrize("name", ["zhejiang-2026", "a.b", "浙江清单", "_1"])
    def test_names(self, name: str, tmp_path: Path) -> None:
        assert (
            call(
                *("catalogue", "import", str(write_list(tmp_path, HEADS, *FIRST)), "--name", name)
            ).code
            == 0
        )
        assert len(call("-C", name, "list", "--format", "ids").lines) == 2

    @pytest.mark.parametrize(
        "name",
        [
            *("bundled", "BUNDLED", "../x", "/x", "a/b", ".x", "-x", "", "a b", "x.db", "con\n"),
            *("a" * 101, "a\x00b", "图" * 40),
        ],
    )
    def test_what_is_no_name(self, name: str, tmp_path: Path, catalogues: Path) -> None:
        path = write_list(tmp_path, HEADS, *FIRST)
        answer = call("catalogue", "import", str(path), f"--name={name}")
        assert answer.code == 2, answer.err
        assert not catalogues.exists()

    def test_names_do_not_differ_by_case_alone(self, tmp_path: Path) -> None:
        path = write_list(tmp_path, HEADS, *FIRST)
        imported(path, name="Zhejiang")
        answer = imported(path, name="zhejiang")
        assert answer.code == 2
        assert "Zhejiang, which differs by case only" in answer.err


class TestDescription:
    def test_what_a_catalogue_says_of_itself(self, tmp_path: Path) -> None:
        imported(write_list(tmp_path, HEADS, *FIRST), "--official", "--edition", "first")
        (info,) = call("catalogue", "info", "own", "--format", "json").json
        assert (info["name"], info["records"], info["edition"]) == ("own", 2, "first")
        assert (info["source"], info["official"]) == ("list.csv", True)
        assert len(info["created"]) == len("2026-01-01")

    def test_the_list_may_come_from_standard_input(self) -> None:
        call("catalogue", "import", "-", "--name", "own", stdin=csv_text(HEADS, *FIRST))
        (info,) = call("catalogue", "info", "own", "--format", "json").json
        assert info["source"] == "standard input"


def test_progress_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentcli.environment._EVERY", 0)
    rows = [[f"CN{100_000_000 + n}B", TITLE] for n in range(1300)]
    path = write_list(tmp_path, HEADS, *rows)
    answer = call("catalogue", "import", str(path), "--name", "own", tty=True)
    assert "rows: 500 of 1," in answer.err
    assert "\r" not in imported(path).err


def test_the_directory_cannot_be_made(tmp_path: Path, data_dir: Path) -> None:
    data_dir.write_text("a file where a directory should be")
    answer = imported(write_list(tmp_path, HEADS, *FIRST))
    assert answer.code == 73
