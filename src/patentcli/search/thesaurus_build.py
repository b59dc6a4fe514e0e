"""The thesaurus on its way into the bundled catalogue: `thesaurus.toml` and `lexicon.toml`
checked, and written as the tables that `thesaurus` reads.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from patentcli.search import han, text
from patentcli.search.index import ADD_WORD
from patentcli.search.spelling import HEARD
from patentcli.search.text import spellings, stem
from patentcli.toml_file import checked, read_toml

# Longer expressions are not keys; what they are made of leads to the entry or does not.
LONGEST_KEY = 3

Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Spellings = Annotated[str, StringConstraints(pattern=r"^[a-z]+(=[a-z]+)+$")]
Model = TypeVar("Model", bound=BaseModel)
Groups = dict[str, list[str]]
"""For stems of words that are written in several ways, all of them."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """Words that carry little or nothing, and words that are written in several ways."""

    stop: list[Term]
    particle: list[Term]
    generic: list[Term]
    british: list[Spellings]
    irregular: list[Spellings] = []


class Concept(_Strict):
    """One thing, and the words for it in both languages."""

    id: Name
    everyday: list[Term] = []
    trade: list[Term] = []
    patent: list[Term] = []
    asked: list[Term] = []
    related: list[Name] = []

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.sought:
            raise ValueError("no term that could be looked for in a record")
        for term in self.sought:
            if len(term) == 1:
                raise ValueError(f"{term!r} alone is met everywhere: put it under `asked`")
        for term in (*self.sought, *self.asked):
            if text.normalise(term) != term:
                raise ValueError(f"write {term!r} as {text.normalise(term)!r}")
        return self

    @property
    def sought(self) -> list[str]:
        """The terms that are looked for in records, without repetition."""
        return list(dict.fromkeys((*self.everyday, *self.trade, *self.patent)))


class Company(_Strict):
    """A holder of patents: the words its name is found by in records, and what it is called."""

    holder: list[Term] = Field(min_length=1)
    called: list[Term] = []


class Thesaurus(_Strict):
    """The whole file."""

    words: Words
    company: list[Company]
    concept: list[Concept]

    @model_validator(mode="after")
    def _names_fit(self) -> Self:
        names = [concept.id for concept in self.concept]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"entries named twice: {sorted(twice)}")
        for concept in self.concept:
            if unknown := set(concept.related) - set(names):
                raise ValueError(f"{concept.id}: related to unknown entries {sorted(unknown)}")
        return self


class Lexicon(_Strict):
    """Common words, separated by white space."""

    english: str
    chinese: str


_CREATE = """
CREATE TABLE thesaurus_word(word TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thesaurus_spelling(
    word TEXT PRIMARY KEY, forms TEXT NOT NULL, key TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE thesaurus_key(
    key TEXT, concept INTEGER, PRIMARY KEY(key, concept)
) WITHOUT ROWID;
CREATE TABLE thesaurus_concept(
    concept INTEGER PRIMARY KEY, name TEXT NOT NULL, related TEXT NOT NULL, sought TEXT NOT NULL
);
CREATE TABLE thesaurus_company(key TEXT PRIMARY KEY, holder TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thesaurus_sound(sound TEXT, word TEXT, PRIMARY KEY(sound, word)) WITHOUT ROWID;
"""


def store(connection: sqlite3.Connection, data_dir: Path) -> None:
    """Read and check both files, and write them into the bundled catalogue.

    Raises DataProblem that names file, key and reason.
    """

    def read(model: type[Model], name: str) -> Model:
        return checked(model, read_toml(data_dir / name, name), name)

    def add(table: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)

    thesaurus = read(Thesaurus, "thesaurus.toml")
    lexicon = read(Lexicon, "lexicon.toml")
    words, concepts = thesaurus.words, thesaurus.concept
    groups = grouped(words)
    connection.executescript(_CREATE)
    add("thesaurus_spelling", ((w, " ".join(g), stem(g[0])) for w, g in groups.items()))
    # The first list that has a word decides: what says nothing is never merely common.
    small = {"stop": words.stop, "particle": words.particle, "generic": words.generic}
    add("thesaurus_word", ((stem(word), kind) for kind in small for word in small[kind]))
    common = {*lexicon.english.split(), *lexicon.chinese.split()}
    add("thesaurus_word", ((word, "common") for word in sorted(common)))
    stop = {stem(word) for word in words.stop}
    numbers = {concept.id: number for number, concept in enumerate(concepts, 1)}
    for concept in concepts:
        number = numbers[concept.id]
        keys = {key_of(term, stop, groups) for term in (*concept.sought, *concept.asked)}
        add("thesaurus_key", ((key, number) for key in sorted(keys) if key))
        written = (form for term in concept.sought for form in _written(term, groups))
        sought = " OR ".join(dict.fromkeys(map(text.phrase, written)))
        related = " ".join(str(numbers[name]) for name in concept.related)
        add("thesaurus_concept", [(number, concept.id, related, sought)])
    for company in thesaurus.company:
        holder = " OR ".join(map(text.phrase, company.holder))
        names = (" ".join(text.tokens(name)) for name in (*company.holder, *company.called))
        add("thesaurus_company", ((name, holder) for name in names))
    # What mistyped words may have been: the words of the terms, and how Chinese ones sound.
    terms = (term for concept in concepts for term in (*concept.sought, *concept.asked))
    known = sorted({word for term in terms for word in text.tokens(term)})
    latin = (w for w in known if w.isascii() and w.isalpha() and len(w) >= text.SHORTEST_WORD)
    connection.executemany(ADD_WORD, ((word, 1, "") for word in latin))
    chinese = (word for word in known if text.is_han(word) and len(word) in HEARD)
    add("thesaurus_sound", ((sound, word) for word in chinese if (sound := han.sound(word))))


def grouped(words: Words) -> Groups:
    """The words that are written in several ways (colour and color, draw and drawn), by stem.

    In a group the American spelling and the plain form stand before the others.
    """
    pairs = [pair.split("=")[::-1] for pair in words.british]
    groups = [*pairs, *(group.split("=") for group in words.irregular)]
    return {stem(word): group for group in groups for word in group}


def key_of(term: str, stop: set[str], groups: Groups) -> str:
    """Under which key a term stands: a Chinese word itself, else the sorted stems of its words.

    Empty when small words are all that keeps a term from being another ("in a picture").
    """
    words = text.tokens(term)
    keys = {stem(groups.get(stem(word), [word])[0]) for word in words}
    kept = sorted(keys - stop)
    if not kept or len(kept) > LONGEST_KEY or (len(kept) == 1 and len(words) > 1):
        return ""
    return " ".join(kept)


def _written(term: str, groups: Groups) -> list[str]:
    """The term; a single English word in all its forms."""
    if not term.isascii() or len(text.tokens(term)) > 1:
        return [term]
    return [term, *groups.get(stem(term), spellings(term))]
