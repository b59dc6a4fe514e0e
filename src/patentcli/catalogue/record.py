"""What a patent record is: the strict model that every source of records is checked by.

Used where data is checked (build, import, validate), never on the path of a query.
A field that no page states is absent or null; nothing is filled in by guess.
"""

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter

from patentcli.catalogue.text_check import check_text

Text = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(check_text)]
_URL = TypeAdapter(HttpUrl)


def _check_url(value: str) -> str:
    _URL.validate_python(value)
    return value


def _check_classification(value: str) -> str:
    if not re.fullmatch(r"[A-H](\d{2}([A-Z](\d{1,4}(/\d{2,6})?)?)?)?", value):
        raise ValueError("not an IPC or CPC symbol such as G06T or G06T7/00")
    return value


def _check_publication(value: str) -> str:
    """A publication number that one of the numbering systems reads, in its canonical form."""
    from patentcli.numbers import read

    number = read(value)
    if number.kind == "application" and number.system == "cn-application":
        raise ValueError("an application number where a publication number is wanted")
    if number.canonical != value:
        raise ValueError(f"write it {number.canonical}")
    return value


def _check_application(value: str) -> str:
    from patentcli.numbers import read

    number = read(value)
    if number.system != "cn-application":
        raise ValueError("not a Chinese application number such as CN202210599282.6")
    if number.warning:
        raise ValueError(number.warning)
    return value


Url = Annotated[Text, AfterValidator(_check_url)]
Classification = Annotated[str, AfterValidator(_check_classification)]
PublicationNumber = Annotated[str, AfterValidator(_check_publication)]
ApplicationNumber = Annotated[str, AfterValidator(_check_application)]


class Strict(BaseModel):
    """Unknown keys, coerced types and later changes are all refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ChineseApplication(Strict):
    """An application at the Chinese office that the patent comes from."""

    number: ApplicationNumber
    date: dt.date | None = None
    role: Literal["own", "priority"]


class Patent(Strict):
    """One patent as a public page showed it (fields as in the command-line interface)."""

    publication_number: PublicationNumber
    title: Text
    title_zh: Text | None = None
    title_is_translation: bool
    title_zh_is_translation: bool
    holder: Text
    inventors: list[Text] = []
    chinese_applications: list[ChineseApplication] = []
    chinese_grant: PublicationNumber | None = None
    filing_date: dt.date | None = None
    grant_date: dt.date | None = None
    family: list[PublicationNumber] = []
    classifications: list[Classification] = []
    domain: Text | None = None
    applications: list[Text] = []
    summary: Text | None = None
    summary_zh: Text | None = None
    summary_basis: Literal["abstract", "title"] | None = None
    legal_status_as_shown: Text | None = None
    listing: Literal["candidate", "listed"]
    licence_kind: Literal["public-implementation", "open-licence"] | None = None
    annual_fee_yuan: Text | None = None
    one_off_fee_yuan: Text | None = None
    licence_term: Text | None = None
    licence_scope: Text | None = None
    sources: list[Url] = Field(min_length=1)
    confidence: Literal["high", "medium", "low"]
    note: Text | None = None
