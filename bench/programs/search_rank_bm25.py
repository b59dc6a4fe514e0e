"""rank-bm25 as its manual has it: build RECORDS.jsonl INDEX | ask INDEX QUERY | rank INDEX.

It has no form on disk, so the object is pickled. `rank` reads one query a line and prints the ids
found for each on one line, best first.
"""

import json
import pickle
import re
import sys
from pathlib import Path

from rank_bm25 import BM25Okapi

FIELDS = ("title", "title_zh", "summary", "summary_zh")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def build(records: str, index: str) -> None:
    texts, ids = [], []
    with Path(records).open(encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            texts.append(words_of(" ".join(record[f] or "" for f in FIELDS)))
            ids.append(record["id"])
    with Path(index).open("wb") as sink:
        pickle.dump((ids, BM25Okapi(texts)), sink)


def ask(ids: list[str], ranking: BM25Okapi, query: str) -> list[str]:
    scores = ranking.get_scores(words_of(query))
    best = scores.argsort()[::-1][:20]
    return [ids[n] for n in best if scores[n] > 0]


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    if verb == "build":
        build(*words)
    else:
        with Path(words[0]).open("rb") as stream:
            ids, ranking = pickle.load(stream)
        if verb == "ask":
            print(*ask(ids, ranking, words[1]), sep="\n")
        else:
            for line in sys.stdin:
                print(*ask(ids, ranking, line.strip()))
