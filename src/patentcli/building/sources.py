"""What `data/` says of patents and programme: the models of its files, and reading them.

The model of a patent is made of the one table of fields. A field that no page states is absent;
nothing is filled in by guess.
"""

# mypy: disable-error-code="valid-type, misc"
# Models are made by calls, which are types at run time only.

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, create_model, model_validator

from patentcli.building.checks import (
    MAYBE,
    Distinct,
    Filled,
    Strict,
    Text,
    Url,
    model,
    once,
    read_file,
    read_folder,
    texts,
)
from patentcli.catalogue import fields
from patentcli.catalogue.bundled import COUNTS
from patentcli.errors import DataProblem
from patentcli.lists.heads import DOCUMENT as HEADS
from patentcli.lists.heads import TARGETS, normal
from patentcli.numbers import Number, is_granted, read


def _number(wanted: Callable[[Number], bool | None], problem: str) -> AfterValidator:
    """The check of a number of one kind, in its own spelling; `problem` says what another is."""

    def check(value: str) -> str:
        number = read(value)
        if not wanted(number) or number.warning:
            raise ValueError(number.warning or problem)
        if number.canonical != value:
            raise ValueError(f"write it {number.canonical}")
        return value

    return AfterValidator(check)


def _form(pattern: str, problem: str) -> AfterValidator:
    """The check of a text by a pattern; `problem` says what another one is not."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"not {problem}")
        return value

    return AfterValidator(check)


Publication = Annotated[
    str, _number(lambda n: n.system != "cn-application", "not a publication number")
]
Application = Annotated[
    str, _number(lambda n: n.system == "cn-application", "not a Chinese application number")
]
Grant = Annotated[
    str, _number(lambda n: n.office == "CN" and is_granted(n), "not a granted Chinese patent")
]


# An application at the Chinese office that the patent comes from.
_APPLICATION = model(
    number=Application, date=(dt.date | None, None), role=Literal["own", "priority"]
)
_TYPES: dict[str, Any] = {
    **dict.fromkeys(("text", "title", "abstract", "holder", "domain"), Text),
    **dict.fromkeys(("persons", "words"), Distinct[Text]),
    "number": Publication,
    "grant": Grant,
    "date": dt.date,
    "flag": bool,
    "fee": Annotated[
        str, _form(r"[0-9]{1,16}\.[0-9]{2}", "yuan with two decimals, as in 40000.00")
    ],
    "applications": Distinct[_APPLICATION],
    "family": Distinct[Publication],
    "symbols": Distinct[
        Annotated[str, _form(fields.SYMBOL, "an IPC or CPC symbol such as G06T or G06T7/00")]
    ],
    "sources": Distinct[Url],
}
"""The type of each kind of field in `fields.TABLE`; of words to choose from it is made there."""


def _typed(field: fields.Field) -> Any:
    """Type and default of a field of data/."""
    kind = Literal[tuple(field.words)] if field.words else _TYPES[field.kind]
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


Patent = create_model(
    "Patent",
    __base__=_Agreeing,
    __doc__="One patent as a public page showed it (fields as in the command-line interface).",
    **{f.name: _typed(f) for f in fields.TABLE if not f.derived and f.name != "id"},
)


def _check_counts(value: str) -> str:
    """The text, if the program has all that it counts in braces."""
    for _text, name, _format, _conversion in Formatter().parse(value):
        if name not in (None, "count", "ids", *COUNTS):
            raise ValueError(f"{{{name}}} is not counted")
    return value


def _has_basis(holder: Any) -> Any:
    if (holder.name_zh is None) != (holder.basis is None):
        raise ValueError("name_zh and basis go together")
    return holder


_WORDS = Annotated[
    Filled[model(**texts("value", "label_en", "label_zh"))], once(lambda word: (word.value,))
]
"""In the order they are shown, with their names."""
_SAID = texts("key", "label_en", "label_zh", "value_en", "value_zh")
"""What `scheme` says under a label."""
_FACT = model(**_SAID, **texts("certainty", "source", "source_zh"), url=Url)
_WITH_COUNTS = Annotated[Text, AfterValidator(_check_counts)]
_COUNTED = model(
    **_SAID | dict.fromkeys(("value_en", "value_zh"), _WITH_COUNTS),
    # The patents that are counted.
    **dict.fromkeys(("holders", "applications"), (list[Text], [])),
    patents=(list[Publication], []),
    source=(Text, "the bundled catalogue"),
    source_zh=(Text, "内置专利目录"),
    url=(Url | None, None),
)
_HOLDER = model(
    _has_basis,
    name=Text,
    name_zh=MAYBE,
    basis=(Literal["patent-page", "public-text", "registered"] | None, None),
    shown_on=MAYBE,
)
_GONE = model(
    numbers=Filled[Publication], **texts("reason_en", "reason_zh"), url=(Url | None, None)
)
_TARGETS: Any = Literal[tuple(TARGETS)]
_TARGET = Annotated[str, AfterValidator(TypeAdapter(_TARGETS).validate_python)]
_HEAD = Annotated[Text, AfterValidator(normal)]
# A known export: heads that tell it, and what is special about it.
_EXPORT = model(
    name=Text,
    heads=Filled[_HEAD],
    office=MAYBE,
    dates=(Literal["dmy", "mdy"] | None, None),
    comma=(bool, False),
    map=(dict[_HEAD, _TARGET], {}),
)
_FOLDERS: Mapping[str, type[Strict]] = {
    "schemes": model(**texts("key", "licence_kind"), fact=list[_FACT]),  # of what the offer is
    "patents": Patent,
}
_FILES: Mapping[str, type[Strict]] = {
    "catalogue": model(**texts("name", "edition", "source", "source_zh"), created=dt.date),
    "vocabulary": model(domain=_WORDS, application=_WORDS),
    # What was announced in August 2023, and what is counted of it.
    "announcement": model(fact=list[_FACT], counted=list[_COUNTED]),
    "holders": model(holder=list[_HOLDER]),
    # Numbers of an earlier edition that lead to another now, or to nothing.
    "editions": model(
        moved=list[model(old=Publication, new=Publication)],
        **dict.fromkeys(("dropped", "not_taken"), list[_GONE]),
    ),
    # Spellings of the heads of columns, in the order in which they are looked for.
    HEADS: model(
        head=Annotated[
            list[model(field=_TARGET, heads=Filled[_HEAD])], once(lambda head: head.heads)
        ],
        export=list[_EXPORT],
        offices=dict[str, list[_HEAD]],
        licence_kind=dict[Literal["open-licence", "public-implementation"], list[_HEAD]],
    ),
}


def load(data: Path) -> dict[str, Any]:
    """Everything in `data/` that describes patents and programme, as plain values: what a file
    holds under its name, a folder's files by name under its own.

    Raises DataProblem for the first thing that is wrong.
    """
    found: dict[str, Any] = {}
    for folder, of in _FOLDERS.items():
        files = read_folder(of, data, folder).items()
        found[folder] = {name: file.model_dump(mode="json") for name, file in files}
    for name, of in _FILES.items():
        found[name] = read_file(of, data, f"{name}.toml").model_dump(mode="json")
    for where, problem in _problems(found["patents"], found["holders"]["holder"]):
        raise DataProblem(problem, where=where)
    return found


def _problems(patents: Mapping[str, Any], holders: Any) -> Iterator[tuple[str, str]]:
    """What of a record does not fit its file's name, `holders.toml` or a record before it: file
    and key, and a sentence."""
    chinese_names = {holder["name"]: holder["name_zh"] for holder in holders}
    owners: dict[str, str] = {}  # the keys of all own numbers so far
    for file, patent in patents.items():
        number, holder, chinese = (
            patent[name] for name in ("publication_number", "holder", "holder_zh")
        )
        if file != f"patents/{number}.toml":
            yield f"{file}: publication_number", f"is {number}, not what the file is named"
        own = [a["number"] for a in patent["chinese_applications"] if a["role"] == "own"]
        for one in (number, *own):
            # In whatever spelling, an own number belongs to one record.
            for key in read(one).keys:
                if (other := owners.setdefault(key, file)) != file:
                    yield file, f"{one} is the own number of {other} already"
        if chinese and (name := chinese_names.get(holder, chinese)) != chinese:
            yield f"{file}: holder_zh", f"holders.toml has {name} for {holder}"
