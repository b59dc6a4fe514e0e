"""A verdict as a good adviser would say it: the answer, its reasons, what is open, what next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patentcli.amounts import show_yuan
from patentcli.i18n import N_, _
from patentcli.rules.advice import Step, decisive, headline, missing, next_steps
from patentcli.rules.book import with_remark
from patentcli.rules.verdict import SHORT_CAUTION, VERDICTS, Verdict
from patentcli.search import FITS

if TYPE_CHECKING:
    from patentcli.matching import Answer
    from patentcli.output.terminal import Screen

STYLES = {"eligible": "pass", "not-eligible": "fail", "undetermined": "unknown"}
OUTCOMES = {
    "pass": N_("pass"),
    "fail": N_("fail"),
    "unknown": N_("unknown"),
    "warn": N_("warning"),
    "not-checked": N_("not checked"),
}
"""The words for outcomes; the style of one has its name."""
RULE_NAMES = {
    "fee-cap": N_("Fee"),
    "company-size": N_("Company size"),
    "independence": N_("Independence"),
    "patent-known": N_("Catalogue"),
    "patent-granted": N_("Grant"),
    "patent-in-term": N_("Term"),
    "patent-listed": N_("Listing"),
}


def _names() -> dict[str, str]:
    """The rules as they are called within a sentence."""
    return {rule: _(name).casefold() for rule, name in RULE_NAMES.items()}


def short(verdict: Verdict) -> str:
    """The verdict, what it turns on, and of a candidate that it is one: `cannot tell: fee not
    stated; candidate, not confirmed`."""
    answer = _(VERDICTS[verdict.verdict])
    names = _names() | {"patent-known": _("not in the catalogue")}
    fee = verdict.checks[0]
    if fee.outcome == "unknown":
        words = {"fee": _("fee not stated"), "one-off fee": _("one-off fee")}
        names["fee-cap"] = words.get(fee.causes[0], names["fee-cap"])
    rules = verdict.ids("fail") or verdict.ids("unknown")
    patent, mark = verdict.facts.patent, ""
    if patent and patent.record and patent.record["listing"] == "candidate":
        rules, mark = tuple(r for r in rules if r != "patent-listed"), _("candidate, not confirmed")
    told = filter(None, (_(", ").join(names[rule] for rule in rules), mark))
    shown = _("; ").join(told)
    return _("{where}: {message}", where=answer, message=shown) if shown else answer


def draw_table(screen: "Screen", verdicts: Sequence[Verdict]) -> None:
    """One line a patent."""
    fees = [v.facts.annual_fee for v in verdicts]
    columns: dict[str, list[str | None]] = {
        "patent": [v.facts.patent and v.facts.patent.id for v in verdicts],
        "verdict": [short(v) for v in verdicts],
        "annual_fee_yuan": [None if fee is None else show_yuan(fee) for fee in fees],
        "title": [v.title for v in verdicts],
    }
    known = {name: cells for name, cells in columns.items() if any(cells)}
    whole = ("patent", "verdict", "annual_fee_yuan")
    screen.table(list(known), zip(*known.values(), strict=True), whole=whole, one_line=True)
    screen.line()
    screen.line(_(SHORT_CAUTION), "dim")


def draw_answers(
    screen: "Screen", name: str | None, company: Verdict, answers: "Sequence[Answer]"
) -> None:
    """What the rules say of the company, and for each need one line a patent, and the first step
    with the best that is not ruled out."""
    check = company.checks[1]
    if check.outcome != "not-checked":
        message = _("{where}: {message}") if name else "{message}"
        screen.line(message.format(where=name, message=check.reason), check.outcome)
        screen.line()
    for answer in answers:
        screen.line(answer.need, "bold")
        found = answer.matches
        screen.table(
            ("patent", "title", "fit", "verdict"),
            [
                (m.record["id"], m.verdict.title, _(FITS[m.hit.fit]), short(m.verdict))
                for m in found
            ],
            whole=("patent", "fit", "verdict"),
            one_line=True,
        )
        if found:
            best = min(found, key=lambda m: m.verdict.verdict == "not-eligible").verdict
            _draw_steps(screen, next_steps(best)[:1], indent=2)
        else:
            screen.line(_("nothing fits"), "dim", indent=2)
        screen.line()
    screen.line(_(SHORT_CAUTION), "dim")


def draw_checks(screen: "Screen", verdicts: Sequence[Verdict], *, sources: bool) -> None:
    """For each verdict the answer, one line a check, what is open, and what to do."""
    for place, verdict in enumerate(verdicts):
        if place:
            screen.line()
        patent = verdict.facts.patent
        if patent is not None:
            screen.line(f"{patent.id}  {verdict.title or ''}".rstrip(), "bold")
        screen.line(headline(verdict), STYLES[verdict.verdict])
        screen.line()
        screen.table(
            ("outcome", "rule", "reason"),
            [
                (check.outcome, _(RULE_NAMES[check.rule]), check.reason)
                for check in verdict.checks
                if check.outcome != "not-checked"
            ],
            whole=("outcome", "rule"),
            header=False,
            styles={"outcome": {outcome: outcome for outcome in OUTCOMES}},
            words={"outcome": OUTCOMES},
        )
        screen.line()
        _draw_open(screen, verdict)
        _draw_steps(screen, next_steps(verdict), indent=0)
        if sources:
            screen.line()
            screen.line(_("Sources"), "bold")
        for check in verdict.checks if sources else ():
            if check.source is not None:
                names = {"where": _(RULE_NAMES[check.rule]), "message": check.source.cited}
                screen.line(_("{where}: {message}", **names), indent=2)
    screen.line(verdicts[-1].caution if sources and verdicts else _(SHORT_CAUTION), "dim")


def _draw_steps(screen: "Screen", steps: Sequence[Step], *, indent: int) -> None:
    for number, step in enumerate(steps):
        text = _("Then: {sentence}") if number else _("Next: {sentence}")
        screen.line(text.format(sentence=step.sentence), indent=indent)
        if step.command:
            screen.line(step.command, "dim", indent=2)


def _draw_open(screen: "Screen", verdict: Verdict) -> None:
    """What the verdict waits for, one line a thing; what else is open in one line."""
    first = decisive(verdict)
    names = _names()
    if verdict.facts.patent is None:
        names["patent-known"] = _("patent")
    for step in first:
        text = _("To settle {what}: {sentence}")
        screen.line(text.format(what=names[step.rule], sentence=step.sentence))
        if step.command:
            screen.line(step.command, "dim", indent=2)
    rest = [step for step in missing(verdict) if step not in first]
    if rest:
        text = _("Unresolved (does not change the result): {things}")
        if {step.rule for step in rest} <= {*verdict.ids("not-checked")}:
            text = _("Not checked: {things}")
        things = dict.fromkeys(with_remark(names[step.rule], step.command) for step in rest)
        screen.line(text.format(things=_("; ").join(things)), "dim")
