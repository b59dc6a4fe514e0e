"""The thesaurus as a query reads it: tables of the bundled catalogue, made by `thesaurus_build`."""

import sqlite3
from collections.abc import Collection
from typing import Any

# A thesaurus entry that a word leads to, and whether the word is one of those that the
# entry looks for in records; else it is too vague for that, and the lead is weaker.
Leads = tuple[tuple[int, bool], ...]


class Concept:
    """An entry of the thesaurus, as a query uses it: `sought` is an FTS5 expression."""

    __slots__ = ("name", "related", "sought")

    def __init__(self, name: str, related: tuple[int, ...], sought: str) -> None:
        self.name = name
        self.related = related
        self.sought = sought


def _rows(base: sqlite3.Connection, sql: str, values: Collection[object]) -> list[tuple[Any, ...]]:
    """The rows for which the placeholder of `sql` holds any of the values."""
    if not values:
        return []
    marks = ", ".join("?" * len(values))
    return base.execute(sql.format(marks), tuple(values)).fetchall()


def kinds(base: sqlite3.Connection, words: Collection[str]) -> dict[str, str]:
    """Which of the words are small (`stop`, `particle`, `generic`) or merely `common`."""
    sql = "SELECT word, kind FROM thesaurus_word WHERE word IN ({})"
    return dict(_rows(base, sql, words))


def spellings(base: sqlite3.Connection, words: Collection[str]) -> dict[str, tuple[str, str]]:
    """For stems of words written in several ways: the other ways, and the key of all."""
    sql = "SELECT word, others, key FROM thesaurus_spelling WHERE word IN ({})"
    return {word: (others, key) for word, others, key in _rows(base, sql, words)}


def concepts_of(base: sqlite3.Connection, keys: Collection[str]) -> dict[str, Leads]:
    """The entries that each key leads to."""
    sql = "SELECT key, concept, is_sought FROM thesaurus_key WHERE key IN ({})"
    found: dict[str, Leads] = {}
    for key, concept, is_sought in _rows(base, sql, keys):
        found[key] = (*found.get(key, ()), (concept, bool(is_sought)))
    return found


def companies(base: sqlite3.Connection, names: Collection[str]) -> dict[str, str]:
    """For names of companies: the expression that finds them as holders."""
    sql = "SELECT key, holder FROM thesaurus_company WHERE key IN ({})"
    return dict(_rows(base, sql, names))


def concepts(base: sqlite3.Connection, numbers: Collection[int]) -> dict[int, Concept]:
    """The entries with these numbers."""
    sql = "SELECT concept, name, related, sought FROM thesaurus_concept WHERE concept IN ({})"
    return {
        int(number): Concept(name, tuple(map(int, related.split())), sought)
        for number, name, related, sought in _rows(base, sql, numbers)
    }


def every_key(base: sqlite3.Connection) -> dict[str, Leads]:
    """All keys of the thesaurus, with the entries that each leads to."""
    found: dict[str, Leads] = {}
    for key, concept, is_sought in base.execute("SELECT * FROM thesaurus_key ORDER BY 1, 2"):
        found[key] = (*found.get(key, ()), (concept, bool(is_sought)))
    return found


def every_concept(base: sqlite3.Connection) -> dict[int, Concept]:
    """All entries by their numbers."""
    return concepts(base, [n for (n,) in base.execute("SELECT concept FROM thesaurus_concept")])


def every_word(base: sqlite3.Connection) -> dict[str, str]:
    """All small and common words with their kinds."""
    return dict(base.execute("SELECT word, kind FROM thesaurus_word ORDER BY 1"))


def every_company(base: sqlite3.Connection) -> dict[str, str]:
    """All names of companies with the expressions that find them as holders."""
    return dict(base.execute("SELECT key, holder FROM thesaurus_company ORDER BY 1"))


def every_form(base: sqlite3.Connection) -> dict[str, str]:
    """For stems of words written in several ways: the key of all."""
    return dict(base.execute("SELECT word, key FROM thesaurus_spelling ORDER BY 1"))
