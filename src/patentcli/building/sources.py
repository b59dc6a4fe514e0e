"""The source files in `data/`, read and checked: what the build turns into a catalogue."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, create_model, model_validator

from patentcli.building.checks import Model, Strict, Text, Url, read_file
from patentcli.building.record import Distinct, Patent, PublicationNumber
from patentcli.catalogue.bundled import COUNTS
from patentcli.errors import DataProblem
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.heads import TARGETS, normal
from patentcli.numbers import read


def _model(**kinds: Any) -> Any:
    """The model of a file, or table, with these keys."""
    fields: Any = {key: (kind, ...) for key, kind in kinds.items()}
    return create_model("File", __base__=Strict, **fields)


class Word(Strict):
    """A word of the vocabulary with the names shown to people."""

    value: Text
    label_en: Text
    label_zh: Text


Words = Annotated[Distinct[Word], Field(min_length=1)]
"""In the order they are shown."""


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


_TARGETS: Any = Literal[tuple(TARGETS)]
Target = Annotated[str, AfterValidator(TypeAdapter(_TARGETS).validate_python)]
Folded = Annotated[Text, AfterValidator(normal)]


class Head(Strict):
    """Spellings of a column's head and the field they go to."""

    field: Target
    heads: list[Folded] = Field(min_length=1)


class Export(Strict):
    """A known export: heads that tell it, and what is special about it."""

    name: Text
    heads: list[Folded] = Field(min_length=1)
    office: Text | None = None
    dates: Literal["dmy", "mdy"] | None = None
    comma: bool = False
    map: dict[Folded, Target] = Field(default={})


class Heads(Strict):
    """Heads of the columns of lists, in the order in which they are looked for (`heads.toml`)."""

    head: list[Head]
    export: list[Export]
    offices: dict[str, list[Folded]]
    licence_kind: dict[Literal["open-licence", "public-implementation"], list[Folded]]

    @model_validator(mode="after")
    def _distinct(self) -> "Heads":
        fields: dict[str, str] = {}
        for entry in self.head:
            for head in entry.heads:
                if fields.setdefault(head, entry.field) != entry.field:
                    raise ValueError(f"{head!r} goes to two fields")
        return self


_FOLDERS: Mapping[str, type[Strict]] = {
    "schemes": _model(key=Text, licence_kind=Text, fact=list[Fact]),  # what the offer belongs to
    "patents": Patent,
}
_FILES: Mapping[str, type[Strict]] = {
    "catalogue": _model(name=Text, edition=Text, created=date, source=Text, source_zh=Text),
    "vocabulary": _model(domain=Words, application=Words),
    # What was announced in August 2023, and what is counted of it.
    "announcement": _model(fact=list[Fact], counted=list[Counted]),
    "holders": _model(holder=list[Holder]),
    "editions": _model(moved=list[Moved], dropped=list[Gone], not_taken=list[Gone]),
    HEADS: Heads,
}


def read_folder(model: type[Model], data: Path, folder: str) -> dict[str, Model]:
    """The files of a folder of `data` by their names, checked; DataProblem where there is none."""
    names = sorted(path.name for path in (data / folder).glob("*.toml"))
    if not names:
        raise DataProblem("holds no .toml file", where=f"{folder}/")
    return {f"{folder}/{name}": read_file(model, data, f"{folder}/{name}") for name in names}


def load(data: Path) -> dict[str, Any]:
    """Everything in `data/` that describes patents and programme, as plain values: what a file
    holds under its name, a folder's files by name under its own.

    Raises DataProblem for the first thing that is wrong.
    """
    found: dict[str, Any] = {}
    for folder, model in _FOLDERS.items():
        files = read_folder(model, data, folder).items()
        found[folder] = {name: file.model_dump(mode="json") for name, file in files}
    for name, model in _FILES.items():
        found[name] = read_file(model, data, f"{name}.toml").model_dump(mode="json")
    for where, problem in _problems(found):
        raise DataProblem(problem, where=where)
    return found


def _problems(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What of a record does not fit its file's name, the vocabulary, `holders.toml` or a record
    before it: file and key, and a sentence."""
    words = {kind: {w["value"] for w in known} for kind, known in found["vocabulary"].items()}
    chinese_names = {holder["name"]: holder["name_zh"] for holder in found["holders"]["holder"]}
    owners: dict[str, str] = {}  # the keys of all own numbers so far
    for file, patent in found["patents"].items():
        number = patent["publication_number"]
        if file != f"patents/{number}.toml":
            yield f"{file}: publication_number", f"is {number}, not what the file is named"
        said = [("applications", word) for word in patent["applications"]]
        for field, word in [("domain", patent["domain"]), *said]:
            if word is not None and word not in words[field.removesuffix("s")]:
                yield f"{file}: {field}", f"{word!r} is not a word of vocabulary.toml"
        own = [a for a in patent["chinese_applications"] if a["role"] == "own"]
        for one in (number, *(application["number"] for application in own)):
            # In whatever spelling, an own number belongs to one record.
            for key in read(one).keys:
                if (other := owners.setdefault(key, file)) != file:
                    yield file, f"{one} is the own number of {other} already"
        for filed in (application["date"] for application in own):
            if filed and patent["filing_date"] not in (None, filed):
                yield f"{file}: filing_date", f"{filed} is the own application's date"
        holder, chinese = patent["holder"], patent["holder_zh"]
        if chinese and (name := chinese_names.get(holder, chinese)) != chinese:
            yield f"{file}: holder_zh", f"holders.toml has {name} for {holder}"
