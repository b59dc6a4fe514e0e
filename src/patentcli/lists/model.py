"""What a record of a list is, as a model: its JSON Schema, and the reference for `rows`.

The import itself does not go through it, because a model of every row would take several times
as long; a test holds the two to the same answers. Derived fields may be there and are ignored.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from patentcli.catalogue.text_check import check_characters
from patentcli.lists import numbers
from patentcli.lists.problem import CellProblem
from patentcli.lists.symbols import SYMBOL
from patentcli.lists.texts import LONGEST, tidy


def _tidied(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _checked(value: str) -> str:
    check_characters(value)
    return value


def _number(value: str) -> str:
    try:
        found = numbers.number(value)
    except CellProblem as problem:
        raise ValueError(problem.reason) from None
    return found.canonical if found else value


def _grant(value: str) -> str:
    try:
        found = numbers.publication(value)
    except CellProblem as problem:
        raise ValueError(problem.reason) from None
    return found or value


def _application(value: str) -> str:
    found = _number(value)
    if numbers.number(value).system != numbers.APPLICATION:  # type: ignore[union-attr]
        raise ValueError("not a Chinese application number")
    return found


def _in_years(value: dt.date) -> dt.date:
    if not 1900 <= value.year <= 2100:
        raise ValueError(f"the year {value.year} cannot be")
    return value


Text = Annotated[
    str,
    BeforeValidator(_tidied),
    Field(min_length=1, max_length=LONGEST),
    AfterValidator(_checked),
]
Number = Annotated[Text, AfterValidator(_number)]
Grant = Annotated[Text, AfterValidator(_grant)]
ApplicationNumber = Annotated[Text, AfterValidator(_application)]
Day = Annotated[dt.date, AfterValidator(_in_years)]
Symbol = Annotated[str, Field(pattern=f"^{SYMBOL.pattern}$")]
Yuan = Annotated[str, Field(pattern=r"^[0-9]{1,16}(\.[0-9]{1,2})?$")]


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Application(BaseModel):
    """An application at the Chinese office that the patent comes from."""

    model_config = ConfigDict(extra="forbid")

    number: ApplicationNumber
    date: Day | None = None
    role: Literal["own", "priority"]


class ListedPatent(_Loose):
    """One patent of a list: a number and a title are needed, all else may be missing."""

    id: Number | None = Field(None, description="Read only where no other number is given.")
    application_number: ApplicationNumber | None = None
    publication_number: Number | None = None
    title: Text | None = None
    title_zh: Text | None = None
    title_is_translation: bool | None = None
    title_zh_is_translation: bool | None = None
    holder: Text | None = None
    holder_zh: Text | None = None
    inventors: list[Text] | None = None
    inventors_en: list[Text] | None = None
    chinese_applications: list[Application] | None = None
    chinese_grant: Grant | None = None
    filing_date: Day | None = None
    grant_date: Day | None = None
    family: list[Number] | None = None
    classifications: list[Symbol] | None = None
    domain: Text | None = Field(None, description="A word of `patentcli vocabulary`.")
    applications: list[Text] | None = Field(None, description="Words of `patentcli vocabulary`.")
    summary: Text | None = None
    summary_zh: Text | None = None
    summary_basis: Literal["abstract", "title"] | None = None
    legal_status_as_shown: Text | None = None
    status: Text | None = Field(
        None, description="in-force, lapsed, pending or unknown; other words count as shown."
    )
    listing: Literal["candidate", "listed"] | None = None
    licence_kind: Literal["public-implementation", "open-licence"] | None = None
    annual_fee_yuan: Yuan | None = Field(None, description="Yuan; null = not stated.")
    one_off_fee_yuan: Yuan | None = Field(None, description="Yuan; null = not stated.")
    licence_term: Text | None = None
    licence_scope: Text | None = None
    offer_until: Day | None = Field(None, description="Last day of the offer.")
    sources: list[Text] | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _said(cls, value: Any) -> Any:
        """Without blank texts, which say nothing in a list."""
        if not isinstance(value, dict):
            return value
        return {k: v for k, v in value.items() if not isinstance(v, str) or tidy(v)}

    @model_validator(mode="after")
    def _complete(self) -> "ListedPatent":
        if not (self.publication_number or self.application_number or self.id):
            raise ValueError("no number")
        if self.title is None and self.title_zh is None:
            raise ValueError("no title")
        if self.filing_date and self.grant_date and self.grant_date < self.filing_date:
            raise ValueError("grant_date is before filing_date")
        return self


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a list as an array of patents."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(list[ListedPatent]).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A list of patents",
        **schema,
    }
