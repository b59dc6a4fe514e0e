"""How good an order of answers is, on judged queries: nDCG@10, MRR and recall@10."""

import json
from collections.abc import Mapping, Sequence
from math import log2
from pathlib import Path
from typing import NamedTuple

CUT = 10


class Judged(NamedTuple):
    """A query with the gain of each record that answers it (3 the best, absent 0)."""

    query: str
    lang: str
    part: str
    relevant: Mapping[str, int]


def read_judged(paths: Sequence[Path]) -> list[Judged]:
    """The queries of JSON Lines files; `part` is the file's word unless a line says one.

    Queries that nothing answers are left out: an order of answers has no gain there.
    """
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            part = entry.get("part", path.stem.removeprefix("judged_"))
            if entry["relevant"]:
                found.append(Judged(entry["query"], entry["lang"], part, entry["relevant"]))
    return found


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], cut: int = CUT) -> float:
    """Normalised discounted cumulative gain with gains 2^g - 1; 1 is the best possible order."""
    got = sum(
        (2 ** relevant.get(found, 0) - 1) / log2(place + 2)
        for place, found in enumerate(ranked[:cut])
    )
    best = sorted(relevant.values(), reverse=True)[:cut]
    most = sum((2**gain - 1) / log2(place + 2) for place, gain in enumerate(best))
    return got / most if most else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """1 over the place of the first relevant record; 0 where none is found."""
    return next((1 / place for place, r in enumerate(ranked, 1) if relevant.get(r)), 0.0)


def recall(ranked: Sequence[str], relevant: Mapping[str, int], cut: int = CUT) -> float:
    """Share of the relevant records among the first `cut`."""
    wanted = {record for record, gain in relevant.items() if gain}
    return len(wanted.intersection(ranked[:cut])) / len(wanted) if wanted else 0.0


def scores(judged: Sequence[Judged], ranked: Sequence[Sequence[str]]) -> dict[str, object]:
    """The means over all queries, and of nDCG by language and by part."""
    each = [ndcg(r, j.relevant) for j, r in zip(judged, ranked, strict=True)]
    pairs = list(zip(judged, ranked, strict=True))

    def mean(values: list[float]) -> float:
        return round(sum(values) / len(values), 3) if values else 0.0

    return {
        "queries": len(judged),
        "ndcg": mean(each),
        "mrr": mean([reciprocal_rank(r, j.relevant) for j, r in pairs]),
        "recall": mean([recall(r, j.relevant) for j, r in pairs]),
        **{
            f"ndcg_{lang}": mean([e for j, e in zip(judged, each, strict=True) if j.lang == lang])
            for lang in sorted({j.lang for j in judged})
        },
        **{
            f"ndcg_{part}": mean([e for j, e in zip(judged, each, strict=True) if j.part == part])
            for part in sorted({j.part for j in judged})
        },
    }
