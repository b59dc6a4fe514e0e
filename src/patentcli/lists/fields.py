"""The fields that a column of a list can go to."""

from patentcli.catalogue.schema import FIELDS

DERIVED = ("office", "kind_code", "expiry")
"""Written by `catalogue export`, worked out anew when a list is read."""

READ = tuple(field for field in FIELDS if field not in DERIVED)
"""JSON fields that are read; `id` only where no number stands under another head."""

# Targets that are no JSON field: the own application number, and heads whose cells decide.
SPECIAL = ("application_number", "field_words", "unclear_fee", "open_licence", "end", "kept")
TARGETS = (*READ, *SPECIAL)

# What `--map` may name: `kept` puts "HEAD: cell" into the note; `skip` takes a column away.
SKIP = "skip"
MAPPABLE = (*(t for t in TARGETS if t not in ("unclear_fee", "id", "end")), SKIP)

NUMBERS = ("application_number", "publication_number", "id")
TITLES = ("title_zh", "title")
FEES = ("annual_fee_yuan", "one_off_fee_yuan", "unclear_fee")
OFFERS = (*FEES, "licence_term")
"""Columns that only a list of offers has."""
