"""Did you mean: the nearest known word, and an error that lists them all."""

import pytest

from patentcli.suggest import nearest, unknown_word

DOMAINS = ("image", "video", "3d", "other")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("vidio", "video"),
        ("VIDEO", "video"),
        ("imag", "image"),
        ("3D", "3d"),
        ("3", "3d"),
        ("othr", "other"),
    ],
)
def test_a_mistyped_word(word: str, meant: str) -> None:
    assert nearest(word, DOMAINS) == meant


@pytest.mark.parametrize("word", ["", "patent", "zzzzz", "x" * 100_000])
def test_a_word_like_none_of_them(word: str) -> None:
    assert nearest(word, DOMAINS) is None


def test_chinese() -> None:
    assert nearest("视屏", ["图像", "视频"]) == "视频"


def test_the_spelling_of_the_known_word_is_kept() -> None:
    assert nearest("retial", ["Retail", "Finance"]) == "Retail"


def test_the_error_lists_all_words_the_nearest_first() -> None:
    problem = unknown_word("unknown domain 'vidio'", "vidio", DOMAINS, where="--domain")
    assert str(problem) == (
        "--domain: unknown domain 'vidio'; did you mean video? known: image, video, 3d, other"
    )


def test_the_error_for_a_word_like_none() -> None:
    problem = unknown_word("unknown domain 'x'", "zzzz", DOMAINS)
    assert str(problem) == "unknown domain 'x'; known: image, video, 3d, other"
