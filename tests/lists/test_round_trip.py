"""What is exported comes back the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from listing import imported, records
from patentcli.numbers.cn_application import calc_check_digit
from tools import call

FORMATS = ("toml", "json", "jsonl", "csv", "xlsx")

# Text with all that a format could trip over; what no record may hold is left out.
SIGNS = "图像é =+-@'\"|;；、,，[]{}\\/<>&#:A1%😀"
text = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
texts = st.lists(text, max_size=3, unique=True)
digits = st.integers(2004, 2024).flatmap(
    lambda year: st.integers(0, 9_999_999).map(lambda serial: f"{year}1{serial:07}")
)
application = digits.map(lambda d: f"CN{d}.{calc_check_digit(d)}")
publication = st.integers(100_000_000, 199_999_999).map(lambda n: f"CN{n}B")
foreign = st.integers(1_000_000, 9_999_999).map(lambda n: f"US{n}B2")
day = st.dates().filter(lambda d: 1985 <= d.year <= 2040).map(str)
fee = st.integers(0, 10**9).map(lambda fen: f"{fen // 100}.{fen % 100:02}")


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def number_fields() -> st.SearchStrategy[dict[str, Any]]:
    own = st.fixed_dictionaries({"application_number": application})
    published = st.fixed_dictionaries({"publication_number": publication | foreign})
    both = st.fixed_dictionaries(
        {"application_number": application, "publication_number": publication}
    )
    return own | published | both


def patent() -> st.SearchStrategy[dict[str, Any]]:
    other = st.fixed_dictionaries(
        {"number": application, "date": maybe(day), "role": st.just("priority")}
    )
    rest = st.fixed_dictionaries(
        {"title": text},
        optional={
            "title_zh": maybe(text),
            "title_is_translation": maybe(st.booleans()),
            "title_zh_is_translation": maybe(st.booleans()),
            "holder": maybe(text),
            "inventors": texts,
            "chinese_applications": st.lists(other, max_size=2, unique_by=lambda a: a["number"]),
            "chinese_grant": maybe(publication),
            "filing_date": maybe(day),
            "family": st.lists(foreign, max_size=2, unique=True),
            "classifications": st.lists(
                st.sampled_from(["G06T", "H04N7/18", "A", "Y02D30/70"]), max_size=2, unique=True
            ),
            "domain": maybe(st.sampled_from(["video", "image", "3d", "other"])),
            "applications": st.lists(st.sampled_from(["ocr", "retail"]), max_size=2, unique=True),
            "summary": maybe(text),
            "summary_zh": maybe(text),
            "summary_basis": maybe(st.sampled_from(["abstract", "title"])),
            "legal_status_as_shown": maybe(text),
            "listing": maybe(st.sampled_from(["listed", "candidate"])),
            "licence_kind": maybe(st.sampled_from(["open-licence", "public-implementation"])),
            "annual_fee_yuan": maybe(fee),
            "one_off_fee_yuan": maybe(fee),
            "licence_term": maybe(text),
            "licence_scope": maybe(text),
            "sources": texts,
            "confidence": maybe(st.sampled_from(["high", "low"])),
            "note": maybe(text),
        },
    )
    return st.tuples(number_fields(), rest).map(lambda pair: pair[0] | pair[1])


def keys(found: dict[str, Any]) -> set[str]:
    return {str(found.get(k))[:14] for k in ("application_number", "publication_number")} - {"None"}


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
@given(patents=st.lists(patent(), min_size=1, max_size=4).filter(distinct))
@example(patents=[{"publication_number": "CN100000000B", "title": "'="}])
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


@pytest.mark.usefixtures("data_dir")
@pytest.mark.parametrize("name", FORMATS)
def test_the_bundled_catalogue_comes_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"export.{name}"
    call("catalogue", "export", "-o", str(path))
    assert imported(path, name="again").code == 0
    assert call("catalogue", "diff", "bundled", "again").out.count("\n") == 1
    assert call("catalogue", "diff", "bundled", "again").code == 0
