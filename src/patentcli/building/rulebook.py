"""The rules' data (`data/rules`, `data/size_standards`, `data/classifications`), read and checked.

`load` returns the rulebook: what `rules.book.Rulebook` reads at run time, as a plain mapping that
can be written as JSON, with floors in persons and fen.
"""

# mypy: disable-error-code="valid-type, misc"
# Models are made by calls, which are types at run time only.

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from patentcli.amounts import FEN_PER_YUAN
from patentcli.building.checks import (
    KEY,
    MAYBE,
    Filled,
    Text,
    Url,
    check_once,
    model,
    once,
    read_file,
    read_folder,
    texts,
)
from patentcli.errors import DataProblem, UsageProblem
from patentcli.rules.book import Rulebook
from patentcli.rules.industries import resolve

_SIZES = ["large", "medium", "small"]
_BASE = {"employees": 1, "revenue": FEN_PER_YUAN, "assets": FEN_PER_YUAN}
"""The indicators of size, in persons and fen: what floors are compared in."""


def _figure_or_text(rule: Any) -> Any:
    figure, text = (rule.value, rule.unit_en, rule.unit_zh), (rule.text_en, rule.text_zh)
    given = [some for some in (figure, text) if any(some)]
    if len(given) != 1 or not all(given[0]):
        raise ValueError("needs either value with unit_en and unit_zh, or text_en and text_zh")
    if (rule.note_en is None) != (rule.note_zh is None):
        raise ValueError("needs a note in both languages or in neither")
    return rule


def _sources_exist(file: Any) -> Any:
    """Only a weak copy may go without an address."""
    for rule in file.parameter:
        source = file.sources.get(rule.source)
        if source is None:
            raise ValueError(f"{rule.id}: no source {rule.source!r} in this file")
        if source.url is None and rule.certainty != "weak copy":
            raise ValueError(f"{rule.id}: its source needs a url")
    return file


def _floors_descend(group: Any) -> Any:
    if list(group.floors) != _SIZES:
        raise ValueError("floors must be large, medium and small, in this order")
    for size, floors in group.floors.items():
        if list(floors) != group.indicators:
            raise ValueError(f"floors.{size} must name the indicators, in their order")
    for indicator in group.indicators:
        if any(a[indicator] <= b[indicator] for a, b in pairwise(group.floors.values())):
            raise ValueError(f"floors of {indicator} must descend from large to small")
    return group


_CERTAINTY = Literal["verified", "reported", "weak copy", "our reading", "not verified"]
_INDICATOR: Any = Literal[tuple(_BASE)]
_SIZE: Any = Literal[tuple(_SIZES)]
_CODE = Annotated[Text, Field(pattern=r"^([A-T]|\d{2,4})$")]
_WHOLE = Annotated[int, Field(gt=0, le=10**15)]
_DAY = (dt.date | Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None, None)
_DATE = (dt.date | None, None)
_NAMES = texts("name_zh", "name_en")
_NOTES = {"note": MAYBE, "note_zh": MAYBE}
# A standard that was issued.
_ISSUED = {
    **{"id": KEY, **_NAMES, "number": Text},
    **{"in_force_from": dt.date, "certainty": _CERTAINTY, "url": Url},
}
# One rule: a figure with its unit, or a text in both languages.
_RULE = model(
    _figure_or_text,
    id=KEY,
    **texts("title_en", "title_zh"),
    value=(_WHOLE | None, None),
    **dict.fromkeys(("unit_en", "unit_zh", "text_en", "text_zh"), MAYBE),
    **dict.fromkeys(("filed_from", "filed_before"), _DATE),
    **dict.fromkeys(("in_force_from", "in_force_until"), _DAY),
    certainty=_CERTAINTY,
    **texts("source", "reference_en", "reference_zh"),
    **dict.fromkeys(("note_en", "note_zh"), MAYBE),
)
_RULES = model(
    _sources_exist,
    sources=dict[str, model(**texts("title_en", "title_zh"), url=(Url | None, None))],
    parameter=Filled[_RULE],
)
_STANDARD = model(
    **_ISSUED,
    date=dt.date,
    issuers_zh=list[Text],
    in_force_until=_DATE,
    superseded_by=MAYBE,
    sources_note=Text,
    logic_source=Url,
    data_year=Text,
    classification=KEY,
    statistical_edition=dict[str, dt.date | Text],
    units=dict[_INDICATOR, Text],
    scale=dict[_INDICATOR, _WHOLE],
)
# One industry group with its floors, in the units of the instrument.
_INDUSTRY = model(
    _floors_descend,
    key=KEY,
    no=_WHOLE,
    **_NAMES,
    **_NOTES,
    gbt4754_2017=Filled[_CODE],
    indicators=Filled[_INDICATOR],
    floors=dict[_SIZE, dict[_INDICATOR, _WHOLE]],
    sources=Filled[Url],
)


def _each_once(file: Any) -> Any:
    groups = (code for one in file.industry for code in (one.key, one.no, *one.gbt4754_2017))
    check_once([*groups, *(one.code for one in file.not_covered)])
    return file


_STANDARDS = model(
    _each_once,
    standard=_STANDARD,
    not_covered=list[model(code=_CODE, **_NAMES, **_NOTES)],
    industry=Filled[_INDUSTRY],
)
_SECTION = model(
    code=Annotated[Text, Field(pattern="^[A-T]$")],
    **_NAMES,
    divisions=dict[Annotated[str, Field(pattern=r"^\d\d$")], Text],
)
_CLASSIFICATION = model(
    **_ISSUED,
    **_NOTES,
    section=Annotated[Filled[_SECTION], once(lambda one: (one.code, *one.divisions))],
)
# Words of trade and the codes they lead to.
_ENTRY = model(words=Filled[Text], codes=Filled[Annotated[str, Field(pattern=r"^[A-T]?\d{0,4}$")]])
_INDUSTRY_WORDS = model(entry=Annotated[list[_ENTRY], once(lambda entry: entry.words)])


def load(data: Path) -> dict[str, Any]:
    """The rulebook from the sources in `data`.

    Keys: `parameters`, `standards`, `classifications`, `industry_words`; all JSON-able. Raises
    DataProblem, with `where` as "file: key", for the first thing that is wrong.
    """
    classifications = read_folder(_CLASSIFICATION, data, "classifications").values()
    plain: dict[str, Any] = {
        "parameters": _parameters(data),
        "classifications": {file.id: file.model_dump(mode="json") for file in classifications},
    }
    plain["standards"] = _standards(data, plain["classifications"])
    name = "industry_words.toml"
    words = read_file(_INDUSTRY_WORDS, data, name).model_dump()["entry"]
    for standard in Rulebook(plain).standards:
        for number, entry in enumerate(words):
            for code in entry["codes"]:
                try:
                    resolve(standard, code)
                except UsageProblem as problem:
                    where = f"{name}: entry.{number}.codes"
                    raise DataProblem(str(problem), where=where) from None
    return plain | {"industry_words": words}


def _parameters(data: Path) -> list[dict[str, Any]]:
    """The parameters of all rule files, the editions of one rule from the earliest on."""
    found: dict[str, list[dict[str, Any]]] = {}
    for shown, file in read_folder(_RULES, data, "rules").items():
        for rule in file.parameter:
            plain = rule.model_dump(mode="json")
            source = file.sources[plain.pop("source")]
            plain |= {"source_en": source.title_en, "source_zh": source.title_zh}
            plain["url"] = source.url
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
    """The editions of the size standard, the earliest first, with floors by indicator, from large
    to small."""
    found = []
    for shown, file in read_folder(_STANDARDS, data, "size_standards").items():
        plain = file.standard.model_dump(mode="json")
        if plain["classification"] not in classifications:
            message = f"no classification {plain['classification']}"
            raise DataProblem(message, where=f"{shown}: standard.classification")
        plain["not_covered"] = [
            {"key": n.code, "codes": [n.code], **n.model_dump(exclude={"code"})}
            for n in file.not_covered
        ]
        plain["groups"] = []
        sections = classifications[plain["classification"]]["section"]
        letters = {d: s["code"] for s in sections for d in s["divisions"]}
        for one in sorted(file.industry, key=lambda i: i.no):
            group = one.model_dump(exclude={"gbt4754_2017", "floors", "sources"})
            floors = {
                i: [floor[i] * plain["scale"][i] * _BASE[i] for floor in one.floors.values()]
                for i in one.indicators
            }
            codes = one.gbt4754_2017
            group |= {"codes": codes, "full_codes": [letters.get(c[:2], "") + c for c in codes]}
            plain["groups"].append(group | {"floors": floors})
        found.append(plain)
    found.sort(key=lambda s: str(s["in_force_from"]))
    for before, after in pairwise(found):
        if not _follows(before, after):
            message = f"{before['id']} and {after['id']} would be in force at once"
            raise DataProblem(message, where="size_standards/: standard.in_force_until")
    return found
