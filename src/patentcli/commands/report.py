"""`report`: the catalogue, or the part that passes the filters, as one self-contained page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from patentcli import __version__
from patentcli.amounts import format_yuan
from patentcli.call import Call
from patentcli.catalogue.coverage import scheme
from patentcli.catalogue.filters import conditions
from patentcli.catalogue.opening import BUNDLED
from patentcli.catalogue.query import patents
from patentcli.catalogue.schema import FIELDS
from patentcli.commands.notice import letter_subject, records_named, sender_of
from patentcli.company_options import company, profile_of
from patentcli.documents.page import NEEDS, Page, render
from patentcli.documents.page_needs import Found, needs
from patentcli.documents.texts import Both, in_each
from patentcli.errors import UsageProblem
from patentcli.filter_options import chosen_filters, say_unknown
from patentcli.i18n import N_, _
from patentcli.matching import Matcher, company_of
from patentcli.named_patents import facts_of
from patentcli.options import Completes, describe, filters, profiled, writing
from patentcli.rulebook import rulebook
from patentcli.rules.facts import Company, Facts
from patentcli.rules.verdict import eligible
from patentcli.search.table import Reader, Table, look_up, table

if TYPE_CHECKING:
    from patentcli.profile import Profile

SUFFIXES = (".html", ".htm")
PER_NEED = 3  # patents shown first for each need
EXAMPLES = 3  # needs that the page offers to begin with
MANY = 20_000  # patents; a page of more is slow to open


@describe(
    profiled,
    filters,
    writing,
    examples=(
        "patentcli report -o patents.html",
        "patentcli report --domain video --lang zh -o video.html",
        "patentcli search 直播 --format ids | patentcli report --patent - -o chosen.html",
        "patentcli report --profile company.toml -o for-us.html",
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
    profile = profile_of(call)
    catalogue = call.catalogue
    found = conditions(asked, catalogue.meta["created"])
    with call.destination(target) as out:
        records: Sequence[Mapping[str, Any]]
        records = list(patents(catalogue.connection, FIELDS, found))
        if patent:
            passing = {record["id"] for record in records}
            records = [r for r in records_named(call, patent) if r["id"] in passing]
        page = page_of(call, records)._replace(filters=_asked(asked), is_chosen=bool(patent))
        out.write_text(render(page if profile is None else made_for(call, page, profile)))
    if not records:
        call.env.say(_("no patent passes the filters"))
    say_unknown(call, found)
    if len(records) > MANY:
        message = _("a page of {count} patents opens slowly; filters make it smaller")
        call.env.say(message.format(count=len(records)))


def made_for(call: Call, page: Page, profile: "Profile") -> Page:
    """The page for a company: its facts in the form, and first what fits its needs."""
    book, day = page.book, date.today()
    facts = Facts(as_of=day, company=company(call, book, day, profile))
    matcher = Matcher(call.catalogue, call.base, book, max_fee=profile.max_fee)
    ids = {record["id"] for record in page.records}

    def answer() -> Iterator[Found]:
        for need in profile.needs:
            fitting = [m for m in matcher.answer(need, facts).matches if m.record["id"] in ids]
            yield need, [(m.record, m.fit, m.verdict) for m in fitting[:PER_NEED]]
        if page.is_chosen and not profile.needs:
            patents = [facts_of(call.catalogue, record) for record in page.records]
            verdicts = [eligible(book, facts._replace(patent=patent)) for patent in patents]
            yield "", [(r, "", v) for r, v in zip(page.records, verdicts, strict=True)]

    sender = sender_of(profile)
    asked = facts.company.asks_size
    standing = in_each(lambda: company_of(book, facts).checks[1].reason) if asked else None
    return page._replace(
        sender=sender,
        standing=standing and Both(*standing),
        company=_form(facts.company),
        needs=needs(answer, page.subject, sender),
    )


def _form(company: Company) -> dict[str, str]:
    """The answers of the form that a profile gives."""
    figures = company.figures
    money = {"revenue": figures.revenue, "assets": figures.assets}
    answers = {
        "industry": company.industry,
        "employees": None if figures.employees is None else str(figures.employees),
        **{name: None if fen is None else format_yuan(fen) for name, fen in money.items()},
        "stated": company.stated,
        "ties": {None: None, True: "yes", False: "no"}[company.controlled_by_large],
    }
    return {name: text for name, text in answers.items() if text is not None}


def page_of(call: Call, records: Sequence[Mapping[str, Any]]) -> Page:
    """The page of these records of the catalogue in use."""
    catalogue = call.catalogue
    places = dict(catalogue.connection.execute("SELECT id, n FROM patent"))
    made = table(catalogue.connection, call.base, [places[r["id"]] for r in records])
    return Page(
        records=records,
        catalogue=catalogue.meta,
        is_bundled=catalogue.is_bundled,
        facts_of=lambda record: facts_of(catalogue, record),
        facts=scheme(call.open(BUNDLED, "").connection),
        vocabulary=call.document("vocabulary"),
        book=rulebook(call),
        subject=letter_subject(call, ()),
        search=made,
        examples=list(islice(answered(made), EXAMPLES)),
        version=__version__,
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
