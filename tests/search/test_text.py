"""One normal form for queries and records: what the index holds is what a query looks for."""

import doctest
import sqlite3
import unicodedata
from contextlib import closing
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from patentcli.search import rank, text
from patentcli.search.index import cut, cut_texts, in_columns
from patentcli.search.terms import Thesaurus
from records import MIXED
from tools import PATENTS

# Records are written without invisible characters, and nobody puts an accent on Chinese.
WRITTEN = st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Mn"))


def indexed(*texts: str) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter ascii')")
    index.executemany("INSERT INTO t VALUES (?)", [(cut,) for cut in cut_texts(list(texts))])
    return index


def finds(index: sqlite3.Connection, word: str) -> list[int]:
    found = index.execute("SELECT rowid FROM t WHERE t MATCH ?", (text.phrase(word),))
    return [n for (n,) in found]


def test_what_keyboards_and_pages_add_is_folded() -> None:
    normal = {
        "Video FINGERPRINT": "video fingerprint", "ＨＴＭＬ５ 视频": "html5 视频",
        "水\u200b印\u2060": "水印", "彈幕重疊 數位浮水印": "弹幕重叠 数位浮水印",
        "Café NAÏVE Ångström Ёлка": "cafe naive angstrom елка", "": "",
    }  # fmt: skip
    assert {typed: text.normalise(typed) for typed in normal} == normal


@given(st.text(alphabet="图视频a b1-，。\u200bＡ", max_size=30))
def test_normal_text_stays_as_it_is(typed: str) -> None:
    once = text.normalise(typed)
    assert text.normalise(once) == once


def test_a_phrase_is_always_quoted_and_one_character_is_a_beginning() -> None:
    assert text.phrase("三维图") == '"三维 维图"'
    assert text.phrase("图") == '"图"*'
    assert text.phrase('free" OR "viewpoint') == '"free OR viewpoint"'
    assert text.phrase("3d模型") == '"3d 模型"'


def test_forms_of_a_word_share_a_stem_and_other_words_do_not() -> None:
    for words in (
        "label labels labelled labelling labeled labeling", "scan scans scanned scanning",
        "story stories", "recognise recognised recognising recognize recognizes",
        "code codes coded coding", "match matches matching", "crop cropping cropped",
    ):  # fmt: skip
        assert len(set(map(text.stem, words.split()))) == 1, words
    for words in ("care car", "cute cut", "face facial", "tiles title"):
        assert len(set(map(text.stem, words.split()))) == 2, words
    for word in ("3d", "h264", "html5", "vr", "视频", "naïve"):
        assert text.stem(word) == word, "no plain English word"


def test_the_examples_of_the_docstrings_hold() -> None:
    for module in (text, rank):
        failed, attempted = doctest.testmod(module)
        assert attempted
        assert not failed


def test_chinese_is_cut_where_words_begin_and_end(bundled: sqlite3.Connection) -> None:
    cut = [
        "手机 地图", "用 手机 的 地图",
        "短视频 文案",  # nothing left over is better than one long word
        # A character inside a word that everybody knows is not that character's meaning,
        "面包 配方",
        # nor is one beside something unknown.
        "鼓包", "把 图", "今天 手机 滚筒 短视频 的 文案 包",
    ]  # fmt: skip
    found = Thesaurus(bundled).words([words.replace(" ", "") for words in cut])
    assert [" ".join(word.typed for word in words) for words in found] == cut


@given(st.text(st.sampled_from("图像識别视频方法，（Ａ a1"), max_size=30))
def test_pairs_are_those_of_the_plain_way(written: str) -> None:
    signs = (
        unicodedata.normalize("NFKC", written).translate(str.maketrans(*text.tables()[:2])) + " "
    )
    plain = [a + b if text.is_han(b) else a for a, b in pairwise(signs) if text.is_han(a)]
    assert [w for w in cut_texts([written])[0].split() if text.is_han(w)] == plain


def test_what_the_index_holds_is_what_a_phrase_finds() -> None:
    with closing(indexed("全景视频的场景切换方法")) as index:
        there = [w for w in ("视频", "场景切换", "法", "切", "景视", "视切") if finds(index, w)]
    assert there == ["视频", "场景切换", "法", "切", "景视"]


@given(
    st.lists(
        st.text(WRITTEN, max_size=40)
        | st.text(alphabet="éÅ图視、。—“”ガ가Ж①aB 1_\u2028\n", max_size=20)
        | st.text(alphabet="e\u0301q\u0307Жй ", max_size=20),
        max_size=4,
    )
)
def test_every_word_of_a_text_is_found_in_it(texts: list[str]) -> None:
    with closing(indexed(*texts)) as index:
        for n, written in enumerate(texts, 1):
            for token in text.tokens(text.normalise(written)):
                assert n in finds(index, token), token


def test_records_cut_together_are_as_cut_one_by_one() -> None:
    odd = "ＨＴＭＬ５ é\u0301ﬁ①㎏ 欧阳单于 ab H2-5 '\"#𠀀，（識）"
    records = [*PATENTS.values(), *MIXED, {"title_zh": odd, "inventors": [odd, "Jöhn Smith·"]}, {}]

    def folded(some: list[dict[str, object]]) -> list[list[str]]:  # as the tokenizer does
        return [[text.casefold() for text in column] for column in cut(in_columns(some))]

    together = list(zip(*folded(records), strict=True))
    assert together == [tuple(text for (text,) in folded([one])) for one in records]


def test_no_phrase_spans_two_names() -> None:
    *_others, (inventors,), (sounds,) = cut(
        in_columns([{"inventors": ["Yu Liu", "Ruitao Wang", "王磊", "盛骁杰"]}])
    )
    assert " ".join(inventors.split()) == "Yu Liu ¶ Ruitao Wang ¶ 王磊 磊 盛骁 骁杰 杰"
    assert sounds.split(" ¶ ") == ["", "", "wang lei", "sheng xiaojie"]


def test_names_as_passports_write_them() -> None:
    names = {
        "盛骁杰": "sheng xiaojie", "单明辉": "shan minghui", "欧阳修": "ouyang xiu",
        "吕义": "lyu yi", "盛": "", "Xiaojie": "",
    }  # fmt: skip
    assert {name: text.romanised(name) for name in names} == names
