"""One normal form for queries and records."""

import sqlite3

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


def test_chinese_is_written_as_pairs_with_its_last_character() -> None:
    assert text.index_text("三维地图").split() == ["三维", "维地", "地图", "图"]
    assert text.index_text("用AR看图").split() == ["用", "AR", "看图", "图"]


def test_ascii_is_left_to_the_tokenizer() -> None:
    assert text.index_text("A kind of Method, and device") == "A kind of Method, and device"


def test_a_phrase_is_always_quoted_and_one_character_is_a_beginning() -> None:
    assert text.phrase("三维图") == '"三维 维图"'
    assert text.phrase("图") == '"图"*'
    assert text.phrase('free" OR "viewpoint') == '"free or viewpoint"'.replace("or", "OR")
    assert text.phrase("3d模型") == '"3d 模型"'


def test_what_the_index_holds_is_what_a_phrase_finds() -> None:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter ascii')")
    index.execute("INSERT INTO t VALUES (?)", (text.index_text("全景视频的场景切换方法"),))
    for word, is_there in [
        ("视频", 1),
        ("场景切换", 1),
        ("法", 1),
        ("切", 1),
        ("景视", 1),
        ("视切", 0),
    ]:
        found = index.execute("SELECT count(*) FROM t WHERE t MATCH ?", (text.phrase(word),))
        assert found.fetchone() == (is_there,), word


# Records are written without invisible characters, and nobody puts an accent on Chinese.
_WRITTEN = st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Mn"))


@given(
    st.text(_WRITTEN, max_size=40)
    | st.text(alphabet="éÅ图視、。—“”ガ가Ж①aB 1_\u2028", max_size=20)
    | st.text(alphabet="e\u0301q\u0307Жй ", max_size=20)
)
def test_every_word_of_a_text_is_found_in_it(written: str) -> None:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter ascii')")
    index.execute("INSERT INTO t VALUES (?)", (text.index_text(written),))
    for token in text.tokens(text.normalise(written)):
        found = index.execute("SELECT count(*) FROM t WHERE t MATCH ?", (text.phrase(token),))
        assert found.fetchone() == (1,), token


@given(st.text(max_size=40))
def test_no_text_is_syntax(typed: str) -> None:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    for token in text.tokens(text.normalise(typed)):
        index.execute("SELECT * FROM t WHERE t MATCH ?", (text.phrase(token),)).fetchall()


@given(st.text(alphabet="图视频a b1-，。\u200bＡ", max_size=30))
def test_normal_text_stays_as_it_is(typed: str) -> None:
    once = text.normalise(typed)
    assert text.normalise(once) == once
