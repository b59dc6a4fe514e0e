"""Search quality on judged queries: ours beside plain FTS5, bm25s and rank-bm25.

    python bench/search_quality.py                     # the queries that were given
    python bench/search_quality.py FILE.jsonl …        # other judged queries
    python bench/search_quality.py --by part bench/judged_own.jsonl     # those it was tuned by

A judged file has one JSON object a line: `query`, `relevant` (publication number to gain,
3 the best), and if it likes `lang`, `type` and `part`. All programs search the same records
of the bundled catalogue in the same run. Peers that are not installed are left out and named;
they get the titles and summaries in both languages, cut into words and Chinese pairs, and
plain FTS5 (`unicode61`) additionally without the pairs.

A query that no record answers scores 1 when nothing is found and 0 otherwise.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from time import perf_counter

from patentcli.catalogue.opening import bundled_path, connect
from patentcli.search.engine import run
from patentcli.search.index import cut_texts
from patentcli.search.text import is_han, normalise, pairs, phrase, tokens

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))
from judgements import CUT, ndcg  # noqa: E402 (the tests measure by the same)

GIVEN = ROOT / "tests" / "search" / "judged_dev.jsonl"
FIELDS = ("title", "title_zh", "summary", "summary_zh")

Searcher = Callable[[str], list[str]]


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


METRICS = {f"nDCG@{CUT}": ndcg, "MRR": reciprocal_rank, f"recall@{CUT}": recall}


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
    found = tokens(normalise(text))
    return [w for token in found for w in ((is_han(token) and pairs(token)) or [token])]


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
    connection = connect(path)
    ids = dict(connection.execute("SELECT n, id FROM patent"))
    rows = connection.execute(f"SELECT id, {', '.join(FIELDS)} FROM patent ORDER BY n")
    texts = {i: [field or "" for field in fields] for i, *fields in rows}

    makers: dict[str, Callable[[], Searcher]] = {
        "patentcli": lambda: (
            lambda query: [ids[h.n] for h in run(connection, connection, query).hits]
        ),
        "FTS5 unicode61": lambda: plain_fts5(texts, pairs=False),
        "FTS5 with pairs": lambda: plain_fts5(texts, pairs=True),
        "bm25s": lambda: with_bm25s(texts),
        "rank-bm25": lambda: with_rank_bm25(texts),
    }
    found: dict[str, Searcher] = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            print(f"{name}: not installed, left out", file=sys.stderr)
    return found


def main() -> None:
    """Print a table: one line a program, nDCG@10 by group beside the means."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judged", nargs="*", type=Path, default=[GIVEN])
    parser.add_argument("--by", default="lang", help="key of the groups (lang, type, part)")
    given = parser.parse_args()
    lines = [line for path in given.judged for line in path.read_text("utf-8").splitlines()]
    queries = [json.loads(line) for line in lines]
    groups = sorted({str(query.get(given.by, "")) for query in queries})
    print(f"{len(queries)} queries")
    print(*("program", *METRICS, *groups, "ms/query"), sep="\t")
    for name, search in searchers().items():
        start = perf_counter()
        answers = [search(query["query"]) for query in queries]
        spent = (perf_counter() - start) / len(queries) * 1e3
        judged = [(a, q["relevant"]) for a, q in zip(answers, queries, strict=True)]
        means = [fmean(metric(*one) for one in judged) for metric in METRICS.values()]
        by_group: dict[str, list[float]] = {group: [] for group in groups}
        for query, one in zip(queries, judged, strict=True):
            by_group[str(query.get(given.by, ""))].append(ndcg(*one))
        columns = [f"{value:.3f}" for value in (*means, *map(fmean, by_group.values()))]
        print(*(name, *columns, f"{spent:.2f}"), sep="\t")


if __name__ == "__main__":
    main()
