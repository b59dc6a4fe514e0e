"""What travels in the page as data: the patents, the rules by which it judges, its texts."""

from collections.abc import Mapping, Sequence
from typing import Any

from patentcli.catalogue.schema import FIELDS, LIST_FIELDS
from patentcli.documents.texts import Both
from patentcli.output.clean import block
from patentcli.rules import bases

# The rules that the eligibility form needs; figures and sources travel, sentences do not.
PARAMETERS = ("fee-cap", "independence", "scheme-list", "patent-page", "register")
TERMS = "term-"  # how the ids of the terms of protection begin
BASES = {
    bases.FROM_DATE: "end_from_date",
    bases.FROM_YEAR: "end_from_year",
    bases.NO_GRANT: "end_no_grant",
    bases.NO_FILING: "end_no_filing",
    bases.NO_TERM: "end_no_term",
}
"""What an end of term rests on, as the catalogue stores it, and the key of its text."""


def pack(records: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The patents as one list of field names and one row each: names are not repeated.

    An empty list is null. The end of the term is [date, year, key of its basis].
    """
    return {"fields": FIELDS, "rows": [[_cell(f, r[f]) for f in FIELDS] for r in records]}


def _cell(field: str, value: object) -> object:
    if field == "expiry":
        end: Mapping[str, Any] = value  # type: ignore[assignment]
        return [end["date"], end["year"], BASES.get(end["basis"], clean(end["basis"]))]
    if field in LIST_FIELDS and not value:
        return None
    return clean(value)


def clean(value: object) -> object:
    """The value with hidden characters of its texts made visible, at any depth."""
    if isinstance(value, str):
        return block(value)
    if isinstance(value, list):
        return [clean(v) for v in value]
    if isinstance(value, dict):
        return {k: clean(v) for k, v in value.items()}
    return value


def rules(rulebook: Mapping[str, Any]) -> dict[str, object]:
    """The rules that the form's scripts read, out of the rulebook of the bundled catalogue."""
    return {
        "parameters": [
            _parameter(p)
            for p in rulebook["parameters"]
            if p["id"] in PARAMETERS or p["id"].startswith(TERMS)
        ],
        "standards": [
            _standard(s, rulebook["classifications"][s["classification"]])
            for s in rulebook["standards"]
        ],
    }


def _both(entry: Mapping[str, Any], name: str) -> dict[str, str]:
    return {"en": entry[f"{name}_en"], "zh": entry[f"{name}_zh"]}


def _parameter(entry: Mapping[str, Any]) -> dict[str, object]:
    return {
        **{k: entry[k] for k in ("id", "value", "in_force_from", "in_force_until")},
        "text": entry["text_en"],
        "source": {
            "title": _both(entry, "source"),
            "reference": _both(entry, "reference"),
            "url": entry["url"],
        },
    }


def _standard(entry: Mapping[str, Any], classification: Mapping[str, Any]) -> dict[str, object]:
    return {
        "title": _both(entry, "name"),
        **{k: entry[k] for k in ("number", "url", "in_force_from", "in_force_until")},
        "groups": [
            {"name": _both(g, "name")}
            | {k: g[k] for k in ("key", "no", "codes", "indicators", "floors")}
            for g in entry["groups"]
        ],
        "not_covered": [
            {"code": n["code"], "name": _both(n, "name")} for n in entry["not_covered"]
        ],
        "sections": [
            {"code": s["code"], "divisions": list(s["divisions"])}
            for s in classification["section"]
        ],
    }


def plain_texts(texts: Mapping[str, Both]) -> dict[str, dict[str, str]]:
    """The texts as the scripts read them."""
    return {key: value._asdict() for key, value in texts.items()}
