"""What `data/` says of patents and programme: the models of its files, and reading them. What no
page states of a patent is absent; nothing is filled in by guess."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, TypeAdapter, create_model, model_validator

from patentcli.building import checks
from patentcli.building.checks import Filled, Publication, Strict, Text, Url, each, once, record
from patentcli.building.rulebook import Certainty
from patentcli.catalogue import fields
from patentcli.catalogue.bundled import COUNTS
from patentcli.errors import DataProblem
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.heads import TARGETS, normal
from patentcli.numbers import is_granted, read


def _form(pattern: str, problem: str) -> Any:
    """The type of a text by its pattern; `problem` says what another one is not."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"not {problem}")
        return value

    return Annotated[str, AfterValidator(check)]


_TYPES: dict[str, Any] = {
    **dict.fromkeys(("text", "title", "abstract", "holder", "domain"), Text),
    **dict.fromkeys(("persons", "words"), checks.Distinct[Text]),
    "number": Publication,
    "grant": checks.Grant,
    "date": dt.date,
    "flag": bool,
    "fee": _form(r"[0-9]{1,16}\.[0-9]{2}", "yuan with two decimals, as in 40000.00"),
    "applications": each(
        record(
            number=checks.Application, date=(dt.date | None, None), role=Literal["own", "priority"]
        ),
        once(),
    ),
    "family": each(Publication, once()),
    "symbols": each(_form(fields.SYMBOL, "an IPC or CPC symbol such as G06T or G06T7/00"), once()),
    "sources": checks.Distinct[Url],
}
"""The type of each kind of field in `fields.TABLE`; of words to choose from it is made there."""


def _typed(field: fields.Field) -> Any:
    """Type and default of a field of data/."""
    words = tuple(fields.WORDS.get(field.name, ()))
    kind = Literal[words] if words else _TYPES[field.kind]
    if field.required:
        return kind, Field(min_length=1) if field.kind in fields.LISTS else ...
    return (kind, []) if field.kind in fields.LISTS else (kind | None, None)


class _Agreeing(Strict):
    """What the record says in two places must fit together."""

    @model_validator(mode="after")
    def _agree(self: Any) -> Any:
        own = read(self.publication_number)
        if own.office == "CN" and is_granted(own) and self.chinese_grant != own.canonical:
            raise ValueError(f"chinese_grant must be {own.canonical}, the record's own number")
        if self.publication_number in self.family:
            raise ValueError("family names the record itself")
        if self.filing_date and self.grant_date and self.grant_date < self.filing_date:
            raise ValueError("grant_date is before filing_date")
        if (self.summary is None) != (self.summary_basis is None):
            raise ValueError("summary and summary_basis go together")
        if self.inventors_en and len(self.inventors_en) != len(self.inventors):
            raise ValueError("inventors_en must name each of the inventors, or be left out")
        for application in self.chinese_applications:
            year, day = read(application.number).year, application.date
            # A later year is right: a divisional keeps the date of what it was divided from.
            if day and year and day.year > year:
                raise ValueError(f"{application.number} is older than its date {day}")
            if application.role == "own" and day and self.filing_date not in (None, day):
                raise ValueError(f"filing_date is not {day}, the own application's date")
        return self


_Patent = create_model(
    "_Patent",
    __base__=_Agreeing,
    **{f.name: _typed(f) for f in fields.TABLE if not f.derived and f.name != "id"},
)


_WORD = record(value=Text, label_en=Text, label_zh=Text)
_WORDS: Any = each(_WORD, Field(min_length=1), once(lambda word: (word.value,)))


def _check_counts(value: str) -> str:
    for _text, name, _format, _conversion in Formatter().parse(value):
        if name not in (None, "count", "ids", *COUNTS):
            raise ValueError(f"{{{name}}} is not counted")
    return value


_COUNTS = Annotated[Text, AfterValidator(_check_counts)]
# What `scheme` says under a label; counts stand in braces.
_STATEMENT = {
    **dict.fromkeys(("key", "label_en", "label_zh"), Text),
    **dict.fromkeys(("value_en", "value_zh"), _COUNTS),
}
# A statement with the page it was read on; one about patents, and which ones are counted.
_FACT = record(**_STATEMENT, certainty=Certainty, source=Text, source_zh=Text, url=Url)
_COUNTED = record(
    **_STATEMENT,
    **dict.fromkeys(("holders", "applications"), (list[Text], [])),
    patents=(each(Publication), []),
    source=(Text, "the bundled catalogue"),
    source_zh=(Text, "内置专利目录"),
    url=(Url | None, None),
)


# `basis` says where the Chinese name is from.
class _Holder(Strict):
    name: Text
    name_zh: Text | None = None
    basis: Literal["patent-page", "public-text", "registered"] | None = None
    shown_on: Text | None = None

    @model_validator(mode="after")
    def _sure(self) -> Self:
        if (self.name_zh is None) != (self.basis is None):
            raise ValueError("name_zh and basis go together")
        return self


# Numbers that are not in this edition, and why.
_GONE = record(
    numbers=each(Publication, Field(min_length=1)),
    reason_en=Text,
    reason_zh=Text,
    url=(Url | None, None),
)
_TARGETS: Any = Literal[tuple(TARGETS)]
Target = Annotated[str, AfterValidator(TypeAdapter(_TARGETS).validate_python)]
Folded = Annotated[Text, AfterValidator(normal)]
# Spellings of a column's head and the field they go to.
_HEAD = record(field=Target, heads=Filled[Folded])
# A known export: heads that tell it, and what is special about it.
_EXPORT = record(
    name=Text,
    heads=Filled[Folded],
    office=(Text | None, None),
    dates=(Literal["dmy", "mdy"] | None, None),
    comma=(bool, False),
    map=(dict[Folded, Target], {}),
)
_FILES = {
    "catalogue": record(name=Text, edition=Text, created=dt.date, source=Text, source_zh=Text),
    "vocabulary": record(domain=_WORDS, application=_WORDS),
    "announcement": record(fact=each(_FACT), counted=each(_COUNTED)),
    "holders": record(holder=list[_Holder]),
    # What became of records of earlier editions, and numbers that were considered.
    "editions": record(
        moved=each(record(old=Publication, new=Publication)),
        dropped=each(_GONE),
        not_taken=each(_GONE),
    ),
    HEADS: record(
        head=each(_HEAD, once(lambda head: head.heads)),  # in order of precedence
        export=each(_EXPORT),
        offices=dict[str, list[Folded]],
        licence_kind=dict[Literal["open-licence", "public-implementation"], list[Folded]],
    ),
}


def load(data: Path) -> dict[str, Any]:
    """Everything in `data/` that describes patents and programme, as plain values by the names of
    the files; those of `patents` by theirs. DataProblem for the first thing that is wrong."""
    files = checks.read_folder(_Patent, data, "patents").items()
    found: dict[str, Any] = {"patents": {name: f.model_dump(mode="json") for name, f in files}}
    for name, of in _FILES.items():
        found[name] = checks.read_file(of, data, f"{name}.toml").model_dump(mode="json")
    _check_together(found["patents"], found["holders"]["holder"])
    return found


def _check_together(patents: Mapping[str, Any], holders: Any) -> None:
    """DataProblem for a record that does not fit its file's name, `holders.toml` or another one."""
    chinese_names = {holder["name"]: holder["name_zh"] for holder in holders}
    owners: dict[str, str] = {}  # the keys of all own numbers so far
    for file, patent in patents.items():
        number, holder, chinese = map(patent.get, ("publication_number", "holder", "holder_zh"))
        if file != f"patents/{number}.toml":
            problem = f"is {number}, not what the file is named"
            raise DataProblem(problem, where=f"{file}: publication_number")
        own = [a["number"] for a in patent["chinese_applications"] if a["role"] == "own"]
        for one in (number, *own):
            # In whatever spelling, an own number belongs to one record.
            for key in read(one).keys:
                if (other := owners.setdefault(key, file)) != file:
                    raise DataProblem(f"{one} is the own number of {other} already", where=file)
        if chinese and (name := chinese_names.get(holder, chinese)) != chinese:
            raise DataProblem(f"holders.toml has {name} for {holder}", where=f"{file}: holder_zh")
