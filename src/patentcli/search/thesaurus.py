"""The thesaurus as a query reads it: tables of the bundled catalogue, made by `thesaurus_build`.

Each function gives what some words lead to, or without them everything there is.
"""

import sqlite3
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

Leads = tuple[int, ...]
"""The numbers of the entries that a word leads to."""


class Concept(NamedTuple):
    """An entry of the thesaurus, as a query uses it."""

    name: str
    related: Leads
    sought: str
    """The words that are looked for in records, as an FTS5 expression."""


def _rows(
    base: sqlite3.Connection, columns: str, table: str, wanted: Collection[object] | None
) -> Iterable[tuple[Any, ...]]:
    """The rows of a table, or those whose first column is wanted, in order."""
    if wanted is None:
        return base.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2")
    test = f"{columns.partition(',')[0]} IN ({', '.join('?' * len(wanted))})"
    return base.execute(f"SELECT {columns} FROM {table} WHERE {test}", tuple(wanted))


def kinds(base: sqlite3.Connection, words: Collection[str] | None = None) -> dict[str, str]:
    """Which words are small (`stop`, `particle`, `generic`) or merely `common`."""
    return dict(_rows(base, "word, kind", "thesaurus_word", words))


def spellings(
    base: sqlite3.Connection, words: Collection[str] | None = None
) -> dict[str, tuple[str, str]]:
    """For stems of words written in several ways: all ways, and the key of them."""
    rows = _rows(base, "word, forms, key", "thesaurus_spelling", words)
    return {word: (forms, key) for word, forms, key in rows}


def leads(base: sqlite3.Connection, keys: Collection[str] | None = None) -> dict[str, Leads]:
    """The entries that each key leads to."""
    found: dict[str, Leads] = {}
    for key, concept in _rows(base, "key, concept", "thesaurus_key", keys):
        found[key] = (*found.get(key, ()), concept)
    return found


def companies(base: sqlite3.Connection, names: Collection[str] | None = None) -> dict[str, str]:
    """For names of companies: the expression that finds them as holders."""
    return dict(_rows(base, "key, holder", "thesaurus_company", names))


def concepts(
    base: sqlite3.Connection, numbers: Collection[int] | None = None
) -> dict[int, Concept]:
    """Entries by their numbers."""
    rows = _rows(base, "concept, name, related, sought", "thesaurus_concept", numbers)
    return {
        n: Concept(name, tuple(map(int, near.split())), sought) for n, name, near, sought in rows
    }
