"""Whether the right patents come first, on judged queries."""

from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import pytest

from judgements import judged, ndcg
from patentcli.search.engine import Result


def test_ndcg_of_known_orders() -> None:
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == 1.0
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) == pytest.approx(0.7967, abs=1e-4)
    assert ndcg([], {"a": 3}) == 0.0
    assert ndcg([], {}) == 1.0
    assert ndcg([*"0123456789", "a"], {"a": 3}) == 0.0  # only ten answers count


@pytest.mark.parametrize(
    ("name", "lang", "least"),  # 0.02 below what was measured
    [("dev", "en zh mixed", 0.919), ("own", "en", 0.861), ("own", "zh", 0.899)],
)
def test_the_right_records_come_first(
    found: Callable[..., list[str]], name: str, lang: str, least: float
) -> None:
    queries = [q for q in judged(name) if q["lang"] in lang.split()]
    scores = [ndcg(found(q["query"]), q["relevant"]) for q in queries]
    assert len(scores) >= 20
    assert fmean(scores) >= least


def test_needs_of_other_trades_find_nothing(found: Callable[..., list[str]]) -> None:
    queries = [q for q in judged("own") if q["type"] == "none"]
    shown = [q["query"] for q in queries if found(q["query"])]
    assert len(queries) >= 20
    assert len(shown) <= 0.05 * len(queries), shown


@pytest.mark.parametrize("word", ["60fps", "blorp", "微博", "区块链", "去雾", "点钞", "做菜"])
def test_an_unknown_word_hides_no_answer(search: Callable[..., Result], word: str) -> None:
    for query in ("video", "watermark", "直播", "3d", "弹幕", "traffic light recognition"):
        result = search(query + " " * (query + word).isascii() + word)
        assert f"not in any record: {word};" in result.remarks[-1]
        assert search(query).hits[0].n in {hit.n for hit in result.hits}
        assert {hit.fit for hit in result.hits} <= {"partial"}, "what nobody knows is not met"


def test_judgements_are_of_records_that_exist(found: Callable[..., list[str]]) -> None:
    known = set(found("video image map product method device", limit=None))
    patents = {
        path.stem for path in (Path(__file__).parents[2] / "data" / "patents").glob("*.toml")
    }
    assert known <= patents
    for query in (*judged("dev"), *judged("own")):
        assert set(query["relevant"]) <= patents, query["qid"]
