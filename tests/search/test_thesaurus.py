"""The thesaurus file, and what the build makes of it."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from patentcli.search import text
from patentcli.search.thesaurus_build import Concept, Forms, Thesaurus, key_of

DATA = Path(__file__).parents[2] / "data"
SOUGHT = ("everyday", "trade", "patent")


def test_entries_speak_both_languages_in_normal_form() -> None:
    concepts = tomllib.loads((DATA / "thesaurus.toml").read_text("utf-8"))["concept"]
    assert len(concepts) >= 300
    for concept in concepts:
        sought = [term for kind in SOUGHT for term in concept.get(kind, [])]
        assert {term.isascii() for term in sought} == {True, False}, concept["id"]
        terms = [*sought, *concept.get("asked", [])]
        assert len(terms) == len(set(terms)), concept["id"]
        assert list(map(text.normalise, terms)) == terms


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Not A Name", "trade": ["video"]},
        {"id": "empty"},
        {"id": "only-asked", "asked": ["video"]},
        {"id": "one-character", "trade": ["图"]},
        {"id": "traditional", "trade": ["彈幕"]},
        {"id": "capitals", "trade": ["OCR"]},
        {"id": "unknown-key", "trade": ["ocr"], "synonyms": []},
    ],
)
def test_a_wrong_entry_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Concept.model_validate(wrong)


@pytest.mark.parametrize(
    "entries",
    [
        [{"id": "a", "trade": ["one"]}, {"id": "a", "trade": ["two"]}],
        [{"id": "a", "trade": ["one"], "related": ["b"]}],
    ],
)
def test_names_must_be_unique_and_known(entries: list[dict[str, object]]) -> None:
    words = {"stop": [], "particle": [], "generic": [], "british": [], "irregular": []}
    with pytest.raises(ValidationError):
        Thesaurus.model_validate({"words": words, "company": [], "concept": entries})


def test_keys_ignore_order_and_small_words() -> None:
    forms = Forms(["colour=color"], ["draw=drew=drawn"])
    stop = {text.stem(word) for word in ("the", "of", "a", "in", "out")} - {"out"}
    key = key_of("cut the background out", stop, forms)
    assert key == key_of("background cut out", stop, forms) == "background cut out"
    assert key_of("in a picture", stop, forms) == ""
    assert key_of("colours drawn", stop, forms) == key_of("draw a color", stop, forms)
    assert key_of("字符识别", stop, forms) == "字符识别"
