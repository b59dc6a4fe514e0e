"""What any query gets: an answer or a clear refusal, never an error of the database."""

import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patentcli.errors import UsageProblem
from patentcli.search import FITS
from patentcli.search.engine import Result, run

SYNTAX = [
    '"', "'", "*", "^", "OR", "AND NOT", "NEAR(", "NEAR(a b, 2)", "{title}: video", "title:video",
    "video OR", "video AND", "-video", "+video", "video*", '"video', "(video", "video)", "a;b--",
    "video'); DROP TABLE patent; --", "%", "_", "\\", "{", "}", "[etc]", ":bomb:", "视频\"OR\"",
]  # fmt: skip


@pytest.mark.parametrize("query", SYNTAX)
def test_text_is_never_syntax(search: Callable[..., Result], query: str) -> None:
    try:
        search(query, explain=True)
    except UsageProblem as problem:
        assert "empty" in problem.message  # noqa: PT017 - signs alone are no query


@pytest.mark.parametrize(
    "query", ["", " ", "\t\n", "\u3000", "\u200b\u2060", "!?*", "«»", "\u202e"]
)
def test_a_query_without_a_letter_is_refused(search: Callable[..., Result], query: str) -> None:
    with pytest.raises(UsageProblem, match="QUERY"):
        search(query)


def test_syntax_around_words_changes_nothing(found: Callable[..., list[str]]) -> None:
    assert found('"video" (fingerprint)*') == found("video fingerprint")


def test_a_query_of_hundred_thousand_characters_is_cut_and_says_so(
    search: Callable[..., Result],
) -> None:
    for query in ("watermark " * 10_000, "水印" * 50_000, "w" * 100_000):
        assert search(query).is_cut
    assert search("watermark " * 10_000).hits


@settings(max_examples=60, deadline=None)
@given(query=st.text(max_size=60))
def test_any_text_is_answered_or_refused(bundled: sqlite3.Connection, query: str) -> None:
    try:
        result = run(bundled, bundled, query)
    except UsageProblem:
        return
    assert all(0.0 < hit.score <= 1.0 for hit in result.hits)


@pytest.mark.parametrize(
    "query",
    [
        "洗衣机滚筒降噪", "pizza delivery recipe", "payroll tax calculator",
        "锂电池正极材料", "gluten free bread baking", "road bike tyre pressure",
        "太阳能热水器安装", "qwzx blorp",
    ],
)  # fmt: skip
def test_what_no_record_answers_finds_nothing(search: Callable[..., Result], query: str) -> None:
    assert search(query).hits == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("弹幕重叠", "彈幕重疊"),
        ("图像识别", "圖像識別"),
        ("colour labelling", "color labeling"),
        ("digitise paper forms", "digitize paper forms"),
        ("VIDEO FINGERPRINT", "video fingerprint"),
        ("ＶＲ直播", "VR直播"),
        ("water marks", "watermark"),
    ],
)
def test_spellings_of_one_need_find_the_same(
    found: Callable[..., list[str]], one: str, other: str
) -> None:
    assert found(one)[:1] == found(other)[:1] != []


def test_hits_are_ordered_by_fit_then_score_then_number(
    bundled: sqlite3.Connection, search: Callable[..., Result]
) -> None:
    ids = dict(bundled.execute("SELECT n, id FROM patent"))
    for query in ("make short clips of long videos", "边看视频边买同款"):
        hits = search(query, limit=None, fit="weak").hits
        ranks = [(FITS.index(hit.fit), -hit.score, ids[hit.n]) for hit in hits]
        assert ranks == sorted(ranks)
        assert len({hit.fit for hit in hits}) > 1
    order = [(-hit.score, ids[hit.n]) for hit in search("video", limit=None).hits]
    assert len(order) > 20
    assert order == sorted(order)
    assert len({score for score, _ in order}) < len(order), "some scores are equal"


def test_limit_cuts_the_end(search: Callable[..., Result]) -> None:
    everything = [hit.n for hit in search("直播", limit=None).hits]
    assert [hit.n for hit in search("直播", limit=3).hits] == everything[:3]
    assert search("直播", limit=0).hits == []
