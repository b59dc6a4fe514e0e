"""tantivy as its manual has it: build RECORDS.jsonl INDEX | ask INDEX QUERY | rank INDEX.

`rank` reads one query a line and prints the ids found for each on one line, best first.
"""

import json
import re
import sys
from pathlib import Path

import tantivy

FIELDS = ("title", "title_zh", "summary", "summary_zh")


def build(records: str, index: str) -> None:
    Path(index).mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, stored=False, tokenizer_name="en_stem")
    target = tantivy.Index(builder.build(), path=index)
    writer = target.writer(heap_size=256_000_000)
    with Path(records).open(encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            texts = {field: record[field] or "" for field in FIELDS}
            writer.add_document(tantivy.Document(id=record["id"], **texts))
    writer.commit()
    writer.wait_merging_threads()


def ask(index: tantivy.Index, query: str) -> list[str]:
    plain = " ".join(re.findall(r"\w+", query))  # its query language is not meant
    searcher = index.searcher()
    hits = searcher.search(index.parse_query(plain, list(FIELDS)), 20).hits
    return [searcher.doc(address)["id"][0] for _score, address in hits]


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    if verb == "build":
        build(*words)
    elif verb == "ask":
        print(*ask(tantivy.Index.open(words[0]), words[1]), sep="\n")
    else:
        index = tantivy.Index.open(words[0])
        for line in sys.stdin:
            print(*ask(index, line.strip()))
