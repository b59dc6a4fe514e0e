"""What a query gets: the records that answer it, corrected and filtered, or a clear refusal."""

import math
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from patentcli.catalogue.filters import Condition
from patentcli.errors import UsageProblem
from patentcli.search import FITS
from patentcli.search.engine import Result, meant_word, run
from records import catalogue_of

Found = Callable[..., list[str]]
WRITTEN = {"CN111669567B", "CN111669570B", "CN111669571B", "CN111669603B"}
IN_CHINESE = {"CN110324706B", "CN110555136B"}


@settings(max_examples=80, deadline=None)
@given(
    query=st.text(max_size=60)
    | st.text(alphabet="\"'*^(){}:;-+%_\\ab视频", max_size=12)
    | st.sampled_from(["OR", "AND NOT", "NEAR(a b, 2)", "title:video", "video OR", "[etc]", ":b:"])
)
@example(query="video'); DROP TABLE patent; --")
def test_any_text_is_answered_or_refused(bundled: sqlite3.Connection, query: str) -> None:
    try:
        result = run(bundled, bundled, query, explain=True)
    except UsageProblem:
        return
    assert all(0.0 < hit.score <= 1.0 and hit.matched for hit in result.hits)


@pytest.mark.parametrize("query", ["", " ", "\t\n", "\u3000", "\u200b\u2060", "!?*", "«»"])
def test_a_query_without_a_letter_is_refused(search: Callable[..., Result], query: str) -> None:
    with pytest.raises(UsageProblem, match="QUERY"):
        search(query)


def test_a_query_of_hundred_thousand_characters_is_cut_and_says_so(
    search: Callable[..., Result],
) -> None:
    for query in ("watermark " * 10_000, "水印" * 50_000, "w" * 100_000):
        assert "the query is long" in search(query).remarks[0]
    assert search("watermark " * 10_000).hits


ALIKE = {
    "弹幕重叠": "彈幕重疊", "图像识别": "圖像識別", "ＶＲ直播": "VR直播", "3D": "3d the of",
    "colour labelling": "color labeling", "digitise paper forms": "digitize paper forms",
    "VIDEO FINGERPRINT": '"video" (fingerprint)*', "water marks": "watermark",
    "hand written": "handwritten",
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE.items())
def test_spellings_of_one_need_find_the_same(found: Found, one: str, other: str) -> None:
    assert found(one)[:1] == found(other)[:1] != []


def test_what_no_record_answers_finds_nothing(search: Callable[..., Result]) -> None:
    for query in ("qwzx blorp", "CN999999999B", "12345678901234567890", "区块链", "0"):
        assert search(query).hits == [], query


@pytest.mark.parametrize("query", ["zorbix", "zorbix quavel pnuk", "quavel pnuk blorp"])
def test_alike_records_are_ranked_as_each_by_itself(
    bundled: sqlite3.Connection, query: str
) -> None:
    chance = random.Random(query)
    fields = ("title", "title_zh", "summary", "summary_zh")
    draws = {"zorbix": 0.4, "quavel": 0.2, "pnuk": 0.03, "filler": 0.5}
    records = [
        {field: " ".join(w for w in draws if chance.random() < draws[w]) for field in fields}
        | {"id": f"CN{chance.randrange(10**9):09}B", "domain": chance.choice(["video", "image"])}
        for _ in range(600)
    ]
    asked = query.split()
    had = {r["id"]: [sum(w in r[f].split() for f in fields) for w in asked] for r in records}
    counts = [sum(map(bool, column)) for column in zip(*had.values(), strict=True)]
    weights = [math.log(1 + (600 - (c or 1) + 0.5) / ((c or 1) + 0.5)) for c in counts]
    needed = sum(w for w, c in zip(weights, counts, strict=True) if c)
    expected = []
    for number, columns in had.items():
        strengths = [w * (1 - 0.6**c) for w, c in zip(weights, columns, strict=True)]
        share = sum(w for w, c in zip(weights, columns, strict=True) if c)
        is_part = share >= 0.55 * needed or sum(map(bool, columns)) > 1 or len(asked) == 1
        fit = 0 if share >= 0.75 * sum(weights) else 1 if is_part else 2
        if share:
            expected.append((fit, -round(sum(strengths) / needed, 4), number))
    domains = {r["id"]: r["domain"] for r in records}
    with closing(catalogue_of(records)) as made:
        ids = dict(made.execute("SELECT n, id FROM patent"))
        for limit, where in ((None, ""), (0, ""), (7, ""), (7, "p.domain = 'video'")):
            some = [Condition("", where, {})] if where else []
            of = [e for e in expected if not where or domains[e[2]] == "video"]
            found = run(made, bundled, query, fit="weak", limit=limit, conditions=some)
            hits = [(list(FITS).index(hit.fit), -hit.score, ids[hit.n]) for hit in found.hits]
            assert hits == sorted(of)[:limit]
            assert found.total == len(of)


@pytest.mark.parametrize("query", ["image search", "G06T17", "CN114694123B", "Sheng Xiaojie"])
@pytest.mark.parametrize("where", ["p.office = 'CN'", "p.domain = 'video'", "p.office = 'XX'"])
def test_filters_hold_for_words_symbols_numbers_and_names(
    bundled: sqlite3.Connection, found: Found, query: str, where: str
) -> None:
    passing = {i for (i,) in bundled.execute(f"SELECT id FROM patent AS p WHERE {where}")}
    everything = found(query, limit=None)
    some = found(query, limit=None, conditions=[Condition("", where, {})])
    assert some == [i for i in everything if i in passing]


@pytest.mark.parametrize(
    "query", ["Sheng Xiaojie", "xiaojie sheng", "SHENG Xiao Jie", "Xiao-Jie Sheng", "盛骁杰"]
)
def test_a_name_finds_both_scripts_as_written_before_as_it_sounds(found: Found, query: str) -> None:
    ids = found(query)
    first = IN_CHINESE if query == "盛骁杰" else WRITTEN
    assert set(ids[: len(first)]) == first
    assert set(ids) == WRITTEN | IN_CHINESE


def test_companies_are_known_in_both_languages(bundled: sqlite3.Connection, found: Found) -> None:
    holders = dict(bundled.execute("SELECT id, holder FROM patent"))
    asked = {
        "Youku": "Youku", "优酷": "Youku", "高德": "AutoNavi", "达摩院": "DAMO",
        "阿里云 飞天": "Cloud Feitian",
    }  # fmt: skip
    for query, holder in asked.items():
        of_holder = {i for i, name in holders.items() if holder in name}
        assert set(found(query, limit=None)) == of_holder, query
    assert found("优酷 剧情解说")[0] == "CN114222196B"


@pytest.mark.parametrize(
    ("query", "symbol"),
    [("G06T17", "G06T17/"), ("g06t 17/05", "G06T17/05"), ("H04N19", "H04N19/"), ("G06T", "G06T")],
)
def test_symbols_are_found_by_their_beginning(
    bundled: sqlite3.Connection, found: Found, query: str, symbol: str
) -> None:
    rows = bundled.execute(
        "SELECT p.id FROM tag JOIN patent AS p USING (n)"
        " WHERE tag.kind = 'ipc' AND substr(tag.value, 1, ?) = ?",
        (len(symbol), symbol),
    )
    assert set(found(query, limit=None)) == {i for (i,) in rows}


def test_a_list_of_the_users_own(bundled: sqlite3.Connection) -> None:
    records = [
        {
            "title": "one",
            "classifications": ["G06T7/00"],
            "holder_zh": "宁波网络技术有限公司",
            "inventors": ["Yu Liu", "Ruitao Wang"],
        },
        {
            "title": "rare watermark",
            "applications": ["ocr"],
            "classifications": ["G06T70/00"],
            "holder": "Acme Widgets (Beijing) Co., Ltd.",
            "holder_zh": "浙江大学",
        },
        {"title": "three in which two are", "holder": "Photo Beijing Ltd"},
        {
            "title": "glasses for ar",
            "summary": "Words that are shown, as they are.",
            "holder": "We are Social",
        },
        *({"title": f"common walrus {n}"} for n in range(2_000)),
    ]
    places = {
        "G06T7": [1],  # not the beginning of G06T70
        "Yu Liu": [1],
        "Liu Ruitao": [],  # no name is made of two neighbours
        "Acme": [2],
        "浙江大学": [2],
        "acme widgets (beijing) co.": [2],
        "Photo Beijing": [3],  # though a photo is more than a name
        "ocr": [2],
        "AR": [4],  # "are", stemmed, is no AR
        "we are social": [4],
        "宁波网络技术有限公司": [1],
        "rare watermark": [2],
        "waternark": [2],
    }
    with closing(catalogue_of(records)) as made:
        for query, wanted in places.items():
            assert [hit.n for hit in run(made, bundled, query).hits] == wanted, query
        assert run(made, bundled, "common").total == 2_000
        assert run(made, bundled, "walrus video livestream").remarks == [
            "not in any record: video, livestream; searched for: walrus",
            "nothing fits; 2000 records have no more than this in common with it: walrus"
            " (patentcli search with --fit weak shows them)",
        ]


def test_mistyped_words(bundled: sqlite3.Connection) -> None:
    meant = {
        "vidio": "video", "vidoe": "video", "ivdeo": "video", "bideo": "video", "logoo": "logo",
        "fingerprit": "fingerprint", "pannoramic": "panoramic", "recogniton": "recognition",
        "zzyzx": "", "vr": "", "vdoie": "", "vidoee": "",  # farther than one slip
        "lgoo": "", "logy": "",  # one slip makes a short word another word
    }  # fmt: skip
    assert {typed: meant_word([bundled], typed) for typed in meant} == meant


CORRECTED = {
    "vidio fingerprit": [("vidio", "video"), ("fingerprit", "fingerprint")],
    "视屏水印": [("视屏", "视频")],
    "直波间补货": [("直波间", "直播间")],
    "三围模型": [("三围模型", "三维模型")],
}
RIGHT = ("plumbers", "wood glue", "其实是面包", "二维吗识别", "Sheng Xiaojie", "盛骁杰")


@pytest.mark.parametrize("query", [*CORRECTED, *RIGHT])
def test_only_mistakes_are_corrected(search: Callable[..., Result], query: str) -> None:
    made = CORRECTED.get(query, [])
    said = [f"{typed}: not found, searched as {used}" for typed, used in made]
    assert [line for line in search(query).remarks if "searched as" in line] == said
