"""The thesaurus on its way into the bundled catalogue: `thesaurus.toml` and `lexicon.toml`
checked, and written as the tables that `thesaurus` reads.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from patentcli.search import han, text
from patentcli.search.index import ADD_WORD
from patentcli.search.text import spellings, stem
from patentcli.toml_file import checked, read_toml

# Longer expressions are not keys; what they are made of leads to the entry or does not.
LONGEST_KEY = 3
# Chinese words of so many characters can be recognised by their sound.
SOUNDED = range(2, 7)

Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Spellings = Annotated[str, StringConstraints(pattern=r"^[a-z]+(=[a-z]+)+$")]
Model = TypeVar("Model", bound=BaseModel)


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
    word TEXT PRIMARY KEY, others TEXT NOT NULL, key TEXT NOT NULL
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
    forms = Forms(words.british, words.irregular)
    connection.executescript(_CREATE)
    add("thesaurus_spelling", forms.rows())
    # The first list that has a word decides: what says nothing is never merely common.
    small = {"stop": words.stop, "particle": words.particle, "generic": words.generic}
    add("thesaurus_word", ((stem(word), kind) for kind in small for word in small[kind]))
    common = {*lexicon.english.split(), *lexicon.chinese.split()}
    add("thesaurus_word", ((word, "common") for word in sorted(common)))
    stop = {stem(word) for word in words.stop}
    numbers = {concept.id: number for number, concept in enumerate(concepts, 1)}
    for concept in concepts:
        number = numbers[concept.id]
        keys = {key_of(term, stop, forms) for term in (*concept.sought, *concept.asked)}
        add("thesaurus_key", ((key, number) for key in sorted(keys) if key))
        written = (form for term in concept.sought for form in _written(term, forms))
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
    chinese = (word for word in known if text.is_han(word) and len(word) in SOUNDED)
    add("thesaurus_sound", ((sound, word) for word in chinese if (sound := han.sound(word))))


class Forms:
    """Words that are written in several ways: colour and color, draw and drawn.

    Lists of words joined by "="; a British spelling stands before the American one,
    the plain form before the others.
    """

    def __init__(self, british: list[str], irregular: list[str]) -> None:
        pairs = [pair.split("=")[::-1] for pair in british]
        self._groups = [*pairs, *(group.split("=") for group in irregular)]
        self._group_of = {stem(word): group for group in self._groups for word in group}

    def key(self, word: str) -> str:
        """The key that all forms of a word share; a Chinese word is its own."""
        return stem(self._group_of.get(stem(word), [word])[0])

    def of(self, word: str) -> list[str]:
        """The word and all its other forms."""
        return list(dict.fromkeys([word, *self._group_of.get(stem(word), spellings(word))]))

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """For the stem of each form the other forms and the common key."""
        for group in self._groups:
            for word in group:
                others = " ".join(other for other in group if other != word)
                yield stem(word), others, stem(group[0])


def key_of(term: str, stop: set[str], forms: Forms) -> str:
    """Under which key a term stands: a Chinese word itself, else the sorted stems of its words.

    Empty when small words are all that keeps a term from being another ("in a picture").
    """
    words = text.tokens(term)
    kept = sorted({key for word in words if (key := forms.key(word)) not in stop})
    if not kept or len(kept) > LONGEST_KEY or (len(kept) == 1 and len(words) > 1):
        return ""
    return " ".join(kept)


def _written(term: str, forms: Forms) -> list[str]:
    """The term in British and American spelling; a single word in all its forms."""
    if not term.isascii():
        return [term]
    words = text.tokens(term)
    if len(words) == 1:
        return forms.of(words[0])
    both = [spellings(word) if len(forms.of(word)) != 2 else forms.of(word) for word in words]
    return list(dict.fromkeys(" ".join(w[min(i, len(w) - 1)] for w in both) for i in range(2)))
