"""The commands, in the order the help shows them: one line names a new one.

A module here turns options into a question to the core and the answer into rows or text;
it has no logic of its own.
"""

from typing import NamedTuple

from patentcli.i18n import N_


class Entry(NamedTuple):
    """Where a command is: `module` in this package and its function."""

    help: str
    module: str = ""
    function: str = "command"
    theme: str = ""
    commands: dict[str, "Entry"] = {}  # noqa: RUF012 (a NamedTuple default, never changed)


_PATENTS = N_("Patents")
_RULES = N_("Eligibility")
_CATALOGUES = N_("Catalogues")
_PAPERS = N_("Documents and help")

CATALOGUE_COMMANDS: dict[str, Entry] = {
    "list": Entry(N_("The catalogues there are."), "catalogue_own", "list_all"),
    "import": Entry(N_("Make a catalogue of a list."), "catalogue_import"),
    "validate": Entry(
        N_("What is wrong with a list, row by row."),
        "catalogue_validate",
    ),
    "confirm": Entry(
        N_("Let the candidates that an official list names be listed."),
        "catalogue_confirm",
    ),
    "schema": Entry(N_("What a list in JSON looks like, as JSON Schema."), "catalogue_schema"),
    "info": Entry(N_("What a catalogue is: records, edition, source."), "catalogue_info", "info"),
    "path": Entry(N_("Where the file of a catalogue is."), "catalogue_info", "path"),
    "diff": Entry(N_("What differs between two catalogues."), "catalogue_diff", "diff"),
    "export": Entry(
        N_("Write a catalogue as TOML, JSON, JSON Lines, CSV or Parquet."),
        "catalogue_export",
        "export",
    ),
    "remove": Entry(N_("Take away a catalogue of one's own."), "catalogue_own", "remove"),
}

COMMANDS: dict[str, Entry] = {
    "list": Entry(N_("List the patents that pass the filters."), "list", theme=_PATENTS),
    "show": Entry(
        N_("Show all that is known of a patent, found by any spelling of its number."),
        "show",
        theme=_PATENTS,
    ),
    "search": Entry(
        N_("Search in everyday words, English or Chinese."),
        "search",
        theme=_PATENTS,
    ),
    "stats": Entry(N_("Count the patents by a field."), "stats", theme=_PATENTS),
    "vocabulary": Entry(
        N_("The words that --domain and --application take."),
        "vocabulary",
        theme=_PATENTS,
    ),
    "eligible": Entry(
        N_("Check fee, company and patent against the rules of the scheme."),
        "eligible",
        theme=_RULES,
    ),
    "size": Entry(N_("Find the size class of a company."), "size", theme=_RULES),
    "industries": Entry(
        N_("The industry groups of the size standard."),
        "industries",
        theme=_RULES,
    ),
    "rules": Entry(
        N_("The rules with their figures, dates and sources."),
        "rules",
        theme=_RULES,
    ),
    "number": Entry(
        N_("Read a patent number: which it is, and whether its check digit is right."),
        "number",
        theme=_PATENTS,
    ),
    "scheme": Entry(
        N_("What was announced, what the scheme is, and how far the candidates cover it."),
        "scheme",
        theme=_RULES,
    ),
    "notice": Entry(
        N_("Write the letter to the patentee: an enquiry, or the notice of an open licence."),
        "notice",
        theme=_PAPERS,
    ),
    "report": Entry(
        N_("Write a page for people: list, charts, sheets and eligibility form in one file."),
        "report",
        theme=_PAPERS,
    ),
    "catalogue": Entry(
        N_("Look after catalogues."), theme=_CATALOGUES, commands=CATALOGUE_COMMANDS
    ),
    "completion": Entry(
        N_("Let bash, zsh or fish complete commands and words of the catalogue."),
        "completion",
        theme=_PAPERS,
    ),
    "help": Entry(N_("Help on a topic or a command."), "help", theme=_PAPERS),
}
