"""What the rules say of a patent on each day of its life, for a page that judges without them.

A verdict on a patent turns on few days; the rules are asked once for each stretch between them.
"""

from datetime import date

from patentcli.rules.advice import next_steps
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Facts, PatentFacts
from patentcli.rules.outcome import Check, Verdict, conclude
from patentcli.rules.patent import checks
from patentcli.rules.records import Record
from patentcli.rules.turning_days import of_patent


class Phase(Record):
    """A stretch of days with one answer."""

    first: str
    """Its first day as an ISO date; the first phase begins with the calendar."""
    checks: tuple[Check, ...]
    """Those of PATENT_RULES; a value that is the day asked about is DAY."""
    steps: tuple[str, ...]
    """What to do next, as far as the patent decides it."""


DAY = "day"


def phases(book: Rulebook, patent: PatentFacts) -> list[Phase]:
    """The phases of a patent that is in the catalogue, in order, in the language in use."""
    found: list[Phase] = []
    for day in sorted({date.min, *of_patent(book, patent)}):
        facts = Facts(as_of=day, patent=patent)
        own = tuple(checks(book, facts, patent))
        answer = conclude({check.rule: check.outcome for check in own}, strict=False)
        steps = next_steps(Verdict(answer, facts, None, None, (), own, ""))
        sentences = tuple(step.sentence for step in steps)
        shown = day.isoformat()
        own = tuple(c._replace(value=DAY) if c.value == shown else c for c in own)
        if not found or (found[-1].checks, found[-1].steps) != (own, sentences):
            found.append(Phase(shown, own, sentences))
    return found
