"""The thesaurus as a query reads it: tables of the bundled catalogue (`building.thesaurus`)."""

import sqlite3
from collections.abc import Collection
from typing import NamedTuple


class Entry(NamedTuple):
    """What is known of a word, of the stem of an English one, or of several together."""

    kind: str = ""
    """Whether it is small (`stop`, `particle`, `generic`) or merely `common`."""
    key: str = ""
    """The stem of the plain form, where a word is written in several ways (colour, drawn),"""
    forms: tuple[str, ...] = ()
    """and all of these ways."""
    leads: tuple[str, ...] = ()
    """The names of the concepts that it leads to."""
    holder: str = ""
    """Finds the company of that name, as an FTS5 expression."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the thesaurus or of the language, or a company."""
        return bool(self.kind or self.leads or self.holder)


class Entries(dict[str, Entry]):
    """Entries by their words; of others nothing is known."""

    def __missing__(self, word: str) -> Entry:
        return Entry()


class Concept(NamedTuple):
    """One thing that has many names."""

    related: tuple[str, ...]
    """The names of neighbouring ones."""
    sought: str
    """The terms that are looked for in records, as an FTS5 expression."""


def known(base: sqlite3.Connection, words: Collection[str] | None = None) -> Entries:
    """What the thesaurus has of these words, or all that it has, in order."""
    sql = "SELECT word, kind, key, forms, leads, holder FROM thesaurus_word"
    if words is not None:
        sql += f" WHERE word IN ({', '.join('?' * len(words))})"
    return Entries(
        (word, Entry(kind, key, tuple(forms.split()), tuple(leads.split()), holder))
        for word, kind, key, forms, leads, holder in base.execute(sql, tuple(words or ()))
    )


def concepts(base: sqlite3.Connection) -> dict[str, Concept]:
    """All concepts by their names."""
    rows = base.execute("SELECT name, related, sought FROM thesaurus_concept")
    return {name: Concept(tuple(related.split()), sought) for name, related, sought in rows}
