"""What is exported is whole and comes back the same; what differs between two catalogues."""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from listing import imported, records
from patentcli.numbers.cn_application import calc_check_digit
from records import KNOWN, MIXED
from records import imported as catalogue
from tools import PATENTS, call

FORMATS = ["toml", "json", "jsonl", "csv", "xlsx"]
FORMATS += ["parquet"] if find_spec("pyarrow") else []


@pytest.mark.parametrize("name", FORMATS)
def test_an_exported_catalogue_comes_back_the_same(
    name: str, tmp_path: Path, data_dir: Path
) -> None:
    path = tmp_path / f"all.{name}"
    assert call("catalogue", "export", "-o", str(path)).code == 0
    # Excel needs a mark.
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,publication_number,") == (name == "csv")
    assert call("catalogue", "import", str(path), "--name", "again").code == 0
    answer = call("catalogue", "diff", "bundled", "again", "--format", "json")
    assert (answer.code, answer.json) == (0, [])


def test_parquet_holds_every_record_and_field(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    own = catalogue(tmp_path, *MIXED)
    assert call("-C", own, "catalogue", "export", "-o", str(tmp_path / "all.parquet")).code == 0
    records = parquet.read_table(tmp_path / "all.parquet").to_pylist()
    for record in records:
        for fee in ("annual_fee_yuan", "one_off_fee_yuan"):
            record[fee] = None if record[fee] is None else str(record[fee])
    assert records == call("-C", own, "list", "--format", "json").json


def test_toml_that_no_import_would_take_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patentcli.lists.objects.LARGEST_TOML", 10_000)
    answer = call("catalogue", "export", "-o", str(tmp_path / "all.toml"))
    assert answer.code == 73
    assert "JSON Lines" in answer.err
    assert list(tmp_path.iterdir()) == []
    assert len(call("catalogue", "export", "-o", "-", "--format", "jsonl").lines) == len(PATENTS)


def test_a_list_is_compared_as_it_would_be_imported(tmp_path: Path, data_dir: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    head = "专利号,专利名称,专利权人\n"
    before.write_text(head + "202210599282.6,甲,某\n202010566088.9,乙,某\n", encoding="utf-8")
    after.write_text(head + "202210599282.6,新甲,他\nCN114694123B,丙,某\n", encoding="utf-8")
    answer = call("catalogue", "diff", str(before), str(after))
    assert answer.code == 1
    assert [
        (r["change"], r["title"], r["field"], r["before"], r["after"]) for r in answer.table
    ] == [
        ("added", "丙", "id", "", "CN114694123B"),
        ("removed", "乙", "id", "CN202010566088.9", ""),
        ("changed", "新甲", "title_zh", "甲", "新甲"),
        ("changed", "新甲", "holder_zh", "某", "他"),
    ]
    assert "1 added, 1 removed, 1 changed" in answer.err
    assert call("catalogue", "diff", str(before), str(before)).code == 0
    imported(before, "--official", name="official")
    for pair in (("official", str(before)), (str(before), "official")):
        assert call("catalogue", "diff", *pair).code == 0, pair


# --- records of every kind

# All that a format could trip over.
SIGNS = "图像é =+-@'\"|;；、,，[]{}\\/<>&#:A1%😀"
SAID = [text for sign in SIGNS for text in (f"{sign}a", f"a{sign}", f"a{sign}{sign}b", f"'{sign}1")]
TEXTS = ("title", "title_zh", "holder", "holder_zh", "summary", "summary_zh", "licence_term",
         "licence_scope", "legal_status_as_shown", "note")  # fmt: skip
REST = ("filing_date", "grant_date", "domain", "applications", "summary_basis", "listing",
        "licence_kind", "offer_until", "confidence")  # fmt: skip


def every_kind() -> Iterator[dict[str, Any]]:
    """A record for each text, with numbers and values of all kinds in turn."""
    known = {name: KNOWN[name] for name in REST}
    for n, text in enumerate(SAID):
        digits = f"{2004 + n % 20}1{n:07}"
        number = f"{digits}.{calc_check_digit(digits)}"
        application = {"application_number": f"{('CN', 'ZL')[n % 2]}{number}"}
        publication = {"publication_number": (f"CN1{n:08}B", f"US{7_000_000 + n}B2")[n % 2]}
        numbers = (application, publication, application | publication)[n % 3]
        filled = dict.fromkeys(TEXTS, text) | {"inventors": [text, "B"], "sources": [text]}
        values = {
            "annual_fee_yuan": f"{n * n}.{n:02}" if n % 4 else None,
            "one_off_fee_yuan": None if n % 3 else "0.01",
            "chinese_applications": [{"number": "CN200910129551.7", "role": "priority"}][n % 2 :],
            "chinese_grant": f"CN2{n:08}U" if n % 5 == 0 else None,
            "title_is_translation": (True, False, None)[n % 3],
            "family": [f"EP{1_000_000 + n}B1"][: n % 2],
            "classifications": ["G06T", "H04N7/18", "A", "Y02D30/70"][: n % 5],
        }
        little = {"title": text} if n % 7 == 0 else known | filled | values
        yield numbers | little


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_exported_comes_back(name: str, tmp_path: Path, data_dir: Path) -> None:
    source, path = tmp_path / "source.json", tmp_path / f"export.{name}"
    source.write_text(json.dumps([*MIXED, *every_kind()]), encoding="utf-8")
    assert imported(source).code == 0
    before = records()
    assert len(before) > len(SAID)
    assert call("catalogue", "export", "own", "-o", str(path)).code == 0
    again = imported(path, name="again")
    assert again.code == 0, again.err
    assert records("again") == before
