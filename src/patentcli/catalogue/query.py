"""The few SQL statements that every reading command goes through."""

import sqlite3
from collections.abc import Iterator, Sequence

from patentcli.catalogue.filters import Condition, where
from patentcli.catalogue.schema import (
    FEE_FIELDS,
    FIELDS,
    LIST_FIELDS,
    columns_of,
    row_reader,
)

AT_ONCE = 500  # places asked for in one statement
SORTABLE: tuple[str, ...] = tuple(f for f in FIELDS if f not in LIST_FIELDS)


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
    connection: sqlite3.Connection,
    fields: Sequence[str],
    conditions: Sequence[Condition] = (),
    *,
    sort: str | None = None,
    reverse: bool = False,
    limit: int | None = None,
) -> Iterator[dict[str, object]]:
    """The records that pass all conditions, one at a time, with these fields in this order."""
    columns = [f"p.{c}" for c in columns_of(fields)]
    found = _passing(connection, columns, conditions, sort, reverse, limit)
    return map(row_reader(tuple(fields)), found)


def _passing(
    connection: sqlite3.Connection,
    columns: Sequence[str],
    conditions: Sequence[Condition],
    sort: str | None,
    reverse: bool,
    limit: int | None,
) -> sqlite3.Cursor:
    test, parameters = where(conditions)
    sql = f"SELECT {', '.join(columns)} FROM patent AS p"
    if test:
        sql += f" WHERE {test}"
    sql += f" ORDER BY {_order(sort, reverse)}"
    if limit is not None:
        sql += " LIMIT ?"
        parameters = (*parameters, limit)
    return connection.execute(sql, parameters)


def patents_at(
    connection: sqlite3.Connection, fields: Sequence[str], places: Sequence[int]
) -> list[dict[str, object]]:
    """The records at these places of the catalogue (`n`), in the order given."""
    columns = ", ".join(["p.n", *(f"p.{c}" for c in columns_of(fields))])
    read = row_reader(tuple(fields))
    found: dict[int, dict[str, object]] = {}
    for start in range(0, len(places), AT_ONCE):
        part = places[start : start + AT_ONCE]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT {columns} FROM patent AS p WHERE p.n IN ({marks})"
        for row in connection.execute(sql, part):
            found[row[0]] = read(row[1:])
    if len(found) < len(set(places)):
        raise sqlite3.DatabaseError("an index names a record that is not there")
    return [found[n] for n in places]


def ordered(
    connection: sqlite3.Connection, places: Sequence[int], sort: str | None, reverse: bool
) -> list[int]:
    """The same places by a field of their records; without one, as given or turned round."""
    if sort is None:
        return list(places[::-1] if reverse else places)
    chosen = set(places)
    sql = "SELECT p.n FROM patent AS p"
    few = tuple(places) if len(places) <= AT_ONCE else ()
    if few:
        sql += f" WHERE p.n IN ({', '.join('?' * len(few))})"
    sql += f" ORDER BY {_order(sort, reverse)}"
    return [n for (n,) in connection.execute(sql, few) if n in chosen]


def count(connection: sqlite3.Connection, conditions: Sequence[Condition] = ()) -> int:
    """How many records pass all conditions."""
    test, parameters = where(conditions)
    sql = "SELECT count(*) FROM patent AS p" + (f" WHERE {test}" if test else "")
    return int(connection.execute(sql, parameters).fetchone()[0])


def count_unknown(connection: sqlite3.Connection, conditions: Sequence[Condition]) -> int:
    """How many records fail only because a value that a filter asks for is unknown."""
    if not conditions:
        return 0
    kept = [_kept_count(connection, c.column) for c in conditions]
    if not any(kept) and None not in kept:
        return 0
    if len(conditions) == 1 and kept[0] is not None:
        return kept[0]
    open_tests: list[str] = []
    parameters: list[object] = []
    for c in conditions:
        if len(conditions) == 1:
            open_tests.append(c.unknown)
            parameters += c.unknown_parameters
        else:
            open_tests.append(f"(coalesce({c.passes}, 0) OR {c.unknown})")
            parameters += [*c.parameters, *c.unknown_parameters]
    sql = f"SELECT count(*) FROM patent AS p WHERE {' AND '.join(open_tests)}"
    if len(conditions) > 1:
        test, passing = where(conditions)
        sql += f" AND NOT coalesce({test}, 0)"
        parameters += passing
    return int(connection.execute(sql, parameters).fetchone()[0])


def _kept_count(connection: sqlite3.Connection, column: str) -> int | None:
    """How many records have nothing in a column, where the catalogue keeps that."""
    row = connection.execute("SELECT records FROM unknown WHERE field = ?", (column,)).fetchone()
    return None if row is None else int(row[0])


def tally(
    connection: sqlite3.Connection,
    value: str,
    conditions: Sequence[Condition] = (),
    *,
    tag: bool = False,
    length: int | None = None,
) -> list[tuple[object, int]]:
    """How many of the records that pass have each value, most frequent first.

    `value` is an SQL expression on `patent AS p`, or with `tag` the name of a kind of tag,
    whose values may be cut to a length (a record counts once for each value left).
    """
    test, parameters = where(conditions)
    passing = f"SELECT p.n FROM patent AS p WHERE {test}" if test else ""
    if tag:
        cut = f"substr(value, 1, {length})" if length else "value"
        sql = f"SELECT {cut}, count(DISTINCT n) AS c FROM tag WHERE kind = ?"
        sql += f" AND n IN ({passing})" if test else ""
        parameters = (value, *parameters)
    else:
        sql = f"SELECT {value}, count(*) AS c FROM patent AS p"
        sql += f" WHERE {test}" if test else ""
    rows = connection.execute(sql + " GROUP BY 1 ORDER BY c DESC, 1", parameters)
    return [(found, n) for found, n in rows]
