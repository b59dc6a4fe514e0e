"""The days on which a verdict turns, and what the rules say of a patent between them.

For a batch, whose rows are judged once for all days alike, and for a page that judges without the
rules.
"""

from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from patentcli.rules.advice import next_steps
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Check, Facts, PatentFacts
from patentcli.rules.patent import check_patent, filed_on
from patentcli.rules.verdict import Verdict

DAY = "day"


class Phase(NamedTuple):
    """A stretch of days on which the rules say the same of a patent."""

    first: str
    """Its first day as an ISO date; the first phase begins with the calendar."""
    checks: tuple[Check, ...]
    """Those of PATENT_RULES; a value that is the day asked about is DAY."""
    steps: tuple[str, ...]
    """What to do next, as far as the patent decides it."""


def phases(book: Rulebook, patent: PatentFacts) -> list[Phase]:
    """The phases of a patent that is in the catalogue, in order, in the language in use."""
    found: list[Phase] = []
    for day in sorted({date.min, *turning_days(book, patent)}):
        facts = Facts(as_of=day, patent=patent)
        own = tuple(check_patent(book, facts, patent))
        sentences = tuple(step.sentence for step in next_steps(Verdict(facts, None, own)))
        shown = day.isoformat()
        own = tuple(c._replace(value=DAY) if c.value == shown else c for c in own)
        if not found or (found[-1].checks, found[-1].steps) != (own, sentences):
            found.append(Phase(shown, own, sentences))
    return found


def turning_days(book: Rulebook, patent: PatentFacts | None = None) -> list[date]:
    """The first days of other rules and of another state of a patent, in order.

    Between two of them a verdict is the same on every day.
    """
    caps = [parameter for parameter in book.parameters if parameter.id == "fee-cap"]
    editions = (*book.standards, *caps)
    starts = {edition.in_force_from for edition in editions}
    ends = {edition.in_force_until for edition in editions}
    if patent is not None:
        record = patent.record or {}
        limit = check_patent(book, Facts(date.max), patent)[2].limit  # the end of its term
        starts |= {filed_on(patent), record.get("grant_date"), limit}
        ends |= {limit, record.get("offer_until")}
    found = {*map(_first_day, starts), *(_first_day(text, after=True) for text in ends)}
    return sorted(day for day in found if day is not None)


def _first_day(text: str | None, *, after: bool = False) -> date | None:
    """The first day of an ISO date, month or year, or of the next one; None for an unknown one."""
    with suppress(ValueError, OverflowError):  # a year that only stands in for an unknown one
        if text:
            first = date.fromisoformat(f"{text}-01-01"[: len("YYYY-MM-DD")])
            if not after:
                return first
            days = {len("YYYY"): 366, len("YYYY-MM"): 31}.get(len(text), 1)
            return _first_day((first + timedelta(days)).isoformat()[: len(text)])
    return None
