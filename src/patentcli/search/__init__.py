"""Search: from what somebody typed to the records that answer it, and why.

`engine.run` is all that commands use; it corrects what was mistyped. The others, in the order in
which a query passes them:

- `text`: one normal form for queries and records; how Chinese sounds;
- `terms`: which things are asked for, with what the thesaurus knows of each, persons and symbols of
  the classification among them;
- `rank`: which records have these things, how well they answer and fit, and why.

`index` writes the tables that these read, `building.thesaurus` those of the thesaurus;
`page_table` makes one for a page that searches its records without SQLite.
"""

from patentcli.i18n import N_

FITS = {"strong": N_("strong"), "partial": N_("partial"), "weak": N_("weak")}
"""How well a record fits a query, the best first, with the words for people."""
