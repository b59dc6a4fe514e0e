"""The days on which a verdict turns, and what the rules say of a patent between them."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from patentcli.rules.advice import next_steps
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import application_year, filing
from patentcli.rules.facts import Check, Facts, PatentFacts
from patentcli.rules.patent import check_patent
from patentcli.rules.verdict import Verdict, conclude

DAY = "day"


def turning_days(book: Rulebook, patent: PatentFacts | None = None) -> tuple[date, ...]:
    """The first days of other rules and, for a patent, of another state, the earliest first.

    Between two of them a verdict is the same every day.
    """
    spans = [(p.in_force_from, p.in_force_until) for p in book.parameters if p.id == "fee-cap"]
    spans += [(s.in_force_from, s.in_force_until) for s in book.standards]
    found = set(_of_patent(book, patent)) if patent is not None else set()
    for start, end in spans:
        found.update((*_starts(start), *_after(end)))
    return tuple(sorted(found))


def period(days: tuple[date, ...], day: date) -> date:
    """The first day of the stretch that a day belongs to: all its days have one verdict."""
    place = bisect_right(days, day)
    return days[place - 1] if place else date.min


def _of_patent(book: Rulebook, patent: PatentFacts) -> Iterator[date]:
    """Those of the patent alone, in no order."""
    record = patent.record
    if record is None:
        year = application_year(patent.number.canonical)
        if year is not None:
            terms = {p.value for p in book.parameters if p.id.startswith("term-") and p.value}
            for turned in (year, *(year + term + 1 for term in terms)):
                yield from _starts(f"{turned:04}")
        return
    yield from _starts(filing(record))
    yield from _starts(record["grant_date"])
    yield from _after(record["expiry"]["date"])
    yield from _after(record.get("offer_until"))
    if record["expiry"]["year"] is not None:
        yield from _starts(f"{record['expiry']['year']:04}")
        yield from _after(f"{record['expiry']['year']:04}")


def _starts(text: str | None) -> Iterator[date]:
    """The first day of an ISO date, month or year; none for an unknown one."""
    with suppress(ValueError):  # a year that only stands in for an unknown one
        if text:
            yield date.fromisoformat(f"{text}-01-01"[: len("2026-01-01")])


def _after(text: str | None) -> Iterator[date]:
    """The day after an ISO date, month or year."""
    for first in _starts(text):
        with suppress(OverflowError, ValueError):
            if len(text or "") == len("2026-01-01"):
                yield first + timedelta(days=1)
            elif len(text or "") == len("2026-01"):
                yield (first + timedelta(days=31)).replace(day=1)
            else:
                yield first.replace(year=first.year + 1)


class Phase(NamedTuple):
    """A stretch of days on which the rules say the same of a patent."""

    first: str
    """Its first day as an ISO date; the first phase begins with the calendar."""
    checks: tuple[Check, ...]
    """Those of PATENT_RULES; a value that is the day asked about is DAY."""
    steps: tuple[str, ...]
    """What to do next, as far as the patent decides it."""


def phases(book: Rulebook, patent: PatentFacts) -> list[Phase]:
    """The phases of a patent that is in the catalogue, in order, in the language in use.

    For a page that judges without the rules: they are asked once for each stretch.
    """
    found: list[Phase] = []
    for day in sorted({date.min, *_of_patent(book, patent)}):
        facts = Facts(as_of=day, patent=patent)
        own = tuple(check_patent(book, facts, patent))
        answer = conclude(own, strict=False)
        steps = next_steps(Verdict(answer, facts, None, None, (), own, ""))
        sentences = tuple(step.sentence for step in steps)
        shown = day.isoformat()
        own = tuple(c._replace(value=DAY) if c.value == shown else c for c in own)
        if not found or (found[-1].checks, found[-1].steps) != (own, sentences):
            found.append(Phase(shown, own, sentences))
    return found
