"""A verdict as a good adviser would say it: the answer, its reasons, what is open, what next."""

from typing import TYPE_CHECKING

from patentcli.i18n import _
from patentcli.rules.advice import missing, next_steps
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
    open_things = missing(verdict)
    if open_things:
        screen.line()
        screen.line(_("What would settle it"), "bold")
        for thing in open_things:
            option = f" ({thing.option})" if thing.option else ""
            screen.line(f"- {_names()[thing.rule]}: {thing.sentence}{option}")
    steps = next_steps(verdict)
    if steps:
        screen.line()
        screen.line(_("Next"), "bold")
        for place, step in enumerate(steps, start=1):
            screen.line(f"{place}. {step}")
    screen.line()
    screen.line(verdict.caution, "dim")
    screen.line()


def _draw_check(screen: "Screen", check: Check) -> None:
    """Outcome and reason, then the figures and the source on lines of their own."""
    screen.line(
        f"{_outcomes()[check.outcome]}  {_names()[check.rule]}: {check.reason}",
        _STYLES[check.outcome],
    )
    if check.source is not None:
        source = check.source
        where = _("source: {title}, {reference}").format(
            title=source.title, reference=source.reference
        )
        screen.line(f"      {where} {source.url or ''}".rstrip(), "dim")
