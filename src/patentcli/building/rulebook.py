"""The rules' data (`data/rules`, `data/size_standards`, `data/classifications`), read and checked,
as what `rules.book.Rulebook` reads at run time, with floors in persons and fen."""

import datetime as dt
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from patentcli.amounts import FEN_PER_YUAN
from patentcli.building import checks
from patentcli.building.checks import Filled, Key, Strict, Text, Url, each, once, record
from patentcli.errors import DataProblem, UsageProblem
from patentcli.rules.book import Rulebook
from patentcli.rules.industries import resolve

Certainty = Literal["verified", "reported", "weak copy", "our reading", "not verified"]
Indicator = Literal["employees", "revenue", "assets"]
Code = Annotated[Text, Field(pattern=r"^([A-T]|\d{2,4})$")]
Day = dt.date | Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Whole = Annotated[int, Field(gt=0, le=10**15)]
_BASE = {"employees": 1, "revenue": FEN_PER_YUAN, "assets": FEN_PER_YUAN}
"""Persons and fen: what floors are compared in."""


class _Named(Strict):
    name_zh: Text
    name_en: Text


class _Noted(_Named):
    note: Text | None = None
    note_zh: Text | None = None


class _Instrument(_Named):
    id: Key
    number: Text
    in_force_from: dt.date
    certainty: Certainty
    url: Url


# Only a weak copy may go without an address.
class _Source(Strict):
    title_en: Text
    title_zh: Text
    url: Url | None = None


# One rule: a figure with its unit, or a text in both languages.
class _Parameter(Strict):
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
        figure, text = (self.value, self.unit_en, self.unit_zh), (self.text_en, self.text_zh)
        if all(figure) == all(text) or (any(figure) and any(text)):
            raise ValueError("needs either value with unit_en and unit_zh, or text_en and text_zh")
        if (self.note_en is None) != (self.note_zh is None):
            raise ValueError("needs a note in both languages or in neither")
        return self


class _RuleFile(Strict):
    sources: dict[str, _Source]
    parameter: Filled[_Parameter]

    @model_validator(mode="after")
    def _sources_exist(self) -> Self:
        for parameter in self.parameter:
            source = self.sources.get(parameter.source)
            if source is None:
                raise ValueError(f"{parameter.id}: no source {parameter.source!r} in this file")
            if source.url is None and parameter.certainty != "weak copy":
                raise ValueError(f"{parameter.id}: its source needs a url")
        return self


# What a size standard is, apart from its floors.
class _Standard(_Instrument):
    date: dt.date
    issuers_zh: list[Text]
    in_force_until: dt.date | None = None
    superseded_by: Text | None = None
    sources_note: Text
    logic_source: Url
    data_year: Text
    classification: Key
    statistical_edition: dict[str, dt.date | Text]
    units: dict[Indicator, Text]
    scale: dict[Indicator, Whole]


class _NotCovered(_Noted):
    code: Code


# One industry group with its floors, in the units of the instrument.
class _Industry(_Noted):
    key: Key
    no: Whole
    gbt4754_2017: Filled[Code]
    indicators: Filled[Indicator]
    floors: dict[Literal["large", "medium", "small"], dict[Indicator, Whole]]
    sources: Filled[Url]

    @model_validator(mode="after")
    def _floors_descend(self) -> Self:
        if list(self.floors) != ["large", "medium", "small"]:
            raise ValueError("floors must be large, medium and small, in this order")
        for size, floors in self.floors.items():
            if list(floors) != self.indicators:
                raise ValueError(f"floors.{size} must name the indicators, in their order")
        for indicator in self.indicators:
            if any(a[indicator] <= b[indicator] for a, b in pairwise(self.floors.values())):
                raise ValueError(f"floors of {indicator} must descend from large to small")
        return self


class _StandardFile(Strict):
    standard: _Standard
    not_covered: list[_NotCovered]
    industry: Filled[_Industry]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [name for one in self.industry for name in (one.key, one.no, *one.gbt4754_2017)]
        names += [one.code for one in self.not_covered]
        if twice := {str(name) for name in names if names.count(name) > 1}:
            raise ValueError(f"{sorted(twice)} stand there twice")
        return self


class _Section(_Named):
    code: Annotated[Text, Field(pattern="^[A-T]$")]
    divisions: dict[Annotated[str, Field(pattern=r"^\d\d$")], Text]


class _Classification(_Instrument, _Noted):
    section: Annotated[Filled[_Section], once(lambda one: (one.code, *one.divisions))]


# Words of trade and the codes they lead to.
_ENTRY = record(words=Filled[Text], codes=Filled[Annotated[str, Field(pattern=r"^[A-T]?\d{0,4}$")]])
_INDUSTRY_WORDS = record(entry=each(_ENTRY, once(lambda entry: entry.words)))


def load(data: Path) -> dict[str, Any]:
    """The rulebook: `parameters`, `standards`, `classifications`, `industry_words`, all JSON-able.
    DataProblem, with `where` as "file: key", for the first thing that is wrong."""
    classifications = checks.read_folder(_Classification, data, "classifications").values()
    plain: dict[str, Any] = {
        "parameters": _parameters(data),
        "classifications": {file.id: file.model_dump(mode="json") for file in classifications},
    }
    plain["standards"] = _standards(data, plain["classifications"])
    name = "industry_words.toml"
    words = checks.read_file(_INDUSTRY_WORDS, data, name).model_dump()["entry"]
    for standard in Rulebook(plain).standards:
        for number, entry in enumerate(words):
            try:
                for code in entry["codes"]:
                    resolve(standard, code)
            except UsageProblem as problem:
                raise DataProblem(str(problem), where=f"{name}: entry.{number}.codes") from None
    return plain | {"industry_words": words}


def _parameters(data: Path) -> list[dict[str, Any]]:
    """The parameters of all rule files, the editions of one rule from the earliest on."""
    found: dict[str, list[dict[str, Any]]] = {}
    for shown, file in checks.read_folder(_RuleFile, data, "rules").items():
        for rule in file.parameter:
            source = file.sources[rule.source]
            said = {"source_en": source.title_en, "source_zh": source.title_zh, "url": source.url}
            plain = rule.model_dump(mode="json", exclude={"source"}) | said
            editions = found.setdefault(rule.id, [])
            if editions and not _follows(editions[-1], plain):
                message = f"{rule.id}: editions must follow each other in time"
                raise DataProblem(message, where=f"{shown}: parameter.in_force_from")
            editions.append(plain)
    return [plain for editions in found.values() for plain in editions]


def _follows(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether one edition has ended when the next comes into force."""
    end, start = before["in_force_until"], after["in_force_from"]
    return end is not None and start is not None and str(end) < str(start)


def _standards(data: Path, classifications: dict[str, Any]) -> list[dict[str, Any]]:
    """The editions of the size standard from the earliest on; floors by indicator, large first."""
    found = []
    for shown, file in checks.read_folder(_StandardFile, data, "size_standards").items():
        plain = file.standard.model_dump(mode="json")
        if plain["classification"] not in classifications:
            message = f"no classification {plain['classification']}"
            raise DataProblem(message, where=f"{shown}: standard.classification")
        plain["not_covered"] = [
            {"key": n.code, "codes": [n.code], **n.model_dump(exclude={"code"})}
            for n in file.not_covered
        ]
        sections = classifications[plain["classification"]]["section"]
        letters = {d: s["code"] for s in sections for d in s["divisions"]}
        scale = {i: count * _BASE[i] for i, count in plain["scale"].items()}
        plain["groups"] = [
            {
                **one.model_dump(exclude={"gbt4754_2017", "floors", "sources"}),
                "codes": one.gbt4754_2017,
                "full_codes": [letters.get(c[:2], "") + c for c in one.gbt4754_2017],
                "floors": {
                    i: [f[i] * scale[i] for f in one.floors.values()] for i in one.indicators
                },
            }
            for one in sorted(file.industry, key=attrgetter("no"))
        ]
        found.append(plain)
    found.sort(key=lambda s: str(s["in_force_from"]))
    for before, after in pairwise(found):
        if not _follows(before, after):
            message = f"{before['id']} and {after['id']} would be in force at once"
            raise DataProblem(message, where="size_standards/: standard.in_force_until")
    return found
