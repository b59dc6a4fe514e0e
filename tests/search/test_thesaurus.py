"""The thesaurus file, and what the build makes of it."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from patentcli.search import text
from patentcli.search.text import stem
from patentcli.search.thesaurus_build import Concept, Forms, Thesaurus, key_of

DATA = Path(__file__).parents[2] / "data"
SOUGHT = ("everyday", "trade", "patent")


@pytest.fixture(scope="module")
def concepts() -> list[dict[str, list[str]]]:
    return list(tomllib.loads((DATA / "thesaurus.toml").read_text("utf-8"))["concept"])


def test_there_are_hundreds_of_entries_in_both_languages(
    concepts: list[dict[str, list[str]]],
) -> None:
    assert len(concepts) >= 300
    for concept in concepts:
        terms = [term for kind in SOUGHT for term in concept.get(kind, [])]
        assert any(term.isascii() for term in terms), concept["id"]
        assert any(not term.isascii() for term in terms), concept["id"]


def test_chinese_is_written_in_simplified_characters(concepts: list[dict[str, list[str]]]) -> None:
    for concept in concepts:
        for term in (t for kind in (*SOUGHT, "asked") for t in concept.get(kind, [])):
            assert text.normalise(term) == term


def test_no_term_stands_twice_in_an_entry(concepts: list[dict[str, list[str]]]) -> None:
    for concept in concepts:
        terms = [term for kind in (*SOUGHT, "asked") for term in concept.get(kind, [])]
        assert len(terms) == len(set(terms)), concept["id"]


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
    stop = {stem(word) for word in ("the", "of", "a", "in", "out")} - {"out"}
    key = key_of("cut the background out", stop, forms)
    assert key == key_of("background cut out", stop, forms) == "background cut out"
    assert key_of("in a picture", stop, forms) == ""
    assert key_of("colours drawn", stop, forms) == key_of("draw a color", stop, forms)
    assert key_of("字符识别", stop, forms) == "字符识别"
