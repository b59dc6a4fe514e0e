"""Records of a list as rows for the tables of a catalogue, some hundreds at a time.

All that can be done without the database is done here, so that it can happen in a process beside
it: conversion, checks, lookup keys, and the cutting of text for the index.
"""

from collections.abc import Callable, Iterator
from json import JSONEncoder
from operator import itemgetter
from typing import Any, NamedTuple

from patentcli.catalogue.schema import LIST_FIELDS
from patentcli.catalogue.store import TAGS
from patentcli.lists.reading import ListReader
from patentcli.lists.rows import Record
from patentcli.search.bulk import Cutter

SIZE = 500  # records a batch: half a megabyte, so that several fit into a pipe


class Batch(NamedTuple):
    """Rows for the tables; it crosses the border between processes as a plain tuple."""

    columns: tuple[str, ...]
    """Columns of `patent` that `patents` fill, after `n`."""
    patents: list[tuple[Any, ...]]
    texts: list[tuple[Any, ...]]
    """Rows of the search index."""
    numbers: list[tuple[str, int, str]]
    tags: list[tuple[str, str, int]]
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
    cutter = Cutter()
    n = 0
    while True:
        rows, good = reader.take(SIZE)
        if not rows:
            return
        yield _batch(reader, cutter, good, n + 1, rows)
        n += len(good)


def _batch(
    reader: ListReader, cutter: Cutter, good: list[tuple[int, Record]], start: int, rows: int
) -> Batch:
    columns = reader.rows.columns
    records = [record for _place, record in good]
    places = range(start, start + len(good))
    texts = [(n, *row) for n, row in zip(places, cutter.rows(records), strict=True)]
    numbers = [
        (key, n, role)
        for n, record in zip(places, records, strict=True)
        for key, role in record["keys"].items()
    ]
    tags = [
        (kind, value, n)
        for kind, field in TAGS.items()
        if field in columns
        for n, record in zip(places, records, strict=True)
        for value in record[field] or ()
    ]
    for name, encode in _ENCODERS.items():
        if name in columns:
            for record in records:
                items = record[name]
                record[name] = encode(items) if items else None
    pick = itemgetter(*columns)
    oddities, more = reader.oddities
    return Batch(
        columns=columns,
        patents=[(n, *pick(record)) for n, record in zip(places, records, strict=True)],
        texts=texts,
        numbers=numbers,
        tags=tags,
        places=[place for place, _record in good],
        problems=[tuple(problem) for problem in reader.take_problems()],
        rows=rows,
        done=reader.done,
        oddities=oddities,
        more=more,
    )


_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _texts(items: list[str]) -> str:
    """A list of texts as JSON; those without anything to escape by hand, being most."""
    joined = '","'.join(items)
    if joined.isprintable() and "\\" not in joined and joined.count('"') == 2 * len(items) - 2:
        return f'["{joined}"]'
    return _encode(items)


def _applications(items: list[dict[str, str | None]]) -> str:
    if len(items) > 1:
        return _encode(items)
    number, date, role = items[0].values()
    day = f'"{date}"' if date else "null"
    return f'[{{"number":"{number}","date":{day},"role":"{role}"}}]'


_ENCODERS: dict[str, Callable[[Any], str]] = dict.fromkeys(LIST_FIELDS, _texts)
_ENCODERS["chinese_applications"] = _applications
