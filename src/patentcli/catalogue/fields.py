"""The fields of a patent record: the one table of them, in the order of JSON, and the columns that
hold them. A field's kind says how it is stored, how a list's cell is read, and its JSON Schema."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from patentcli.i18n import N_
from patentcli.rules import expiry

WORDS: Mapping[str, Mapping[str, str]] = {
    "summary_basis": {"abstract": N_("the abstract"), "title": N_("title and keywords only")},
    "status": {
        "in-force": N_("in force"),
        "lapsed": N_("lapsed"),
        "pending": N_("pending"),
        "unknown": N_("unknown"),
    },
    "listing": {"candidate": N_("candidate"), "listed": N_("listed")},
    "licence_kind": {
        "public-implementation": N_("public-implementation"),
        "open-licence": N_("open-licence"),
    },
    "confidence": {"high": N_("high"), "medium": N_("moderate"), "low": N_("low")},
}
"""The only values of some fields, each with what a person reads."""


class Field(NamedTuple):
    """One field of a record."""

    name: str
    kind: str  # a key of SCHEMAS, or a kind of choice
    label: str  # what a person reads; not translated yet
    required: bool = False  # whether a record of data/ must have it
    derived: bool = False
    """Worked out from other fields: written for readers, never read from a list or data/."""
    help: str = ""  # for the JSON Schema

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of table `patent` that hold it."""
        if self.kind == "expiry":  # its basis by a number, see `rules.expiry`
            return "expiry_date", "expiry_year", "expiry_basis"
        return (self.name.removesuffix("_yuan") + "_fen" if self.kind == "fee" else self.name,)


TABLE: tuple[Field, ...] = (
    Field("id", "number", N_("Number"), help="Read only where no other number is given."),
    Field("publication_number", "number", N_("Publication number"), required=True),
    Field("office", "text", N_("Office"), derived=True),
    Field("kind_code", "text", N_("Kind code"), derived=True),
    Field("title", "title", N_("Title"), required=True),
    Field("title_zh", "title", N_("Chinese title")),
    Field("title_is_translation", "flag", N_("Title is a translation"), required=True),
    Field("title_zh_is_translation", "flag", N_("Chinese title is a translation"), required=True),
    Field("holder", "holder", N_("Holder"), required=True),
    Field("holder_zh", "holder", N_("Holder (Chinese name)")),
    Field("inventors", "persons", N_("Inventors")),
    Field("inventors_en", "persons", N_("Inventors (Latin letters)")),
    Field("chinese_applications", "applications", N_("Chinese applications")),
    Field("chinese_grant", "grant", N_("Chinese grant")),
    Field("filing_date", "date", N_("Filing date")),
    Field("grant_date", "date", N_("Grant date")),
    Field("expiry", "expiry", N_("End of term"), derived=True),
    Field("family", "family", N_("Family")),
    Field("classifications", "symbols", N_("Classifications")),
    Field("domain", "domain", N_("Domain"), help="A word of `patentcli vocabulary`."),
    Field("applications", "words", N_("Applications"), help="Words of `patentcli vocabulary`."),
    Field("summary", "abstract", N_("Summary")),
    Field("summary_zh", "abstract", N_("Chinese summary")),
    Field("summary_basis", "choice", N_("Summary rests on")),
    Field("legal_status_as_shown", "text", N_("Legal status as shown")),
    Field(
        "status",
        "status",
        N_("Status in China"),
        required=True,
        help="in-force, lapsed, pending or unknown; other words count as shown.",
    ),
    Field("listing", "choice", N_("Listing"), required=True),
    Field("licence_kind", "licence_kind", N_("Kind of licence")),
    Field("annual_fee_yuan", "fee", N_("Annual fee (yuan)"), help="Yuan; null = not stated."),
    Field("one_off_fee_yuan", "fee", N_("One-off fee (yuan)"), help="Yuan; null = not stated."),
    Field("licence_term", "text", N_("Licence term")),
    Field("licence_scope", "text", N_("Licence scope")),
    Field("offer_until", "date", N_("Offer ends"), help="Last day of the offer."),
    Field("sources", "sources", N_("Sources"), required=True),
    Field("confidence", "choice", N_("Confidence"), required=True),
    Field("note", "text", N_("Note")),
)
FIELDS: tuple[str, ...] = tuple(field.name for field in TABLE)
"""The JSON fields of a patent, in the order that users and scripts rely on."""
SHOWN = ("id", "domain", "listing", "holder", "title", "title_zh")
"""What a list shows of a record where no fields are chosen: each is a column of that name."""
NESTED = {
    "expiry": ("date", "year", "basis"),
    "chinese_applications": ("number", "date", "role"),
    "matched": ("field", "word", "through"),
}
"""The keys of the objects in a field."""
LISTS = frozenset(("persons", "applications", "family", "symbols", "words", "sources"))
"""Kinds whose value is a list, stored as lines of a text."""
LIST_FIELDS = {field.name: field.kind for field in TABLE if field.kind in LISTS}
"""The fields whose value is a list, and their kinds."""
SORTABLE: tuple[str, ...] = tuple(f for f in FIELDS if f not in LIST_FIELDS)
FEE_FIELDS = {field.name: field.columns[0] for field in TABLE if field.kind == "fee"}
"""The fees, in yuan, and the columns that hold them in fen."""
PATENT_COLUMNS = tuple(column for field in TABLE for column in field.columns)
"""The columns of table `patent`, in order."""
INTEGERS = {"expiry_year", "expiry_basis", *FEE_FIELDS.values()}
INTEGERS |= {field.name for field in TABLE if field.kind == "flag"}
"""The columns that hold integers, none of them ever negative; all others hold texts."""

_BY_NAME: Mapping[str, Field] = {field.name: field for field in TABLE}


def columns_of(fields: Sequence[str]) -> list[str]:
    """The columns of `patent AS p` that hold these fields, in order."""
    return [f"p.{column}" for field in fields for column in _BY_NAME[field].columns]


@lru_cache(maxsize=64)
def row_reader(fields: tuple[str, ...]) -> Callable[[Sequence[Any]], dict[str, object]]:
    """A function from a row of `columns_of(fields)` to the record {field: JSON value}."""
    readers: list[tuple[str, Callable[[Sequence[Any]], object]]] = []
    place = 0
    for field in fields:
        readers.append((field, _reader(_BY_NAME[field].kind, place)))
        place += len(_BY_NAME[field].columns)
    return lambda row: {field: read(row) for field, read in readers}


def _reader(kind: str, place: int) -> Callable[[Sequence[Any]], object]:
    if kind in LISTS:
        return lambda row: unpack(kind, row[place]) or []
    if kind == "flag":
        return lambda row: None if row[place] is None else bool(row[place])
    if kind == "fee":
        return lambda row: None if (fen := row[place]) is None else f"{fen // 100}.{fen % 100:02}"
    if kind == "expiry":
        return lambda row: {
            "date": row[place],
            "year": row[place + 1],
            "basis": expiry.read_basis(row[place + 2]),
        }
    return itemgetter(place)


def stored(columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[object]]:
    """Columns of records as `patent` holds them: lists become lines of a text (no text of a record
    has a line break), and columns without any value are left out."""
    found: dict[str, Sequence[object]] = {}
    nothing = [None] * len(columns["id"])
    for column in PATENT_COLUMNS:
        values, kind = columns[column], LIST_FIELDS.get(column)
        if kind == "applications":
            values = [
                some and [f"{one['number']} {one['role']} {one['date'] or ''}" for one in some]
                for some in values
            ]
        if kind:
            values = ["\n".join(some) if some else None for some in values]
        if values != nothing:  # a list fills half of them
            found[column] = values
    return found


def unpack(kind: str, text: str | None) -> list[Any] | None:
    """The list that a column of this kind holds."""
    if not text:
        return None
    items = text.split("\n")
    if kind != "applications":
        return items
    # A file made by hand may hold anything: what lacks a part has it empty.
    parts = [[*item.rsplit(" ", 2), "", ""] for item in items]
    return [
        {"number": number, "date": day or None, "role": role} for number, role, day, *_ in parts
    ]


# Of the IPC, or of the CPC with its section Y, to any depth.
SYMBOL = "^[A-HY]([0-9]{2}([A-Z]([0-9]{1,4}(/[0-9]{2,6})?)?)?)?$"
_APPLICATION = {
    "type": "object",
    "properties": {
        "number": {"type": "string"},
        "date": {"type": ["string", "null"], "format": "date"},
        "role": {"enum": ["own", "priority"]},
    },
    "required": ["number", "role"],
    "additionalProperties": False,
}
SCHEMAS: Mapping[str, Mapping[str, object]] = {
    **{kind: {"type": ["array", "null"], "items": {"type": "string"}} for kind in LISTS},
    "number": {"type": ["string", "integer", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "flag": {"type": ["boolean", "null"]},
    "fee": {"type": ["string", "number", "null"], "pattern": r"^[0-9]{1,16}(\.[0-9]{1,2})?$"},
    "symbols": {"type": ["array", "null"], "items": {"type": "string", "pattern": SYMBOL}},
    "applications": {"type": ["array", "null"], "items": _APPLICATION},
}
"""What the JSON Schema of a list says of each kind that is neither a text nor a choice of words."""


def json_schema() -> dict[str, object]:
    """The JSON Schema of a list as an array of patents; derived fields are ignored there."""
    properties: dict[str, object] = {"application_number": {"type": ["string", "null"]}}
    text = {"type": ["string", "null"], "maxLength": 20_000}
    for field in TABLE:
        words = WORDS.get(field.name, ()) if field.kind != "status" else ()
        choice = {"enum": [*words, None]} if words else text
        said = {**SCHEMAS.get(field.kind, choice)}
        if not field.derived:
            properties[field.name] = said | ({"description": field.help} if field.help else {})
    numbers, titles = ("publication_number", "application_number", "id"), ("title", "title_zh")
    either = [{"anyOf": [{"required": [name]} for name in names]} for names in (numbers, titles)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A list of patents",
        "type": "array",
        "items": {"type": "object", "properties": properties, "allOf": either},
    }
