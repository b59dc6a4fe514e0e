"""The thesaurus on its way into the bundled catalogue: `thesaurus.toml` and `lexicon.toml`
checked, and written as the tables that `thesaurus` reads.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from patentcli.search import han, text
from patentcli.search.index import ADD_WORD
from patentcli.search.stem import spellings, stem
from patentcli.search.vocabulary import SHORTEST_WORD
from patentcli.toml_file import checked as check
from patentcli.toml_file import read_toml

# Longer expressions are not keys; what they are made of leads to the entry or does not.
LONGEST_KEY = 3
# Chinese words of so many characters can be recognised by their sound.
SOUNDED = range(2, 7)

Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


Model = TypeVar("Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """Words that carry little or nothing, and words that are written in several ways."""

    stop: list[Term]
    particle: list[Term]
    generic: list[Term]
    british: list[Annotated[str, StringConstraints(pattern=r"^[a-z]+=[a-z]+$")]]
    irregular: list[Annotated[str, StringConstraints(pattern=r"^[a-z]+(=[a-z]+)+$")]] = Field(
        default_factory=list
    )


class Concept(_Strict):
    """One thing, and the words for it in both languages."""

    id: Name
    everyday: list[Term] = Field(default_factory=list)
    trade: list[Term] = Field(default_factory=list)
    patent: list[Term] = Field(default_factory=list)
    asked: list[Term] = Field(default_factory=list)
    related: list[Name] = Field(default_factory=list)

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
    called: list[Term] = Field(default_factory=list)


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


def load(data_dir: Path) -> dict[str, Any]:
    """Read and check both files; plain lists and strings come back, for `store`.

    Raises DataProblem that names file, key and reason.
    """

    def read(model: type[Model], name: str) -> Model:
        return check(model, read_toml(data_dir / name, name), name)

    checked = read(Thesaurus, "thesaurus.toml")
    lexicon = read(Lexicon, "lexicon.toml")
    return {
        "words": checked.words.model_dump(),
        "companies": [company.model_dump() for company in checked.company],
        "concepts": [
            {"name": c.id, "sought": c.sought, "asked": c.asked, "related": c.related}
            for c in checked.concept
        ],
        "lexicon": sorted({*lexicon.english.split(), *lexicon.chinese.split()}),
    }


_CREATE = """
CREATE TABLE thesaurus_word(word TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thesaurus_spelling(
    word TEXT PRIMARY KEY, others TEXT NOT NULL, key TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE thesaurus_key(
    key TEXT, concept INTEGER, is_sought INTEGER NOT NULL, PRIMARY KEY(key, concept)
) WITHOUT ROWID;
CREATE TABLE thesaurus_concept(
    concept INTEGER PRIMARY KEY, name TEXT NOT NULL, related TEXT NOT NULL, sought TEXT NOT NULL
);
CREATE TABLE thesaurus_company(key TEXT PRIMARY KEY, holder TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE thesaurus_sound(sound TEXT, word TEXT, PRIMARY KEY(sound, word)) WITHOUT ROWID;
"""


def store(connection: sqlite3.Connection, rows: dict[str, Any]) -> None:
    """Write what `load` gave into the bundled catalogue."""
    connection.executescript(_CREATE)
    words, concepts = rows["words"], rows["concepts"]
    forms = Forms(words["british"], words["irregular"])
    connection.executemany(
        "INSERT OR IGNORE INTO thesaurus_spelling VALUES (?, ?, ?)", forms.rows()
    )
    # The first list that has a word decides: what says nothing is never merely common.
    connection.executemany(
        "INSERT OR IGNORE INTO thesaurus_word VALUES (?, ?)",
        [(_key_word(w), kind) for kind in ("stop", "particle", "generic") for w in words[kind]],
    )
    numbers = {concept["name"]: number for number, concept in enumerate(concepts, 1)}
    stop = {_key_word(word) for word in words["stop"]}
    for number, concept in enumerate(concepts, 1):
        for is_sought, terms in ((1, concept["sought"]), (0, concept["asked"])):
            keys = {key for term in terms if (key := key_of(term, stop, forms))}
            connection.executemany(
                "INSERT OR IGNORE INTO thesaurus_key VALUES (?, ?, ?)",
                [(key, number, is_sought) for key in sorted(keys)],
            )
        written = (form for term in concept["sought"] for form in _written(term, forms))
        sought = " OR ".join(dict.fromkeys(map(text.phrase, written)))
        related = " ".join(str(numbers[name]) for name in concept["related"])
        connection.execute(
            "INSERT INTO thesaurus_concept VALUES (?, ?, ?, ?)",
            (number, concept["name"], related, sought),
        )
    connection.executemany(
        "INSERT OR IGNORE INTO thesaurus_word VALUES (?, 'common')", ((w,) for w in rows["lexicon"])
    )
    connection.executemany(
        "INSERT OR IGNORE INTO thesaurus_company VALUES (?, ?)",
        [
            (" ".join(text.tokens(name)), " OR ".join(map(text.phrase, company["holder"])))
            for company in rows["companies"]
            for name in (*company["holder"], *company["called"])
        ],
    )
    _store_words(connection, [t for c in concepts for t in (*c["sought"], *c["asked"])])


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
        """The key that all forms of a word share."""
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
    keys = [word if text.is_han(word) else forms.key(word) for word in words]
    kept = sorted({key for key in keys if key not in stop})
    if not kept or len(kept) > LONGEST_KEY or (len(kept) == 1 and len(words) > 1):
        return ""
    return " ".join(kept)


def _key_word(word: str) -> str:
    return word if text.is_han(word) else stem(word)


def _written(term: str, forms: Forms) -> list[str]:
    """The term in British and American spelling; a single word in all its forms."""
    words = text.tokens(term)
    if not term.isascii() or len(words) == 1:
        return forms.of(words[0]) if term.isascii() else [term]
    both = [spellings(word) if len(forms.of(word)) != 2 else forms.of(word) for word in words]
    return list(dict.fromkeys(" ".join(w[min(i, len(w) - 1)] for w in both) for i in range(2)))


def _store_words(connection: sqlite3.Connection, terms: list[str]) -> None:
    """What mistyped words may have been: the words of the terms, and how Chinese ones sound."""
    words = {w for term in terms for w in text.tokens(term)}
    connection.executemany(
        ADD_WORD,
        sorted(
            (w, 1, "") for w in words if w.isalpha() and w.isascii() and len(w) >= SHORTEST_WORD
        ),
    )
    chinese = {w for w in words if text.is_han(w) and len(w) in SOUNDED}
    connection.executemany(
        "INSERT INTO thesaurus_sound VALUES (?, ?)",
        sorted((sound, w) for w in chinese if (sound := han.sound(w))),
    )
