"""bm25s as its manual has it: build RECORDS.jsonl INDEX | ask INDEX QUERY | rank INDEX.

The index lies in files that are mapped, not read. `rank` reads one query a line and prints the ids
found for each on one line, best first.
"""

import json
import sys
from pathlib import Path

import bm25s

FIELDS = ("title", "title_zh", "summary", "summary_zh")


def build(records: str, index: str) -> None:
    texts, ids = [], []
    with Path(records).open(encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            texts.append(" ".join(record[f] or "" for f in FIELDS))
            ids.append(record["id"])
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    retriever.save(index, show_progress=False)
    Path(index, "ids").write_text("\n".join(ids))


class Index:
    def __init__(self, index: str) -> None:
        self.retriever = bm25s.BM25.load(index, mmap=True, show_progress=False)
        self.ids = Path(index, "ids").read_text().split("\n")

    def ask(self, query: str) -> list[str]:
        tokens = bm25s.tokenize([query], show_progress=False, return_ids=False)
        k = min(20, len(self.ids))
        found, scores = self.retriever.retrieve(tokens, k=k, show_progress=False)
        return [self.ids[n] for n, s in zip(found[0], scores[0], strict=True) if s > 0]


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    if verb == "build":
        build(*words)
    elif verb == "ask":
        print(*Index(words[0]).ask(words[1]), sep="\n")
    else:
        index = Index(words[0])
        for line in sys.stdin:
            print(*index.ask(line.strip()))
