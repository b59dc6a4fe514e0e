"""The days on which a verdict may turn: between two of them it is the same every day."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import application_year, filing
from patentcli.rules.facts import PatentFacts
from patentcli.rules.outcome import FEE


def turning_days(book: Rulebook, patent: PatentFacts | None = None) -> tuple[date, ...]:
    """The first days of other rules and, for a patent, of another state, the earliest first."""
    spans = [(p.in_force_from, p.in_force_until) for p in book.parameters if p.id == FEE]
    spans += [(s.in_force_from, s.in_force_until) for s in book.standards]
    found = {day for start, end in spans for day in (*_starts(start), *_after(end))}
    if patent is not None:
        found.update(of_patent(book, patent))
    return tuple(sorted(found))


def period(days: tuple[date, ...], day: date) -> date:
    """The first day of the stretch that a day belongs to: all its days have one verdict."""
    place = bisect_right(days, day)
    return days[place - 1] if place else date.min


def of_patent(book: Rulebook, patent: PatentFacts) -> Iterator[date]:
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
            year, month, day, *_rest = (*map(int, text.split("-")), 1, 1)
            yield date(year, month, day)


def _after(text: str | None) -> Iterator[date]:
    """The day after an ISO date, month or year."""
    for first in _starts(text):
        assert text is not None
        with suppress(OverflowError, ValueError):
            if text.count("-") == 2:
                yield first + timedelta(days=1)
            elif "-" in text:
                yield (first + timedelta(days=31)).replace(day=1)
            else:
                yield first.replace(year=first.year + 1)
