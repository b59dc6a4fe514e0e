"""`eligible`: do fee, company and patent fit the scheme, and which rule says so."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Annotated, Any

from patentcli import options
from patentcli.call import Call
from patentcli.company_options import amount, as_of_day, asker, company, profile_of
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.filter_options import say_candidates, say_caution, value_meant
from patentcli.i18n import N_, _, in_every_language, ngettext
from patentcli.named_patents import named_patents, patents_of
from patentcli.options import as_of, describe, option, reading
from patentcli.output.formats import Rows, Screen
from patentcli.rules.advice import headline
from patentcli.rules.facts import Facts
from patentcli.rules.verdict import VERDICTS, Verdict, eligible
from patentcli.views.verdict_view import draw_checks, draw_table

CODES = {
    "eligible": ExitStatus.OK,
    "not-eligible": ExitStatus.NO,
    "undetermined": ExitStatus.UNDETERMINED,
}
COLUMNS = ("rule", "outcome", "value", "limit", "reason", "reference", "url")  # one row a check
TABLE = ("patent", "verdict", "failed", "unknown", "fee_yuan", "title")
"""One row a patent, for several."""
_REMEMBERED = 50  # warnings that are not given again


@describe(
    options.chosen,
    options.batch,
    options.company,
    as_of,
    reading,
    fields=(*COLUMNS, *TABLE),
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
        str | None, option("--fee AMOUNT", N_("Annual licence fee of one patent, in yuan."))
    ] = None,
    strict: Annotated[bool, option("--strict", N_("Count what is unchecked as unknown."))] = False,
    checks: Annotated[bool, option("--checks", N_("Show each check of several patents."))] = False,
    only: Annotated[
        list[str] | None, option("--only", N_("Show only what has this verdict."), tuple(VERDICTS))
    ] = None,
    sources: Annotated[bool, option("--sources", N_("Show the source of each check."))] = False,
) -> int:
    """Check what was said; the exit code is that of the worst verdict."""
    day = as_of_day(call)
    message = _("unknown verdict {value!r}")
    wanted = [
        # The sentence of a verdict has 不符合条件 for 不符合.
        value_meant(word.removesuffix("条件"), in_every_language(VERDICTS), message, "--only")
        for word in only or ()
    ]
    if call.text("batch") is not None:
        return _batch(call, as_of=day, strict=strict, only=wanted)
    book, profile = call.rulebook, profile_of(call)
    said = company(call, day, profile)
    facts = Facts(as_of=day, fee=amount(call, "--fee", fee), company=said, strict=strict)
    named = call.many("patent")
    asked = named_patents(call) if named else (None,)
    verdicts = (eligible(book, facts._replace(patent=patent)) for patent in asked)
    first = list(islice(verdicts, 2))
    if not first:
        hint = _("standard input was empty")
        raise UsageProblem(_("no patent was named"), where="--patent", hint=hint)
    several = len(first) > 1 or "-" in named
    met: Counter[str] = Counter()
    warned: set[str] = set()
    listings: dict[str, Any] = {}  # by id
    last: list[Verdict] = []

    def chosen() -> Iterator[Verdict]:
        for verdict in chain(first, verdicts):
            call.env.warn(*(w for w in dict.fromkeys(verdict.warnings) if w not in warned))
            warned.update(verdict.warnings if len(warned) < _REMEMBERED else ())
            met[verdict.verdict] += 1
            if not wanted or verdict.verdict in wanted:
                if record := verdict.record:
                    listings[record["id"]] = record["listing"]
                last[:] = [verdict]
                yield verdict

    if call.format == "ids" or (several and not checks):
        _write_patents(call, chosen(), id_field="patent" if named else None)
    else:
        draw = partial(draw_checks, sources=sources, by=asker(call, profile))
        _write_checks(call, chosen(), several=several, draw=draw)
    if not last:
        call.env.say(_("nothing has this verdict"))
    count = sum(met[verdict] for verdict in wanted or VERDICTS)
    if count == 1 and (not call.is_table or call.text("fields") is not None):
        answer, patent = headline(last[0]), last[0].facts.patent
        call.env.say(_("{where}: {message}", where=patent.id, message=answer) if patent else answer)
    say_candidates(call, Counter(listings.values()))
    say_caution(call, facts if several else first[0].facts, ("table", "json", "jsonl"))
    return CODES[next(v for v in VERDICTS if met[v])]


def _write_patents(call: Call, verdicts: Iterator[Verdict], *, id_field: str | None) -> None:
    """One row a patent, or its JSON object, in the order and number asked for."""

    def row(verdict: Verdict) -> dict[str, Any]:
        patent, record = verdict.facts.patent, verdict.record
        # As the field is named; for people in the language in use.
        title = verdict.title if call.for_people else record.get("title")
        return {"patent": patent and patent.id, **verdict.row, "title": title, "of": verdict}

    def draw(screen: Screen, some: Sequence[Any]) -> None:
        draw_table(screen, [row["of"] for row in some])

    answer = Rows(TABLE, TABLE, map(row, verdicts), id_field=id_field)
    call.write_small(answer._replace(each=lambda row: row["of"].to_json()), draw)


def _write_checks(
    call: Call, verdicts: Iterator[Verdict], *, several: bool, draw: Callable[..., None]
) -> None:
    """One row a check, of several patents led by the patent."""
    columns = ("patent", *COLUMNS) if several else COLUMNS

    def document() -> object:
        found = (verdict.to_json() for verdict in verdicts)
        return found if several else next(found, [])

    rows = (
        {"patent": verdict.facts.patent and verdict.facts.patent.id, **check._asdict()}
        | {"reference": None, "url": None}
        | (check.source._asdict() if check.source else {})
        for verdict in verdicts
        for check in verdict.checks
    )
    answer = Rows(columns, columns, rows, document=document, whole=("patent", "url"))
    call.write_small(answer._replace(human=partial(draw, verdicts=verdicts)))


def _batch(call: Call, *, as_of: date, strict: bool, only: Sequence[str]) -> int:
    """Write every row of a table of companies with its verdict, or those of some verdicts; 65 if
    a row meant nothing."""
    from patentcli.batch.companies import ANSWERS, ERROR, Batch
    from patentcli.company_table import open_companies

    with open_companies(call, ANSWERS, only=bool(only)) as table:
        heads = table.head.cells
        columns, limit = (*heads, *ANSWERS), call.limit()
        patents = partial(patents_of, call, where="patent")
        batch = Batch(call.rulebook, table.head, as_of=as_of, strict=strict, patents_of=patents)
        refused = (ERROR, *[""] * (len(ANSWERS) - 1))

        def answered() -> Iterator[dict[str, str]]:
            for place, cells, answer, problem in table.answered(batch.answer):
                *told, error = answer or refused
                if reason := problem or error:
                    reason = _("line {place}: {reason}", place=place, reason=reason)
                if only and told[0] not in only:
                    call.env.warn(reason)  # no table says it
                    continue
                if reason:
                    cells = (cells + [""] * len(heads))[: len(heads)]  # as many as in the head
                yield dict(zip(columns, (*cells, *told, reason), strict=True))

        every = answered()
        call.write(Rows(columns, columns, islice(every, limit)))
        if limit is not None and call.text("batch") != "-":  # a pipe may never end
            call.say_rest(limit, limit + sum(1 for _line in every))
    if batch.strange:
        message = ngettext(
            "{count} row names no known industry, so its size class is unknown: see its error",
            "{count} rows name no known industry, so their size class is unknown: see their errors",
            batch.strange,
        )
        call.env.warn(message.format(count=batch.strange))
    return ExitStatus.DATA if table.errors else ExitStatus.OK
