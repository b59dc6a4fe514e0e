"""`report`: the catalogue, or the part that passes the filters, as one self-contained page."""

from collections.abc import Sequence
from datetime import date

from patentcli.amounts import WithUnit, format_yuan
from patentcli.call import Call
from patentcli.catalogue.bundled import scheme
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.opening import BUNDLED
from patentcli.catalogue.query import patents
from patentcli.commands.notice import records_named, sender_of
from patentcli.company_options import company, profile_of
from patentcli.documents.letter import Basis, Record
from patentcli.documents.page import Page, render
from patentcli.errors import UsageProblem
from patentcli.filter_options import say_filtered, wanted
from patentcli.i18n import _
from patentcli.matching import Matcher
from patentcli.options import chosen, describe, filters, profiled, writing
from patentcli.rules.facts import Company, Facts
from patentcli.search.page_table import packed, table

SUFFIXES = (".html", ".htm")
PER_NEED = 3  # patents shown first for each need


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
    profile, found = profile_of(call), wanted(call)
    if call.text("output") is None and call.env.stdout.is_tty:
        hint = _("for example {example}", example="patentcli report -o patents.html")
        raise UsageProblem(_("name the file to write"), where="--output", hint=hint)
    catalogue = call.catalogue
    with call.destination(SUFFIXES) as out:
        passing = {r["id"]: r for r in patents(catalogue.connection, FIELDS, found)}
        records: Sequence[Record] = list(passing.values())
        if is_chosen := bool(call.many("patent")):
            records = [r for r in records_named(call) if r["id"] in passing]
        page = Page(
            records=records,
            basis=Basis(call.rulebook, catalogue, date.today(), sender_of(profile)),
            facts=scheme(call.open(BUNDLED, "").connection),
            vocabulary=call.document("vocabulary"),
            search=packed(table(records, call.base)),
            filters=" ".join(
                f"--{p.name.replace('_', '-')} {v}" for p in filters for v in call.many(p.name)
            ),
            is_chosen=is_chosen,
        )
        if profile is not None:  # its facts are in the form, and what fits its needs comes first
            facts = Facts(page.basis.as_of, company=company(call, page.basis.as_of, profile))
            matcher = Matcher(call, max_fee=profile.max_fee)
            ids = [record["id"] for record in records]
            needs: list[tuple[str, list[tuple[str, str]]]] = []
            for need in profile.needs:
                matches = matcher.answer(need, facts).matches
                fitting = [(m.record["id"], m.hit.fit) for m in matches if m.record["id"] in ids]
                needs.append((need, fitting[:PER_NEED]))
            if is_chosen and not needs:
                needs.append(("", [(id_, "") for id_ in ids]))
            page = page._replace(company=_form(facts.company), needs=needs)
        out.write_text(render(page))
    say_filtered(call, found, empty=not records)


def _form(company: Company) -> dict[str, str]:
    """The answers of the form that a profile gives."""
    unit = "¥" * isinstance(company.revenue, WithUnit)  # else the page asks whether 万元 was meant
    answers = {
        "industry": company.industry,
        "employees": company.employees,
        "revenue": company.revenue and unit + format_yuan(company.revenue),
        "assets": company.assets and format_yuan(company.assets),
        "stated": company.size,
        "ties": {None: None, True: "yes", False: "no"}[company.controlled_by_large],
    }
    return {name: str(answer) for name, answer in answers.items() if answer is not None}
