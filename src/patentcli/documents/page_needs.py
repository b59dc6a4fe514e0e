"""What the page says first where it is made for a company: what fits each need, and the letter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from patentcli.documents.letter import Sender, Subject
from patentcli.documents.letter_text import compose, plain_lines
from patentcli.documents.texts import Both, in_each
from patentcli.i18n import _, pick
from patentcli.rules.advice import next_step
from patentcli.rules.headline import headline
from patentcli.rules.outcome import Verdict

Found = tuple[str, Iterable[tuple[Mapping[str, Any], str, Verdict]]]
"""A need, and each patent that fits it with the fit and the verdict on it."""


def needs(
    answer: Callable[[], Iterable[Found]], subject: Subject, sender: Sender
) -> list[tuple[str, Sequence[Mapping[str, Both]]]]:
    """Each need with its hits; `answer` is asked once in each language."""

    def said() -> list[tuple[str, list[dict[str, str]]]]:
        return [(need, [_hit(*h, subject, sender) for h in hits]) for need, hits in answer()]

    english, chinese = in_each(said)
    return [
        (
            need,
            [{key: Both(e[key], c[key]) for key in e} for e, c in zip(hits, others, strict=True)],
        )
        for (need, hits), (_same, others) in zip(english, chinese, strict=True)
    ]


def _hit(
    record: Mapping[str, Any], fit: str, verdict: Verdict, subject: Subject, sender: Sender
) -> dict[str, str]:
    letter = compose(subject._replace(records=[record]), sender)
    return {
        "patent": record["id"],
        "title": pick(record["title"], record["title_zh"]),
        "fit": {"strong": _("strong"), "partial": _("partial")}.get(fit, ""),
        "verdict": verdict.verdict,
        "headline": headline(verdict),
        "next": next_step(verdict),
        "letter_name": letter.title,
        "letter": "\n".join(plain_lines(letter)),
    }
