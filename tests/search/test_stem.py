"""English words that must meet in the thesaurus, and words that must not."""

import pytest

from patentcli.search.text import spellings, stem


@pytest.mark.parametrize(
    "words",
    [
        ("label", "labels", "labelled", "labelling", "labeled", "labeling"),
        ("scan", "scans", "scanned", "scanning"),
        ("story", "stories"),
        ("recognise", "recognised", "recognising", "recognize", "recognizes"),
        ("code", "codes", "coded", "coding"),
        ("scroll", "scrolling", "scrolled"),
        ("match", "matches", "matching"),
        ("picture", "pictures"),
        ("crop", "cropping", "cropped"),
    ],
)
def test_forms_of_a_word_share_a_key(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("care", "car"), ("cute", "cut"), ("face", "facial"), ("tiles", "title")],
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["3d", "h264", "html5", "vr", "视频", "naïve"])
def test_what_is_no_plain_english_word_is_its_own_key(word: str) -> None:
    assert stem(word) == word


def test_both_sides_of_the_atlantic_are_looked_for() -> None:
    assert spellings("digitised") == ["digitised", "digitized"]
    assert spellings("optimization") == ["optimization", "optimisation"]
    assert spellings("camera") == ["camera"]
