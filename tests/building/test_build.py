"""The build writes one file: the same bytes for the same input, and all that a record says."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from checkouts import OTHER, RECORD, checkout, edit
from patentcli.building.build import build_catalogue, build_package_data
from patentcli.building.fingerprints import data_hash, source_hash
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.file import APPLICATION_ID, SCHEMA_VERSION
from patentcli.catalogue.query import patents
from patentcli.errors import DataProblem, PatentcliError
from tools import ROOT


@contextmanager
def opened(body: bytes) -> Iterator[sqlite3.Connection]:
    """The built catalogue as a connection."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(body)
        yield connection


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with two records of this test's own."""
    copy = checkout(tmp_path, keep=lambda _name: False)
    for record in (OTHER, RECORD):
        name = record.split('"')[1]
        path = copy / "data" / "patents" / f"{name}.toml"
        path.write_text(record, encoding="utf-8")
    return copy


def test_the_same_sources_give_the_same_bytes(root: Path) -> None:
    assert build_catalogue(str(root)) == build_catalogue(str(root))


def test_order_and_times_of_the_files_change_no_byte(root: Path, tmp_path: Path) -> None:
    first = build_catalogue(str(root))
    other = tmp_path / "other"
    shutil.copytree(root / "src", other / "src")
    files = sorted((p for p in (root / "data").rglob("*") if p.is_file()), reverse=True)
    for place, path in enumerate(files):  # made in the opposite order, each with a time of its own
        copy = other / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        os.utime(copy, (place * 86_400, place * 86_400))
    assert build_catalogue(str(other)) == first


def test_the_place_of_the_checkout_changes_no_byte(root: Path, tmp_path: Path) -> None:
    first = build_catalogue(str(root))
    moved = tmp_path / "a place" / "with # and ?"
    shutil.move(root, moved)
    assert build_catalogue(str(moved)) == first


def test_another_record_gives_other_bytes_and_another_hash(root: Path) -> None:
    first, hashed = build_catalogue(str(root)), data_hash(str(root))
    edit(root / "data" / "patents" / "US8775401B2.toml", '"low"', '"high"')
    assert build_catalogue(str(root)) != first
    assert data_hash(str(root)) != hashed


def test_moving_text_between_files_changes_the_hash(root: Path) -> None:
    """Names and lengths are hashed too, not only what the files hold one after the other."""
    hashed = data_hash(str(root))
    path = root / "data" / "patents" / "US8775401B2.toml"
    path.rename(path.with_name("US8775401B3.toml"))
    assert data_hash(str(root)) != hashed


def test_the_readme_of_the_data_is_no_source(root: Path) -> None:
    hashed = source_hash(str(root))
    (root / "data" / "README.md").write_text("changed", encoding="utf-8")
    assert source_hash(str(root)) == hashed


@pytest.mark.parametrize(
    "path", ["catalogue/fields.py", "numbers/us.py", "rules/expiry.py", "amounts.py"]
)
def test_the_code_of_the_build_is_a_source(path: str, root: Path) -> None:
    hashed = source_hash(str(root))
    with (root / "src" / "patentcli" / path).open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert source_hash(str(root)) != hashed


def test_the_file_says_what_it_is(root: Path) -> None:
    with opened(build_catalogue(str(root))) as connection:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert meta["name"] == "bundled"
    assert meta["records"] == "2"
    assert meta["official"] == "0"
    assert meta["data_hash"] == data_hash(str(root))
    assert meta["edition"] in (ROOT / "data" / "catalogue.toml").read_text(encoding="utf-8")


def test_a_record_comes_back_as_it_was_written(root: Path) -> None:
    fees = 'annual_fee_yuan = "40000.05"\none_off_fee_yuan = "0.00"\nlicence_term = "3 years"\n'
    path = root / "data" / "patents" / "CN114694123B.toml"
    path.write_text(RECORD.replace("listing =", fees + "listing ="), encoding="utf-8")
    with opened(build_catalogue(str(root))) as connection:
        found = list(patents(connection, FIELDS))
    assert [r["id"] for r in found] == ["CN114694123B", "US8775401B2"]
    assert found[0] == {
        "id": "CN114694123B",
        "publication_number": "CN114694123B",
        "office": "CN",
        "kind_code": "B",
        "title": "A title",
        "title_zh": "标题",
        "title_is_translation": False,
        "title_zh_is_translation": True,
        "holder": "A company",
        "holder_zh": None,
        "inventors": ["王磊", "刘挺"],
        "inventors_en": [],
        "chinese_applications": [
            {"number": "CN202210599282.6", "date": "2022-05-30", "role": "own"}
        ],
        "chinese_grant": "CN114694123B",
        "filing_date": "2022-05-30",
        "grant_date": "2023-07-01",
        "expiry": {
            "date": "2042-05-29",
            "year": None,
            "basis": "term counted from the filing date, less a day; "
            "without extension or early lapse",
        },
        "family": ["CN114694123A", "WO2023231991A1"],
        "classifications": ["G06T7/00", "G06V"],
        "domain": "image",
        "applications": ["navigation", "ocr"],
        "summary": "What it does.",
        "summary_zh": None,
        "summary_basis": "abstract",
        "legal_status_as_shown": None,
        "status": "unknown",
        "listing": "candidate",
        "licence_kind": None,
        "annual_fee_yuan": "40000.05",
        "one_off_fee_yuan": "0.00",
        "licence_term": "3 years",
        "licence_scope": None,
        "offer_until": None,
        "sources": ["https://example.org/a", "https://example.org/b"],
        "confidence": "high",
        "note": None,
    }
    assert found[1]["family"] == []
    assert found[1]["expiry"] == {
        "date": None,
        "year": None,
        "basis": "not derived: no granted Chinese patent is known",
    }


def test_a_failed_build_leaves_the_file_that_was_there(root: Path) -> None:
    path = root / "src" / "patentcli" / "catalogue.db"
    build_package_data(str(root))
    before = path.read_bytes()
    edit(root / "data" / "patents" / "US8775401B2.toml", '"low"', '"lowest"')
    with pytest.raises(DataProblem, match="confidence"):
        build_package_data(str(root))
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".building")] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("thesaurus.toml", 'trade = ["picture"]', "", "thesaurus.toml: concept.0"),
        ("thesaurus.toml", 'trade = ["picture"]', "trade = 1", "thesaurus.toml: concept.0.trade"),
        ("thesaurus.toml", "[words]", "[words", "thesaurus.toml"),
        ("catalogue.toml", "[", "", None),
    ],
)
def test_a_defect_anywhere_in_the_data_is_one_line(
    name: str, old: str, new: str, where: str | None, root: Path
) -> None:
    path = root / "data" / name
    if where is None:
        path.unlink()
    else:
        edit(path, old, new)
    with pytest.raises(PatentcliError) as caught:
        build_catalogue(str(root))
    assert caught.value.where == (where or name)
    assert "\n" not in str(caught.value)


ROOMS = ("classifications", "rules", "schemes", "size_standards")


@pytest.mark.parametrize(
    "path", sorted(p for room in ROOMS for p in (ROOT / "data" / room).glob("*"))
)
def test_no_file_of_the_data_may_have_an_unknown_key(path: Path, root: Path) -> None:
    inside = path.relative_to(ROOT / "data")
    copy = root / "data" / inside
    copy.write_text("surplus = 1\n" + copy.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DataProblem) as caught:
        build_catalogue(str(root))
    assert caught.value.where == f"{inside.as_posix()}: surplus"
