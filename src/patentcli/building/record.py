"""What a patent record in `data/` is: the strict model made of the one table of fields.

A field that no page states is absent; nothing is filled in by guess.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, create_model, model_validator

from patentcli.building.checks import Distinct, Strict, Text, Url
from patentcli.catalogue import fields
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


class ChineseApplication(Strict):
    """An application at the Chinese office that the patent comes from."""

    number: Application
    date: dt.date | None = None
    role: Literal["own", "priority"]


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
    "applications": Distinct[ChineseApplication],
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
