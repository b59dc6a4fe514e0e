"""Patents as a person reads them: columns and marks of a table, the sheet of one patent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS, NESTED, SHOWN, WORDS
from patentcli.filter_options import words_shown
from patentcli.i18n import _, language, said
from patentcli.labels import label
from patentcli.output.formats import Rows, Screen, value_at

Patent = Mapping[str, Any]

_MARKS = ("title_is_translation", "title_zh_is_translation")  # seen at the titles
_TITLES = ("title", "title_zh")
_WIDE = 140  # columns of a terminal from which both titles are shown
MAIN = (
    "holder", "holder_zh", "domain", "applications", "listing", "filing_date", "grant_date",
    "expiry", "legal_status_as_shown", "status", "licence_kind", "annual_fee_yuan",
    "one_off_fee_yuan", "licence_term", "licence_scope", "offer_until",
)  # fmt: skip
"""What a sheet shows first of the rest."""


def default_columns(call: Call, columns: Sequence[str] = SHOWN) -> tuple[str, ...]:
    """The columns if none are chosen: on a terminal that is not wide, one title is enough."""
    other = _TITLES[language() == "en"]
    narrow = call.is_table and call.env.width < _WIDE
    return tuple(name for name in columns if not (narrow and name == other))


def needed(call: Call, columns: Sequence[str]) -> tuple[str, ...]:
    """The fields to read from the catalogue: those that will be written, and the listing."""
    if call.fields is None and call.format in ("json", "jsonl"):
        return FIELDS
    fields = [name.partition(".")[0] for name in call.fields or columns]
    marks = (*_MARKS, *_TITLES, "holder_zh") if call.for_people else ()
    return tuple(dict.fromkeys((*(f for f in fields if f in FIELDS), "id", "listing", *marks)))


def patent_rows(
    call: Call, rows: Iterable[Patent], columns: tuple[str, ...], fields: tuple[str, ...] = FIELDS
) -> Rows:
    """An answer that consists of patents; for a person, working titles are marked."""
    words = {}
    if call.for_people:
        titles = [name for name in call.fields or columns if name in _TITLES]
        rows, shown = (_marked(row, titles) for row in rows), words_shown(call)
        words = {"domain": shown, "listing": shown}
    return Rows(columns, fields, rows, nested=NESTED, id_field="id", one_line=True, words=words)


def _marked(row: Patent, titles: Sequence[str]) -> Patent:
    """The row with its titles marked, and the holder's name in the language in use or the other.
    One title shown alone is the other where it is not known."""
    title = known_title if len(titles) == 1 else title_of
    told = {name: title(row, name) for name in titles}
    if "holder" in row:
        told["holder"] = said(row, "holder")
    return {**row, **told}


def title_of(patent: Patent, field: str) -> str:
    """A title, marked where it is a working title and not the document's own; else empty."""
    text = patent[field] or ""
    marked = text and patent[f"{field}_is_translation"]
    return _("{title} (our translation)", title=text) if marked else text


def known_title(patent: Patent, field: str) -> str:
    """A title, or where it is not known the one in the other language."""
    return title_of(patent, field) or title_of(patent, _TITLES[field == "title"])


def write_sheet(
    screen: Screen, patent: Patent, fields: Sequence[str], words: Mapping[str, str]
) -> None:
    """Draw the fields asked for; what is unknown says so. `words`: see `words_shown`. The whole
    record is in an order to read, its unknown fields named together at the end."""
    whole = set(fields) == set(FIELDS)
    titles = ["title_zh", "summary", "summary_zh"]
    if language() == "zh":
        titles = ["title", "summary_zh", "summary"]
    order = dict.fromkeys((*titles, *MAIN, *FIELDS) if whole else fields)
    pairs: list[tuple[str, object]] = []
    unknown = []
    for name in order:
        if name in _MARKS or (whole and name in ("id", "title", "title_zh") and name != titles[0]):
            continue
        value = value_at(patent, name) if "." in name else shown(name, patent, words)
        if whole and not value:
            unknown.append(label(name))
        else:
            pairs.append((label(name), _("unknown") if value == [] else value))
    if unknown:
        pairs.append((_("Unknown"), _(", ").join(unknown)))
    title = known_title(patent, _TITLES[language() == "zh"])
    screen.sheet(f"{patent['id']}  {title}", pairs)


def shown(field: str, patent: Patent, words: Mapping[str, str]) -> list[str]:
    """The value as a person reads it, an item a line; none where it is unknown."""
    value = patent[field]
    if value in (None, "", []) or (field == "status" and value == "unknown"):
        return []
    if field in _TITLES:
        return [title_of(patent, field)]
    if field == "expiry":
        day, basis = value["date"] or value["year"] or _("unknown"), _(value["basis"])
        return [_("{text} ({remark})", text=day, remark=basis) if basis else str(day)]
    if field == "chinese_applications":
        roles, unknown = {"own": _("own"), "priority": _("priority")}, _("date unknown")
        found = ((a["number"], roles.get(a["role"], a["role"]), a["date"]) for a in value)
        message = _("{number} ({role}, {date})")
        return [message.format(number=n, role=r, date=day or unknown) for n, r, day in found]
    if field == "listing" and value == "candidate":
        return [_("candidate: not confirmed to be on the official list")]
    own = words if field in ("domain", "applications") else WORDS.get(field, {})
    items = value if isinstance(value, list) else [value]
    return [_(own.get(one, "")) or str(one) for one in items]
