"""The commands, in the order the help shows them: one line names a new one.

A module here turns options into a question to the core and the answer into rows or text;
it has no logic of its own.
"""

from typing import NamedTuple

from patentcli.i18n import N_


class Entry(NamedTuple):
    """Where a command is: `module` in this package and its function; or the commands of a group."""

    help: str
    module: str
    function: str
    theme: str
    commands: dict[str, "Entry"]


# What stands in another module, or under another name, than the command's own.
_ELSEWHERE = {
    "catalogue list": ("catalogue_own", "list_all"),
    "catalogue remove": ("catalogue_own", "remove"),
    "catalogue info": ("catalogue_own", "info"),
    "catalogue path": ("catalogue_own", "path"),
    "catalogue schema": ("catalogue_own", "schema"),
}


def _entry(name: str, help: str, theme: str, **below: str) -> Entry:
    module, function = _ELSEWHERE.get(name, (name.replace(" ", "_"), "command"))
    commands = {word: _entry(f"{name} {word}", said, "") for word, said in below.items()}
    return Entry(help, module, function, theme, commands)


_OF_CATALOGUES = {
    "list": N_("List catalogues."),
    "import": N_("Import a list as a catalogue."),
    "validate": N_("Check a list, row by row."),
    "confirm": N_("Mark candidates found on an official list as listed."),
    "schema": N_("Print the JSON Schema of a list in JSON."),
    "info": N_("Describe a catalogue: records, edition, source."),
    "path": N_("Print the path of a catalogue's file."),
    "diff": N_("Compare two catalogues."),
    "export": N_("Export a catalogue as TOML, JSON, JSON Lines, CSV or Parquet."),
    "remove": N_("Delete an imported catalogue."),
}
_BY_THEME = {
    N_("Patents"): {
        "list": N_("List the patents that pass the filters."),
        "show": N_("Show all that is known of a patent; any spelling of its number will do."),
        "search": N_("Search in everyday words, English or Chinese."),
        "stats": N_("Count the patents by a field."),
        "vocabulary": N_("List the words that --domain and --application take."),
        "number": N_("Check a patent number: what it is, and whether its check digit is right."),
    },
    N_("Eligibility"): {
        "eligible": N_("Check fee, company and patent against the rules of the scheme."),
        "match": N_("Find the patents that fit a company's needs, each with its verdict."),
        "size": N_("Find the size class of a company."),
        "industries": N_("List the industry groups of the size standard."),
        "rules": N_("List the rules with their figures, dates and sources."),
        "scheme": N_(
            "Show what was announced, how the scheme works, and how far the candidates cover it."
        ),
    },
    N_("Catalogues"): {"catalogue": N_("Manage catalogues.")},
    N_("Documents and help"): {
        "notice": N_(
            "Write the letter to the patentee: an enquiry, or the notice of an open licence."
        ),
        "report": N_("Write one HTML page: search, details, eligibility check and letters."),
        "completion": N_("Print the completion script for bash, zsh or fish."),
        "help": N_("Help on a topic or a command."),
    },
}
COMMANDS = {
    name: _entry(name, help, theme, **(_OF_CATALOGUES if name == "catalogue" else {}))
    for theme, commands in _BY_THEME.items()
    for name, help in commands.items()
}
