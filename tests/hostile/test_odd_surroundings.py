"""E04-E22: odd names, refusals of the system, planted files, catalogues made by hand."""

import errno
import os
import re
import sqlite3
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from listing import imported, write_list
from patentcli.catalogue.file import bundled_path
from tools import SCRIPT, Sink, bash, call, never_waited_for, process

pytestmark = pytest.mark.usefixtures("data_dir")

CN = "CN114694123B"
HEADS = ["专利号", "专利名称", "专利权人"]
ROW = ["ZL202210599282.6", "一种方法", "某公司"]
IDS = ["CN202210599282.6"]
ODD = os.fsdecode(b"\xff\xc3\x28")


# --- E04, E10: names of files that are not UTF-8, and no advice that does not exist


@pytest.mark.parametrize(
    "line",
    ["list --limit 1 -o .csv", "list --limit 1 -o .xlsx", "report --domain 3d -o .html",
     f"notice --patent {CN} --company A -o .md", "stats --chart .svg", "match --init .toml",
     "catalogue export -o .jsonl"],
)  # fmt: skip
def test_a_file_whose_name_is_not_utf_8_is_written_and_replaced_as_the_hint_says(
    line: str, tmp_path: Path
) -> None:
    *words, suffix = line.split()
    path = tmp_path / f"{ODD}{suffix}"
    assert (call(*words, str(path)).code, path.is_file()) == (0, True)
    again = call(*words, str(path))
    assert again.code == 73, again
    assert "--force" not in again.err or call(*words, str(path), "--force").code == 0


def test_a_file_whose_name_is_not_utf_8_is_read(tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "jsonl"):
        path = write_list(tmp_path, HEADS, ROW, name=f"{ODD}.{suffix}")
        for run in (call, process):
            assert run("catalogue", "import", str(path), "--name", "own").code == 0
        assert call("catalogue", "validate", str(path)).code == 0
    assert call("list", "-C", "own", "--format", "ids").lines == IDS


# --- E05, E16, E17: what the system refuses is told as what it is


@pytest.mark.parametrize(
    "line",
    ["list -C own", "catalogue info own", "catalogue list", "catalogue diff own bundled",
     "catalogue remove own"],
)  # fmt: skip
def test_a_folder_that_may_not_be_read_is_not_called_empty(
    line: str, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert imported(write_list(tmp_path, HEADS, ROW)).code == 0

    def refuse(real: Callable[..., Any], path: Any, *rest: Any, **more: Any) -> Any:
        if str(path).startswith(str(data_dir / "catalogues")):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *rest, **more)

    for name in ("stat", "lstat", "listdir", "scandir", "open"):
        monkeypatch.setattr(os, name, partial(refuse, getattr(os, name)))
    answer = call(*line.split())
    assert (answer.code, "Permission denied" in answer.err) == (66, True)
    assert "no catalogue named" not in answer.err


@pytest.mark.parametrize(
    ("limit", "codes"), [("-f 1", {74}), ("-n 7", {66, 73, 74}), ("-v 1500000", {0})]
)
def test_what_the_system_lacks_is_not_called_damage(
    limit: str, codes: set[int], tmp_path: Path
) -> None:
    """A workbook is read under a memory limit of the shell, too."""
    rows = [[f"CN{100_000_000 + n}B", f"一种方法{n}", "某公司"] for n in range(2_000)]
    path = write_list(tmp_path, HEADS, *rows, name="list.xlsx")
    answer = bash(f'ulimit {limit}; patentcli catalogue import "{path}" --name own')
    assert not re.search("damaged|defect", answer.err)
    assert answer.code in codes, answer


@pytest.mark.parametrize(
    ("values", "count"),
    [("--holder=G06T{n}", 4_000), ("--ipc=G06T{n}", 4_000), ("--inventor={n}", 1_200),
     ("--domain=video", 4_000), ("--holder=" + "x" * 3_000_000, 1)],
    ids=lambda value: f"{value!s:.10}",
)  # fmt: skip
def test_any_number_and_length_of_filter_values_works_or_is_a_usage_error(
    values: str, count: int
) -> None:
    answer = call("list", *(values.format(n=n) for n in range(count)), "--limit", "1")
    assert answer.code in (0, 2), answer.err[:300]
    assert "damaged" not in answer.err


# --- E09: names in either normal form


def test_a_catalogue_and_a_holder_are_found_in_either_normal_form(tmp_path: Path) -> None:
    names = [normalize(form, "Société") for form in ("NFC", "NFD")]
    path = write_list(tmp_path, HEADS, [*ROW[:2], names[0]])
    for given in names:
        assert imported(path, name=given).code == 0
        for name in names:
            for more in ((), ("--holder", name)):
                assert call("list", "-C", name, *more, "--format", "ids").lines == IDS
    assert call("catalogue", "list", "--format", "ids").lines.count(names[0]) == 1


# --- E14: nothing is read from the current directory


def test_a_planted_matplotlibrc_is_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("text.usetex: True\nsvg.fonttype: path\n")
    answer = process("stats", "--chart", str(tmp_path / "a.svg"), "-q", cwd=tmp_path)
    assert answer.code == 0, answer
    assert call("stats", "--chart", str(tmp_path / "b.svg"), "-q").code == 0
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_bare_catalogue_name_is_never_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zhejiang").write_bytes(Path(bundled_path()).read_bytes())
    answer = call("list", "-C", "zhejiang")
    assert (answer.code, "no catalogue named" in answer.err) == (2, True)
    assert call("list", "-C", "./zhejiang", "--limit", "1", "-q").code == 0


# --- E18: catalogue files made by hand

CALLS = ["list --format json", f"show {CN}", "search 直播", "stats", "catalogue info"]
# Tables without the types that an import gives them, and a view without an end.
LOOSE = "; ".join(
    f"CREATE TABLE loose AS SELECT * FROM {table}; DROP TABLE {table}; "
    f"ALTER TABLE loose RENAME TO {table}"
    for table in ("patent", "meta")
)
ENDLESS = (
    "ALTER TABLE patent RENAME TO real_patent; "
    "CREATE VIEW patent AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
    "SELECT r.* FROM real_patent AS r, c"
)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (ENDLESS, {65}),
        *(
            (f"{LOOSE}; UPDATE {change}", {0, 1, 65})
            for change in (
                "patent SET title = x'ff'",
                "patent SET holder = 5, filing_date = 7",
                "patent SET annual_fee_fen = 'much'",
                "patent SET expiry_year = 1e300",
                "meta SET value = 'x' WHERE key = 'records'",
                "meta SET value = x'ff' WHERE key = 'name'",
            )
        ),
        ("UPDATE patent SET n = n + 9223372036854775000 WHERE n > 90", {0, 1, 65}),
    ],
)
def test_a_catalogue_made_by_hand_ends_in_an_answer_or_one_clear_line(
    change: str, codes: set[int], tmp_path: Path
) -> None:
    path = tmp_path / "made.db"
    path.write_bytes(Path(bundled_path()).read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(change)
    for words in CALLS:
        for tty in (False, True):
            with never_waited_for(20):
                answer = call(*words.split(), "-C", str(path), tty=tty)
            assert answer.code in codes, answer.err
            assert answer.code != 65 or answer.err.count(": error:") == 1, answer
            assert "defect of the program" not in answer.err


# --- E20: the target of the answer is checked before the effect


@pytest.mark.parametrize("target", ["there.csv", "missing/a.csv", "folder"])
@pytest.mark.parametrize(
    ("line", "effect"),
    [
        ("catalogue confirm list.csv -o", "data"),
        ("stats --chart a.svg -o", "a.svg"),
        ("catalogue import list.csv --name own --skip-invalid --rejects", "data/catalogues/own.db"),
    ],
)
def test_where_the_answer_cannot_be_written_nothing_happens(
    line: str, effect: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.csv").write_text("old")
    Path("folder").mkdir()
    write_list(tmp_path, HEADS, [CN, "交通信号灯感知方法、装置、设备及存储介质", ""])
    for path, code in ((target, 73), ("fine.csv", 0)):
        answer = call(*line.split(), path)
        assert (answer.code, Path(effect).exists()) == (code, not code), answer


# --- E21: what ZIP and XML cannot hold


@pytest.mark.parametrize(("year", "code", "said"), [(1970, 73, "1980"), (2026, 0, "")])
def test_a_clock_before_1980_is_told_and_signs_that_xml_lacks_are_made_visible(
    year: int, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.localtime", lambda *_s: time.gmtime((year - 1970) * 31_557_600))
    company = "A\ufffe\uffff\x07B"
    answer = call("notice", "--patent", CN, "--company", company, "-o", str(tmp_path / "a.docx"))
    assert (answer.code, said in answer.err) == (code, True), answer


# --- E06, E22: bounded memory


class Nowhere(Sink):
    """Keeps nothing of what it is given."""

    def write(self, data: bytes, /) -> int:
        return len(data)


@pytest.mark.parametrize(
    ("line", "few", "many"),
    [
        ("show - --format jsonl", 100, 500),
        ("number -", 100, 500),
        ("eligible --patent - --size small", 100, 500),
        ("catalogue validate list.csv", 2_000, 4_000),
        ("catalogue import list.csv --name own", 2_000, 4_000),
    ],
)
def test_ids_without_end_and_bad_rows_alone_take_bounded_memory(
    line: str, few: int, many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What many take more than few: nothing that grows with their number."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tools.Sink", Nowhere)

    def peak(count: int) -> int:
        write_list(tmp_path, HEADS[:2], *(("2.02211E+12", f"t{n}") for n in range(count)))
        body = b"".join(b"US%08dB3\n" % n for n in range(1, count))
        tracemalloc.start()
        try:
            assert call(*line.split(), "-q", into=Nowhere(), stdin=body).code in (0, 1, 3, 65)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # what is loaded once
    assert peak(many) - peak(few) < 800 * (many - few)  # bytes; freed tuples are kept


# --- Windows and macOS, as far as they can be looked at from here

WITHOUT_UNIX = """
import importlib, pkgutil, signal, sys
sys.modules |= dict.fromkeys(("fcntl", "resource", "pwd", "grp", "termios", "pty"))
for name in ("SIGHUP", "SIGPIPE", "SIGALRM"):
    delattr(signal, name)
import patentcli
for found in pkgutil.walk_packages(patentcli.__path__, "patentcli."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
from patentcli.__main__ import main
main()
"""


@pytest.mark.parametrize("line", ["list --format ids -q", "search 直播 -q", "--version"])
def test_the_program_loads_without_what_only_unix_has(line: str) -> None:
    answer = process(*line.split(), program=[*SCRIPT, WITHOUT_UNIX])
    assert (answer.code, answer.err) == (0, "")
