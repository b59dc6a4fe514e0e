"""What is said of the bundled catalogue, counted from its files."""

import tomllib
from collections import Counter

from tools import ROOT, call

RECORDS = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in (ROOT / "data" / "patents").glob("*.toml")
]
DAMO = "Alibaba DAMO (Hangzhou) Technology Co., Ltd."


def test_domains() -> None:
    assert Counter(r["domain"] for r in RECORDS) == {
        "video": 40,
        "image": 29,
        "3d": 19,
        "other": 12,
    }


def test_offices() -> None:
    assert Counter(r["publication_number"][:2] for r in RECORDS) == {"CN": 98, "US": 2}


def test_records_are_chinese_grants_but_the_two_that_the_announcement_names() -> None:
    foreign = {r["publication_number"] for r in RECORDS if "chinese_grant" not in r}
    assert foreign == {"US10068018B2", "US11941802B2"}
    assert all(r["chinese_applications"] for r in RECORDS if r["publication_number"] in foreign)


def test_one_is_held_by_the_academys_company() -> None:
    held = [r["publication_number"] for r in RECORDS if r["holder"] == DAMO]
    assert held == ["CN114694123B"]


def test_every_domain_is_used() -> None:
    vocabulary = tomllib.loads((ROOT / "data" / "vocabulary.toml").read_text(encoding="utf-8"))
    assert {r["domain"] for r in RECORDS} == {word["value"] for word in vocabulary["domain"]}


def test_every_fact_of_the_scheme_has_its_own_key_and_its_source() -> None:
    facts = call("scheme", "--format", "json").json
    assert len({fact["key"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact["source"]
        assert fact["url"] is not None or fact["certainty"] == "computed"
