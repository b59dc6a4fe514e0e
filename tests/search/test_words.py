"""Cutting Chinese where words begin and end."""

import pytest

from patentcli.search.words import LONGEST_WORD, candidates, cut

KNOWN = {"短视频", "视频", "视频文案", "文案", "手机", "地图", "包", "图", "面包", "配方", "今天"}
SMALL = {"的", "用", "把"}


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("手机地图", ["手机", "地图"]),
        ("用手机的地图", ["用", "手机", "的", "地图"]),
        # Nothing left over is better than one long word.
        ("短视频文案", ["短视频", "文案"]),
        # A character inside a word that everybody knows is not that character's meaning.
        ("面包配方", ["面包", "配方"]),
        # Nor is one beside something unknown.
        ("鼓包", ["鼓包"]),
        ("滚筒", ["滚筒"]),
        ("把图", ["把", "图"]),
    ],
)
def test_words_are_found(run: str, words: list[str]) -> None:
    assert cut(run, KNOWN, SMALL) == words


def test_nothing_is_lost() -> None:
    run = "今天手机滚筒短视频的文案包"
    assert "".join(cut(run, KNOWN, SMALL)) == run


def test_candidates_are_all_short_stretches() -> None:
    assert candidates("一二三") == {"一", "二", "三", "一二", "二三", "一二三"}
    assert max(map(len, candidates("字" * 40))) == LONGEST_WORD
