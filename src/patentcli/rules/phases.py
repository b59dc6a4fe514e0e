"""What the rules say of a patent on each day of its life, for a page that judges without them.

A verdict on a patent turns on few days; the rules are asked once for each stretch between them.
"""

from datetime import date

from patentcli.rules.advice import next_steps
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Facts, PatentFacts
from patentcli.rules.outcome import PATENT_RULES, Check
from patentcli.rules.records import Record
from patentcli.rules.turning_days import turning_days
from patentcli.rules.verdict import eligible


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
    for day in (date.min, *turning_days(book, patent)):
        # A fee of nothing passes the cap: what follows here is the patent's part alone.
        verdict = eligible(book, Facts(as_of=day, fee=0, patent=patent))
        shown = day.isoformat()
        checks = tuple(
            check._replace(value=DAY) if check.value == shown else check
            for check in verdict.checks
            if check.rule in PATENT_RULES
        )
        phase = Phase(shown, checks, tuple(next_steps(verdict)))
        if not found or (found[-1].checks, found[-1].steps) != (phase.checks, phase.steps):
            found.append(phase)
    return found
