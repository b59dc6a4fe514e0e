"""What is exported is whole and comes back the same; what differs between two catalogues."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from listing import imported, records
from patentcli.numbers.cn_application import calc_check_digit
from records import MIXED
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
    monkeypatch.setattr("patentcli.lists.exporting.LARGEST_TOML", 10_000)
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


# --- any records

# Text with all that a format could trip over; what no record may hold is left out. A cell of
# nothing but signs, such as "/", says in a list that there is nothing.
SIGNS = "图像é =+-@'\"|;；、,，[]{}\\/<>&#:A1%😀"
text = st.text(SIGNS, min_size=1, max_size=12).map(str.strip)
text = text.filter(lambda said: any(map(str.isalnum, said)))
texts = st.lists(text, max_size=3, unique=True)
digits = st.integers(2004, 2024).flatmap(
    lambda year: st.integers(0, 9_999_999).map(lambda serial: f"{year}1{serial:07}")
)
application = digits.map(lambda d: f"CN{d}.{calc_check_digit(d)}")
granted = application.map(lambda number: f"ZL{number[2:]}")
publication = st.integers(100_000_000, 199_999_999).map(lambda n: f"CN{n}B")
foreign = st.integers(1_000_000, 9_999_999).map(lambda n: f"US{n}B2")
day = st.dates().filter(lambda d: 1985 <= d.year <= 2040).map(str)
fee = st.integers(0, 10**9).map(lambda fen: f"{fen // 100}.{fen % 100:02}")


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def of(*values: str) -> st.SearchStrategy[Any]:
    return maybe(st.sampled_from(values))


def few(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=2, unique_by=str)


ZL = "ZL202210599282.6"
NUMBERS = st.one_of(
    st.fixed_dictionaries({"application_number": application | granted}),
    st.fixed_dictionaries({"publication_number": publication | foreign}),
    st.fixed_dictionaries(
        {"application_number": application | granted, "publication_number": publication | foreign}
    ),
)
PRIORITY = st.fixed_dictionaries(
    {"number": application, "date": maybe(day), "role": st.just("priority")}
)
TEXTS = ("title_zh", "holder", "summary", "summary_zh", "legal_status_as_shown", "licence_term",
         "licence_scope", "note")  # fmt: skip
REST = st.fixed_dictionaries(
    {"title": text},
    optional={
        **dict.fromkeys(TEXTS, maybe(text)),
        **dict.fromkeys(("title_is_translation", "title_zh_is_translation"), maybe(st.booleans())),
        **dict.fromkeys(("inventors", "sources"), texts),
        **dict.fromkeys(("annual_fee_yuan", "one_off_fee_yuan"), maybe(fee)),
        "chinese_applications": st.lists(PRIORITY, max_size=2, unique_by=lambda a: a["number"]),
        "chinese_grant": maybe(publication),
        "filing_date": maybe(day),
        "family": few(foreign),
        "classifications": few(st.sampled_from(["G06T", "H04N7/18", "A", "Y02D30/70"])),
        "domain": of("video", "image", "3d", "other"),
        "applications": few(st.sampled_from(["ocr", "retail"])),
        "summary_basis": of("abstract", "title"),
        "listing": of("listed", "candidate"),
        "licence_kind": of("open-licence", "public-implementation"),
        "confidence": of("high", "low"),
    },
)
patent = st.tuples(NUMBERS, REST).map(lambda pair: pair[0] | pair[1])


def keys(found: dict[str, Any]) -> set[str]:
    said = [str(found.get(k)) for k in ("application_number", "publication_number")]
    return {text.replace("ZL", "CN")[:14] for text in said} - {"None"}


def distinct(patents: list[dict[str, Any]]) -> bool:
    seen: set[str] = set()
    for found in patents:
        if not seen.isdisjoint(keys(found)):
            return False
        seen |= keys(found)
    return True


@pytest.mark.usefixtures("data_dir")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(patents=st.lists(patent, min_size=1, max_size=4).filter(distinct))
@example(patents=[{"publication_number": "CN100000000B", "title": "'="}])
@example(patents=[{"application_number": ZL, "title": "A"}])
@example(patents=[{"application_number": ZL, "publication_number": "US11941802B2", "title": "A"}])
def test_what_is_exported_comes_back(patents: list[dict[str, Any]], tmp_path: Path) -> None:
    source = tmp_path / "source.json"
    source.write_text(json.dumps(patents), encoding="utf-8")
    answer = imported(source)
    assert answer.code == 0, answer.err
    before = records()
    assert len(before) == len(patents)
    for name in FORMATS:
        path = tmp_path / f"export.{name}"
        assert call("catalogue", "export", "own", "-o", str(path), "--force").code == 0
        again = imported(path, name="again")
        assert again.code == 0, again.err
        assert records("again") == before, name
