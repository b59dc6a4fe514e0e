"""A file that is no catalogue: one line that says what it is, and the right code."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from patentcli.catalogue.file import APPLICATION_ID, bundled_path
from patentcli.catalogue.file import SCHEMA_VERSION as READ
from patentcli.lists.kinds import SUFFIXES
from tools import call

BUNDLED = Path(bundled_path()).read_bytes()
DAMAGED = BUNDLED[:4096] + b"\xff" * (len(BUNDLED) - 4096)
MARK = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {READ};"
NONE, BROKEN = "not a catalogue of patentcli", "damaged catalogue"


@pytest.mark.parametrize(
    ("body", "sql", "words"),
    [
        *((BUNDLED[:size], "", [NONE]) for size in (0, 15)),
        *((BUNDLED[:size], "", [BROKEN]) for size in (99, 100, 4095, 4096, -4096, -1)),
        (BUNDLED + b"more", "", [BROKEN]),
        (DAMAGED, "", [BROKEN]),
        (b"words " * 100, "", [NONE]),
        *(
            (BUNDLED, f"DELETE FROM meta WHERE key = '{key}'", [BROKEN, f"no {key}"])
            for key in ("name", "edition", "created", "records")
        ),
        # The description can still be read; what fails is the query.
        (BUNDLED, "DROP TABLE patent", ["damaged catalogue"]),
        (b"", "CREATE TABLE patent (id TEXT)", [NONE]),
        (b"", f"CREATE TABLE patent (id TEXT); {MARK}", [BROKEN]),
        *(
            (BUNDLED, f"PRAGMA user_version = {version}", [f"schema {version}", f"reads {READ}"])
            for version in (READ + 1, 1, 2**31 - 1)
        ),
    ],
    ids=lambda value: f"{len(value)}-{ascii(value)[-30:]}",
)
def test_a_file_that_is_no_catalogue_of_ours(
    body: bytes, sql: str, words: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "foreign.db"
    path.write_bytes(body)
    if sql:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(sql)
    answer = call("list", "-C", str(path))
    assert (answer.code, answer.out, answer.err.count("\n")) == (65, "", 1)
    assert all(word in answer.err for word in words)
    assert "import FILE" not in answer.err


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".CSV"])
def test_a_list_is_no_catalogue_and_the_message_says_what_to_do(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"list{suffix}").write_bytes(b"number,title\nCN114694123B,x\n" * 10)
    answer = call("list", "-C", f"list{suffix}")
    assert (answer.code, answer.out, answer.err.count("\n")) == (65, "", 1)
    for said in (f"list{suffix}", "not a catalogue", "patentcli catalogue import FILE"):
        assert said in answer.err


def test_a_name_leads_to_the_users_own_catalogue_and_nowhere_else(data_dir: Path, one: str) -> None:
    (data_dir / "catalogues").mkdir(parents=True)
    shutil.copy(one, data_dir / "catalogues" / "zhejiang.db")
    (data_dir / "secret.db").write_bytes(BUNDLED)
    assert call("list", "-C", "zhejiang", "--format", "ids").lines == ["CN114694123B"]
    assert call("catalogue", "path", "zhejiang").out == f"{data_dir}/catalogues/zhejiang.db\n"
    assert call("list", "-C", "../secret").code == 66
    answer = call("list", "-C", "zhejian")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(
        "patentcli: error: --catalogue: no catalogue named 'zhejian'; "
        "did you mean zhejiang? known: bundled, zhejiang ("
    )


def test_a_catalogue_of_any_name_is_read_and_never_written(one: str, tmp_path: Path) -> None:
    odd = tmp_path / "a?mode=rwc#%20 中.db"
    shutil.copy(one, odd)
    before = odd.read_bytes()
    odd.chmod(0o444)
    assert call("list", "-C", str(odd), "--format", "ids").lines == ["CN114694123B"]
    assert odd.read_bytes() == before
    assert list(tmp_path.iterdir()) == [odd]


def test_rules_and_words_come_from_the_bundled_catalogue(one: str) -> None:
    counted = {row["value"]: row["count"] for row in call("vocabulary", "-C", one).table}
    assert (counted["image"], counted["video"]) == ("1", "0")
