"""The thesaurus file, and what the build makes of it."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from patentcli.building.thesaurus import Thesaurus

DATA = Path(__file__).parents[2] / "data"
SOUGHT = ("everyday", "trade", "patent")
GOOD = {"id": "good", "trade": ["ocr"]}


def test_entries_speak_both_languages_and_name_each_term_once() -> None:
    concepts = tomllib.loads((DATA / "thesaurus.toml").read_text("utf-8"))["concept"]
    assert len(concepts) >= 300
    for concept in concepts:
        sought = [term for kind in SOUGHT for term in concept.get(kind, [])]
        assert {term.isascii() for term in sought} == {True, False}, concept["id"]
        terms = [*sought, *concept.get("asked", [])]
        assert len(terms) == len(set(terms)), concept["id"]


@pytest.mark.parametrize(
    "wrong",
    [
        [{"id": "Not A Name", "trade": ["video"]}],
        [{"id": "empty"}],
        [{"id": "only-asked", "asked": ["video"]}],
        [{"id": "one-character", "trade": ["图"]}],
        [{"id": "traditional", "trade": ["彈幕"]}],
        [{"id": "capitals", "trade": ["OCR"]}],
        [{"id": "are", "trade": ["goods are published"]}],
        [{"id": "unknown-key", "trade": ["ocr"], "synonyms": []}],
        [{"id": "twice", "trade": ["one"]}, {"id": "twice", "trade": ["two"]}],
        [{"id": "related", "trade": ["one"], "related": ["unknown"]}],
    ],
)
def test_a_wrong_entry_is_refused(wrong: list[dict[str, object]]) -> None:
    words: dict[str, list[str]] = {"stop": [], "generic": [], "british": [], "irregular": []}
    Thesaurus.model_validate({"words": words, "company": [], "concept": [GOOD]})
    with pytest.raises(ValidationError):
        Thesaurus.model_validate({"words": words, "company": [], "concept": wrong})
