"""The table that a page searches, read as the page reads it."""

import json
import sqlite3

import pytest

from judgements import judged, mean, ndcg
from patentcli.search.table import Reader, look_up, table
from scratch_catalogue import catalogue_of


@pytest.fixture(scope="module")
def numbers(bundled: sqlite3.Connection) -> list[int]:
    return [n for (n,) in bundled.execute("SELECT n FROM patent ORDER BY n")]


@pytest.fixture(scope="module")
def reader(bundled: sqlite3.Connection, numbers: list[int]) -> Reader:
    return Reader(json.loads(json.dumps(table(bundled, bundled, numbers))))


def test_judged_queries(bundled: sqlite3.Connection, numbers: list[int], reader: Reader) -> None:
    ids = dict(bundled.execute("SELECT n, id FROM patent"))
    scores: dict[str, list[float]] = {}
    for query in (*judged("dev"), *judged("own")):
        if query["type"] == "number":  # the page reads numbers by itself
            continue
        hits, _unknown = look_up(reader, query["query"])
        found = [ids[numbers[place]] for place, _score, fit in hits if fit != "weak"]
        scores.setdefault(query.get("part", "dev"), []).append(ndcg(found, query["relevant"]))
    assert mean(scores["dev"]) >= 0.82
    assert mean([*scores["tune"], *scores["held"]]) >= 0.71


RECORDS = [
    {"title": "Watermark embedding", "title_zh": "水印嵌入方法", "holder": "Youku Ltd"},
    {"title": "Playing video", "title_zh": "视频播放方法", "inventors": ["盛骁杰"]},
    {"title": "Cutting video", "title_zh": "视频剪辑方法"},
]


@pytest.mark.parametrize(
    ("query", "places", "unknown"),
    [
        ("watermarks", [0], []),
        ("水印", [0], []),
        ("invisible mark", [0], []),
        ("影片", [1, 2], []),
        ("視頻 剪輯", [2, 1], []),
        ("video minecraft", [1, 2], ["minecraft"]),
        ("优酷", [0], []),
        ("Sheng Xiaojie", [1], []),
        ("怎么剪辑视频", [2, 1], []),
        ("pizza", [], ["pizza"]),
        ("the", [], []),
    ],
)
def test_words_lead_to_places(
    bundled: sqlite3.Connection, query: str, places: list[int], unknown: list[str]
) -> None:
    made = Reader(table(catalogue_of(RECORDS), bundled, [1, 2, 3]))
    hits, unmet = look_up(made, query)
    assert [place for place, _score, _fit in hits] == places
    assert unmet == unknown
    assert all(0 < score <= 1 for _place, score, _fit in hits)


def test_places_are_those_of_the_given_order(bundled: sqlite3.Connection) -> None:
    made = Reader(table(catalogue_of(RECORDS), bundled, [3, 1]))
    assert [place for place, *_ in look_up(made, "水印")[0]] == [1]
    assert [place for place, *_ in look_up(made, "播放")[0]] == []
