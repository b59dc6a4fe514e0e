"""The commands, in the order the help shows them: one line names a new one. A module here turns
options into a question to the core and the answer into rows or text, without logic of its own."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from patentcli.i18n import N_


class Entry(NamedTuple):
    """Where a command is: `module` in this package and its function; or the commands of a group."""

    help: str
    module: str = ""
    function: str = "command"
    theme: str = ""
    commands: Mapping[str, "Entry"] = {}
    examples: Sequence[str] = ()  # those of a group; a command describes its own


_OF_CATALOGUES = {
    "list": Entry(N_("List catalogues."), "catalogue_own", "list_all"),
    "import": Entry(N_("Import a list as a catalogue."), "catalogue_import", "import_"),
    "validate": Entry(N_("Check a list, row by row."), "catalogue_import", "validate"),
    "confirm": Entry(N_("Confirm candidates by an official list."), "catalogue_compare", "confirm"),
    "schema": Entry(N_("Print the JSON Schema of a list in JSON."), "catalogue_own", "schema"),
    "info": Entry(N_("Describe a catalogue: records, edition, source."), "catalogue_own", "info"),
    "path": Entry(N_("Print the path of a catalogue's file."), "catalogue_own", "path"),
    "diff": Entry(N_("Compare two catalogues."), "catalogue_compare", "diff"),
    "export": Entry(N_("Export a catalogue to a file."), "catalogue_own", "export"),
    "remove": Entry(N_("Delete an imported catalogue."), "catalogue_own", "remove"),
}
BY_THEME = {
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
        "scheme": N_("Show what was announced, how it works, and what the candidates cover."),
    },
    N_("Catalogues"): {"catalogue": N_("Manage catalogues.")},
    N_("Documents and help"): {
        "notice": N_("Write to the patentee: an enquiry, or the notice of an open licence."),
        "report": N_("Write one HTML page: search, details, eligibility check and letters."),
        "completion": N_("Print the completion script for bash, zsh or fish."),
        "help": N_("Help on a topic or a command."),
    },
}
COMMANDS = {
    name: Entry(help, name, theme=theme)
    for theme, commands in BY_THEME.items()
    for name, help in commands.items()
}
COMMANDS["catalogue"] = COMMANDS["catalogue"]._replace(
    commands=_OF_CATALOGUES,
    examples=(
        "patentcli catalogue import list.csv --name exchange",
        "patentcli list --catalogue exchange",
    ),
)
ROOT = Entry(
    N_(
        "Offline answers about the AI patents that Alibaba's DAMO Academy opened in August 2023: "
        "which of them fit a need, what is known of each, and whether a company is eligible. "
        "Every answer names its source; none is legal advice."
    ),
    commands=COMMANDS,
    examples=(
        "patentcli search 直播",
        "patentcli list --domain video",
        "patentcli show CN114694123B",
        "patentcli eligible --fee 40000",
    ),
)
