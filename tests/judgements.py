"""Judged queries of the search, and how good an order of answers to one is."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "search"
CUT = 10


def judged(name: str) -> list[dict[str, Any]]:
    lines = (HERE / f"judged_{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def ndcg(ids: Sequence[str], relevant: Mapping[str, int]) -> float:
    """nDCG@10 with linear gains; a query without an answer is right when nothing is found."""
    if not relevant:
        return 0.0 if ids else 1.0
    got = sum(relevant.get(i, 0) / math.log2(k + 2) for k, i in enumerate(ids[:CUT]))
    ideal = sorted(relevant.values(), reverse=True)[:CUT]
    return got / sum(gain / math.log2(k + 2) for k, gain in enumerate(ideal))
