"""The source files in `data/`, read and checked: what the build turns into a catalogue."""

from collections.abc import Iterator, Mapping, Set
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from patentcli.building.record import Distinct, Patent, PublicationNumber
from patentcli.catalogue.coverage import COUNTS
from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.numbers import read
from patentcli.toml_file import Strict, Text, Url, checked, read_toml


class Edition(Strict):
    """What the catalogue calls itself (`catalogue.toml`)."""

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


Words = Annotated[Distinct[Word], Field(min_length=1)]


class Vocabulary(Strict):
    """The words that `domain` and `applications` may use, in the order they are shown."""

    domain: Words
    application: Words


class Statement(Strict):
    """What `scheme` says under a label."""

    key: Text
    label_en: Text
    label_zh: Text
    value_en: Text
    value_zh: Text


class Fact(Statement):
    """A statement with the page it was read on."""

    certainty: Text
    source: Text
    source_zh: Text
    url: Url


def _check_counts(value: str) -> str:
    for _text, name, _format, _conversion in Formatter().parse(value):
        if name not in (None, "count", "ids", *COUNTS):
            raise ValueError(f"{{{name}}} is not counted")
    return value


class Counted(Statement):
    """A statement whose values have counts in braces, and the patents that are counted."""

    value_en: Annotated[Text, AfterValidator(_check_counts)]
    value_zh: Annotated[Text, AfterValidator(_check_counts)]
    holders: list[Text] = Field(default=[])
    applications: list[Text] = Field(default=[])
    patents: list[PublicationNumber] = Field(default=[])
    source: Text = "the bundled catalogue"
    source_zh: Text = "内置专利目录"
    url: Url | None = None


class Announcement(Strict):
    """What was announced in August 2023 (`announcement.toml`)."""

    fact: list[Fact]
    counted: list[Counted]


class Scheme(Strict):
    """The scheme that the offer belongs to (`schemes/*.toml`)."""

    key: Text
    licence_kind: Text
    fact: list[Fact]


class Holder(Strict):
    """A holder's names; `basis` says where the Chinese one is from."""

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
    """All of `holders.toml`."""

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
    """What became of earlier records (`editions.toml`)."""

    moved: list[Moved]
    dropped: list[Gone]
    not_taken: list[Gone]


def load(data: Path) -> dict[str, Any]:
    """Everything in `data/` that describes patents and programme, as plain values: what a file
    holds under its name, a folder's files as a list under its own, patents by publication number.

    Raises DataProblem for the first thing that is wrong.
    """

    def read_checked(model: type[Strict], name: str) -> dict[str, Any]:
        return checked(model, read_toml(data / name, name), name).model_dump(mode="json")

    def names(folder: str) -> list[str]:
        return [f"{folder}/{path.name}" for path in sorted((data / folder).glob("*.toml"))]

    if not (data / "patents").is_dir():
        raise DataProblem(_("no such directory"), where="patents/")
    vocabulary = read_checked(Vocabulary, "vocabulary.toml")
    schemes = [read_checked(Scheme, name) for name in names("schemes")]
    patents = {name: read_checked(Patent, name) for name in names("patents")}
    holders = read_checked(Holders, "holders.toml")["holder"]
    domains, tags = ({w["value"] for w in vocabulary[k]} for k in ("domain", "application"))
    chinese_names = {holder["name"]: holder["name_zh"] for holder in holders}
    owners: dict[str, str] = {}
    for name, patent in patents.items():
        for field, problem in _problems(name, patent, domains, tags, chinese_names, owners):
            raise DataProblem(problem, where=f"{name}: {field}" if field else name)
    return {
        "catalogue": read_checked(Edition, "catalogue.toml"),
        "vocabulary": vocabulary,
        "announcement": read_checked(Announcement, "announcement.toml"),
        "schemes": schemes,
        "patents": list(patents.values()),
        "holders": holders,
        "editions": read_checked(Editions, "editions.toml"),
    }


def _problems(
    shown: str,
    patent: Mapping[str, Any],
    domains: Set[str],
    tags: Set[str],
    chinese_names: Mapping[str, str | None],
    owners: dict[str, str],
) -> Iterator[tuple[str, str]]:
    """What of a record does not fit its file's name, the vocabulary, `holders.toml` or a record
    before it: field and sentence. `owners` has the keys of all own numbers so far."""
    number, file = patent["publication_number"], shown.rpartition("/")[2]
    if file != f"{number}.toml":
        message = _("is {number}, but the file is named {name}")
        yield "publication_number", message.format(number=number, name=file)
    for field, words, known in (
        ("domain", [patent["domain"]], {None, *domains}),
        ("applications", patent["applications"], tags),
    ):
        for word in words:
            if word not in known:
                yield field, _("{word!r} is not a word of vocabulary.toml").format(word=word)
    own = [a for a in patent["chinese_applications"] if a["role"] == "own"]
    for one in (number, *(application["number"] for application in own)):
        # In whatever spelling, an own number belongs to one record.
        for key in read(one).keys:
            if owners.setdefault(key, shown) != shown:
                message = _("{number} is the own number of {other} already")
                yield "", message.format(number=one, other=owners[key])
    for application in own:
        filed = application["date"]
        if filed and patent["filing_date"] and filed != patent["filing_date"]:
            message = _("differs from the own application's date {date}")
            yield "filing_date", message.format(date=filed)
    holder, chinese = patent["holder"], patent["holder_zh"]
    if chinese and chinese_names.get(holder, chinese) != chinese:
        message = _("holders.toml has {name} for {holder}")
        yield "holder_zh", message.format(name=chinese_names[holder], holder=holder)
