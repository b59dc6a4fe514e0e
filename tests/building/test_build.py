"""The build writes one file: the same bytes for the same input, and all that a record says. In a
checkout it follows `data/`: a stale one is never served."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from checkouts import OTHER, RECORD, checkout, edit, run_from
from patentcli.building import build
from patentcli.building.build import build_catalogue
from patentcli.building.checkout import refresh
from patentcli.building.hashes import hash_of
from patentcli.catalogue.file import APPLICATION_ID, SCHEMA_VERSION
from patentcli.catalogue.query import patents
from patentcli.errors import CannotCreate, DataProblem
from tools import ROOT

NUMBER, FOREIGN = "CN114694123B", "US8775401B2"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with two records of this test's own, whose catalogue was never built."""
    copy = checkout(tmp_path, keep=lambda _name: False)
    for number, record in ((NUMBER, RECORD), (FOREIGN, OTHER)):
        (copy / "data" / "patents" / f"{number}.toml").write_text(record, encoding="utf-8")
    return copy


def own(root: Path, number: str = NUMBER) -> Path:
    return root / "data" / "patents" / f"{number}.toml"


def foreign(root: Path) -> Path:
    return own(root, FOREIGN)


def database(root: Path) -> Path:
    return root / "src" / "patentcli" / "catalogue.db"


def test_neither_hashes_nor_place_order_and_times_of_files_change_a_byte(tmp_path: Path) -> None:
    other = tmp_path / "a place" / "with # and ?"
    left_out = shutil.ignore_patterns("__pycache__", "catalogue.db")
    shutil.copytree(ROOT / "src", other / "src", ignore=left_out)
    files = sorted((p for p in (ROOT / "data").rglob("*") if p.is_file()), reverse=True)
    for place, path in enumerate(files):  # made in the opposite order, each with a time of its own
        copy = other / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        os.utime(copy, (place * 86_400, place * 86_400))
    env = {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    assert run_from(other, "--version", **env).code == 0  # which builds it
    assert database(other).read_bytes() == database(ROOT).read_bytes()


def test_what_is_compared_is_all_code_and_data_that_decide_the_catalogue(root: Path) -> None:
    seen = {hash_of(str(root), "source_hash")}
    (root / "data" / "README.md").write_text("changed", encoding="utf-8")
    assert hash_of(str(root), "source_hash") in seen
    for path in ("catalogue/fields.py", "numbers/us.py", "output/clean.py", "amounts.py"):
        with (root / "src" / "patentcli" / path).open("a", encoding="utf-8") as stream:
            stream.write("# changed\n")
        seen.add(hash_of(str(root), "source_hash"))
    foreign(root).rename(foreign(root).with_name("US8775401B3.toml"))
    assert len({*seen, hash_of(str(root), "source_hash")}) == 6


def test_the_file_says_what_it_is_and_holds_fees_to_the_fen(root: Path) -> None:
    fees = {"annual_fee_yuan": "40000.05", "one_off_fee_yuan": "0.00", "licence_term": "3 years"}
    more = "".join(f'{name} = "{value}"\n' for name, value in fees.items())
    own(root).write_text(RECORD.replace("listing =", more + "listing ="), encoding="utf-8")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(build_catalogue(str(root)))
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        pragmas = ("application_id", "user_version", "integrity_check")
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
        first, second = patents(connection, ("id", *fees))
    assert marks == [APPLICATION_ID, SCHEMA_VERSION, "ok"]
    assert (meta["name"], meta["records"], meta["official"]) == ("bundled", "2", "0")
    assert meta["data_hash"] == hash_of(str(root), "data_hash")
    assert first == {"id": NUMBER, **fees}
    assert second == {"id": FOREIGN, **dict.fromkeys(fees)}


FILES = [path for path in (ROOT / "data").rglob("*.toml") if path.parent.name != "patents"]


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: path.name)
def test_no_file_of_the_data_may_have_an_unknown_key(path: Path, root: Path) -> None:
    inside = path.relative_to(ROOT / "data")
    copy = root / "data" / inside
    copy.write_text("surplus = 1\n" + copy.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataProblem, match="not permitted") as caught:
        build_catalogue(str(root))
    assert caught.value.where == f"{inside.as_posix()}: surplus"


def test_the_data_is_served_as_it_is_from_the_first_call_on(root: Path) -> None:
    assert not database(root).exists()
    assert "A title" in run_from(root, "show", NUMBER).out
    edit(own(root), '"A title"', '"Seen at once"')
    os.utime(own(root), (0, 0))  # older than the catalogue: times tell nothing
    answer = run_from(root, "show", NUMBER)
    assert ("Seen at once" in answer.out, "A title" in answer.out) == (True, False)
    assert "2 patents" in run_from(root, "--version").out
    own(root).unlink()
    assert run_from(root, "list", "--format", "ids").lines == [FOREIGN]


def test_a_broken_file_is_an_error_and_nothing_old_is_served(root: Path) -> None:
    refresh(str(root))
    edit(own(root), 'listing = "candidate"', 'listing = "free"')
    for arguments in ("list", "--version"):
        answer = run_from(root, arguments)
        assert (answer.code, answer.out) == (65, "")
        assert answer.err == (
            f"patentcli: error: patents/{NUMBER}.toml: listing: "
            "Input should be 'candidate' or 'listed'\n"
        )


def test_a_damaged_catalogue_is_built_anew(root: Path) -> None:
    refresh(str(root))
    sound = database(root).read_bytes()
    for body in (b"", b"not a database at all", sound[: len(sound) // 2]):
        database(root).write_bytes(body)
        refresh(str(root))
        assert database(root).read_bytes() == sound


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_checkout_that_cannot_be_written_says_so_when_it_changed(
    number: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(str(root))
    before = database(root).read_bytes()

    def refuse(path: str, *, force: bool) -> None:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(build, "replacing", refuse)
    refresh(str(root))  # nothing changed
    assert database(root).read_bytes() == before
    edit(own(root), '"high"', '"low"')
    with pytest.raises(CannotCreate) as caught:
        refresh(str(root))
    assert caught.value.where == str(database(root))
    assert caught.value.message == (
        "the checkout changed and its catalogue cannot be built: " + os.strerror(number)
    )


TRANSLATION = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_a_changed_translation_is_compiled_and_spoken_at_once(root: Path) -> None:
    po = root / "src" / "patentcli" / "locale" / "zh" / "LC_MESSAGES" / "patentcli.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    sentence = 'msgid "no patent passes the filters"\nmsgstr "{}"\n'
    for words in ("没有专利通过筛选", "无符合条件的专利"):
        po.write_text(TRANSLATION + sentence.format(words), encoding="utf-8")
        answer = run_from(root, "list", "--office", "FR", "--lang", "zh")
        assert (answer.code, answer.err) == (0, f"patentcli: {words}\n")
