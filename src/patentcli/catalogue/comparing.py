"""Comparing two catalogues: what was added, removed and changed, field by field.

Both are read in the order of their ids, so that memory stays constant whatever their size.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing

from patentcli.catalogue.fields import FIELDS, PATENT_COLUMNS
from patentcli.catalogue.query import patents

COLUMNS = ("change", "id", "title", "field", "before", "after")
ADDED, REMOVED, CHANGED = "added", "removed", "changed"

Record = Mapping[str, object]


def _change(change: str, record: Record, field: str, before: object, after: object) -> Record:
    title = record["title_zh"] or record["title"]
    values = (change, record["id"], title, field, before, after)
    return dict(zip(COLUMNS, values, strict=True))


def differences(before: sqlite3.Connection, after: sqlite3.Connection) -> Iterator[Record]:
    """Every difference with the columns COLUMNS, by id; an added or removed patent is one row."""
    olds = patents(before, FIELDS, sort="id")
    news = patents(after, FIELDS, sort="id")
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if new is None or (old is not None and str(old["id"]) < str(new["id"])):
            assert old is not None
            yield _change(REMOVED, old, "id", old["id"], None)
            old = next(olds, None)
        elif old is None or str(new["id"]) < str(old["id"]):
            yield _change(ADDED, new, "id", None, new["id"])
            new = next(news, None)
        else:
            yield from (
                _change(CHANGED, new, field, old[field], new[field])
                for field in FIELDS
                if old[field] != new[field]
            )
            old, new = next(olds, None), next(news, None)


def count_changes(before: str, after: str) -> tuple[int, int, int]:
    """How many records the catalogue file `after` adds, lacks and changes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, path in (("old", before), ("new", after)):
            connection.execute(f"ATTACH ? AS {name}", (path,))
        columns = [c for c in PATENT_COLUMNS if c != "id"]
        differs = " OR ".join(f"a.{c} IS NOT b.{c}" for c in columns)

        def count(sql: str) -> int:
            return int(connection.execute(f"SELECT count(*) FROM {sql}").fetchone()[0])

        return (
            count("new.patent WHERE id NOT IN (SELECT id FROM old.patent)"),
            count("old.patent WHERE id NOT IN (SELECT id FROM new.patent)"),
            count(f"new.patent a JOIN old.patent b USING (id) WHERE {differs}"),
        )
