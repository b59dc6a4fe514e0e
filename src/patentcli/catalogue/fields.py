"""The fields of a patent record: the one table of them.

A field's place here is its place in JSON; its kind says how it is stored, which column of the
SQLite table holds it, how a cell of a list is read, and what the JSON Schema says. A
new field is one entry here and, where lists have a head for it, one in data/heads.toml.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from patentcli.i18n import N_


class Field(NamedTuple):
    """One field of a record."""

    name: str
    kind: str
    """A key of SCHEMAS."""
    label: str
    """What a person reads; not translated yet."""
    words: Sequence[str] = ()
    """The only values of kind `choice`."""
    required: bool = False
    """Whether a record of data/ must have it."""
    derived: bool = False
    """Worked out from other fields: written for readers, never read from a list or data/."""
    help: str = ""
    """For the JSON Schema."""


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
    Field("summary_basis", "choice", N_("Summary rests on"), ("abstract", "title")),
    Field("legal_status_as_shown", "text", N_("Legal status as shown")),
    Field(
        "status",
        "status",
        N_("Status in China"),
        ("in-force", "lapsed", "pending", "unknown"),
        required=True,
        help="in-force, lapsed, pending or unknown; other words count as shown.",
    ),
    Field("listing", "choice", N_("Listing"), ("candidate", "listed"), required=True),
    Field(
        "licence_kind",
        "licence_kind",
        N_("Kind of licence"),
        ("public-implementation", "open-licence"),
    ),
    Field("annual_fee_yuan", "fee", N_("Annual fee (yuan)"), help="Yuan; null = not stated."),
    Field("one_off_fee_yuan", "fee", N_("One-off fee (yuan)"), help="Yuan; null = not stated."),
    Field("licence_term", "text", N_("Licence term")),
    Field("licence_scope", "text", N_("Licence scope")),
    Field("offer_until", "date", N_("Offer ends"), help="Last day of the offer."),
    Field("sources", "sources", N_("Sources"), required=True),
    Field("confidence", "choice", N_("Confidence"), ("high", "medium", "low"), required=True),
    Field("note", "text", N_("Note")),
)
FIELDS: tuple[str, ...] = tuple(field.name for field in TABLE)
"""The JSON fields of a patent, in the order that users and scripts rely on."""
BY_NAME: Mapping[str, Field] = {field.name: field for field in TABLE}

# Kinds whose value is a list, stored as a JSON text.
LISTS = frozenset(("persons", "applications", "family", "symbols", "words", "sources"))

_TEXT: Mapping[str, object] = {"type": ["string", "null"], "maxLength": 20_000}
_TEXTS: Mapping[str, object] = {"type": ["array", "null"], "items": {"type": "string"}}
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
    "text": _TEXT,
    "title": _TEXT,
    "abstract": _TEXT,
    "holder": _TEXT,
    "status": _TEXT,
    "number": {"type": ["string", "integer", "null"]},
    "grant": _TEXT,
    "domain": _TEXT,
    "date": {"type": ["string", "null"], "format": "date"},
    "flag": {"type": ["boolean", "null"]},
    "fee": {"type": ["string", "number", "null"], "pattern": r"^[0-9]{1,16}(\.[0-9]{1,2})?$"},
    "persons": _TEXTS,
    "family": _TEXTS,
    "words": _TEXTS,
    "sources": _TEXTS,
    "symbols": {"type": ["array", "null"], "items": {"type": "string", "pattern": SYMBOL}},
    "applications": {"type": ["array", "null"], "items": _APPLICATION},
    "choice": {"type": ["string", "null"]},
    "licence_kind": {"type": ["string", "null"]},
    "expiry": {"type": ["object", "null"]},
}
"""What the JSON Schema of a list says of each kind."""


def json_schema() -> dict[str, object]:
    """The JSON Schema of a list as an array of patents; derived fields are ignored there."""
    properties: dict[str, object] = {"application_number": {"type": ["string", "null"]}}
    for field in TABLE:
        if field.derived:
            continue
        schema = dict(SCHEMAS[field.kind])
        if field.kind in ("choice", "licence_kind"):
            schema = {"enum": [*field.words, None]}
        properties[field.name] = schema | ({"description": field.help} if field.help else {})
    numbers = ("publication_number", "application_number", "id")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A list of patents",
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "allOf": [
                {"anyOf": [{"required": [name]} for name in names]}
                for names in (numbers, ("title", "title_zh"))
            ],
        },
    }
