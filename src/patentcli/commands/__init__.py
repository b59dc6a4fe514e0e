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
    "list": Entry(N_("List catalogues."), "catalogue_own", "list_all"),
    "import": Entry(N_("Import a list as a catalogue."), "catalogue_import"),
    "validate": Entry(
        N_("Check a list, row by row."),
        "catalogue_validate",
    ),
    "confirm": Entry(
        N_("Mark candidates found on an official list as listed."),
        "catalogue_confirm",
    ),
    "schema": Entry(N_("Print the JSON Schema of a list in JSON."), "catalogue_schema"),
    "info": Entry(N_("Describe a catalogue: records, edition, source."), "catalogue_info", "info"),
    "path": Entry(N_("Print the path of a catalogue's file."), "catalogue_info", "path"),
    "diff": Entry(N_("Compare two catalogues."), "catalogue_diff", "diff"),
    "export": Entry(
        N_("Export a catalogue as TOML, JSON, JSON Lines, CSV or Parquet."),
        "catalogue_export",
        "export",
    ),
    "remove": Entry(N_("Delete an imported catalogue."), "catalogue_own", "remove"),
}

COMMANDS: dict[str, Entry] = {
    "list": Entry(N_("List the patents that pass the filters."), "list", theme=_PATENTS),
    "show": Entry(
        N_("Show all that is known of a patent; any spelling of its number will do."),
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
        N_("List the words that --domain and --application take."),
        "vocabulary",
        theme=_PATENTS,
    ),
    "eligible": Entry(
        N_("Check fee, company and patent against the rules of the scheme."),
        "eligible",
        theme=_RULES,
    ),
    "match": Entry(
        N_("Find the patents that fit a company's needs, each with its verdict."),
        "match",
        theme=_RULES,
    ),
    "size": Entry(N_("Find the size class of a company."), "size", theme=_RULES),
    "industries": Entry(
        N_("List the industry groups of the size standard."),
        "industries",
        theme=_RULES,
    ),
    "rules": Entry(
        N_("List the rules with their figures, dates and sources."),
        "rules",
        theme=_RULES,
    ),
    "number": Entry(
        N_("Check a patent number: what it is, and whether its check digit is right."),
        "number",
        theme=_PATENTS,
    ),
    "scheme": Entry(
        N_("Show what was announced, how the scheme works, and how far the candidates cover it."),
        "scheme",
        theme=_RULES,
    ),
    "notice": Entry(
        N_("Write the letter to the patentee: an enquiry, or the notice of an open licence."),
        "notice",
        theme=_PAPERS,
    ),
    "report": Entry(
        N_("Write one HTML page: search, details, eligibility check and letters."),
        "report",
        theme=_PAPERS,
    ),
    "catalogue": Entry(N_("Manage catalogues."), theme=_CATALOGUES, commands=CATALOGUE_COMMANDS),
    "completion": Entry(
        N_("Print the completion script for bash, zsh or fish."),
        "completion",
        theme=_PAPERS,
    ),
    "help": Entry(N_("Help on a topic or a command."), "help", theme=_PAPERS),
}
