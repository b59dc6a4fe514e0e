"""A verdict as a good adviser would say it: the answer, its reasons, what is open, what next."""

from typing import TYPE_CHECKING

from patentcli.i18n import _
from patentcli.rules.advice import Missing, missing, next_steps
from patentcli.rules.headline import headline
from patentcli.rules.outcome import (
    ELIGIBLE,
    FAIL,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    PASS,
    UNDETERMINED,
    UNKNOWN,
    WARN,
    Check,
    Verdict,
)

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

_STYLES = {PASS: "pass", FAIL: "fail", UNKNOWN: "unknown", WARN: "unknown", NOT_CHECKED: "dim"}
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


def full_headline(verdict: Verdict) -> str:
    """The answer in one sentence, after the patent it is about."""
    patent = verdict.facts.patent
    return headline(verdict) if patent is None else f"{patent.id}: {headline(verdict)}"


def draw_verdict(screen: "Screen", verdict: Verdict) -> None:
    """The whole answer on a terminal."""
    screen.line(full_headline(verdict), _STYLES[_AS_OUTCOME[verdict.verdict]])
    screen.line()
    for check in verdict.checks:
        if check.outcome != NOT_CHECKED:
            _draw_check(screen, check)
    names = _names()
    open_things = missing(verdict)
    if open_things:
        screen.line()
        screen.sheet(
            _("What would settle it"), [(names[m.rule], _sentence(m)) for m in open_things]
        )
    steps = next_steps(verdict)
    if steps:
        screen.line()
        screen.sheet(_("Next"), [(f"{n}.", step) for n, step in enumerate(steps, start=1)])
    screen.line()
    screen.line(verdict.caution, "dim")


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
        figures = _("value {value}, limit {limit}").format(
            value=check.value or _("unknown"), limit=check.limit
        )
        screen.line(figures, "dim", indent=2)
    if check.source is not None:
        source = check.source.shown
        screen.line(f"{source} {check.source.url or ''}".rstrip(), "dim", indent=2)
