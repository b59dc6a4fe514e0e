"""The answer of `match` on a terminal: the company, then for each need one line a patent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patentcli.i18n import _
from patentcli.matching import Answer, Match
from patentcli.rules.advice import next_steps
from patentcli.rules.outcome import NOT_CHECKED, NOT_ELIGIBLE, SIZE, Verdict
from patentcli.rules.verdict import short_caution
from patentcli.views.search_hits import FITS
from patentcli.views.verdict_view import STYLES, short

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

COLUMNS = ("patent", "title", "fit", "answer")


def draw_answers(
    screen: "Screen", name: str | None, company: Verdict, answers: Sequence[Answer]
) -> int:
    """The whole answer; the number of patents shown."""
    for check in company.checks:
        if check.rule == SIZE and check.outcome != NOT_CHECKED:
            reason = check.reason
            if name:
                reason = _("{where}: {message}").format(where=name, message=reason)
            screen.line(reason, STYLES[check.outcome])
            screen.line()
    for answer in answers:
        screen.line(answer.need, "heading")
        if not answer.matches:
            screen.line(_("nothing fits"), "dim", indent=2)
        else:
            _draw_matches(screen, answer)
        screen.line()
    screen.line(short_caution(), "dim")
    return sum(len(answer.matches) for answer in answers)


def _draw_matches(screen: "Screen", answer: Answer) -> None:
    rows = [
        {
            "patent": match.record["id"],
            "title": match.verdict.title,
            "fit": match.fit,
            "answer": short(match.verdict),
        }
        for match in answer.matches
    ]
    headings = {
        "patent": _("number"),
        "title": _("title"),
        "fit": _("fit"),
        "answer": _("answer for this company"),
    }
    fits = {fit: _(word) for fit, word in FITS.items()}
    screen.table(
        COLUMNS,
        rows,
        headings=headings,
        whole=("patent", "fit", "answer"),
        words={"fit": fits},
        one_line=True,
    )
    best = _best(answer.matches)
    for step in next_steps(best.verdict)[:1]:
        screen.line(_("Next: {sentence}").format(sentence=step.sentence), indent=2)
        if step.command:
            screen.line(step.command, "dim", indent=2)


def _best(matches: Sequence[Match]) -> Match:
    """The first that is not ruled out, else the first."""
    return next((m for m in matches if m.verdict.verdict != NOT_ELIGIBLE), matches[0])
