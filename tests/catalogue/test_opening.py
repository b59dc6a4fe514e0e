"""A file that is no catalogue: one line that says what it is, and the right code."""

import gc
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from checkouts import RECORD, catalogue
from patentcli.catalogue.file import APPLICATION_ID, SCHEMA_VERSION, bundled_path
from patentcli.lists.formats import SUFFIXES
from tools import Answer, call, process


def bundled() -> bytes:
    return Path(bundled_path()).read_bytes()


def refused(path: str | Path, code: int, *words: str) -> Answer:
    """The answer to `list` on that file: nothing but one line on standard error."""
    answer = call("list", "-C", str(path))
    assert (answer.code, answer.out) == (code, ""), answer
    assert answer.err.startswith("patentcli: error: ")
    assert answer.err.count("\n") == 1
    for word in (str(path), *words):
        assert word in answer.err
    return answer


@pytest.mark.parametrize("kept", [0, 15, 99, 100, 4095, 4096, -4096, -1])
def test_a_truncated_catalogue(kept: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.db"
    path.write_bytes(bundled()[:kept])
    refused(path, 65, "truncated" if kept not in (0, 15, 99) else "not a catalogue of patentcli")


def test_a_catalogue_with_something_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    path.write_bytes(bundled() + b"more")
    refused(path, 65, "truncated")


def test_a_catalogue_whose_pages_were_overwritten(tmp_path: Path) -> None:
    body = bytearray(bundled())
    body[4096:] = b"\xff" * (len(body) - 4096)
    path = tmp_path / "damaged.db"
    path.write_bytes(body)
    refused(path, 65, "damaged")


def test_a_catalogue_whose_records_were_overwritten(tmp_path: Path) -> None:
    """The description can still be read; what fails is the query."""
    path = tmp_path / "damaged.db"
    path.write_bytes(bundled())
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE patent")
    connection.close()
    answer = call("list", "-C", str(path))
    assert (answer.code, answer.out) == (65, "")
    assert "the catalogue file is damaged" in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("missing", ["name", "edition", "created", "records"])
def test_a_catalogue_that_does_not_describe_itself(missing: str, tmp_path: Path) -> None:
    path = tmp_path / "mute.db"
    path.write_bytes(bundled())
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM meta WHERE key = ?", (missing,))
    connection.close()
    refused(path, 65, "damaged", f"no {missing}")


def test_a_database_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE patent (id TEXT)")
    connection.close()
    refused(path, 65, "a database, but not a catalogue of patentcli")


def test_a_database_that_only_bears_our_mark(tmp_path: Path) -> None:
    path = tmp_path / "forged.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE patent (id TEXT)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.close()
    refused(path, 65, "damaged")


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, 1, 2**31 - 1])
def test_a_catalogue_of_another_schema(version: int, tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    path.write_bytes(bundled())
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    refused(path, 65, f"schema {version}", f"reads {SCHEMA_VERSION}", "import the list again")


def test_a_directory(tmp_path: Path) -> None:
    refused(tmp_path, 65, "is a directory")


def test_a_missing_file(tmp_path: Path) -> None:
    refused(tmp_path / "nothing.db", 66, "no such file")
    refused(tmp_path / "nowhere" / "nothing.db", 66, "no such file")


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".CSV"])
def test_a_list_is_no_catalogue_and_the_message_says_what_to_do(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"list{suffix}").write_bytes(b"number,title\nCN114694123B,x\n" * 10)
    refused(f"list{suffix}", 65, "not a catalogue", "patentcli catalogue import")


def test_a_file_that_is_neither(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("words " * 100, encoding="utf-8")
    assert "import" not in refused(path, 65, "not a catalogue").err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.db"
    os.mkfifo(path)
    answer = process("list", "-C", str(path), timeout=20)
    assert (answer.code, answer.out) == (65, "")
    assert "not a regular file" in answer.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices here")
def test_a_device_is_refused(tmp_path: Path) -> None:
    refused("/dev/zero", 65, "not a regular file")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.db"
    path.write_bytes(bundled())
    path.chmod(0)
    refused(path, 66, "Permission denied")


def test_an_unknown_name_gives_the_nearest(data_dir: Path) -> None:
    (data_dir / "catalogues").mkdir(parents=True)
    (data_dir / "catalogues" / "zhejiang.db").write_bytes(bundled())
    answer = call("list", "-C", "zhejian")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(
        "patentcli: error: --catalogue: no catalogue named 'zhejian'; "
        "did you mean zhejiang? known: bundled, zhejiang ("
    )


def test_a_name_leads_to_the_users_own_catalogue(data_dir: Path, tmp_path: Path) -> None:
    own = catalogue(tmp_path, RECORD)
    (data_dir / "catalogues").mkdir(parents=True)
    shutil.copy(own, data_dir / "catalogues" / "mine.db")
    assert call("list", "-C", "mine", "--format", "ids").lines == ["CN114694123B"]
    assert call("catalogue", "path", "mine").out == f"{data_dir}/catalogues/mine.db\n"


def test_a_name_is_never_a_way_out_of_the_directory(data_dir: Path, tmp_path: Path) -> None:
    (data_dir / "catalogues").mkdir(parents=True)
    (data_dir / "secret.db").write_bytes(bundled())
    assert call("list", "-C", "../secret").code == 66


def test_a_file_with_signs_that_addresses_use(tmp_path: Path) -> None:
    own = catalogue(tmp_path, RECORD)
    odd = tmp_path / "a?mode=rwc#%20 中.db"
    shutil.copy(own, odd)
    assert call("list", "-C", str(odd), "--format", "ids").lines == ["CN114694123B"]


def test_a_catalogue_is_never_written(tmp_path: Path) -> None:
    own = Path(catalogue(tmp_path, RECORD))
    before = own.read_bytes()
    own.chmod(0o444)
    assert call("list", "-C", str(own)).code == 0
    assert own.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["own.db"]


def test_rules_and_words_come_from_the_bundled_catalogue(tmp_path: Path) -> None:
    own = catalogue(tmp_path, RECORD)
    counted = {row["value"]: row["count"] for row in call("vocabulary", "-C", own).table}
    assert counted["image"] == "1"
    assert counted["video"] == "0"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Linux alone shows open files so")
@pytest.mark.parametrize("name", ["bundled", "own", "missing", "damaged"])
def test_every_file_is_closed_when_the_call_ends(name: str, tmp_path: Path) -> None:
    own = catalogue(tmp_path, RECORD)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(bundled()[:4096] + b"\xff" * (len(bundled()) - 4096))
    files = {"bundled": "bundled", "own": own, "missing": "x.db", "damaged": str(damaged)}
    arguments = ("catalogue", "info", files[name], "-C", files[name])

    def opened() -> list[str]:
        """The catalogue files that this process holds open, each as often as it does."""
        links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        found = [str(link.readlink()) for link in links]
        return sorted(f for f in found if f in (own, str(damaged), bundled_path()))

    before = opened()  # other tests keep a catalogue open for the whole session
    gc.disable()
    try:
        call("list", *arguments[3:])
        call(*arguments)
        call("--version")
        assert opened() == before
    finally:
        gc.enable()
