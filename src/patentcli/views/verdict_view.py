"""A verdict as a good adviser would say it: the answer, its reasons, what is open, what next."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from patentcli.amounts import show_yuan
from patentcli.i18n import N_, _
from patentcli.output.formats import Screen
from patentcli.rules.advice import Asker, Step, decisive, headline, missing, next_steps
from patentcli.rules.book import with_remark
from patentcli.rules.facts import RULES
from patentcli.rules.verdict import SHORT_CAUTION, VERDICTS, Verdict
from patentcli.search import FITS

if TYPE_CHECKING:
    from patentcli.matching import Answer

STYLES = {"eligible": "pass", "not-eligible": "fail", "undetermined": "unknown"}
OUTCOMES = {
    "pass": N_("pass"),
    "fail": N_("fail"),
    "unknown": N_("unknown"),
    "warn": N_("warning"),
    "not-checked": N_("not checked"),
}
"""The words for outcomes; the style of one has its name."""
_ABOUT_PATENT = (N_("Catalogue"), N_("Grant"), N_("Term"), N_("Listing"))
_ABOUT = (N_("Fee"), N_("Company size"), N_("Independence"), *_ABOUT_PATENT)
RULE_NAMES: dict[str, str] = dict(zip(RULES, _ABOUT, strict=True))


def _names() -> dict[str, str]:
    """The rules as they are called within a sentence."""
    return {rule: _(name).casefold() for rule, name in RULE_NAMES.items()}


def short(verdict: Verdict) -> str:
    """The verdict and what it turns on: `cannot tell: fee not stated; candidate, not confirmed`."""
    answer = _(VERDICTS[verdict.verdict])
    names = _names() | {"patent-known": _("not in the catalogue")}
    fee = verdict.checks[0]
    if fee.outcome == "unknown":
        words = {"fee": _("fee not stated"), "one-off fee": _("one-off fee")}
        names["fee-cap"] = words.get(fee.causes[0], names["fee-cap"])
    rules = verdict.ids("fail") or verdict.ids("unknown")
    mark = ""
    if verdict.record.get("listing") == "candidate":
        rules, mark = tuple(r for r in rules if r != "patent-listed"), _("candidate, not confirmed")
    told = _("; ").join(filter(None, (_(", ").join(names[rule] for rule in rules), mark)))
    return _("{where}: {message}", where=answer, message=told) if told else answer


def draw_table(screen: Screen, verdicts: Sequence[Verdict]) -> None:
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
    screen: Screen, name: str | None, company: Verdict, answers: "Sequence[Answer]", by: Asker
) -> None:
    """What the rules say of the company, and for each need one line a patent, and the first step
    with the best that is not ruled out. `by`: see `next_steps`."""
    check = company.checks[1]
    if check.outcome != "not-checked":
        said = _("{where}: {message}", where=name, message=check.reason) if name else check.reason
        screen.line(said, check.outcome)
        screen.line()
    for answer in answers:
        screen.line(answer.need, "bold")
        names, found = ("patent", "title", "fit", "verdict"), answer.matches
        rows = [(m.record["id"], m.verdict.title, m.hit.fit, short(m.verdict)) for m in found]
        whole = ("patent", "fit", "verdict")
        screen.table(names, rows, whole=whole, one_line=True, words={"fit": FITS})
        if found:
            possible = [m for m in found if m.verdict.verdict != "not-eligible"] or found
            best = min(possible, key=lambda m: answer.result.hits.index(m.hit)).verdict
            _draw_steps(screen, next_steps(best, by)[:1], indent=2)
        else:
            screen.line(_("nothing fits"), "dim", indent=2)
        screen.line()
    screen.line(_(SHORT_CAUTION), "dim")


def draw_checks(screen: Screen, verdicts: Iterable[Verdict], *, sources: bool, by: Asker) -> None:
    """For each verdict the answer, one line a check, what is open, and what to do."""
    caution = _(SHORT_CAUTION)
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
            [(c.outcome, c.rule, c.reason) for c in verdict.checks if c.outcome != "not-checked"],
            whole=("outcome", "rule"),
            header=False,
            styles={"outcome": {outcome: outcome for outcome in OUTCOMES}},
            words={"outcome": OUTCOMES, "rule": RULE_NAMES},
        )
        screen.line()
        _draw_open(screen, verdict)
        _draw_steps(screen, next_steps(verdict, by), indent=0)
        if sources:
            screen.line()
            screen.line(_("Sources"), "bold")
            caution = verdict.caution
        for check in verdict.checks if sources else ():
            if check.source is not None:
                name, cited = _(RULE_NAMES[check.rule]), check.source.cited
                screen.line(_("{where}: {message}", where=name, message=cited), indent=2)
    screen.line(caution, "dim")


def _draw_steps(screen: Screen, steps: Sequence[Step], *, indent: int) -> None:
    for number, step in enumerate(steps):
        text = _("Then: {sentence}") if number else _("Next: {sentence}")
        screen.line(text.format(sentence=step.sentence), indent=indent)
        if step.command:
            screen.line(step.command, "dim", indent=2)


def _draw_open(screen: Screen, verdict: Verdict) -> None:
    """What the verdict waits for, one line a thing; what else is open in one line."""
    first, names = decisive(verdict), _names()
    if verdict.facts.patent is None:
        names["patent-known"] = _("patent")
    for step in first:
        what = names[step.rule]
        screen.line(_("To settle {what}: {sentence}", what=what, sentence=step.sentence))
        if step.command:
            screen.line(step.command, "dim", indent=2)
    rest = [step for step in missing(verdict) if step not in first]
    if rest:
        text = _("Unresolved (does not change the result): {things}")
        if {step.rule for step in rest} <= {*verdict.ids("not-checked")}:
            text = _("Not checked: {things}")
        things = dict.fromkeys(with_remark(names[step.rule], step.command) for step in rest)
        screen.line(text.format(things=_("; ").join(things)), "dim")
