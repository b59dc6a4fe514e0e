"""A verdict as a good adviser would say it: the answer, its reasons, what is open, what next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patentcli.amounts import parse_amount, show_yuan
from patentcli.i18n import _
from patentcli.rules.advice import Missing, Step, decisive, missing, next_steps
from patentcli.rules.company import either_class
from patentcli.rules.headline import full_headline
from patentcli.rules.outcome import (
    ELIGIBLE,
    FAIL,
    FEE,
    IN_TERM,
    KNOWN,
    LISTED,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    PASS,
    SIZE,
    UNDETERMINED,
    UNKNOWN,
    WARN,
    Check,
    Verdict,
)

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

_STYLES = {PASS: "pass", FAIL: "fail", UNKNOWN: "unknown", WARN: "warn", NOT_CHECKED: "dim"}
_AS_OUTCOME = {ELIGIBLE: PASS, NOT_ELIGIBLE: FAIL, UNDETERMINED: UNKNOWN}


def _names() -> dict[str, str]:
    return {
        "fee-cap": _("Fee"),
        "company-size": _("Company size"),
        "independence": _("Independence"),
        "patent-known": _("Patent known"),
        "patent-granted": _("Patent granted"),
        "patent-in-term": _("Patent in term"),
        "patent-listed": _("Patent listed"),
    }


def _outcomes() -> dict[str, str]:
    return {
        PASS: _("pass"),
        FAIL: _("fail"),
        UNKNOWN: _("unknown"),
        WARN: _("warning"),
        NOT_CHECKED: _("not checked"),
    }


def draw_verdicts(screen: "Screen", verdicts: Sequence[Verdict], caution: str) -> None:
    """The whole answer on a terminal; of several verdicts first all headlines."""
    if len(verdicts) > 1:
        for verdict in verdicts:
            _draw_headline(screen, verdict)
        screen.line()
    for verdict in verdicts:
        _draw_verdict(screen, verdict)
    screen.line(caution, "dim")


def _draw_headline(screen: "Screen", verdict: Verdict) -> None:
    screen.line(full_headline(verdict), _STYLES[_AS_OUTCOME[verdict.verdict]])


def _draw_verdict(screen: "Screen", verdict: Verdict) -> None:
    """The answer, the checks behind it, what is open, and what to do; an empty line after each."""
    _draw_headline(screen, verdict)
    screen.line()
    for check in verdict.checks:
        if check.outcome != NOT_CHECKED:
            _draw_check(screen, check)
    screen.line()
    _draw_open(screen, verdict)
    steps = next_steps(verdict)
    if steps:
        screen.sheet(_("Next"), [(f"{n}.", _step(step)) for n, step in enumerate(steps, start=1)])
        screen.line()


def _step(step: Step) -> str:
    if not step.command:
        return step.sentence
    return _("{sentence}: {option}").format(sentence=step.sentence, option=step.command)


def _draw_open(screen: "Screen", verdict: Verdict) -> None:
    """What the verdict waits for, then what else is open without changing it."""
    first = decisive(verdict)
    rest = [m for m in missing(verdict) if m not in first]
    title = _("Also open; it does not decide the answer")
    if all(m.rule in verdict.not_checked for m in rest):
        title = _("Not checked")
    if verdict.verdict == NOT_ELIGIBLE:
        title = _("Open, but no longer decisive")
    for heading, things in ((_("What would settle it"), first), (title, rest)):
        if things:
            screen.sheet(heading, [(_label(verdict, m), _sentence(m)) for m in things])
            screen.line()


def _label(verdict: Verdict, thing: Missing) -> str:
    if thing.rule == KNOWN and verdict.facts.patent is None:
        return _("Patent")
    return _names()[thing.rule]


def _sentence(thing: Missing) -> str:
    if not thing.option:
        return thing.sentence
    return _("{sentence}: {option}").format(sentence=thing.sentence, option=thing.option)


def _draw_check(screen: "Screen", check: Check) -> None:
    """Outcome and reason, then value beside limit, then the source."""
    screen.parts(
        (f"{_outcomes()[check.outcome]} ", _STYLES[check.outcome]),
        (_("{title}: ").format(title=_names()[check.rule]), "bold"),
        (check.reason, ""),
    )
    if check.limit is not None:
        screen.line(_figures(check), "dim", indent=2)
    if check.source is not None:
        source = check.source.shown
        screen.line(f"{source} {check.source.url or ''}".rstrip(), "dim", indent=2)


def _figures(check: Check) -> str:
    """Value and limit in the words of the rule."""
    if check.rule == IN_TERM:
        message = _("asked for {value}; end of the term {limit}")
    elif check.rule == FEE:
        message = _("value {value}; limit at most {limit}")
    else:
        message = _("value {value}; limit {limit}")
    value = _("unknown") if check.value is None else _shown(check.rule, check.value)
    return message.format(value=value, limit=_shown(check.rule, check.limit or ""))


def _shown(rule: str, text: str) -> str:
    if rule == FEE:
        return show_yuan(parse_amount(text, FEE))
    if rule == LISTED:
        return {"candidate": _("candidate"), "listed": _("listed")}[text]
    return either_class(text.split("|")) if rule == SIZE else text
