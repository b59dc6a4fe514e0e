"""How a command says what it takes, and the families of options that many commands share. A command
is a function of the `Call`; its other parameters are its arguments and options, `Annotated` with an
`argument` or an `option`. What was given for a family is read by name: `call.text("sort")`."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from inspect import Parameter
from typing import Annotated, Any, NamedTuple, TypeVar

from typer import Argument, Option

from patentcli.catalogue.fields import WORDS
from patentcli.i18n import N_
from patentcli.output.formats import FORMATS

Function = TypeVar("Function", bound=Callable[..., Any])
Values = str | Collection[str]
"""What completes a value: a kind that `completion` knows, or words, as the help shows: `en|zh`."""
COLOURS = ("auto", "always", "never")
Family = tuple[Parameter, ...]  # options that several commands share, under one title in the help


class About(NamedTuple):
    """What a command says of itself besides its signature."""

    families: Sequence[Family] = ()
    fields: Sequence[str] = ()  # the fields of its answer, which `--fields` and `--sort` take
    examples: Sequence[str] = ()  # lines for a shell; the help leads with them


def describe(
    *families: Family, fields: Sequence[str] = (), examples: Sequence[str] = ()
) -> Callable[[Function], Function]:
    """Let a command take these families of options, and say what its help shows."""

    def described(function: Function) -> Function:
        function.about = About(families, fields, examples)  # type: ignore[attr-defined]  # read by `cli`
        return function

    return described


def family(title: str, *parameters: Parameter) -> Family:
    """The options under a title."""
    for parameter in parameters:
        parameter.annotation.__metadata__[0].rich_help_panel = title
    return parameters


def argument(name: str, help: str, values: Values = "") -> Any:
    """What Typer needs of an argument: `ID`, `ID…` for several."""
    made: Any = Argument(metavar=name if isinstance(values, str) else "|".join(values), help=help)
    made.completes = values
    return made


def option(spelling: str, help: str, values: Values = "", **more: Any) -> Any:
    """The same of an option, written as `--output -o FILE`."""
    *flags, last = spelling.split()
    if last.startswith("-"):
        flags, last = [*flags, last], "" if isinstance(values, str) else "|".join(values)
    made: Any = Option(*flags, metavar=last or None, help=help, **more)
    made.completes = values
    return made


def _parameter(kind: Any, spelling: str, help: str, values: Values = "", **more: Any) -> Parameter:
    """An option of a family, whose value is of that kind."""
    return Parameter(
        spelling.split()[0].removeprefix("--").replace("-", "_"),
        Parameter.KEYWORD_ONLY,
        default=False if kind is bool else None,
        annotation=Annotated[
            kind, option(spelling, help, values, is_eager="callback" in more, **more)
        ],
    )


text = partial(_parameter, str | None)
"""With a value."""
many = partial(_parameter, list[str] | None)
"""With a value that may be given several times."""
flag = partial(_parameter, bool)
"""Without a value; a `callback` is called before anything else is looked at."""


filters = family(
    N_("Filters"),
    many("--domain DOMAIN", N_("In this domain, such as video."), "domain"),
    many("--application WORD", N_("For this application; see vocabulary."), "application"),
    many("--holder TEXT", N_("Holder name contains TEXT."), "holder"),
    many("--inventor TEXT", N_("Inventor name contains TEXT.")),
    many("--ipc PREFIX", N_("Classification symbol begins with PREFIX, such as G06T."), "ipc"),
    many("--office CODE", N_("Published by this patent office, such as CN or US."), "office"),
    many("--filed-after DATE", N_("Filed on this day (YYYY-MM-DD) or later.")),
    many("--filed-before DATE", N_("Filed on this day (YYYY-MM-DD) or earlier.")),
    many("--listing", N_("On the official list, or a candidate for it."), tuple(WORDS["listing"])),
    many("--status", N_("Legal status in China."), tuple(WORDS["status"])),
    many("--max-fee AMOUNT", N_("Stated annual fee is at most AMOUNT (4万 is 40000).")),
    many("--in-force-on DATE", N_("Granted and within its term on this day, not lapsed.")),
    many("--offered-on DATE", N_("Listed, with an offer that has not ended on this day.")),
)

figures = family(
    N_("Company"),
    text("--industry KEY|CODE|NAME", N_("Main activity (code: GB/T 4754-2017)."), "industry"),
    text("--employees N", N_("Number of employees.")),
    text("--revenue AMOUNT", N_("Operating revenue of the previous year, in yuan or 万.")),
    text("--assets AMOUNT", N_("Total assets, in yuan or 万.")),
)
standing = family(
    N_("Company"),
    text("--size", N_("Size class, if known."), ("micro", "small", "medium", "large")),
    flag("--controlled-by-large", N_("A large company controls the company.")),
    flag("--independent", N_("No large company controls the company.")),
)
profiled = family(
    N_("Company"),
    text("--profile FILE|-", N_("Company profile in TOML; see match --init."), "file"),
)
company = (*profiled, *figures, *standing)
as_of = (text("--as-of DATE", N_("Check against this date (default: today).")),)
chosen = (
    many("--patent ID|-", N_("The patents meant, in any spelling; - reads one a line."), "id"),
)
batch = (text("--batch FILE|-", N_("Answer a table of companies (CSV or XLSX), in CSV."), "file"),)

list_reading = family(
    N_("Reading the list"),
    text("--encoding NAME", N_("Text encoding (detected by default).")),
    many("--map HEAD=FIELD", N_("Read the column under HEAD as FIELD.")),
    many("--sheet NAME", N_("Read this sheet (default: visible ones with the same heads).")),
    text("--heads A,B,…", N_("Column heads for a list that has none.")),
    text("--dates", N_("Order of day and month in dates like 03/04/2013."), ("dmy", "mdy", "ymd")),
    text("--office CC", N_("Patent office for numbers that do not name one.")),
)

# Documents have no records to lay out.
writing = family(
    N_("Output"),
    text("--output -o FILE", N_("Write to FILE instead of standard output."), "file"),
    flag("--force", N_("Replace FILE if it exists.")),
)
reading = family(
    N_("Output"),
    text("--format", N_("Output format (default: table; tsv in a pipe)."), FORMATS),
    text("--fields A,B,…", N_("Write these fields, in this order."), "fields"),
    flag("--no-header", N_("Omit the line of column names.")),
    flag("--null -0", N_("End each id with a NUL byte, for xargs -0.")),
    flag("--bom", N_("Begin CSV with a byte order mark, so that Excel reads it correctly.")),
    text("--sort FIELD", N_("Sort by this field."), "sort"),
    flag("--reverse", N_("Reverse the sort order.")),
    text("--limit N|all", N_("Write at most N records (default: all; search 20, match 5 a need).")),
    *writing,
    flag("--pager", N_("Show the output in a pager.")),
)
