"""Patents as a person reads them: columns and marks of a table, the sheet of one patent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS, NESTED, SHOWN, label
from patentcli.filter_options import words_shown
from patentcli.i18n import N_, _, language, pick
from patentcli.output.model import Rows, value_at

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

Patent = Mapping[str, Any]

_MARKS = ("title_is_translation", "title_zh_is_translation")  # seen at the titles
_FOR_PEOPLE = ("table", "md")  # formats whose text columns follow the language
_WIDE = 140  # columns of a terminal from which both titles are shown
_WORDS: Mapping[str, Mapping[str, str]] = {
    "licence_kind": {
        "public-implementation": N_("public-implementation"),
        "open-licence": N_("open-licence"),
    },
    "confidence": {"high": N_("high"), "medium": N_("moderate"), "low": N_("low")},
    "listing": {"candidate": N_("candidate: not confirmed to be on the official list")},
    "summary_basis": {"abstract": N_("the abstract"), "title": N_("title and keywords only")},
}
"""For a field, what a sheet says for a value."""


def default_columns(call: Call, columns: Sequence[str] = SHOWN) -> tuple[str, ...]:
    """The columns if none are chosen: on a terminal that is not wide, one title is enough."""
    other = "title" if language() == "zh" else "title_zh"
    narrow = call.is_table and call.env.width < _WIDE
    return tuple(name for name in columns if not (narrow and name == other))


def needed(call: Call, columns: Sequence[str]) -> tuple[str, ...]:
    """The fields to read from the catalogue: those that will be written, and the listing."""
    if call.fields is None and call.format in ("json", "jsonl"):
        return FIELDS
    fields = [name.partition(".")[0] for name in call.fields or columns]
    marks = (*_MARKS, "holder_zh") if call.format in _FOR_PEOPLE else ()
    return tuple(dict.fromkeys((*(f for f in fields if f in FIELDS), "id", "listing", *marks)))


def patent_rows(
    call: Call,
    rows: Iterable[Patent],
    columns: tuple[str, ...],
    fields: tuple[str, ...] = FIELDS,
) -> Rows:
    """An answer that consists of patents; for a person, working titles are marked."""
    words = {}
    if call.format in _FOR_PEOPLE:
        rows, shown = map(_marked, rows), words_shown(call)
        words = {"domain": shown, "listing": shown}
    return Rows(columns, fields, rows, nested=NESTED, id_field="id", one_line=True, words=words)


def _marked(row: Patent) -> Patent:
    """The row with its titles marked, and the holder's name in the language in use or the other."""
    told = {name: title_of(row, name) for name in ("title", "title_zh") if name in row}
    if "holder" in row:
        told["holder"] = pick(row["holder"], row["holder_zh"])
    return {**row, **told}


def title_of(patent: Patent, field: str) -> str:
    """A title, marked where it is a working title and not the document's own; else empty."""
    text = patent[field] or ""
    marked = text and patent[f"{field}_is_translation"]
    return _("{title} (our translation)").format(title=text) if marked else text


def write_sheet(
    screen: "Screen", patent: Patent, fields: Sequence[str], words: Mapping[str, str]
) -> None:
    """Draw the fields asked for; what is unknown says so. `words`: see `words_shown`.

    Of the whole record the unknown fields are named together at the end.
    """
    whole = set(fields) == set(FIELDS)
    pairs = []
    unknown = []
    names = _in_reading_order() if whole else fields
    for name in (name for name in names if name not in _MARKS):
        value = value_at(patent, name) if "." in name else shown_value(name, patent, words)
        if whole and value == _("unknown"):
            unknown.append(label(name))
        else:
            pairs.append((label(name), value))
    if unknown:
        pairs.append((_("Unknown"), _(", ").join(unknown)))
    title = pick(title_of(patent, "title"), title_of(patent, "title_zh"))
    screen.sheet(f"{patent['id']}  {title}", pairs)


def _in_reading_order() -> list[str]:
    """The whole record: the language in use first, the sources last, nothing of the heading."""
    first = ["title_zh", "summary", "summary_zh"]
    if language() == "zh":
        first = ["title", "summary_zh", "summary"]
    first += ["domain", "applications", "listing", "holder", "holder_zh"]
    first += ["inventors", "inventors_en"]
    last = ["summary_basis", "confidence", "note", "sources"]
    apart = {*first, *last, "id", "title", "title_zh"}
    return [*first, *(f for f in FIELDS if f not in apart), *last]


def shown_value(field: str, patent: Patent, words: Mapping[str, str]) -> object:
    """The value as a person reads it: text, or a list with one item a line."""
    value = patent[field]
    if value in (None, "", []):
        return _("unknown")
    if field in ("title", "title_zh"):
        return title_of(patent, field)
    if field == "expiry":
        day, basis = value["date"] or value["year"] or _("unknown"), _(value["basis"])
        return _("{text} ({remark})").format(text=day, remark=basis) if basis else str(day)
    if field == "chinese_applications":
        roles, unknown = {"own": _("own"), "priority": _("priority")}, _("date unknown")
        return [
            _("{number} ({role}, {date})").format(
                number=a["number"], role=roles.get(a["role"], a["role"]), date=a["date"] or unknown
            )
            for a in value
        ]
    if field == "applications":
        return [words.get(one, one) for one in value]
    if field in _WORDS and value in _WORDS[field]:
        return _(_WORDS[field][value])
    return words.get(value, value) if field in ("domain", "status", "listing") else value
