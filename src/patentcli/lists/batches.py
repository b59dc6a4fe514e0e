"""Records of a list as rows for the tables of a catalogue, some hundreds at a time.

All that can be done without the database is done here, so that it can happen in a process beside
it: conversion, checks, lookup keys, and the cutting of text for the index.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from json import JSONEncoder
from typing import Any, NamedTuple

from patentcli.catalogue.schema import INTEGERS, LIST_FIELDS
from patentcli.lists.filled import Filled, Key
from patentcli.lists.reading import ListReader
from patentcli.rules import bases
from patentcli.search.cutter import cut_columns

SIZE = 500  # records a batch: half a megabyte, so that several fit into a pipe


class Batch(NamedTuple):
    """Rows for the tables; it crosses the border between processes as a plain tuple."""

    columns: tuple[str, ...]
    """Columns of `patent` that are filled besides `n`; all others are null."""
    expressions: tuple[str, ...]
    """What stands in each of them: SQL with ?2, ?3, ... for `values`, ?1 being `n`."""
    known: tuple[int, ...]
    """How many of the records have each of them."""
    values: list[Sequence[Any]]
    """Columns of values, each as many as `places`."""
    indexed: tuple[str, ...]
    """Columns of the search index that are filled."""
    texts: list[Sequence[str]]
    """Columns of texts for them, each as many as `places`."""
    numbers: list[Key] | None
    """Lookup keys with `n`; None where all of them can be made of the columns."""
    places: list[int]
    """The row of the file that each record comes from."""
    problems: list[tuple[Any, ...]]
    rows: int
    """Rows of the file that were read."""
    done: int
    """Bytes of the file read so far."""
    oddities: list[str]
    """The first things so far that are odd but no defect."""
    more: int
    """How many more there were."""


def batches(reader: ListReader) -> Iterator[Batch]:
    """The records in the order of the list, numbered from 1, and what is wrong with the rest."""
    n = 0
    while True:
        rows, good = reader.take(SIZE)
        if not rows:
            return
        yield _batch(reader, good, n + 1, rows)
        n += len(good.places)


def _batch(reader: ListReader, good: Filled, start: int, rows: int) -> Batch:
    found = good.columns
    cut = cut_columns(found)
    columns, expressions, known, values = _statement(
        {
            name: _ENCODERS[name](found[name]) if name in _ENCODERS else found[name]
            for name in reader.rows.columns
            if name in found
        }
    )
    oddities, more = reader.oddities
    return Batch(
        columns=columns,
        expressions=expressions,
        known=known,
        values=values,
        indexed=tuple(cut),
        texts=list(cut.values()),
        numbers=[(key, start + at, role) for key, at, role in good.lookup_keys()]
        if good.odd
        else None,
        places=good.places,
        problems=[tuple(problem) for problem in reader.take_problems()],
        rows=rows,
        done=reader.done,
        oddities=oddities,
        more=more,
    )


# Columns that nearly always hold what `id` does, and those that hold words of this program, in
# most lists the same in every row: such values need not be handed over row by row.
_LIKE_ID = frozenset(("publication_number", "chinese_grant"))
_OWN_WORDS = frozenset(("office", "status", "listing", "expiry_basis"))


def _statement(
    columns: Mapping[str, Sequence[Any]],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], list[Sequence[Any]]]:
    """The columns that hold anything, of each an SQL expression and how often it is not null,
    and the values that the expressions need.

    Nulls are handed over as "" or -1, which no column holds: Python's `sqlite3` looks for an
    adapter for every None, which takes longer than all else it does with a value.
    """
    names: list[str] = []
    expressions: list[str] = []
    known: list[int] = []
    values: list[Sequence[Any]] = []
    for name, column in columns.items():
        nulls = column.count(None)
        if nulls == len(column):
            continue
        names.append(name)
        known.append(len(column) - nulls)
        if name in _LIKE_ID and column == columns["id"]:
            expressions.append("?2")  # `id` is the first of all columns
        elif name in _OWN_WORDS and column.count(column[0]) == len(column):
            expressions.append(_literal(column[0]))
        else:
            place = f"?{len(values) + 2}"
            absent: object = -1 if name in INTEGERS else ""
            shown = "-1" if name in INTEGERS else "''"
            expressions.append(f"nullif({place}, {shown})" if nulls else place)
            values.append([absent if x is None else x for x in column] if nulls else column)
    return tuple(names), tuple(expressions), tuple(known), values


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _lists(column: Sequence[list[str] | None]) -> list[str | None]:
    """Lists of texts as JSON; by hand where none of the texts has anything to escape."""
    together = "".join(chain.from_iterable(filter(None, column)))
    if together.isprintable() and "\\" not in together and '"' not in together:
        return [f'["{_JOIN(items)}"]' if items else None for items in column]
    return [_encode(items) if items else None for items in column]


_JOIN = '","'.join


def _applications(column: Sequence[list[dict[str, str | None]] | None]) -> list[str | None]:
    return [None if not items else _application(items) for items in column]


def _application(items: list[dict[str, str | None]]) -> str:
    if len(items) > 1:
        return _encode(items)
    number, date, role = items[0].values()
    day = f'"{date}"' if date else "null"
    return f'[{{"number":"{number}","date":{day},"role":"{role}"}}]'


def _bases(column: Sequence[str]) -> list[Any]:
    return list(map(bases.stored, column))


_ENCODERS: dict[str, Callable[[Sequence[Any]], list[Any]]] = {
    **dict.fromkeys(LIST_FIELDS, _lists),
    "chinese_applications": _applications,
    "expiry_basis": _bases,
}
