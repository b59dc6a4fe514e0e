"""`match`: for each need of a company the patents that fit, with the verdict on each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from typer import Option

from patentcli.call import Call
from patentcli.company_options import company, profile_of
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.filter_options import say_candidates, say_unknown, wanted
from patentcli.i18n import N_, _, ngettext
from patentcli.matching import COLUMNS, HIT_FIELDS, Answer, Matcher
from patentcli.options import Completes, as_of, describe, figures, filters, profiled, reading
from patentcli.options import standing as standing_options
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.facts import Facts
from patentcli.rules.verdict import caution

PER_NEED = 5  # patents shown for each need where --limit does not say


@describe(
    profiled,
    figures,
    standing_options,
    as_of,
    filters,
    reading,
    fields=("need", *HIT_FIELDS),
    examples=(
        "patentcli match --init company.toml",
        "patentcli match --profile company.toml",
        "patentcli match --need 直播 --need 视频剪辑 --size small",
        "patentcli match --batch companies.csv --format xlsx -o answers.xlsx",
    ),
)
def command(
    call: Call,
    need: Annotated[
        list[str] | None,
        Option("--need", metavar="TEXT", help=N_("What the company needs (default: the profile's)")),
    ] = None,
    batch: Annotated[
        str | None,
        Option(
            "--batch",
            metavar="FILE|-",
            help=N_("Do it for each company of a table: CSV or XLSX with a column needs."),
        ),
        Completes("file"),
    ] = None,
    init: Annotated[
        str | None,
        Option("--init", metavar="FILE", help=N_("Write a commented example of a profile.")),
        Completes("file"),
    ] = None,
) -> int:
    """Write the best hits for each need, each with its verdict; 1 if nothing fits."""
    if init is not None:
        return _write_example(call, init)
    if batch is not None:
        from patentcli.commands.match_batch import run_batch

        return run_batch(call, batch, need or ())
    profile = profile_of(call)
    needs = tuple(need or ()) or (profile.needs if profile else ())
    if not needs:
        raise UsageProblem(
            _("is needed: what is the company looking for?"),
            where="--need",
            hint=_("or give needs in a profile; `patentcli match --init FILE` writes one"),
        )
    book, day = rulebook(call), as_of_day(call.text("as_of"))
    facts = Facts(as_of=day, company=company(call, book, day, profile))
    conditions = wanted(call)
    matcher = Matcher(
        call.catalogue,
        book,
        conditions=conditions,
        limit=call.limit(PER_NEED),
        max_fee=profile.max_fee if profile else None,
    )
    answers = [_answer(matcher, text, facts) for text in needs]
    identity = {"id": None, "name": profile.name or None if profile else None}

    def document() -> object:
        return document_of(identity, matcher.judged(facts).to_json(), day.isoformat(), answers)

    def draw(screen: "Screen") -> int:
        from patentcli.views.match_view import draw_answers

        return draw_answers(screen, matcher.judged(facts), identity["name"], answers)

    rows = [{"need": a.need, **hit.to_json()} for a in answers for hit in a.matches]
    call.write_small(
        Rows(
            columns=COLUMNS,
            fields=("need", *HIT_FIELDS),
            rows=rows,
            id_field="patent",
            document=document,
            human=draw if call.text("fields") is None else None,
        )
    )
    for answer in answers:
        _say(call, answer)
    say_unknown(call, conditions)
    say_candidates(call, [hit.record for answer in answers for hit in answer.matches])
    if call.format not in ("json", "jsonl"):
        call.env.say(caution(book, facts))
    return ExitStatus.OK if rows else ExitStatus.NO
