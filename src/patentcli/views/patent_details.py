"""A patent as a sheet that a person reads: what it is first, then the rest, sources last."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from patentcli.catalogue.fields import FIELDS
from patentcli.i18n import _, language, pgettext, pick
from patentcli.output.cells import value_at
from patentcli.output.labels import label
from patentcli.rules.expiry import basis_text
from patentcli.views.patent_table import with_mark

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

_MARKS = ("title_is_translation", "title_zh_is_translation")  # seen at the titles


def write_sheet(
    screen: "Screen",
    patent: Mapping[str, object],
    fields: Sequence[str],
    words: Mapping[str, str],
) -> None:
    """Draw the fields asked for; what is unknown says so. `words`: see `words_shown`.

    Of the whole record the unknown fields are named together at the end.
    """
    title = pick(_title("title", patent), _title("title_zh", patent))
    heading = f"{patent['id']}  {title}"
    whole = set(fields) == set(FIELDS)
    pairs = []
    unknown = []
    for name in _in_reading_order() if whole else fields:
        if name in _MARKS:
            continue
        value = value_at(patent, name) if "." in name else shown_value(name, patent, words)
        if whole and value == _("unknown"):
            unknown.append(label(name))
        else:
            pairs.append((label(name), value))
    if unknown:
        pairs.append((_("Unknown"), _(", ").join(unknown)))
    screen.sheet(heading, pairs)


def _title(field: str, patent: Mapping[str, object]) -> str:
    """A title, marked where it is a working title; empty where there is none."""
    return with_mark(patent[field], patent[f"{field}_is_translation"])


def _in_reading_order() -> list[str]:
    """The whole record: the language in use first, the sources last, nothing of the heading."""
    summaries = ["summary", "summary_zh"]
    other_title = "title_zh"
    if language() == "zh":
        summaries.reverse()
        other_title = "title"
    first = [other_title, *summaries, "domain", "applications", "listing"]
    first += ["holder", "holder_zh", "inventors", "inventors_en"]
    last = ["summary_basis", "confidence", "note", "sources"]
    apart = {*first, *last, "id", "title", "title_zh"}
    return [*first, *(f for f in FIELDS if f not in apart), *last]


def shown_value(field: str, patent: Mapping[str, Any], words: Mapping[str, str]) -> object:
    """The value as a person reads it: text, or a list with one item a line."""
    value = patent[field]
    if field in ("title", "title_zh"):
        value = _title(field, patent)
    elif field == "expiry":
        value = _expiry(value)
    elif field == "chinese_applications":
        value = [_application(a) for a in value]
    elif field == "domain":
        value = words.get(str(value), value)
    elif field == "applications":
        value = [words.get(a, a) for a in value]
    elif field == "licence_kind" and value:
        value = _licence_kind(str(value))
    elif field == "status":
        value = words.get(str(value), value)
    elif field == "confidence" and value:
        value = _confidence(str(value))
    elif field == "listing" and value == "listed":
        value = words["listed"]
    elif field == "listing" and value == "candidate":
        value = _("candidate: not confirmed to be on the official list")
    elif field == "summary_basis" and value:
        value = {"abstract": _("the abstract"), "title": _("title and keywords only")}[str(value)]
    return value if value not in (None, "", []) else _("unknown")


def _licence_kind(kind: str) -> str:
    return {
        "public-implementation": _("public-implementation"),
        "open-licence": _("open-licence"),
    }.get(kind, kind)


def _confidence(level: str) -> str:
    return {
        "high": pgettext("confidence", "high"),
        "medium": pgettext("confidence", "medium"),
        "low": pgettext("confidence", "low"),
    }.get(level, level)


def _expiry(end: Mapping[str, object]) -> str:
    day = end["date"] or end["year"] or _("unknown")
    basis = basis_text(str(end["basis"] or ""))
    return _("{text} ({remark})").format(text=day, remark=basis) if basis else str(day)


def _application(application: Mapping[str, str | None]) -> str:
    role = {"own": _("own"), "priority": _("priority")}[str(application["role"])]
    day = application["date"] or _("date unknown")
    number = application["number"]
    return _("{number} ({role}, {date})").format(number=number, role=role, date=day)
