"""What the bundled catalogue says beside its records: how far the candidates, as they stand after
`catalogue confirm`, cover what was announced (`data/announcement.toml`), and what became of the
records of earlier editions of the data (`data/editions.toml`)."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

SCHEME, EDITIONS = "scheme", "editions"  # documents of the bundled catalogue
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


def document(connection: sqlite3.Connection, name: str) -> Any:
    """A document of the bundled catalogue, such as `vocabulary` or `rulebook`."""
    sql = "SELECT body FROM document WHERE name = ?"
    return json.loads(connection.execute(sql, (name,)).fetchone()[0])


def scheme(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The rows of `scheme`: announced, of the scheme, then counted from the bundled catalogue."""
    plain, counted = document(connection, SCHEME), counts(connection)
    facts = list(plain["fact"])
    sql = "SELECT id, holder, applications FROM patent ORDER BY n"
    records = connection.execute(sql).fetchall()
    for fact in plain["counted"]:
        words = set(fact["applications"])
        ids = [
            key
            for key, holder, applications in records
            if key in fact["patents"]
            or holder in fact["holders"]
            or (words and words <= set((applications or "").split("\n")))
        ]
        for name, comma, none in (("value_en", ", ", "none"), ("value_zh", "、", "无")):
            fact[name] = fact[name].format(**counted, count=len(ids), ids=comma.join(ids) or none)
        facts.append(fact | {"certainty": COMPUTED})
    return facts


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """The counts that describe the bundled candidates."""
    sums = ", ".join(f"coalesce(sum({test}), 0)" for test in COUNTS.values())
    row = connection.execute(f"SELECT {sums} FROM patent").fetchone()
    return dict(zip(COUNTS, row, strict=True))


def fate_of(fates: Mapping[str, Any], text: str) -> Mapping[str, Any] | None:
    """What became of a number in any spelling, by the document EDITIONS: the `number`; the `new`
    one that it leads to now, else the `reason` in English and in Chinese and its `url`; whether it
    `was_there`, else it was considered and not taken. None where nothing did."""
    from patentcli.numbers import search_keys

    return next((fates[key] for key in search_keys(text) if key in fates), None)
