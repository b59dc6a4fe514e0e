"""One normal form for queries and records."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.search import text


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Video FINGERPRINT", "video fingerprint"),
        ("ＨＴＭＬ５ 视频", "html5 视频"),
        ("水\u200b印\u2060", "水印"),
        ("彈幕重疊 數位浮水印", "弹幕重叠 数位浮水印"),
        ("圖像識別", "图像识别"),
        ("Café NAÏVE Ångström Ёлка", "cafe naive angstrom елка"),
        ("", ""),
    ],
)
def test_what_keyboards_and_pages_add_is_folded(typed: str, normal: str) -> None:
    assert text.normalise(typed) == normal


def test_a_phrase_is_always_quoted_and_one_character_is_a_beginning() -> None:
    assert text.phrase("三维图") == '"三维 维图"'
    assert text.phrase("图") == '"图"*'
    assert text.phrase('free" OR "viewpoint') == '"free or viewpoint"'.replace("or", "OR")
    assert text.phrase("3d模型") == '"3d 模型"'


@given(st.text(max_size=40))
def test_no_text_is_syntax(typed: str) -> None:
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        for token in text.tokens(text.normalise(typed)):
            index.execute("SELECT * FROM t WHERE t MATCH ?", (text.phrase(token),)).fetchall()


@given(st.text(alphabet="图视频a b1-，。\u200bＡ", max_size=30))
def test_normal_text_stays_as_it_is(typed: str) -> None:
    once = text.normalise(typed)
    assert text.normalise(once) == once
