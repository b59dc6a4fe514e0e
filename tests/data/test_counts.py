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
    assert Counter(r["domain"] for r in RECORDS) == {"video": 38, "image": 36, "3d": 22, "other": 4}


def test_offices() -> None:
    assert Counter(r["publication_number"][:2] for r in RECORDS) == {"CN": 51, "US": 49}


def test_chinese_grants() -> None:
    known = [r["publication_number"][:2] for r in RECORDS if "chinese_grant" in r]
    assert Counter(known) == {"CN": 51, "US": 20}
    only_applied = [r for r in RECORDS if "chinese_grant" not in r]
    assert len(only_applied) == 29
    assert all(r["chinese_applications"] for r in only_applied)


def test_one_is_held_by_the_academys_company() -> None:
    held = [r["publication_number"] for r in RECORDS if r["holder"] == DAMO]
    assert held == ["CN114694123B"]


def test_every_word_of_the_vocabulary_is_used() -> None:
    vocabulary = tomllib.loads((ROOT / "data" / "vocabulary.toml").read_text(encoding="utf-8"))
    used = {tag for r in RECORDS for tag in r["applications"]} | {r["domain"] for r in RECORDS}
    assert used == {word["value"] for words in vocabulary.values() for word in words}


def test_every_fact_of_the_scheme_has_its_own_key_and_its_source() -> None:
    facts = call("scheme", "--format", "json").json
    assert len({fact["key"] for fact in facts}) == len(facts)
    for fact in facts:
        assert fact["source"]
        assert fact["url"] is not None or fact["certainty"] == "computed"
