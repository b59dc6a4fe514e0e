"""The source files in `data/`, read and checked: what the build turns into a catalogue."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field, model_validator

from patentcli.building.record import Patent, PublicationNumber
from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.numbers import lookup_keys, read
from patentcli.toml_file import Strict, Text, Url, checked, read_toml


class Edition(Strict):
    """What the catalogue calls itself (`data/catalogue.toml`)."""

    name: Text
    edition: Text
    created: date
    source: Text
    source_zh: Text


class Word(Strict):
    """A word of the vocabulary with the names shown to people."""

    value: Text
    label_en: Text
    label_zh: Text


def _check_words(words: list[Word]) -> list[Word]:
    seen: set[str] = set()
    for word in words:
        if word.value in seen:
            raise ValueError(f"{word.value!r} stands there twice")
        seen.add(word.value)
    return words


Words = Annotated[list[Word], Field(min_length=1), AfterValidator(_check_words)]


class Vocabulary(Strict):
    """The words that `domain` and `applications` may use, in the order they are shown."""

    domain: Words
    application: Words


class Fact(Strict):
    """A statement about the programme with the page it was read on."""

    key: Text
    label_en: Text
    label_zh: Text
    value_en: Text
    value_zh: Text
    certainty: Text
    source: Text
    source_zh: Text
    url: Url


class Example(Strict):
    """An example that the announcement named, and how candidates are counted towards it."""

    key: Text
    label_en: Text
    label_zh: Text
    announced: int | None = Field(default=None, ge=1, le=10_000)
    applications: list[Text] = Field(default=[])
    patents: list[PublicationNumber] = Field(default=[])
    source: Text
    source_zh: Text
    url: Url


class Holder(Strict):
    """A holder's names (`data/holders.toml`); `basis` says where the Chinese one is from."""

    name: Text
    name_zh: Text | None = None
    basis: Literal["patent-page", "public-text", "registered"] | None = None
    shown_on: Text | None = None

    @model_validator(mode="after")
    def _sure(self) -> "Holder":
        if (self.name_zh is None) != (self.basis is None):
            raise ValueError("name_zh and basis go together")
        return self


class Holders(Strict):
    """The whole file."""

    holder: list[Holder]


class Moved(Strict):
    """A record of an earlier edition that now stands under another number."""

    old: PublicationNumber
    new: PublicationNumber


class Gone(Strict):
    """Numbers that are not in this edition, and why."""

    numbers: list[PublicationNumber] = Field(min_length=1)
    reason_en: Text
    reason_zh: Text
    url: Url | None = None


class Editions(Strict):
    """What became of earlier records (`data/editions.toml`)."""

    moved: list[Moved]
    dropped: list[Gone]
    not_taken: list[Gone]


class Announcement(Strict):
    """What was announced in August 2023 (`data/announcement.toml`)."""

    companies_of_the_academy: list[Text]
    fact: list[Fact]
    example: list[Example]


class Scheme(Strict):
    """The scheme that the offer belongs to (`data/schemes/*.toml`)."""

    key: Text
    licence_kind: Text
    fact: list[Fact]


class Sources(NamedTuple):
    """All of `data/` that describes patents and programme, checked."""

    edition: Edition
    vocabulary: Vocabulary
    announcement: Announcement
    schemes: list[Scheme]
    patents: list[Patent]
    holders: list[Holder]
    editions: Editions


def _load_patents(folder: Path, vocabulary: Vocabulary) -> list[Patent]:
    """The records by publication number; shared own numbers and unknown words are errors."""
    if not folder.is_dir():
        raise DataProblem(_("no such directory"), where=f"{folder.name}/")
    domains = {w.value for w in vocabulary.domain}
    tags = {w.value for w in vocabulary.application}
    owners: dict[str, str] = {}
    patents: list[Patent] = []
    for path in sorted(folder.glob("*.toml")):
        shown = f"{folder.name}/{path.name}"
        patent = checked(Patent, read_toml(path, shown), shown)
        if path.stem != patent.publication_number:
            message = _("is {number}, but the file is named {name}")
            raise DataProblem(
                message.format(number=patent.publication_number, name=path.name),
                where=f"{shown}: publication_number",
            )
        if patent.domain is not None and patent.domain not in domains:
            message = _("{word!r} is not a word of vocabulary.toml")
            raise DataProblem(message.format(word=patent.domain), where=f"{shown}: domain")
        for tag in patent.applications:
            if tag not in tags:
                message = _("{word!r} is not a word of vocabulary.toml")
                raise DataProblem(message.format(word=tag), where=f"{shown}: applications")
        _check_own(patent, shown, owners)
        patents.append(patent)
    return patents


def _check_own(patent: Patent, shown: str, owners: dict[str, str]) -> None:
    """Own numbers belong to one record, in whatever spelling, and agree inside it."""
    own = [a for a in patent.chinese_applications if a.role == "own"]
    numbers = [patent.publication_number, *(a.number for a in own)]
    for number in numbers:
        for key in lookup_keys(read(number)):
            if owners.get(key, shown) != shown:
                message = _("{number} is the own number of {other} already")
                raise DataProblem(message.format(number=number, other=owners[key]), where=shown)
            owners[key] = shown
    for application in own:
        if application.date and patent.filing_date and application.date != patent.filing_date:
            raise DataProblem(
                _("differs from the own application's date {date}").format(date=application.date),
                where=f"{shown}: filing_date",
            )


def _check_holders(patents: list[Patent], holders: list[Holder]) -> None:
    """A holder's Chinese name is the one that `holders.toml` has for it."""
    names = {holder.name: holder.name_zh for holder in holders}
    for patent in patents:
        if patent.holder_zh and names.get(patent.holder, patent.holder_zh) != patent.holder_zh:
            message = _("holders.toml has {name} for {holder}")
            raise DataProblem(
                message.format(name=names[patent.holder], holder=patent.holder),
                where=f"patents/{patent.publication_number}.toml: holder_zh",
            )


def load(data: Path) -> Sources:
    """Everything in `data/` checked; DataProblem for the first thing that is wrong."""

    def read(name: str) -> dict[str, object]:
        return read_toml(data / name, name)

    vocabulary = checked(Vocabulary, read("vocabulary.toml"), "vocabulary.toml")
    schemes = [
        checked(Scheme, read_toml(p, f"schemes/{p.name}"), f"schemes/{p.name}")
        for p in sorted((data / "schemes").glob("*.toml"))
    ]
    patents = _load_patents(data / "patents", vocabulary)
    holders = checked(Holders, read("holders.toml"), "holders.toml").holder
    _check_holders(patents, holders)
    return Sources(
        edition=checked(Edition, read("catalogue.toml"), "catalogue.toml"),
        vocabulary=vocabulary,
        announcement=checked(Announcement, read("announcement.toml"), "announcement.toml"),
        schemes=schemes,
        patents=patents,
        holders=holders,
        editions=checked(Editions, read("editions.toml"), "editions.toml"),
    )
