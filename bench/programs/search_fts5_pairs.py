"""FTS5 with a little care: English stemmed, Chinese cut into pairs; verbs as in search_fts5.py."""

import json
import re
import sqlite3
import sys
from pathlib import Path

FIELDS = ("title", "title_zh", "summary", "summary_zh")


def cut(text: str) -> str:
    """Runs of Chinese as overlapping pairs."""

    def pairs(found: re.Match[str]) -> str:
        run = found.group()
        return f" {' '.join(map(str.__add__, run, run[1:])) or run} "

    return re.sub("[\u4e00-\u9fff]+", pairs, text)


def build(records: str, index: str) -> None:
    connection = sqlite3.connect(index)
    columns = ", ".join(FIELDS)
    connection.execute(
        f"CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, {columns}, tokenize='porter unicode61')"
    )
    with Path(records).open(encoding="utf-8") as stream:
        rows = ((r["id"], *(cut(r[f] or "") for f in FIELDS)) for r in map(json.loads, stream))
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", rows)
    connection.commit()


def ask(connection: sqlite3.Connection, query: str) -> list[str]:
    words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", cut(query)))
    sql = "SELECT id FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20"
    return [found for (found,) in connection.execute(sql, (words,))]


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    if verb == "build":
        build(*words)
    elif verb == "ask":
        print(*ask(sqlite3.connect(words[0]), words[1]), sep="\n")
    else:
        connection = sqlite3.connect(words[0])
        for line in sys.stdin:
            print(*ask(connection, line.strip()))
