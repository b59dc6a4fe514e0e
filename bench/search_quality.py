"""Search quality on judged queries: ours beside plain FTS5, bm25s and rank-bm25.

    python bench/search_quality.py                     # the queries that were given
    python bench/search_quality.py FILE.jsonl …        # other judged queries
    python bench/search_quality.py --by type FILE.jsonl

A judged file has one JSON object a line: `query`, `relevant` (publication number to gain,
3 the best), and if it likes `lang`, `type` and `part`. All programs search the same records
of the bundled catalogue in the same run. Peers that are not installed are left out and named;
they get the titles and summaries in both languages, cut into words and Chinese pairs, and
plain FTS5 (`unicode61`) additionally without the pairs.

Gains count as they are (linear), and as 2^gain - 1 in the column `exp`. A query that no record
answers scores 1 when nothing is found and 0 otherwise.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from math import log2
from pathlib import Path
from time import perf_counter
from typing import Any

from patentcli.catalogue.opening import bundled_path, connect
from patentcli.search.engine import run
from patentcli.search.index import cut_texts
from patentcli.search.text import is_han, normalise, phrase, tokens

GIVEN = Path(__file__).resolve().parent.parent / "tests" / "search" / "judged_dev.jsonl"
CUT = 10
FIELDS = ("title", "title_zh", "summary", "summary_zh")

Searcher = Callable[[str], list[str]]


def ndcg(ids: Sequence[str], relevant: dict[str, int], *, exponential: bool = False) -> float:
    """Normalised discounted cumulative gain of the first ten."""
    if not relevant:
        return 0.0 if ids else 1.0

    def value(gain: int) -> int:
        return 2**gain - 1 if exponential else gain

    got = sum(value(relevant.get(i, 0)) / log2(k + 2) for k, i in enumerate(ids[:CUT]))
    best = sorted(relevant.values(), reverse=True)[:CUT]
    return got / sum(value(gain) / log2(k + 2) for k, gain in enumerate(best))


def reciprocal_rank(ids: Sequence[str], relevant: dict[str, int]) -> float:
    """One over the place of the first relevant record."""
    if not relevant:
        return 0.0 if ids else 1.0
    return next((1 / k for k, i in enumerate(ids, 1) if i in relevant), 0.0)


def recall(ids: Sequence[str], relevant: dict[str, int]) -> float:
    """The share of the relevant records that is among the first ten."""
    if not relevant:
        return 0.0 if ids else 1.0
    return len(relevant.keys() & set(ids[:CUT])) / min(CUT, len(relevant))


def ours(connection: sqlite3.Connection, ids: dict[int, str]) -> Searcher:
    """This program, as its command calls it."""
    return lambda query: [ids[hit.n] for hit in run(connection, connection, query).hits]


def plain_fts5(texts: dict[str, list[str]], *, pairs: bool) -> Searcher:
    """FTS5 as it comes: any of the words, ordered by its own bm25; with or without pairs."""
    index = sqlite3.connect(":memory:")
    index.execute(f"CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, {', '.join(FIELDS)})")
    marks = ", ".join("?" * (len(FIELDS) + 1))
    for i, fields in texts.items():
        row = cut_texts(fields) if pairs else fields
        index.execute(f"INSERT INTO t VALUES ({marks})", (i, *row))

    def search(query: str) -> list[str]:
        words = peer_words(query) if pairs else tokens(query.casefold())
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' if not pairs else phrase(word) for word in words)
        rows = index.execute(
            "SELECT id FROM t WHERE t MATCH ? ORDER BY rank, id LIMIT 20", (asked,)
        )
        return [i for (i,) in rows]

    return search


def peer_words(text: str) -> list[str]:
    """Words and Chinese pairs of a text, for libraries that do not cut Chinese."""
    words: list[str] = []
    for token in tokens(normalise(text)):
        if is_han(token) and len(token) > 1:
            words += map(str.__add__, token, token[1:])
        else:
            words.append(token)
    return words


def with_bm25s(texts: dict[str, list[str]]) -> Searcher:
    """bm25s with its default settings."""
    import bm25s

    ids = list(texts)
    retriever = bm25s.BM25()
    retriever.index([peer_words(" ".join(texts[i])) for i in ids], show_progress=False)

    def search(query: str) -> list[str]:
        known = [word for word in peer_words(query) if word in retriever.vocab_dict]
        if not known:
            return []
        found, scores = retriever.retrieve([known], k=20, show_progress=False)
        return [ids[n] for n, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def with_rank_bm25(texts: dict[str, list[str]]) -> Searcher:
    """rank-bm25's BM25Okapi with its default settings."""
    from rank_bm25 import BM25Okapi

    ids = list(texts)
    model = BM25Okapi([peer_words(" ".join(texts[i])) for i in ids])

    def search(query: str) -> list[str]:
        scores = model.get_scores(peer_words(query))
        order = sorted(range(len(ids)), key=lambda n: (-scores[n], ids[n]))
        return [ids[n] for n in order[:20] if scores[n] > 0]

    return search


def searchers() -> dict[str, Searcher]:
    """All programs on the bundled records; those not installed are named on standard error."""
    path = bundled_path()
    connection = connect(path, path)
    ids = dict(connection.execute("SELECT n, id FROM patent"))
    rows = connection.execute(f"SELECT id, {', '.join(FIELDS)} FROM patent ORDER BY n")
    texts = {i: [field or "" for field in fields] for i, *fields in rows}
    found: dict[str, Searcher] = {"patentcli": ours(connection, ids)}
    makers: dict[str, Callable[[], Searcher]] = {
        "FTS5 unicode61": lambda: plain_fts5(texts, pairs=False),
        "FTS5 with pairs": lambda: plain_fts5(texts, pairs=True),
        "bm25s": lambda: with_bm25s(texts),
        "rank-bm25": lambda: with_rank_bm25(texts),
    }
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            print(f"{name}: not installed, left out", file=sys.stderr)
    return found


def read(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The judged queries of some files, in order."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean; 0 of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def main() -> None:
    """Print a table: one line a program, nDCG@10 by group beside the means."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judged", nargs="*", type=Path, default=[GIVEN])
    parser.add_argument("--by", default="lang", help="key of the groups (lang, type, part)")
    given = parser.parse_args()
    queries = read(given.judged)
    groups = sorted({str(query.get(given.by, "")) for query in queries})
    heads = ["program", "nDCG@10", "exp", "MRR", "recall@10", *groups, "ms/query"]
    print(f"{len(queries)} queries")
    print("\t".join(heads))
    for name, search in searchers().items():
        start = perf_counter()
        answers = [search(query["query"]) for query in queries]
        spent = (perf_counter() - start) / len(queries) * 1e3
        judged = [(a, q["relevant"]) for a, q in zip(answers, queries, strict=True)]
        scores = [ndcg(a, r) for a, r in judged]
        columns = [
            mean(scores),
            mean(ndcg(a, r, exponential=True) for a, r in judged),
            mean(reciprocal_rank(a, r) for a, r in judged),
            mean(recall(a, r) for a, r in judged),
            *(
                mean(
                    s for s, q in zip(scores, queries, strict=True) if str(q.get(given.by, "")) == g
                )
                for g in groups
            ),
        ]
        print("\t".join([name, *(f"{value:.3f}" for value in columns), f"{spent:.2f}"]))


if __name__ == "__main__":
    main()
