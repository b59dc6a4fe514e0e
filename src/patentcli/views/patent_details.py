"""A patent as a sheet that a person reads: what it is first, then the rest, sources last."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from patentcli.catalogue.schema import FIELDS
from patentcli.i18n import _, language, pgettext, pick
from patentcli.output.labels import label
from patentcli.rules.expiry import basis_text
from patentcli.views.patent_table import with_mark

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen


def write_sheet(
    screen: "Screen",
    patent: Mapping[str, object],
    fields: Sequence[str],
    words: Mapping[str, str],
) -> None:
    """Draw the fields asked for; what is unknown says so. `words`: see `reading.words_shown`."""
    title = pick(_title("title", patent), _title("title_zh", patent))
    heading = f"{patent['id']}  {title}"
    shown = [f for f in fields if f not in ("title_is_translation", "title_zh_is_translation")]
    if set(fields) == set(FIELDS):
        shown = _in_reading_order(shown)
    screen.sheet(heading, [(label(f), shown_value(f, patent, words)) for f in shown])


def _title(field: str, patent: Mapping[str, object]) -> str:
    """A title, marked where it is a working title; empty where there is none."""
    return with_mark(patent[field], patent[f"{field}_is_translation"])


def _in_reading_order(fields: list[str]) -> list[str]:
    """The whole record: the language in use first, the sources last, no number twice."""
    own = ["title_zh", "title", "summary_zh", "summary"]
    if language() != "zh":
        own = ["title", "title_zh", "summary", "summary_zh"]
    first = [*own[:2], *own[2:], "domain", "applications", "holder", "inventors", "listing"]
    last = ["summary_basis", "confidence", "note", "sources"]
    middle = [f for f in fields if f not in first and f not in last and f != "id"]
    return first + middle + last


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
