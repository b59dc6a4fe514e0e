"""The few SQL statements that every reading command goes through: records that pass filters, that
stand at places, that a number in any spelling leads to, that differ, and counts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection, DatabaseError, connect
from typing import Any

from patentcli.catalogue.fields import FEE_FIELDS, FIELDS, PATENT_COLUMNS, columns_of, row_reader
from patentcli.catalogue.filters import Condition, where
from patentcli.errors import PatentcliError
from patentcli.suggest import nearest

# How closely a number belongs to a record: its own document, the Chinese grant of its family,
# an application whose priority it claims, another member of its family.
ROLES = ("own", "grant", "priority", "family")
SAME = "same"  # to a record that bears another number of the same Chinese patent
OF_CHINESE_PATENT = "(role = 'grant' OR (role = 'own' AND office IS 'CN'))"
"""Whether a number is one of the record's own Chinese patent: its publication, application or ZL
number, or the Chinese grant of its family."""
BEARING = "FROM number WHERE key = ? AND role IN ('own', 'grant')"

_ALIKE = 1000  # ids that begin alike, compared one by one

CHANGES = ("change", "id", "title", "field", "before", "after")
"""The columns of a difference between two catalogues."""

# Any number of places in one value, as JSON, which a list of integers is in Python, too.
AMONG = "FROM patent AS p WHERE p.n IN (SELECT value FROM json_each(:n))"
# Of a bundled record, all numbers of its Chinese patent.
_OWN = f"SELECT key, n FROM number JOIN patent USING (n) WHERE {OF_CHINESE_PATENT}"
_OTHERS = f"SELECT key FROM ({_OWN}) WHERE n IN (SELECT n FROM ({_OWN}) WHERE key = ?)"


def _order(sort: str | None, reverse: bool) -> str:
    """ORDER BY: the catalogue's own order, or a field with unknown values last, ties by id."""
    way = "DESC" if reverse else "ASC"
    if sort is None:
        return f"p.n {way}"
    column = f"p.{FEE_FIELDS.get(sort, sort)}"
    if sort == "expiry":
        # As text: a year alone stands before the dates in it.
        column = "coalesce(p.expiry_date, CAST(p.expiry_year AS TEXT))"
    return f"{column} IS NULL, {column} {way}, p.id"


def patents(
    connection: Connection,
    fields: Sequence[str],
    conditions: Sequence[Condition] = (),
    *,
    sort: str | None = None,
    reverse: bool = False,
    limit: int | None = None,
) -> Iterator[dict[str, object]]:
    """The records that pass all conditions, one at a time, with these fields in this order."""
    test, values = where(conditions)
    sql = f"SELECT {', '.join(columns_of(fields))} FROM patent AS p WHERE {test or 1}"
    sql += f" ORDER BY {_order(sort, reverse)} LIMIT :limit"
    rows = connection.execute(sql, {**values, "limit": -1 if limit is None else limit})
    return map(row_reader(tuple(fields)), rows)


def patents_at(
    connection: Connection, fields: Sequence[str], places: Sequence[int]
) -> list[dict[str, object]]:
    """The records at these places of the catalogue (`n`), in the order given."""
    read = row_reader(tuple(fields))
    sql = f"SELECT {', '.join(['p.n', *columns_of(fields)])} {AMONG}"
    rows = connection.execute(sql, {"n": str(list(places))})
    found = {row[0]: read(row[1:]) for row in rows}
    if len(found) < len(set(places)):
        raise DatabaseError("an index names a record that is not there")
    return [found[n] for n in places]


def ordered(
    connection: Connection, places: Sequence[int], sort: str | None, reverse: bool
) -> list[int]:
    """The same places by a field of their records; without one, as given or turned round."""
    if sort is None:
        return list(places[::-1] if reverse else places)
    sql = f"SELECT p.n {AMONG} ORDER BY {_order(sort, reverse)}"
    return [n for (n,) in connection.execute(sql, {"n": str(list(places))})]


def count(
    connection: Connection, conditions: Sequence[Condition] = (), *, unknown: bool = False
) -> int:
    """How many records pass all conditions; `unknown`: that fail only for an unknown value."""
    test, values = where(conditions)
    sql = f"SELECT count(*) FROM patent AS p WHERE ({test or 1})" + " IS NULL" * unknown
    return int(connection.execute(sql, values).fetchone()[0])


def tally(
    connection: Connection, value: str, conditions: Sequence[Condition] = (), *, tag: str = ""
) -> list[tuple[object, int]]:
    """How many of the records that pass have each value, most frequent first: of an SQL expression
    on `patent AS p`, or on `tag` for the values of a kind of tags (a record counts once for each).
    """
    test, values = where(conditions)
    if tag:
        sql = f"SELECT {value}, count(DISTINCT n) AS c FROM tag WHERE kind = :tag"
        sql += f" AND n IN (SELECT p.n FROM patent AS p WHERE {test})" if test else ""
    else:
        sql = f"SELECT {value}, count(*) AS c FROM patent AS p WHERE {test or 1}"
    rows = connection.execute(f"{sql} GROUP BY 1 ORDER BY c DESC, 1", {**values, "tag": tag})
    return rows.fetchall()


def find(
    connection: Connection, text: str, base: Callable[[], Connection] | None = None
) -> dict[int, str]:
    """The places of all records that a number leads to, each with what the number is to it (ROLES):
    the closest first, then in catalogue order. Where none bears it, the bundled records, opened by
    `base`, tell which other numbers its Chinese patent has: what bears one of these is SAME."""
    from patentcli.numbers import search_keys

    # An id is found as it is written, should it be a number that no system reads.
    found = connection.execute("SELECT n, 'own' FROM patent WHERE id = ?", (text,)).fetchall()
    keys = search_keys(text)
    for key in keys:
        found += connection.execute("SELECT n, role FROM number WHERE key = ?", (key,))
    if base and {"own", "grant"}.isdisjoint(role for _n, role in found):
        with suppress(PatentcliError):  # a bundled catalogue that is missing or old tells nothing
            for other in {other for key in keys for other in base().execute(_OTHERS, (key,))}:
                found += connection.execute(f"SELECT n, '{SAME}' {BEARING}", other)
    best: dict[int, str] = {}
    for n, role in sorted(found, key=lambda one: ((SAME, *ROLES).index(one[1]), one[0])):
        best.setdefault(n, role)
    return best


@lru_cache(maxsize=2)  # a table of companies may name any number of patents
def is_lacking(connection: Connection, system: str) -> bool:
    """Whether Chinese records are there without a number of this one of the Chinese systems."""
    columns = {"cn-application": "chinese_applications", "cn-publication": "publication_number"}
    sql = f"SELECT 1 FROM patent WHERE office = 'CN' AND {columns.get(system)} IS NULL LIMIT 1"
    return system in columns and connection.execute(sql).fetchone() is not None


def closest(connection: Connection, text: str) -> str | None:
    """The id most like a text that leads to no record; None if nothing is alike."""
    word = "".join(text.upper().split())[:40]
    for length in range(len(word), -1, -1):
        start = word[:length]
        rows = connection.execute(
            "SELECT id FROM patent WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (start, start + "\U0010ffff", _ALIKE),
        )
        if found := nearest(word, (i for (i,) in rows)):
            return found
    return None


def _differing(
    before: Connection, after: Connection
) -> Iterator[tuple[str, Sequence[Any] | None, Sequence[Any] | None]]:
    """The id of each record that one of them lacks or has otherwise, and what each has of it. Both
    are read in the order of their ids, so that memory stays constant."""
    sql = f"SELECT {', '.join(PATENT_COLUMNS)}, ? FROM patent ORDER BY id"
    sides = [connection.execute(sql, (n,)) for n, connection in enumerate((before, after))]
    for number, found in groupby(merge(*sides, key=itemgetter(0)), key=itemgetter(0)):
        rows = {row[-1]: row[:-1] for row in found}
        old, new = rows.get(0), rows.get(1)
        if old != new:
            yield number, old, new


def differences(before: Connection, after: Connection) -> Iterator[Mapping[str, object]]:
    """What was added, removed (one row each) and changed, with the columns CHANGES."""
    read = row_reader(FIELDS)
    for number, old, new in _differing(before, after):
        record = read(new or old or ())
        if old and new:
            was = read(old)
            rows = [("changed", f, was[f], record[f]) for f in FIELDS if was[f] != record[f]]
        else:
            rows = [("added", "id", None, number) if new else ("removed", "id", number, None)]
        title = record["title_zh"] or record["title"]
        for change, *row in rows:
            yield dict(zip(CHANGES, (change, number, title, *row), strict=True))


def count_changes(before: str, after: str) -> tuple[int, int, int]:
    """How many records the catalogue file `after` adds, lacks and changes."""
    with closing(connect(before)) as first, closing(connect(after)) as second:
        found = Counter((bool(old), bool(new)) for _id, old, new in _differing(first, second))
    return found[False, True], found[True, False], found[True, True]
