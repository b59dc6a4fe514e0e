"""`report`: the catalogue, or the part that passes the filters, as one self-contained page."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Annotated, Any

from typer import Option

from patentcli import __version__
from patentcli.call import Call
from patentcli.catalogue.coverage import scheme
from patentcli.catalogue.filters import conditions
from patentcli.catalogue.filters import describe as in_words
from patentcli.catalogue.opening import BUNDLED
from patentcli.catalogue.query import patents
from patentcli.catalogue.schema import FIELDS
from patentcli.commands.notice import letter_subject, records_named
from patentcli.documents.page import NEEDS, Page, render
from patentcli.errors import UsageProblem
from patentcli.filter_options import chosen_filters, say_unknown
from patentcli.i18n import N_, _
from patentcli.options import Completes, describe, filters, writing
from patentcli.rulebook import rulebook
from patentcli.search.table import Reader, Table, look_up, table

SUFFIXES = (".html", ".htm")
EXAMPLES = 3  # needs that the page offers to begin with
MANY = 20_000  # patents; a page of more is slow to open


@describe(
    filters,
    writing,
    examples=(
        "patentcli report -o patents.html",
        "patentcli report --domain video --lang zh -o video.html",
        "patentcli search 直播 --format ids | patentcli report --patent - -o chosen.html",
    ),
)
def command(
    call: Call,
    patent: Annotated[
        list[str] | None,
        Option("--patent", metavar="ID|-", help=N_("Only these patents, in this order.")),
        Completes("id"),
    ] = None,
) -> None:
    """Write the page; an existing file is kept without --force."""
    target = _target(call)
    asked = chosen_filters(call)
    catalogue = call.catalogue
    found = conditions(asked, catalogue.meta["created"])
    with call.destination(target) as out:
        records: Sequence[Mapping[str, Any]]
        records = list(patents(catalogue.connection, FIELDS, found))
        if patent:
            passing = {record["id"] for record in records}
            records = [r for r in records_named(call, patent) if r["id"] in passing]
        more = {"filters": _asked(in_words(asked)), "is_chosen": bool(patent)}
        out.write_text(render(page_of(call, records, **more)))
    if not records:
        call.env.say(_("no patent passes the filters"))
    say_unknown(call, found)
    if len(records) > MANY:
        message = _("a page of {count} patents opens slowly; filters make it smaller")
        call.env.say(message.format(count=len(records)))


def page_of(call: Call, records: Sequence[Mapping[str, Any]], **more: Any) -> Page:
    """The page of these records of the catalogue in use."""
    catalogue = call.catalogue
    places = dict(catalogue.connection.execute("SELECT id, n FROM patent"))
    made = table(catalogue.connection, call.base, [places[r["id"]] for r in records])
    return Page(
        records=records,
        catalogue=catalogue.meta,
        is_bundled=catalogue.is_bundled,
        is_official=catalogue.is_official,
        facts=scheme(call.open(BUNDLED, "").connection),
        vocabulary=call.document("vocabulary"),
        book=rulebook(call),
        subject=letter_subject(call, ()),
        search=made,
        examples=list(islice(answered(made), EXAMPLES)),
        version=__version__,
        **more,
    )


def answered(made: Table) -> Iterator[str]:
    """The everyday needs that the page answers well, in their order."""
    reader = Reader(made)
    for need in NEEDS:
        if any(fit == "strong" for _place, _score, fit in look_up(reader, need)[0]):
            yield need


def _target(call: Call) -> str:
    """The file to write, or `-` for standard output; UsageProblem where that is a terminal."""
    target = call.text("output")
    if target is None and not call.env.stdout_is_tty:
        return "-"
    if target is None:
        hint = _("for example {example}").format(example="patentcli report -o patents.html")
        raise UsageProblem(_("name the file to write"), where="--output", hint=hint)
    if target != "-" and not target.lower().endswith(SUFFIXES):
        hint = _("end the name in .html, or write -o - for standard output")
        raise UsageProblem(_("the report is an HTML page"), where="--output", hint=hint)
    return target


def _asked(values: Mapping[str, object]) -> str:
    """The filters as on the command line, which reads the same in either language."""
    parts: list[str] = []
    for name, value in values.items():
        option = "--" + name.removesuffix("_fen").replace("_", "-")
        given = value if isinstance(value, list | tuple) else [value]
        if name == "max_fee_fen":
            from patentcli.amounts import format_yuan

            given = [format_yuan(int(str(value)))]
        parts += [f"{option} {each}" for each in given]
    return " ".join(parts)
