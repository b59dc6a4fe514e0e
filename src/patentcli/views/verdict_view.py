"""A verdict as a good adviser would say it: the answer, its reasons, what is open, what next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patentcli.amounts import show_yuan
from patentcli.i18n import _
from patentcli.rules.advice import Missing, decisive, missing, next_steps
from patentcli.rules.headline import headline
from patentcli.rules.outcome import (
    ELIGIBLE,
    FAIL,
    FEE,
    KNOWN,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    PASS,
    UNDETERMINED,
    UNKNOWN,
    WARN,
    Verdict,
)

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

STYLES = {PASS: "pass", FAIL: "fail", UNKNOWN: "unknown", WARN: "warn", NOT_CHECKED: "dim"}
AS_OUTCOME = {ELIGIBLE: PASS, NOT_ELIGIBLE: FAIL, UNDETERMINED: UNKNOWN}


def rule_names() -> dict[str, str]:
    """The rules, for people."""
    return {
        "fee-cap": _("Fee"),
        "company-size": _("Company size"),
        "independence": _("Independence"),
        "patent-known": _("Patent known"),
        "patent-granted": _("Patent granted"),
        "patent-in-term": _("Patent in term"),
        "patent-listed": _("Patent listed"),
    }


def verdict_words() -> dict[str, str]:
    """The verdicts, for people."""
    return {
        ELIGIBLE: _("eligible"),
        NOT_ELIGIBLE: _("not eligible"),
        UNDETERMINED: _("cannot tell"),
    }


def _outcomes() -> dict[str, str]:
    return {
        PASS: _("pass"),
        FAIL: _("fail"),
        UNKNOWN: _("unknown"),
        WARN: _("warning"),
        NOT_CHECKED: _("not checked"),
    }


def short(verdict: Verdict) -> str:
    """The verdict and what it turns on: `cannot tell: fee not stated, listing`."""
    words = verdict_words()[verdict.verdict]
    rules = verdict.ids(FAIL) or verdict.ids(UNKNOWN)
    if not rules:
        return words
    names = {
        FEE: _("fee not stated") if verdict.fee is None else _("fee"),
        "company-size": _("company size"),
        KNOWN: _("not in the catalogue"),
        "patent-granted": _("grant"),
        "patent-in-term": _("term"),
        "patent-listed": _("listing"),
    }
    shown = _(", ").join(names[rule] for rule in rules if rule in names)
    return _("{where}: {message}").format(where=words, message=shown)


def draw_table(screen: "Screen", verdicts: Sequence[Verdict], caution: str) -> int:
    """One line a patent."""
    rows = [
        {
            "patent": verdict.facts.patent and verdict.facts.patent.id,
            "answer": short(verdict),
            "fee": None if verdict.fee is None else show_yuan(verdict.fee),
            "title": verdict.title,
        }
        for verdict in verdicts
    ]
    headings = {
        "patent": _("number"),
        "answer": _("answer"),
        "fee": _("annual fee"),
        "title": _("title"),
    }
    columns = [name for name in headings if any(row[name] for row in rows)] or list(headings)
    screen.table(columns, rows, headings=headings, whole=("patent", "answer", "fee"), one_line=True)
    screen.line()
    screen.line(caution, "dim")
    return len(rows)


def draw_checks(
    screen: "Screen", verdicts: Sequence[Verdict], caution: str, *, sources: bool
) -> int:
    """For each verdict the answer, one line a check, what is open, and what to do."""
    for verdict in verdicts:
        if verdict is not verdicts[0]:
            screen.line()
        _draw_verdict(screen, verdict, sources=sources)
    screen.line(caution, "dim")
    return len(verdicts)


def _draw_verdict(screen: "Screen", verdict: Verdict, *, sources: bool) -> None:
    patent = verdict.facts.patent
    if patent is not None:
        screen.line(f"{patent.id}  {verdict.title or ''}".rstrip(), "bold")
    screen.line(headline(verdict), STYLES[AS_OUTCOME[verdict.verdict]])
    screen.line()
    names, outcomes = rule_names(), _outcomes()
    rows = [
        {"outcome": outcomes[c.outcome], "rule": names[c.rule], "reason": c.reason}
        for c in verdict.checks
        if c.outcome != NOT_CHECKED
    ]
    screen.table(
        ("outcome", "rule", "reason"),
        rows,
        whole=("outcome", "rule"),
        header=False,
        styles={"outcome": {outcomes[o]: style for o, style in STYLES.items()}},
    )
    screen.line()
    _draw_open(screen, verdict)
    for number, step in enumerate(next_steps(verdict), start=1):
        text = _("Next: {sentence}") if number == 1 else _("Then: {sentence}")
        screen.line(text.format(sentence=step.sentence))
        if step.command:
            screen.line(step.command, "dim", indent=2)
    if sources:
        screen.line()
        screen.line(_("Sources"), "heading")
        for check in verdict.checks:
            if check.source is not None:
                cited = f"{check.source.shown} {check.source.url or ''}".rstrip()
                text = _("{where}: {message}").format(where=names[check.rule], message=cited)
                screen.line(text, indent=2)


def _draw_open(screen: "Screen", verdict: Verdict) -> None:
    """What the verdict waits for, one line a thing; what else is open in one line."""
    first = decisive(verdict)
    for thing in first:
        text = _("To settle {what}: {sentence}").format(
            what=_label(verdict, thing), sentence=thing.sentence
        )
        whole = _("{sentence}: {option}").format(sentence=text, option=thing.option)
        if not thing.option or not screen.fits(whole):
            screen.line(text)
            whole = f"  {thing.option}"
        if thing.option:  # a command or option is never broken
            screen.line(whole)
    rest = [m for m in missing(verdict) if m not in first]
    if rest:
        text = _("Unresolved (does not change the result): {things}")
        if all(m.rule in verdict.not_checked for m in rest):
            text = _("Not checked: {things}")
        named = dict.fromkeys(
            f"{_label(verdict, m)} ({m.option})" if m.option else _label(verdict, m) for m in rest
        )
        screen.line(text.format(things=_("; ").join(named)), "dim")


def _label(verdict: Verdict, thing: Missing) -> str:
    if thing.rule == KNOWN and verdict.facts.patent is None:
        return _("patent")
    return rule_names()[thing.rule].casefold()
