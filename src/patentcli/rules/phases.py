"""What the rules say of a patent, from the first day to the last.

For a page that judges without the rules: they are asked once for each stretch of days.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, NamedTuple

from patentcli.rules.advice import next_steps
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import filing
from patentcli.rules.facts import Check, Facts, PatentFacts
from patentcli.rules.patent import check_patent
from patentcli.rules.verdict import Verdict, conclude

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
    assert patent.record is not None
    found: list[Phase] = []
    for day in sorted({date.min, *_turning_days(patent.record)}):
        facts = Facts(as_of=day, patent=patent)
        own = tuple(check_patent(book, facts, patent))
        answer = conclude(own, strict=False)
        steps = next_steps(Verdict(answer, facts, None, own))
        sentences = tuple(step.sentence for step in steps)
        shown = day.isoformat()
        own = tuple(c._replace(value=DAY) if c.value == shown else c for c in own)
        if not found or (found[-1].checks, found[-1].steps) != (own, sentences):
            found.append(Phase(shown, own, sentences))
    return found


def _turning_days(record: Mapping[str, Any]) -> Iterator[date]:
    """The first days on which the rules may say something else, in no order."""
    end = record["expiry"]
    year = end["year"] and f"{end['year']:04}"
    for text in (filing(record), record["grant_date"], year):
        with suppress(ValueError):  # a year that only stands in for an unknown one
            if text:
                yield date.fromisoformat(f"{text}-01-01"[: len("YYYY-MM-DD")])
    for last in (end["date"], f"{year}-12-31" if year else None, record.get("offer_until")):
        with suppress(ValueError, OverflowError):
            if last:
                yield date.fromisoformat(last) + timedelta(days=1)
