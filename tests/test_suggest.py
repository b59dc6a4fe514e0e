"""Did you mean: the nearest known word, and an error that lists them all."""

import pytest

from patentcli.suggest import nearest, unknown_word

DOMAINS = ("image", "video", "3d", "other")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("vidio", "video"), ("VIDEO", "video"), ("imag", "image"), ("othr", "other")),
        *(("3D", "3d"), ("3", "3d"), ("视屏", "视频"), ("retial", "Retail")),
        *((word, None) for word in ("", "patent", "zzzzz", "x" * 100_000)),
    ],
)
def test_a_mistyped_word(word: str, meant: str | None) -> None:
    assert nearest(word, [*DOMAINS, "图像", "视频", "Retail"]) == meant


def test_the_error_lists_all_words_the_nearest_first() -> None:
    known = "known: image, video, 3d, other"
    near = unknown_word("unknown domain 'vidio'", "vidio", DOMAINS, where="--domain")
    assert str(near) == f"--domain: unknown domain 'vidio'; did you mean video? {known}"
    assert (
        str(unknown_word("unknown domain 'x'", "zzzz", DOMAINS)) == f"unknown domain 'x'; {known}"
    )
