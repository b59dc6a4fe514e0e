"""How far the bundled candidates cover what was announced: counted whenever it is asked.

So the counts are those of the records as they stand, after `catalogue confirm` too. What is
counted, and in which words, stands in `data/announcement.toml`.
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

DOCUMENT = "scheme"
COMPUTED = "computed"

COUNTS = {
    "records": "1",
    "listed": "listing = 'listed'",
    "chinese_grant": "chinese_grant IS NOT NULL",
    "application_only": "chinese_grant IS NULL",
    "in_force": "status = 'in-force'",
    "lapsed": "status = 'lapsed'",
    "status_unknown": "status NOT IN ('in-force', 'lapsed')",
}


def scheme(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The rows of `scheme`: announced, of the scheme, then counted from the bundled catalogue."""
    sql = "SELECT body FROM document WHERE name = ?"
    plain = json.loads(connection.execute(sql, (DOCUMENT,)).fetchone()[0])
    counted = counts(connection)
    facts = list(plain["fact"])
    for fact in plain["counted"]:
        ids = _chosen(connection, fact)
        for name, comma, none in (("value_en", ", ", "none"), ("value_zh", "、", "无")):
            shown = comma.join(ids) or none
            fact[name] = fact[name].format(**counted, count=len(ids), ids=shown)
        facts.append(fact | {"certainty": COMPUTED})
    return facts


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """The counts that describe the bundled candidates."""
    sums = ", ".join(f"coalesce(sum({test}), 0)" for test in COUNTS.values())
    row = connection.execute(f"SELECT {sums} FROM patent").fetchone()
    return dict(zip(COUNTS, row, strict=True))


def _chosen(connection: sqlite3.Connection, fact: Mapping[str, Any]) -> list[str]:
    """The ids of the patents that a counted fact is about."""
    words = set(fact["applications"])
    sql = "SELECT id, holder, applications FROM patent ORDER BY n"
    return [
        key
        for key, holder, applications in connection.execute(sql)
        if key in fact["patents"]
        or holder in fact["holders"]
        or (words and words <= set((applications or "").split("\n")))
    ]
