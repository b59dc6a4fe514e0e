"""`report`: the catalogue, or the part that passes the filters, as one self-contained page."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from patentcli import __version__
from patentcli.amounts import format_yuan
from patentcli.call import Call
from patentcli.catalogue.bundled import scheme
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.filters import conditions
from patentcli.catalogue.opening import BUNDLED
from patentcli.catalogue.query import find, patents
from patentcli.commands.notice import basis_of, records_named, sender_of
from patentcli.company_options import company, profile_of
from patentcli.documents.letter import Record
from patentcli.documents.markup import in_each
from patentcli.documents.page import NEEDS, Hits, Page, render
from patentcli.errors import UsageProblem
from patentcli.filter_options import chosen_filters, say_unknown
from patentcli.i18n import N_, _
from patentcli.matching import Matcher, company_of
from patentcli.options import describe, family, filters, profiled, texts, writing
from patentcli.rules.facts import Company, Facts
from patentcli.search import engine
from patentcli.search.page_table import table

if TYPE_CHECKING:
    from patentcli.profile import Profile

SUFFIXES = (".html", ".htm")
PER_NEED = 3  # patents shown first for each need
EXAMPLES = 3  # needs that the page offers to begin with


chosen = family(
    N_("Options"),
    texts(
        "--patent ID|-",
        N_("Only these patents, in this order; - reads ids from standard input."),
        "id",
    ),
)


@describe(
    chosen,
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
def command(call: Call) -> None:
    """Write the page; an existing file is kept without --force."""
    named = call.many("patent")
    if call.text("output") is None and call.env.stdout.is_tty:
        hint = _("for example {example}").format(example="patentcli report -o patents.html")
        raise UsageProblem(_("name the file to write"), where="--output", hint=hint)
    asked = chosen_filters(call)
    profile = profile_of(call)
    catalogue = call.catalogue
    found = conditions(asked, catalogue.meta["created"])
    with call.destination(SUFFIXES) as out:
        passing = {r["id"]: r for r in patents(catalogue.connection, FIELDS, found)}
        records: Sequence[Record] = list(passing.values())
        if named:
            records = [r for r in records_named(call, named) if r["id"] in passing]
        page = _page_of(call, records, sender_of(profile))
        page = page._replace(filters=_asked(asked), is_chosen=bool(named))
        out.write_text(render(page if profile is None else _made_for(call, page, profile)))
    if not records:
        call.env.say(_("no patent passes the filters"))
    say_unknown(call, found)


def _made_for(call: Call, page: Page, profile: "Profile") -> Page:
    """The page for a company: its facts in the form, and first what fits its needs."""
    book, day = page.basis.book, page.basis.as_of
    facts = Facts(as_of=day, company=company(call, book, day, profile))
    matcher = Matcher(call.catalogue, call.base, book, max_fee=profile.max_fee)
    ids = {record["id"] for record in page.records}
    needs: list[tuple[str, Hits]] = []
    for need in profile.needs:
        fitting = [m for m in matcher.answer(need, facts).matches if m.record["id"] in ids]
        needs.append((need, [(m.hit.fit, m.verdict.facts) for m in fitting[:PER_NEED]]))
    if page.is_chosen and not needs:
        named = map(page.basis.facts_of, page.records)
        needs.append(("", [("", facts._replace(patent=patent)) for patent in named]))
    standing = in_each(lambda: company_of(book, facts).checks[1].reason)
    return page._replace(
        standing=standing if facts.company.asks_size else None,
        company=_form(facts.company),
        needs=needs,
    )


def _form(company: Company) -> dict[str, str]:
    """The answers of the form that a profile gives."""
    figures = company.figures
    answers = {
        "industry": company.industry,
        "employees": figures.employees,
        "revenue": figures.revenue and format_yuan(figures.revenue),
        "assets": figures.assets and format_yuan(figures.assets),
        "stated": company.stated,
        "ties": {None: None, True: "yes", False: "no"}[company.controlled_by_large],
    }
    return {name: str(answer) for name, answer in answers.items() if answer is not None}


def _page_of(call: Call, records: Sequence[Record], sender: Mapping[str, str]) -> Page:
    """The page of these records of the catalogue in use."""
    catalogue = call.catalogue
    connection, ids = catalogue.connection, {record["id"] for record in records}
    places = {n for n, id_ in connection.execute("SELECT n, id FROM patent") if id_ in ids}

    def answered(need: str) -> bool:
        """Whether these patents answer an everyday need well."""
        found = engine.run(connection, call.base, need, find=find, limit=None, fit="strong")
        return any(hit.n in places for hit in found.hits)

    return Page(
        records=records,
        basis=basis_of(call, sender),
        catalogue=catalogue.meta,
        facts=scheme(call.open(BUNDLED, "").connection),
        vocabulary=call.document("vocabulary"),
        search=table(records, call.base),
        examples=list(islice(filter(answered, NEEDS), EXAMPLES)),
        version=__version__,
    )


def _asked(values: Mapping[str, object]) -> str:
    """The filters as on the command line, which reads the same in either language."""
    parts: list[str] = []
    for name, value in values.items():
        given = value if isinstance(value, list | tuple) else [value]
        if name == "max_fee":
            given = [format_yuan(int(str(value)))]
        parts += [f"--{name.replace('_', '-')} {each}" for each in given]
    return " ".join(parts)
