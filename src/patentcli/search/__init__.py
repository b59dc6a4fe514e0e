"""Search: from what somebody typed to the records that answer it, and why. `engine.run` takes a
query through `text` (one normal form), `terms` (which things are asked for) and `rank` (which
records have them, how well they fit, and why). `index` writes the tables that these read,
`building.thesaurus` those of the thesaurus, `page_table` one for a page without SQLite."""

from patentcli.i18n import N_

FITS = {"strong": N_("strong"), "partial": N_("partial"), "weak": N_("weak")}
"""How well a record fits a query, the best first, with the words for people."""
