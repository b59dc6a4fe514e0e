"""How a command says what it takes, and the families of options that many commands share.

A command is a function of the `Call`. Its further parameters are its own arguments and options,
`Annotated` with what Typer needs and, where a shell can offer values, with `Completes`. The
decorator `describe` adds families, the fields of the answer and the examples of the help. A
family is written like a command; its values are read by name: `call.text("sort")`.
"""

from collections.abc import Callable, Sequence
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple, TypeVar

from typer import Argument, Option

from patentcli.i18n import N_

Function = TypeVar("Function", bound=Callable[..., Any])
Texts = list[str] | None


class Completes(NamedTuple):
    """What a shell offers for a value: a kind that `completion.values` knows, or the words."""

    values: str | Sequence[str]


class Family(NamedTuple):
    """Options that several commands share, under one title in the help."""

    title: str
    parameters: Sequence[Parameter]


class About(NamedTuple):
    """What a command says of itself besides its signature."""

    families: Sequence[Family] = ()
    fields: Sequence[str] = ()
    """The fields of its answer, which `--fields` and `--sort` take."""
    examples: Sequence[str] = ()
    """Lines for a shell; the help leads with them."""


def describe(
    *families: Family, fields: Sequence[str] = (), examples: Sequence[str] = ()
) -> Callable[[Function], Function]:
    """Let a command take these families of options, and say what its help shows."""

    def described(function: Function) -> Function:
        function.about = About(families, fields, examples)  # type: ignore[attr-defined]
        return function

    return described


def family(title: str) -> Callable[[Callable[..., None]], Family]:
    """The family that a signature describes."""
    return lambda function: Family(title, tuple(signature(function).parameters.values()))


@family(N_("Filters"))
def filters(
    domain: Annotated[
        Texts,
        Option("--domain", metavar="DOMAIN", help=N_("In this domain.")),
        Completes("domain"),
    ] = None,
    application: Annotated[
        Texts,
        Option("--application", metavar="WORD", help=N_("For this application.")),
        Completes("application"),
    ] = None,
    holder: Annotated[
        Texts,
        Option("--holder", metavar="TEXT", help=N_("Holder name contains TEXT.")),
        Completes("holder"),
    ] = None,
    inventor: Annotated[
        Texts, Option("--inventor", metavar="TEXT", help=N_("Inventor name contains TEXT."))
    ] = None,
    ipc: Annotated[
        Texts,
        Option(
            "--ipc",
            metavar="PREFIX",
            help=N_("Classification symbol begins with PREFIX, such as G06T."),
        ),
        Completes("ipc"),
    ] = None,
    office: Annotated[
        Texts,
        Option("--office", metavar="CODE", help=N_("Published by this office, such as CN or US.")),
        Completes("office"),
    ] = None,
    filed_after: Annotated[
        str | None,
        Option(
            "--filed-after", metavar="DATE", help=N_("Filed on this day (YYYY-MM-DD) or later.")
        ),
    ] = None,
    filed_before: Annotated[
        str | None,
        Option(
            "--filed-before",
            metavar="DATE",
            help=N_("Filed on this day (YYYY-MM-DD) or earlier."),
        ),
    ] = None,
    listing: Annotated[
        Texts,
        Option(
            "--listing",
            metavar="candidate|listed",
            help=N_("Candidate (not confirmed to be on the official list), or listed."),
        ),
        Completes(("candidate", "listed")),
    ] = None,
    status: Annotated[
        Texts,
        Option(
            "--status",
            metavar="in-force|lapsed|pending|unknown",
            help=N_("Legal status in China, as a page or list shows it."),
        ),
        Completes(("in-force", "lapsed", "pending", "unknown")),
    ] = None,
    max_fee: Annotated[
        str | None,
        Option(
            "--max-fee",
            metavar="AMOUNT",
            help=N_("Annual fee is at most AMOUNT (4万 is 40000)."),
        ),
    ] = None,
    in_force_on: Annotated[
        str | None,
        Option(
            "--in-force-on",
            metavar="DATE",
            help=N_("Granted, within its term on this day (YYYY-MM-DD), not shown as lapsed."),
        ),
    ] = None,
    offered_on: Annotated[
        str | None,
        Option(
            "--offered-on",
            metavar="DATE",
            help=N_("Listed, with an offer that has not ended on this day (YYYY-MM-DD)."),
        ),
    ] = None,
) -> None:
    """Which patents are wanted."""


@family(N_("Company"))
def figures(
    industry: Annotated[
        str | None,
        Option(
            "--industry",
            metavar="KEY|CODE|NAME",
            help=N_("Main activity: a key, a name, or a GB/T 4754-2017 code such as I65."),
        ),
        Completes("industry"),
    ] = None,
    employees: Annotated[
        str | None, Option("--employees", metavar="N", help=N_("Number of employees."))
    ] = None,
    revenue: Annotated[
        str | None,
        Option(
            "--revenue",
            metavar="AMOUNT",
            help=N_("Operating revenue of the previous year, in yuan unless 万 is written."),
        ),
    ] = None,
    assets: Annotated[
        str | None,
        Option(
            "--assets", metavar="AMOUNT", help=N_("Total assets, in yuan unless 万 is written.")
        ),
    ] = None,
) -> None:
    """What the size standard asks of a company."""


@family(N_("Company"))
def profiled(
    profile: Annotated[
        str | None,
        Option("--profile", metavar="FILE|-", help=N_("Profile of the company, a TOML file.")),
        Completes("file"),
    ] = None,
) -> None:
    """A file about the company (see `match --init`)."""


@family(N_("Company"))
def standing(
    size: Annotated[
        str | None,
        Option(
            "--size",
            metavar="micro|small|medium|large",
            help=N_("Size class, if known."),
        ),
        Completes(("micro", "small", "medium", "large")),
    ] = None,
    controlled_by_large: Annotated[
        bool, Option("--controlled-by-large", help=N_("A large company controls the company."))
    ] = False,
    independent: Annotated[
        bool, Option("--independent", help=N_("No large company controls the company."))
    ] = False,
) -> None:
    """What is known of a company without its figures."""


@family(N_("Options"))
def as_of(
    as_of: Annotated[
        str | None,
        Option("--as-of", metavar="DATE", help=N_("The date that counts (default: today).")),
    ] = None,
) -> None:
    """The day that a rule is asked about."""


@family(N_("Reading the list"))
def list_reading(
    encoding: Annotated[
        str | None,
        Option("--encoding", metavar="NAME", help=N_("Text encoding (detected by default).")),
    ] = None,
    map: Annotated[
        Texts,
        Option(
            "--map",
            metavar="HEAD=FIELD",
            help=N_("Read the column under HEAD as FIELD."),
        ),
    ] = None,
) -> None:
    """How somebody else's list is read."""


@family(N_("Output"))
def reading(
    format: Annotated[
        str | None,
        Option(
            "--format",
            metavar="FORMAT",
            help=N_("table, tsv, csv, json, jsonl, md or ids (default: table, or tsv in a pipe)."),
        ),
        Completes("format"),
    ] = None,
    fields: Annotated[
        str | None,
        Option("--fields", metavar="A,B,…", help=N_("Write these fields, in this order.")),
        Completes("fields"),
    ] = None,
    no_header: Annotated[
        bool, Option("--no-header", help=N_("Omit the line of column names."))
    ] = False,
    null: Annotated[
        bool, Option("--null", "-0", help=N_("End each id with a NUL byte, for xargs -0."))
    ] = False,
    bom: Annotated[
        bool,
        Option("--bom", help=N_("Begin CSV with a byte order mark, so that Excel reads it.")),
    ] = False,
    sort: Annotated[
        str | None,
        Option("--sort", metavar="FIELD", help=N_("Sort by this field.")),
        Completes("sort"),
    ] = None,
    reverse: Annotated[bool, Option("--reverse", help=N_("Reverse the order."))] = False,
    limit: Annotated[
        str | None,
        Option("--limit", metavar="N|all", help=N_("Write at most N records.")),
    ] = None,
    output: Annotated[
        str | None,
        Option(
            "--output", "-o", metavar="FILE", help=N_("Write to FILE instead of standard output.")
        ),
        Completes("file"),
    ] = None,
    force: Annotated[bool, Option("--force", help=N_("Replace FILE if it exists."))] = False,
    pager: Annotated[bool, Option("--pager", help=N_("Show the answer in a pager."))] = False,
) -> None:
    """How an answer that consists of records is written."""


# Documents have no records to lay out.
writing = Family(
    reading.title, [found for found in reading.parameters if found.name in ("output", "force")]
)


ListFile = Annotated[
    str,
    Argument(
        metavar="FILE|-",
        help=N_("A list: CSV, TSV, XLSX, JSON, JSON Lines or TOML; - is standard input."),
    ),
    Completes("file"),
]
