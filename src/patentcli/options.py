"""The options that many commands share, each defined once.

One definition feeds the parser, the help, the man page and the completion. A command
names the families it takes in `commands/__init__.py`; the values given, before or after
the command, are gathered in `Call.values`.
"""

from typing import NamedTuple

from patentcli.i18n import N_


class Parameter(NamedTuple):
    """An option; without flags an argument, which must be given.

    `completes` names the kind of values that a shell can offer for it.
    """

    name: str
    flags: tuple[str, ...]
    help: str
    metavar: str = ""
    many: bool = False
    env: str = ""
    completes: str = ""

    @property
    def is_flag(self) -> bool:
        """Whether it takes no value."""
        return not self.metavar


GLOBAL = (
    Parameter(
        "catalogue",
        ("--catalogue", "-C"),
        N_("Read this catalogue: a name, or a FILE.db; the bundled one if not given."),
        "NAME|FILE.db",
        env="PATENTCLI_CATALOGUE",
        completes="catalogue",
    ),
    Parameter(
        "lang",
        ("--lang",),
        N_("Speak English or Chinese; the locale decides if not given."),
        "en|zh",
        env="PATENTCLI_LANG",
    ),
    Parameter(
        "color",
        ("--color",),
        N_("Use colour: auto (on a terminal), always or never."),
        "auto|always|never",
    ),
    Parameter("quiet", ("--quiet", "-q"), N_("Leave out notes; warnings and errors still show.")),
    Parameter("debug", ("--debug",), N_("Show the traceback of an error.")),
    Parameter("version", ("--version",), N_("Show the versions of program and data, and stop.")),
)

WRITING = (
    Parameter(
        "output", ("--output", "-o"), N_("Write to this file instead of standard output."), "FILE"
    ),
    Parameter("force", ("--force",), N_("Replace the output file if it exists.")),
)

READING = (
    Parameter(
        "format",
        ("--format",),
        N_("Write table, tsv, csv, json, jsonl, md or ids; table on a terminal, else tsv."),
        "FORMAT",
        completes="format",
    ),
    Parameter(
        "fields",
        ("--fields",),
        N_("Write these fields, in this order."),
        "A,B,…",
        completes="fields",
    ),
    Parameter("no_header", ("--no-header",), N_("Leave out the line of column names.")),
    Parameter("null", ("--null", "-0"), N_("End each id with a NUL byte, for xargs -0.")),
    Parameter("bom", ("--bom",), N_("Begin CSV with a byte order mark, so that Excel reads it.")),
    Parameter("sort", ("--sort",), N_("Sort by this field."), "FIELD", completes="sort"),
    Parameter("reverse", ("--reverse",), N_("Turn the order round.")),
    Parameter("limit", ("--limit",), N_("Write at most this many records."), "N"),
    *WRITING,
    Parameter("pager", ("--pager",), N_("Show the answer in a pager.")),
)

FILTERS = (
    Parameter(
        "domain", ("--domain",), N_("In this domain."), "DOMAIN", many=True, completes="domain"
    ),
    Parameter(
        "application",
        ("--application",),
        N_("For this application."),
        "WORD",
        many=True,
        completes="application",
    ),
    Parameter(
        "holder",
        ("--holder",),
        N_("Whose holder's name contains this."),
        "TEXT",
        many=True,
        completes="holder",
    ),
    Parameter(
        "inventor", ("--inventor",), N_("With an inventor whose name contains this."), "TEXT", True
    ),
    Parameter(
        "ipc",
        ("--ipc",),
        N_("With a classification symbol that begins so, such as G06T."),
        "PREFIX",
        many=True,
        completes="ipc",
    ),
    Parameter(
        "office",
        ("--office",),
        N_("Published by this office, such as CN or US."),
        "CODE",
        many=True,
        completes="office",
    ),
    Parameter(
        "filed_after", ("--filed-after",), N_("Filed on this day (YYYY-MM-DD) or later."), "DATE"
    ),
    Parameter(
        "filed_before",
        ("--filed-before",),
        N_("Filed on this day (YYYY-MM-DD) or earlier."),
        "DATE",
    ),
    Parameter(
        "listing",
        ("--listing",),
        N_("A candidate (not confirmed), or listed."),
        "candidate|listed",
        many=True,
    ),
    Parameter(
        "max_fee",
        ("--max-fee",),
        N_("With an annual fee of at most this, such as 40000 or 4万."),
        "AMOUNT",
    ),
    Parameter(
        "in_force_on",
        ("--in-force-on",),
        N_("Granted, and within its term on this day (YYYY-MM-DD)."),
        "DATE",
    ),
)

FAMILIES: dict[str, tuple[str, tuple[Parameter, ...]]] = {
    "filters": (N_("Filters"), FILTERS),
    "reading": (N_("Output"), READING),
    "writing": (N_("Output"), WRITING),  # of documents, which have no records to lay out
    "global": (N_("Everywhere"), GLOBAL),
}
