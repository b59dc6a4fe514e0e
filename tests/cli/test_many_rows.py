"""Answers of many rows, which a second process fetches: the same bytes, and nothing left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from listing import imported, write_list
from patentcli import worker
from patentcli.commands import list as list_command
from tools import call

HEADS = ["授权公告号", "专利名称"]
COUNT = 400


@pytest.fixture
def many(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of more rows than one process writes by itself."""
    monkeypatch.setattr(list_command, "MANY", 50)
    monkeypatch.setattr("patentcli.catalogue.ahead.AT_ONCE", 30)
    rows = [[f"CN{100_000_000 + n}B", f"=视频, {n}"] for n in range(COUNT)]
    assert imported(write_list(tmp_path, HEADS, *rows)).code == 0
    return data_dir / "catalogues" / "own.db"


@pytest.mark.skipif(not worker.available(), reason="everything happens in one process here")
@pytest.mark.usefixtures("many")
class TestTwoProcesses:
    @pytest.mark.parametrize("form", ["csv", "tsv"])
    def test_the_answer_is_that_of_one_process(
        self, form: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(worker, "pays", lambda: True)
        beside = call("-C", "own", "list", "--format", form)
        monkeypatch.setattr(worker, "pays", lambda: False)
        alone = call("-C", "own", "list", "--format", form)

        assert beside.out == alone.out
        assert beside.err == alone.err
        assert f"{COUNT} candidates" in beside.err
        assert beside.out.count("\n") == COUNT + 1

    def test_where_no_process_can_be_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused() -> int:
            raise BlockingIOError(11, "Resource temporarily unavailable")

        alone = call("-C", "own", "list", "--format", "csv")
        monkeypatch.setattr(worker, "pays", lambda: True)
        monkeypatch.setattr(os, "fork", refused)

        assert call("-C", "own", "list", "--format", "csv").out == alone.out

    def test_damage_that_the_other_process_meets_is_told(
        self, many: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        body = bytearray(many.read_bytes())
        at = body.rfind("=视频, 390".encode())
        body[at + 1] = 0xFF  # no beginning of a character
        many.write_bytes(body)
        answers = []
        for pays in (True, False):
            monkeypatch.setattr(worker, "pays", lambda pays=pays: pays)
            answers.append(call("-C", "own", "list", "--format", "csv"))

        assert [answer.code for answer in answers] == [65, 65]
        assert "damaged" in answers[0].err
        assert answers[0].err.splitlines()[-1] == answers[1].err.splitlines()[-1]

    def test_no_process_is_left_when_the_reader_goes_away(
        self, tmp_path: Path, data_dir: Path
    ) -> None:
        rows = [[f"CN{100_000_000 + n}B", f"视频{n}" * 20] for n in range(9000)]
        assert imported(write_list(tmp_path, HEADS, *rows), name="long").code == 0
        env = {**os.environ, "PATENTCLI_DATA_DIR": str(data_dir), "PYTHON": sys.executable}
        run = '"$PYTHON" -m patentcli -C long list --format csv'
        words = f"{run} | head -n 1; ps -o args= --ppid 1,$$"

        shown = subprocess.run(
            ["bash", "-c", words], env=env, capture_output=True, text=True, check=True, timeout=60
        ).stdout

        assert shown.startswith("id,")
        assert "patentcli -C long" not in shown
