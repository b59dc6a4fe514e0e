"""The table that a page searches, read as the page reads it."""

import json
import sqlite3
from contextlib import closing

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
    assert mean(scores["dev"]) >= 0.9
    assert mean([*scores["tune"], *scores["held"], *scores["late"]]) >= 0.84


RECORDS = [
    {"title": "Watermark embedding", "title_zh": "水印嵌入方法", "holder": "Youku Ltd"},
    {
        "title": "Playing video",
        "title_zh": "视频播放方法",
        "inventors": ["盛骁杰", "王𠀀", "王𠀀杰"],
    },
    {"title": "Cutting video", "title_zh": "视频剪辑方法", "classifications": ["G06T7/00"]},
]


@pytest.fixture(scope="module", params=[[1, 2, 3], [3, 1]])
def some(bundled: sqlite3.Connection, request: pytest.FixtureRequest) -> tuple[list[int], Reader]:
    with closing(catalogue_of(RECORDS)) as records:
        return request.param, Reader(table(records, bundled, request.param))


@pytest.mark.parametrize(
    ("query", "records", "unknown"),
    [
        ("watermarks", [1], []),
        ("水印", [1], []),
        ("invisible mark", [1], []),
        ("embedding a watermark", [1], []),
        ("watermrak", [1], []),
        ("影片", [2, 3], []),
        ("试频", [2, 3], []),  # typed by its sound
        ("试频剪辑", [3, 2], []),
        ("水银", [], ["水银"]),  # a common word that merely sounds like one
        ("視頻 剪輯", [3, 2], []),
        ("video minecraft", [2, 3], ["minecraft"]),
        ("优酷", [1], []),
        ("Sheng Xiaojie", [2], []),
        ("盛骁杰", [2], []),
        ("G06T7", [3], []),
        ("怎么剪辑视频", [3, 2], []),
        ("pizza", [], ["pizza"]),
        ("the", [], []),
    ],
)
def test_words_lead_to_places_in_the_given_order(
    some: tuple[list[int], Reader], query: str, records: list[int], unknown: list[str]
) -> None:
    numbers, reader = some
    hits, unmet = look_up(reader, query)
    assert [numbers[place] for place, *_ in hits] == [n for n in records if n in numbers]
    assert all(0 < score <= 1 for _place, score, _fit in hits)
    if len(numbers) == len(RECORDS):
        assert unmet == unknown
