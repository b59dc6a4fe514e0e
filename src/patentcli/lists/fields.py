"""What a column of a list can go to."""

from patentcli.catalogue.fields import FIELDS

DERIVED = ("office", "kind_code", "expiry")
"""Written by `catalogue export`, worked out anew when a list is read."""

READ = tuple(field for field in FIELDS if field not in DERIVED)
"""JSON fields that are read; `id` only where no number stands under another head."""

# Targets that are no JSON field; data/heads.toml says what each is.
SPECIAL = (
    *("application_number", "wo_number", "number_office", "number_kind", "publication_date"),
    *("field_words", "fee", "fee_manner", "term_start", "term_end", "offer_end"),
    *("open_licence", "deal", "kept"),
)
TARGETS = (*READ, *SPECIAL)

# What `--map` may name: `kept` puts "HEAD: cell" into the note; `skip` takes a column away.
SKIP = "skip"
MAPPABLE = (*(t for t in TARGETS if t != "id"), SKIP)

NUMBERS = ("application_number", "publication_number", "wo_number", "id")
TITLES = ("title_zh", "title")
FEES = ("annual_fee_yuan", "one_off_fee_yuan", "fee")
TERMS = ("licence_term", "term_start", "term_end")
DATES = (*("filing_date", "grant_date", "publication_date", "offer_until", "offer_end"),)
PERSONS = ("inventors", "inventors_en")
NAMES = ("holder", "holder_zh", *PERSONS)
