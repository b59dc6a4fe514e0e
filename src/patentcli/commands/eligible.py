"""`eligible`: do fee, company and patent fit the scheme, and which rule says so."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from typer import Option

from patentcli.call import Call
from patentcli.company_options import amount, company
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.i18n import N_, _
from patentcli.options import Completes, as_of, describe, figures, reading, standing
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Facts
from patentcli.rules.headline import full_headline
from patentcli.rules.outcome import COLUMNS, ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, Verdict
from patentcli.rules.verdict import caution, eligible

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

CODES = {
    ELIGIBLE: ExitStatus.OK,
    NOT_ELIGIBLE: ExitStatus.NO,
    UNDETERMINED: ExitStatus.UNDETERMINED,
}
_WORST = (NOT_ELIGIBLE, UNDETERMINED, ELIGIBLE)


@describe(
    figures,
    standing,
    as_of,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli eligible --fee 40000",
        "patentcli eligible --patent CN114694123B --fee 4万 --industry I65 --employees 40",
        "patentcli search 直播 --format ids | patentcli eligible --patent - --size small",
        "patentcli eligible --batch companies.csv > verdicts.csv",
    ),
)
def command(
    call: Call,
    fee: Annotated[
        str | None,
        Option("--fee", metavar="AMOUNT", help=N_("Annual licence fee of one patent, in yuan.")),
    ] = None,
    patent: Annotated[
        list[str] | None,
        Option("--patent", metavar="ID", help=N_("A patent, in any spelling; - reads one a line.")),
        Completes("id"),
    ] = None,
    strict: Annotated[
        bool, Option("--strict", help=N_("Count what was not checked as unknown."))
    ] = False,
    batch: Annotated[
        str | None,
        Option(
            "--batch",
            metavar="FILE|-",
            help=N_("Check each row of a CSV file, or of standard input."),
        ),
        Completes("file"),
    ] = None,
) -> int:
    """Check what was said; the exit code is that of the worst verdict."""
    day = call.text("as_of")
    if batch is not None:
        from patentcli.commands.eligible_batch import run_batch

        if (
            fee
            or patent
            or any(p.name in call.values for p in (*figures.parameters, *standing.parameters))
        ):
            raise UsageProblem(
                _("takes the facts from its rows"),
                where="--batch",
                hint=_("leave out --fee, --patent and the company's options"),
            )
        return run_batch(call, batch, as_of=day, strict=strict)
    facts = Facts(
        as_of=as_of_day(day), fee=amount(call, "fee"), company=company(call), strict=strict
    )
    book = rulebook(call)
    verdicts = _verdicts(call, book, facts, patent or ())
    _write(call, verdicts, caution(book, facts) if len(verdicts) > 1 else verdicts[0].caution)
    return CODES[next(v for v in _WORST if any(one.verdict == v for one in verdicts))]


def _verdicts(call: Call, book: Rulebook, facts: Facts, patents: Sequence[str]) -> list[Verdict]:
    """One verdict for each patent that was named, or the one without a patent."""
    if not patents:
        return [eligible(book, facts)]
    from patentcli.named_patents import named_patents

    found = [eligible(book, facts._replace(patent=p)) for p in named_patents(call, patents)]
    if not found:
        raise UsageProblem(
            _("no patent was named"), where="--patent", hint=_("standard input was empty")
        )
    return found


def _write(call: Call, verdicts: Sequence[Verdict], caution_line: str) -> None:
    """Write the checks; on standard error warnings first, then what the rows do not say."""
    for warning in dict.fromkeys(w for v in verdicts for w in v.warnings):
        call.env.warn(warning)
    several = len(verdicts) > 1

    def rows() -> Iterator[Mapping[str, object]]:
        for verdict in verdicts:
            patent = verdict.facts.patent
            named = {"patent": patent.id} if several and patent is not None else {}
            for check in verdict.checks:
                yield named | check.to_row()

    def document() -> object:
        found = [verdict.to_json() for verdict in verdicts]
        return found if several else found[0]

    def draw(screen: "Screen") -> int:
        from patentcli.views.verdict_view import draw_verdicts

        draw_verdicts(screen, verdicts, caution_line)
        return len(verdicts)

    columns = ("patent", *COLUMNS) if several else COLUMNS
    call.write_small(
        Rows(
            columns=columns,
            fields=columns,
            rows=rows(),
            document=document,
            human=draw,
            whole=("url",),
        )
    )
    shape, chosen = call.format, call.text("fields") is not None
    if shape != "table" or chosen:
        for verdict in verdicts:
            call.env.say(full_headline(verdict))
    _say_candidates(call, verdicts)
    if shape not in ("table", "json", "jsonl") or chosen:
        call.env.say(caution_line)


def _say_candidates(call: Call, verdicts: Sequence[Verdict]) -> None:
    patents = [v.facts.patent for v in verdicts if v.facts.patent is not None]
    records = [p.record for p in patents if p.record is not None]
    if records:
        from patentcli.filter_options import Candidates

        seen = Candidates(records)
        for _record in seen:
            pass
        seen.say(call)
