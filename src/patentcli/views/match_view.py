"""The answer of `match` on a terminal: the company, then for each need one line a patent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patentcli.i18n import _
from patentcli.matching import Answer
from patentcli.rules.advice import next_steps
from patentcli.rules.verdict import Verdict, short_caution
from patentcli.views.search_hits import FITS
from patentcli.views.verdict_view import short

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen


def draw_answers(
    screen: "Screen", name: str | None, company: Verdict, answers: Sequence[Answer]
) -> int:
    """The whole answer; the number of patents shown."""
    for check in company.checks:
        if check.rule == "company-size" and check.outcome != "not-checked":
            reason = check.reason
            if name:
                reason = _("{where}: {message}").format(where=name, message=reason)
            screen.line(reason, check.outcome)
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
    verdicts = [match.verdict for match in answer.matches]
    screen.table(
        ("patent", "title", "fit", "verdict"),
        [(m.record["id"], m.verdict.title, _(FITS[m.hit.fit]), short(m.verdict))
         for m in answer.matches],
        whole=("patent", "fit", "verdict"),
        one_line=True,
    )  # fmt: skip
    best = next((v for v in verdicts if v.verdict != "not-eligible"), verdicts[0])
    for step in next_steps(best)[:1]:
        screen.line(_("Next: {sentence}").format(sentence=step.sentence), indent=2)
        if step.command:
            screen.line(step.command, "dim", indent=2)
