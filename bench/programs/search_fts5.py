"""Plain FTS5 by the manual: build RECORDS.jsonl INDEX | ask INDEX QUERY | rank INDEX.

`rank` reads one query a line and prints the ids found for each on one line, best first.
"""

import json
import sqlite3
import sys
from pathlib import Path


def build(records: str, index: str) -> None:
    connection = sqlite3.connect(index)
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, title, title_zh, summary, summary_zh)"
    )
    with Path(records).open(encoding="utf-8") as stream:
        rows = map(json.loads, stream)
        connection.executemany(
            "INSERT INTO t VALUES (:id, :title, :title_zh, :summary, :summary_zh)", rows
        )
    connection.commit()


def ask(connection: sqlite3.Connection, query: str) -> list[str]:
    words = " OR ".join('"' + word.replace('"', '""') + '"' for word in query.split())
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
