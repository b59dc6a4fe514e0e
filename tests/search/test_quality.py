"""Whether the right patents come first, on judged queries."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CUT = 10


def judged(name: str) -> list[dict[str, object]]:
    lines = (HERE / f"judged_{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def ndcg(ids: Sequence[str], relevant: Mapping[str, int]) -> float:
    """nDCG@10 with linear gains; a query without an answer is right when nothing is found."""
    if not relevant:
        return 0.0 if ids else 1.0
    got = sum(relevant.get(i, 0) / math.log2(k + 2) for k, i in enumerate(ids[:CUT]))
    ideal = sorted(relevant.values(), reverse=True)[:CUT]
    return got / sum(gain / math.log2(k + 2) for k, gain in enumerate(ideal))


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def test_ndcg_of_known_orders() -> None:
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == 1.0
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) == pytest.approx(0.7967, abs=1e-4)
    assert ndcg([], {"a": 3}) == 0.0
    assert ndcg([], {}) == 1.0


def test_the_given_queries(found: Callable[..., list[str]]) -> None:
    scores = [ndcg(found(q["query"]), q["relevant"]) for q in judged("dev")]  # type: ignore[arg-type]
    assert mean(scores) >= 0.89


@pytest.mark.parametrize(("lang", "least"), [("en", 0.75), ("zh", 0.77), ("", 0.76)])
@pytest.mark.parametrize("part", ["tune", "held"])
def test_our_own_queries(
    found: Callable[..., list[str]], part: str, lang: str, least: float
) -> None:
    scores = [
        ndcg(found(q["query"]), q["relevant"])  # type: ignore[arg-type]
        for q in judged("own")
        if q["part"] == part and lang in ("", q["lang"])
    ]
    assert len(scores) > 20
    assert mean(scores) >= least


def test_judgements_are_of_records_that_exist(found: Callable[..., list[str]]) -> None:
    known = set(found("video image map product method device", limit=None))
    patents = {path.stem for path in (HERE.parents[1] / "data" / "patents").glob("*.toml")}
    assert known <= patents
    for query in (*judged("dev"), *judged("own")):
        assert set(query["relevant"]) <= patents, query["qid"]  # type: ignore[call-overload]
