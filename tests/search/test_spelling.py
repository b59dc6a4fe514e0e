"""Which known word a mistyped one was meant to be."""

import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from patentcli.search.engine import Result
from patentcli.search.spelling import meant_word, one_slip


def plain_distance(one: str, other: str) -> int:
    """The optimal string alignment distance, straight from its definition."""
    table = [
        [i + j if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@example("aabcc", "abacc")
@example("abcab", "abcb")
@given(st.text("abc", min_size=5, max_size=7), st.text("abc", max_size=7))
def test_one_slip_is_a_distance_of_one(one: str, other: str) -> None:
    assert (other in one_slip(one)) == (plain_distance(one, other) == 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vidio", "video"),
        ("vidoe", "video"),
        ("fingerprit", "fingerprint"),
        ("pannoramic", "panoramic"),
        ("waternark", "watermark"),
        ("recogniton", "recognition"),
        ("ivdeo", "video"),
        ("bideo", "video"),
        ("lgoo", "logo"),
        ("zzyzx", ""),
        ("vr", ""),
    ],
)
def test_mistyped_words(bundled: sqlite3.Connection, typed: str, meant: str) -> None:
    assert meant_word([bundled], typed) == meant


def test_a_short_word_with_another_letter_is_another_word(bundled: sqlite3.Connection) -> None:
    assert meant_word([bundled], "logy") == ""


@pytest.mark.parametrize(
    ("query", "corrections"),
    [
        ("vidio fingerprit", [("vidio", "video"), ("fingerprit", "fingerprint")]),
        ("视屏水印", [("视屏", "视频")]),
        ("二维吗识别", [("二维吗", "二维码")]),
        ("直波间补货", [("直波间", "直播间")]),
        # Right as they are, though no record has them.
        ("plumbers", []),
        ("wood glue", []),
        ("其实是面包", []),
        ("Sheng Xiaojie", []),
        ("盛骁杰", []),
    ],
)
def test_only_mistakes_are_corrected(
    search: Callable[..., Result], query: str, corrections: list[tuple[str, str]]
) -> None:
    assert search(query).corrections == corrections
