"""The shapes of the rules' source files, strict: unknown keys and coerced types are refused.

Used by the build only.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from patentcli.toml_file import Strict, Text, Url

Certainty = Literal["verified", "reported", "weak copy", "our reading", "not verified"]
Indicator = Literal["employees", "revenue", "assets"]
SIZES = ("large", "medium", "small")


def _check_month(value: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise ValueError("neither a date nor a month such as 2024-07")
    return value


def _check_key(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError("not a key of lower-case words joined by hyphens")
    return value


def _check_code(value: str) -> str:
    if not re.fullmatch(r"[A-T]|\d{2,4}", value):
        raise ValueError("neither a section letter nor a code of two to four digits")
    return value


Key = Annotated[Text, AfterValidator(_check_key)]
Code = Annotated[Text, AfterValidator(_check_code)]
Day = dt.date | Annotated[str, AfterValidator(_check_month)]
Whole = Annotated[int, Field(gt=0, le=10**15)]


class Source(Strict):
    """Where a rule was read; only a weak copy may go without an address."""

    title_en: Text
    title_zh: Text
    url: Url | None = None


class Parameter(Strict):
    """One rule: a figure with its unit, or a text in both languages."""

    id: Key
    title_en: Text
    title_zh: Text
    value: Whole | None = None
    unit_en: Text | None = None
    unit_zh: Text | None = None
    text_en: Text | None = None
    text_zh: Text | None = None
    filed_from: dt.date | None = None
    filed_before: dt.date | None = None
    in_force_from: Day | None = None
    in_force_until: Day | None = None
    certainty: Certainty
    source: Text
    reference_en: Text
    reference_zh: Text
    note_en: Text | None = None
    note_zh: Text | None = None

    @model_validator(mode="after")
    def _figure_or_text(self) -> Self:
        figure = (self.value, self.unit_en, self.unit_zh)
        text = (self.text_en, self.text_zh)
        complete = all(figure) + all(text)
        if complete != 1 or any(figure) + any(text) != 1:
            raise ValueError("needs either value with unit_en and unit_zh, or text_en and text_zh")
        if (self.note_en is None) != (self.note_zh is None):
            raise ValueError("needs a note in both languages or in neither")
        return self


class RuleFile(Strict):
    """One file of `data/rules`."""

    sources: dict[str, Source]
    parameter: list[Parameter] = Field(min_length=1)

    @model_validator(mode="after")
    def _sources_exist(self) -> Self:
        for parameter in self.parameter:
            source = self.sources.get(parameter.source)
            if source is None:
                raise ValueError(f"{parameter.id}: no source {parameter.source!r} in this file")
            if source.url is None and parameter.certainty != "weak copy":
                raise ValueError(f"{parameter.id}: its source needs a url")
        return self


class StatisticalEdition(Strict):
    """The edition that recodes a standard's industries."""

    name_zh: Text
    number: Text
    date: dt.date
    note: Text
    url: Url


class Standard(Strict):
    """What a size standard is, apart from its floors."""

    id: Key
    name_zh: Text
    name_en: Text
    number: Text
    date: dt.date
    issuers_zh: list[Text]
    in_force_from: dt.date
    in_force_until: dt.date | None = None
    superseded_by: Text | None = None
    certainty: Certainty
    url: Url
    sources_note: Text
    logic_source: Url
    data_year: Text
    classification: Key
    statistical_edition: StatisticalEdition
    units: dict[Indicator, Text]
    scale: dict[Indicator, Whole]


class NotCovered(Strict):
    """An industry to which the standard does not apply."""

    code: Code
    name_zh: Text
    name_en: Text
    note: Text | None = None
    note_zh: Text | None = None


class Industry(Strict):
    """One industry group with its floors, in the units of the instrument."""

    key: Key
    no: Whole
    name_zh: Text
    name_en: Text
    gbt4754_2017: list[Code] = Field(min_length=1)
    indicators: list[Indicator] = Field(min_length=1)
    floors: dict[Literal["large", "medium", "small"], dict[Indicator, Whole]]
    note: Text | None = None
    note_zh: Text | None = None
    sources: list[Url] = Field(min_length=1)

    @model_validator(mode="after")
    def _floors_descend(self) -> Self:
        if list(self.floors) != list(SIZES):
            raise ValueError("floors must be large, medium and small, in this order")
        for size, floors in self.floors.items():
            if list(floors) != self.indicators:
                raise ValueError(f"floors.{size} must name the indicators, in their order")
        for indicator in self.indicators:
            column = [self.floors[size][indicator] for size in self.floors]
            if any(a <= b for a, b in pairwise(column)):
                raise ValueError(f"floors of {indicator} must descend from large to small")
        return self


class StandardFile(Strict):
    """One file of `data/size_standards`."""

    standard: Standard
    not_covered: list[NotCovered]
    industry: list[Industry] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> Self:
        codes = [code for i in self.industry for code in i.gbt4754_2017]
        codes += [n.code for n in self.not_covered]
        for words in (codes, [i.key for i in self.industry], [str(i.no) for i in self.industry]):
            _refuse_twice(words)
        return self


class Section(Strict):
    """A section of the industry classification with its divisions."""

    code: Annotated[Text, Field(pattern="^[A-T]$")]
    name_zh: Text
    name_en: Text
    divisions: dict[Annotated[str, Field(pattern=r"^\d\d$")], Text]


class Classification(Strict):
    """One file of `data/classifications`."""

    id: Key
    name_zh: Text
    name_en: Text
    number: Text
    in_force_from: dt.date
    certainty: Certainty
    url: Url
    note: Text | None = None
    section: list[Section] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _refuse_twice([s.code for s in self.section])
        _refuse_twice([code for s in self.section for code in s.divisions])
        return self


class IndustryWords(Strict):
    """Words of trade and the codes they lead to."""

    words: list[Text] = Field(min_length=1)
    codes: list[Annotated[Text, Field(pattern=r"^[A-T]?\d{0,4}$")]] = Field(min_length=1)


class IndustryWordFile(Strict):
    """`data/industry_words.toml`."""

    entry: list[IndustryWords]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _refuse_twice([word for entry in self.entry for word in entry.words])
        return self


def _refuse_twice(words: Iterable[str]) -> None:
    for word, count in Counter(words).items():
        if count > 1:
            raise ValueError(f"{word!r} stands twice")
