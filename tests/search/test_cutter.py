"""What the index holds of a record is what a query looks for."""

import sqlite3
import unicodedata
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patentcli.search import han, text
from patentcli.search.index import cut_rows, cut_texts

# Chinese old and new, full-width forms, accents, a combining accent, punctuation, Latin, digits.
SIGNS = "图像識别视频一種方法、，。（）ＨＴＭＬ５é\u0301ﬁ①㎏王磊欧阳单于ab H2-5 '\"#𠀀"
# Records are written without invisible characters, and nobody puts an accent on Chinese.
_WRITTEN = st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Mn"))
prose = st.text(st.sampled_from(SIGNS), max_size=30)
name = st.text(st.sampled_from("王磊欧阳单于盛骁杰識張Jöhn Smith·"), min_size=1, max_size=6)
record = st.fixed_dictionaries(
    {},
    optional={
        "title": st.none() | prose,
        "title_zh": st.none() | prose,
        "summary_zh": prose,
        "holder": st.none() | prose,
        "inventors": st.none() | st.lists(name, max_size=3),
        "applications": st.lists(st.sampled_from(["ocr", "video-coding"]), max_size=2),
    },
)


def indexed(*texts: str) -> sqlite3.Connection:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter ascii')")
    index.executemany("INSERT INTO t VALUES (?)", [(cut,) for cut in cut_texts(list(texts))])
    return index


def finds(index: sqlite3.Connection, word: str) -> list[int]:
    found = index.execute("SELECT rowid FROM t WHERE t MATCH ?", (text.phrase(word),))
    return [n for (n,) in found]


def plainly(written: str) -> list[str]:
    """The pairs of a text and the last character of each run, character by character."""
    signs = unicodedata.normalize("NFKC", written).translate(han.simplified_forms()) + " "
    return [
        one + other if text.is_han(other) else one
        for one, other in pairwise(signs)
        if text.is_han(one)
    ]


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("三维地图", ["三维", "维地", "地图", "图"]),
        ("用AR看图", ["用", "AR", "看图", "图"]),
        ("彈幕 重疊", ["弹幕", "幕", "重叠", "叠"]),
        ("A kind of Method, and device", ["A", "kind", "of", "Method,", "and", "device"]),
    ],
)
def test_chinese_becomes_pairs_and_ascii_is_left_to_the_tokenizer(
    written: str, held: list[str]
) -> None:
    assert cut_texts([written])[0].split() == held


@given(st.text(st.sampled_from("图像識别视频方法，（Ａ a1"), max_size=30))
def test_pairs_are_those_of_the_plain_way(written: str) -> None:
    assert [w for w in cut_texts([written])[0].split() if text.is_han(w)] == plainly(written)


def test_what_the_index_holds_is_what_a_phrase_finds() -> None:
    with closing(indexed("全景视频的场景切换方法")) as index:
        there = [w for w in ("视频", "场景切换", "法", "切", "景视", "视切") if finds(index, w)]
    assert there == ["视频", "场景切换", "法", "切", "景视"]


@given(
    st.lists(
        st.text(_WRITTEN, max_size=40)
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


@given(st.lists(record, max_size=6))
def test_records_cut_together_are_as_cut_one_by_one(records: list[dict[str, object]]) -> None:
    assert cut_rows(records) == [cut_rows([record])[0] for record in records]


def test_no_phrase_spans_two_names() -> None:
    row = cut_rows([{"inventors": ["Yu Liu", "Ruitao Wang", "王磊", "盛骁杰"]}])[0]
    inventors, sounds = row[-2:]
    assert " ".join(inventors.split()) == "Yu Liu 0 Ruitao Wang 0 王磊 磊 盛骁 骁杰 杰"
    assert sounds.split(" 0 ") == ["", "", "wang lei", "sheng xiaojie"]
