"""The thesaurus: `thesaurus.toml` and `lexicon.toml` checked, and written as the tables of the
bundled catalogue that `search.terms` reads."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from patentcli.building.checks import Filled, Key, Strict, once, read_file, record
from patentcli.search import text
from patentcli.search.index import ADD_WORD
from patentcli.search.text import HEARD, spellings, stem

LONGEST_KEY = 3  # words: of longer expressions, parts lead to the entry or do not

Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Spellings = Annotated[str, StringConstraints(pattern=r"^[a-z]+(=[a-z]+)+$")]
Groups = dict[str, list[str]]
"""By the stem of each word that is written in several ways, all of them."""


class Words(Strict):
    """Words that carry little or nothing, and words that are written in several ways."""

    stop: list[Term]
    generic: list[Term]
    british: list[Spellings]
    irregular: list[Spellings] = []


class Concept(Strict):
    """One thing, and the words for it in both languages."""

    id: Key
    everyday: list[Term] = []
    trade: list[Term] = []
    patent: list[Term] = []
    asked: list[Term] = []
    related: list[Key] = []

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.sought:
            raise ValueError("no term that could be looked for in a record")
        for term in self.sought:
            if len(term) == 1:
                raise ValueError(f"{term!r} alone is met everywhere: put it under `asked`")
            if "are" in term.split():
                raise ValueError(f"{term!r}: leave out `are`, as the index does")
        for term in (*self.sought, *self.asked):
            if text.normalise(term) != term:
                raise ValueError(f"write {term!r} as {text.normalise(term)!r}")
        return self

    @property
    def sought(self) -> list[str]:
        """The terms that are looked for in records, without repetition."""
        return list(dict.fromkeys((*self.everyday, *self.trade, *self.patent)))


# A holder of patents: the words its name is found by in records, and what it is called.
class _Company(Strict):
    holder: Filled[Term]
    called: list[Term] = []


class Thesaurus(Strict):
    """The whole file."""

    words: Words
    company: list[_Company]
    concept: Annotated[list[Concept], once(lambda concept: (concept.id,))]

    @model_validator(mode="after")
    def _names_fit(self) -> Self:
        names = {concept.id for concept in self.concept}
        for concept in self.concept:
            if unknown := set(concept.related) - names:
                raise ValueError(f"{concept.id}: related to unknown entries {sorted(unknown)}")
        return self


_LEXICON = record(english=str, chinese=str)  # common words, separated by white space
_CREATE = """
CREATE TABLE thesaurus_word(
    word TEXT PRIMARY KEY, kind TEXT NOT NULL, forms TEXT NOT NULL, leads TEXT NOT NULL,
    sound TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE thesaurus_concept(
    name TEXT PRIMARY KEY, through TEXT NOT NULL, sought TEXT NOT NULL, related TEXT NOT NULL
) WITHOUT ROWID;
"""
_INDEX = "CREATE INDEX thesaurus_sound ON thesaurus_word(sound, word) WHERE sound <> ''"
_NOTHING = dict.fromkeys(("kind", "forms", "leads", "sound"), "")


def store(connection: sqlite3.Connection, data_dir: Path) -> None:
    """Write both files into the bundled catalogue; DataProblem with file, key and reason."""
    thesaurus = read_file(Thesaurus, data_dir, "thesaurus.toml")
    lexicon = read_file(_LEXICON, data_dir, "lexicon.toml")
    words, groups = thesaurus.words, grouped(thesaurus.words)
    entries: defaultdict[str, dict[str, str]] = defaultdict(_NOTHING.copy)
    # The last list that has a word decides: what says nothing is never merely common.
    for word in (*lexicon.english.split(), *lexicon.chinese.split()):
        entries[word]["kind"] = "common"
    for kind in ("generic", "stop"):
        for word in getattr(words, kind):
            entries[stem(word)]["kind"] = kind
    connection.executescript(_CREATE)
    stop = {stem(word) for word in words.stop}

    def add(id_: str, names: Iterable[str], through: str, sought: str, related: list[str]) -> None:
        for key in {key_of(name, stop, groups) for name in names} - {""}:
            entries[key]["leads"] += f" {id_}"
        row = (id_, through, sought, " ".join(related))
        connection.execute("INSERT INTO thesaurus_concept VALUES (?, ?, ?, ?)", row)

    for company in thesaurus.company:
        sought = " OR ".join(map(text.phrase, company.holder))
        names = (*company.holder, *company.called)
        add(f"company:{names[0].replace(' ', '-')}", names, "name", f"{{holder}} : ({sought})", [])
    terms: set[str] = set()
    for concept in thesaurus.concept:
        names = (*concept.sought, *concept.asked)
        terms.update(names)
        written = (form for term in concept.sought for form in _written(term, groups))
        sought = " OR ".join(dict.fromkeys(map(text.phrase, written)))
        add(concept.id, names, f"thesaurus:{concept.id}", sought, concept.related)
    for word, forms in groups.items():
        leads = entries[stem(forms[0])]["leads"]
        entries[word].update(forms=" ".join(forms), leads=leads)
    # What mistyped words may have been: the words of the terms, and how Chinese ones sound.
    known = sorted({word for term in terms for word in text.tokens(term)})
    latin = (w for w in known if w.isascii() and w.isalpha() and len(w) >= text.SHORTEST_WORD)
    connection.executemany(ADD_WORD, ((word, 1) for word in latin))
    for word in known:
        if word in entries and text.is_han(word) and len(word) in HEARD:
            entries[word]["sound"] = text.sound(word)
    rows = ((word, *entry.values()) for word, entry in entries.items())
    connection.executemany("INSERT INTO thesaurus_word VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute(_INDEX)


def grouped(words: Words) -> Groups:
    """The words that are written in several ways (colour and color, draw and drawn), by stem; the
    American spelling and the plain form stand before the others."""
    pairs = [pair.split("=")[::-1] for pair in words.british]
    groups = [*pairs, *(group.split("=") for group in words.irregular)]
    return {stem(word): group for group in groups for word in group}


def key_of(term: str, stop: set[str], groups: Groups) -> str:
    """The key of a term: a Chinese word itself, else the sorted stems of its words; empty when
    small words are all that keeps it from being another ("in a picture")."""
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
