"""Whether the right patents come first, on judged queries."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judgements import judged, mean, ndcg


def test_ndcg_of_known_orders() -> None:
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == 1.0
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) == pytest.approx(0.7967, abs=1e-4)
    assert ndcg([], {"a": 3}) == 0.0
    assert ndcg([], {}) == 1.0


def test_the_given_queries(found: Callable[..., list[str]]) -> None:
    scores = [ndcg(found(q["query"]), q["relevant"]) for q in judged("dev")]
    assert mean(scores) >= 0.92


@pytest.mark.parametrize(("lang", "least"), [("en", 0.82), ("zh", 0.87), ("", 0.85)])
@pytest.mark.parametrize("part", ["tune", "held"])
def test_our_own_queries(
    found: Callable[..., list[str]], part: str, lang: str, least: float
) -> None:
    scores = [
        ndcg(found(q["query"]), q["relevant"])
        for q in judged("own")
        if q["part"] == part and lang in ("", q["lang"])
    ]
    assert len(scores) > 20
    assert mean(scores) >= least


def test_judgements_are_of_records_that_exist(found: Callable[..., list[str]]) -> None:
    known = set(found("video image map product method device", limit=None))
    patents = {
        path.stem for path in (Path(__file__).parents[2] / "data" / "patents").glob("*.toml")
    }
    assert known <= patents
    for query in (*judged("dev"), *judged("own")):
        assert set(query["relevant"]) <= patents, query["qid"]
