"""`match`: for each need of a company the patents that fit, with the verdict on each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from shlex import quote
from typing import Annotated, Any

from patentcli import options
from patentcli.arguments import native_path
from patentcli.call import Call, held_back
from patentcli.catalogue.fields import NESTED
from patentcli.company_options import as_of_day, asker, company, profile_of
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.filter_options import say_candidates, say_caution, say_filtered, wanted
from patentcli.i18n import N_, _, ngettext
from patentcli.matching import COLUMNS, HIT_FIELDS, PER_NEED, Answer, Matcher, company_of, to_json
from patentcli.options import as_of, describe, filters, option, reading
from patentcli.output.formats import Rows
from patentcli.rules.facts import Facts
from patentcli.rules.verdict import VERDICTS, Verdict
from patentcli.search import FITS
from patentcli.views.verdict_view import draw_answers

FIELDS = ("need", *HIT_FIELDS)


@describe(
    options.batch,
    options.company,
    as_of,
    filters,
    reading,
    fields=FIELDS,
    examples=(
        "patentcli match --init mine.toml",
        "patentcli match --profile company.toml",
        "patentcli match --batch companies.csv --need 直播",
        "patentcli match --need 直播 --need 视频剪辑 --size small",
    ),
)
def command(
    call: Call,
    need: Annotated[
        list[str] | None,
        option("--need TEXT", N_("What is needed (default: the needs in the profile or batch).")),
    ] = None,
    init: Annotated[str | None, option("--init FILE", N_("Write a draft profile."), "file")] = None,
) -> int:
    """Write the best hits for each need, each with its verdict; 1 if nothing fits."""
    if init is not None:
        return _write_example(call, init)
    if call.text("batch") is not None:
        return _batch(call, need or ())
    profile = profile_of(call)
    needs = need or (profile.needs if profile else ())
    if not needs:
        message = _("is required: what the company is looking for")
        hint = _("or give needs in a profile; `patentcli match --init FILE` writes one")
        raise UsageProblem(message, where="--need", hint=hint)
    book, day = call.rulebook, as_of_day(call)
    facts = Facts(as_of=day, company=company(call, day, profile))
    conditions = wanted(call)
    most = profile.max_fee if profile else None
    matcher = Matcher(call, conditions=conditions, limit=call.limit(PER_NEED), max_fee=most)
    answers = [matcher.answer(one, facts) for one in needs]
    about = {"id": None, "name": (profile and profile.name) or None}
    judged = company_of(book, facts)
    call.env.warn(*judged.warnings)
    found = to_json(about, judged, answers, told=call.for_people)
    for place, one in enumerate(found["needs"]):
        one["hits"] = list(call.arranged(Rows(FIELDS, FIELDS, one["hits"])))
        ordered = [answers[place].matches[hit["rank"] - 1] for hit in one["hits"]]
        answers[place] = answers[place]._replace(matches=ordered)
    rows = list(_lines(call, found))
    by = asker(call, profile)
    draw = partial(draw_answers, name=about["name"], company=judged, answers=answers, by=by)
    shown = Rows(COLUMNS, FIELDS, rows, nested=NESTED, id_field="patent", human=draw)
    call.write(shown._replace(document=lambda: found))
    for answer in answers:
        _say_remarks(call, answer)
    say_filtered(call, conditions)
    records = (match.record for one in answers for match in one.matches)
    listings = {record["id"]: record["listing"] for record in records}
    say_candidates(call, Counter(listings.values()))
    say_caution(call, facts, ("table",))
    return ExitStatus.OK if any(one.result.total for one in answers) else ExitStatus.NO


def _lines(call: Call, found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a hit, of the JSON object of a company; one that says so for a need without any."""
    nothing = [dict.fromkeys(HIT_FIELDS) | {"next": _("nothing fits")}]
    for one in found["needs"]:
        for hit in one["hits"] or (nothing if call.limit(PER_NEED) != 0 else ()):
            yield {"need": one["need"], **hit}


def _say_remarks(call: Call, answer: Answer, line: int | None = None) -> None:
    """What the search says of one need, and what was left out of its hits."""
    remarks = [*answer.result.remarks, *held_back(len(answer.matches), answer.result.total)]
    if answer.dearer:
        message = ngettext(
            "{count} left out: its stated fee is higher than max_fee",
            "{count} left out: their stated fee is higher than max_fee",
            answer.dearer,
        )
        remarks.append(message.format(count=answer.dearer))
    for remark in remarks:
        said = _("{where}: {message}", where=answer.need, message=remark)
        call.env.say(said if line is None else _("line {place}: {reason}", place=line, reason=said))


def _batch(call: Call, needs: Sequence[str]) -> int:
    """Write the answer for every company of a table; 65 if a row meant nothing."""
    from patentcli.batch.companies import NEEDS
    from patentcli.company_table import open_companies

    book, day = call.rulebook, as_of_day(call)
    matcher = Matcher(call, conditions=wanted(call), limit=call.limit(PER_NEED))
    counts, warned = Counter[str](), set[str]()

    with open_companies(call, needs=True) as table:

        def answer(cells: Sequence[str]) -> tuple[Verdict, Sequence[Answer]]:
            facts, _patent, said = table.head.read(cells, day)
            own = [s.strip() for s in (said or "").split("|") if s.strip()] or needs
            if not own:
                raise UsageProblem(_("is empty"), where=NEEDS)
            found = [matcher.answer(need, facts, NEEDS) for need in own]
            return company_of(book, facts), found

        def companies() -> Iterator[dict[str, Any]]:
            """The JSON object of each company; one that means nothing has `error` and no needs."""
            for place, cells, found, problem in table.answered(answer):
                about = table.head.about(cells)
                if found is None:
                    reason = _("line {place}: {reason}", place=place, reason=problem)
                    yield {"company": about, "needs": [], "error": reason}
                    continue
                judged, answers = found
                call.env.warn(*(w for w in judged.warnings if w not in warned))  # once for all
                warned.update(judged.warnings)
                for one in answers:
                    counts.update(shown=len(one.matches), total=one.result.total)
                    if not one.result.total:  # no line says why
                        _say_remarks(call, one, place)
                yield to_json(about, judged, answers, told=call.for_people)

        def lines() -> Iterator[Mapping[str, object]]:
            """One line a hit; a company whose row means nothing has one line that says why."""
            blank = dict.fromkeys(FIELDS)
            for one in companies():
                about = {name: one["company"][name] for name in ("id", "name")}
                if "error" in one:
                    yield {**about, **blank, "verdict": "error", "next": one["error"]}
                for line in _lines(call, one):
                    yield about | line

        columns, fields = (("id", "name", *names) for names in (COLUMNS, FIELDS))
        words = {"fit": FITS, "verdict": VERDICTS}
        shown = Rows(columns, fields, lines(), nested=NESTED, id_field="patent", words=words)
        call.write(shown._replace(document=companies))
    call.say_rest(counts["shown"], counts["total"])
    return ExitStatus.DATA if table.errors else ExitStatus.OK


def _write_example(call: Call, path: str) -> int:
    """A profile to fill in; a file that is there stays."""
    from patentcli.output.replacing import output_file
    from patentcli.profile import example

    with output_file(native_path(path)) as out:
        out.write_text(example())
    command = f"{call.invocation} match --profile {quote(path)}"
    call.env.say(_("wrote {path}: edit it, then run: {command}", path=path, command=command))
    return ExitStatus.OK
