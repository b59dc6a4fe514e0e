"""What a column of a list can go to, and heads and words in a form that can be compared."""

import unicodedata
from functools import lru_cache

from patentcli.catalogue.fields import TABLE
from patentcli.i18n import N_
from patentcli.search.text import simplified

GRANTED = "granted"
"""What is taken of an exported `expiry`: whether the patent is known to be granted, which some
lists say by nothing but ZL before the number of the application."""
READ = tuple(field.name for field in TABLE if not field.derived)
"""JSON fields that are read, not worked out anew; `id` only where no other number stands."""
OWN = {field: field for field in (*READ, "application_number")} | {"expiry": GRANTED}
"""The heads of our own exports."""
NAMES = {
    "id": N_("id (where a row has no other number)"),
    GRANTED: N_("whether a grant is known"),
    # What is no JSON field; data/heads.toml says what each is.
    "application_number": N_("application number"),
    "wo_number": N_("publication number of WO"),
    "number_office": N_("country of the number"),
    "number_kind": N_("kind of the number"),
    "publication_date": N_("grant_date, of grants"),
    "field_words": N_("domain, applications or note"),
    "fee": N_("fee"),
    "fee_manner": N_("manner of payment"),
    **dict.fromkeys(("term_start", "term_end"), "licence_term"),
    "offer_end": "offer_until",
    "open_licence": "licence_kind",
    **dict.fromkeys(("deal", "kept"), "note"),
}
"""What the user knows a target by, where that is not its name."""
TARGETS = tuple(dict.fromkeys((*READ, *NAMES)))
SKIP = "skip"
# What `--map` may name: `kept` puts "HEAD: cell" into the note; `skip` takes a column away.
MAPPABLE = (*(t for t in TARGETS if t not in ("id", GRANTED)), SKIP)

NUMBERS = ("application_number", "publication_number", "wo_number", "id")
TITLES = ("title_zh", "title")
FEES = ("annual_fee_yuan", "one_off_fee_yuan", "fee")
TERMS = ("licence_term", "term_start", "term_end")
DATES = (*(field.name for field in TABLE if field.kind == "date"), "publication_date")
PERSONS = tuple(field.name for field in TABLE if field.kind == "persons")

DOCUMENT = "heads"  # the name of the table in the bundled catalogue
LONGEST = 200  # characters of a cell that can be a head


@lru_cache(maxsize=1 << 12)
def normal(head: str) -> str:
    """A head or a word without spaces, invisible characters, case, full-width and traditional
    forms; empty where it is too long."""
    text = unicodedata.normalize("NFKC", head).casefold() if len(head) <= LONGEST else ""
    text = "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")
    return text if text.isascii() else simplified(text)
