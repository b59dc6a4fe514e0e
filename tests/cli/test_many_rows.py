"""Answers of many rows, made by two processes in turns: the same bytes, and nothing left behind."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from listing import imported, write_list
from patentcli import worker
from patentcli.catalogue import portions
from patentcli.catalogue.file import connect
from patentcli.catalogue.opening import open_catalogue
from patentcli.catalogue.portions import Block
from patentcli.commands import list as list_command
from tools import Answer, call

HEADS = ["授权公告号", "专利名称", "技术领域"]
COUNT = 400
SIZE = 30
FORMATS = ("csv", "tsv")


def both(
    monkeypatch: pytest.MonkeyPatch, *arguments: str, form: str = "csv"
) -> tuple[Answer, Answer]:
    """The answer of two processes, and that of one."""
    answers = []
    for pays in (True, False):
        monkeypatch.setattr(worker, "pays", lambda pays=pays: pays)
        answers.append(call("-C", "own", "list", "--format", form, *arguments))
    return answers[0], answers[1]


@pytest.fixture
def many(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of more rows than one process writes by itself."""
    monkeypatch.setattr(portions, "MANY", 50)
    monkeypatch.setattr(portions, "SIZE", SIZE)
    monkeypatch.setattr(list_command, "AT_ONCE", 20)
    rows = [
        [f"CN{100_000_000 + n}B", f"=视频, {n}", "视频技术" if n % 3 else ""] for n in range(COUNT)
    ]
    assert imported(write_list(tmp_path, HEADS, *rows)).code == 0
    return data_dir / "catalogues" / "own.db"


@pytest.mark.skipif(not worker.available(), reason="everything happens in one process here")
class TestTwoProcesses:
    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize(
        "arguments",
        [(), ("--domain", "video"), ("--reverse",), ("--no-header",), ("--sort", "title_zh")],
    )
    @pytest.mark.usefixtures("many")
    def test_the_answer_is_that_of_one_process(
        self, arguments: Sequence[str], form: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        beside, alone = both(monkeypatch, *arguments, form=form)

        count = COUNT - -(-COUNT // 3) if "--domain" in arguments else COUNT
        assert beside == alone
        assert f"{count} candidates" in beside.err
        assert beside.out.count("\n") == count + ("--no-header" not in arguments)

    def test_a_child_makes_every_other_portion(
        self, many: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        makers = {str(os.getpid()).encode()}

        def make(connection: sqlite3.Connection, part: portions.Portion) -> Iterator[Block]:
            yield str(os.getpid()).encode(), SIZE, 0

        monkeypatch.setattr(worker, "pays", lambda: True)
        with closing(open_catalogue("own", str(many.parent))) as catalogue:
            parts = portions.portions(catalogue.connection, reverse=False)
            found = [
                data
                for data, _count, _some in portions.blocks(catalogue, make, parts, lambda _e: None)
            ]

        mine = [data in makers for data in found]
        assert len(found) == -(-COUNT // SIZE)
        assert mine == [True, *([True, False] * len(found))][: len(found)]

    @pytest.mark.usefixtures("many")
    def test_where_no_process_can_be_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused() -> int:
            raise BlockingIOError(11, "Resource temporarily unavailable")

        alone = call("-C", "own", "list", "--format", "csv")
        monkeypatch.setattr(worker, "pays", lambda: True)
        monkeypatch.setattr(os, "fork", refused)

        assert call("-C", "own", "list", "--format", "csv").out == alone.out

    def test_where_an_import_takes_the_place_of_the_file_meanwhile(
        self, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = imported(write_list(tmp_path, HEADS, ["CN114694123B", "另", ""]), name="other")
        assert other.code == 0
        alone = call("-C", "own", "list", "--format", "csv")

        def too_late(path: str, shown: str) -> sqlite3.Connection:
            (many.parent / "other.db").replace(many)
            return connect(path, shown)

        monkeypatch.setattr(worker, "pays", lambda: True)
        monkeypatch.setattr(portions, "connect", too_late)

        assert call("-C", "own", "list", "--format", "csv").out == alone.out
        assert len(call("-C", "own", "list", "--format", "ids").lines) == 1

    @pytest.mark.parametrize("row", [350, 390], ids=["in a portion of ours", "in one of theirs"])
    def test_damage_that_is_met_is_told(
        self, row: int, many: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        title = f"=视频, {row}".encode()
        damaged = title.replace("视".encode(), b"\xff\xff\xff")  # no beginning of a character
        many.write_bytes(many.read_bytes().replace(title, damaged))

        beside, alone = both(monkeypatch)

        assert [beside.code, alone.code] == [65, 65]
        assert "damaged" in beside.err
        assert beside.err.splitlines()[-1] == alone.err.splitlines()[-1]
        assert beside.out == alone.out

    def test_no_process_is_left_when_the_reader_goes_away(
        self, tmp_path: Path, data_dir: Path
    ) -> None:
        rows = [[f"CN{100_000_000 + n}B", f"视频{n}" * 20, ""] for n in range(26_000)]
        assert imported(write_list(tmp_path, HEADS, *rows), name="long").code == 0
        env = {**os.environ, "PATENTCLI_DATA_DIR": str(data_dir), "PYTHON": sys.executable}
        run = '"$PYTHON" -m patentcli -C long list --format csv'
        words = f"{run} | head -n 1; ps -o args= --ppid 1,$$"

        shown = subprocess.run(
            ["bash", "-c", words], env=env, capture_output=True, text=True, check=True, timeout=60
        ).stdout

        assert shown.startswith("id,")
        assert "patentcli -C long" not in shown
