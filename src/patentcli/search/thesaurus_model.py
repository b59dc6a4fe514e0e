"""What `thesaurus.toml` and `lexicon.toml` may hold; checked when the catalogue is built."""

from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from patentcli.catalogue.toml_file import checked as check
from patentcli.catalogue.toml_file import read_toml
from patentcli.search.text import normalise

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
            if normalise(term) != term:
                raise ValueError(f"write {term!r} as {normalise(term)!r}")
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
    saying_nothing: str


def load(data_dir: Path) -> dict[str, Any]:
    """Read and check both files; plain lists and strings come back, for `thesaurus.store`.

    Raises DataProblem that names file, key and reason.
    """

    def read(model: type[Model], name: str) -> Model:
        return check(model, read_toml(data_dir / name, name), name)

    checked = read(Thesaurus, "thesaurus.toml")
    lexicon = read(Lexicon, "lexicon.toml")
    return {
        "words": checked.words.model_dump() | {"adverbial": lexicon.saying_nothing.split()},
        "companies": [company.model_dump() for company in checked.company],
        "concepts": [
            {"name": c.id, "sought": c.sought, "asked": c.asked, "related": c.related}
            for c in checked.concept
        ],
        "lexicon": sorted({*lexicon.english.split(), *lexicon.chinese.split()}),
    }
