"""The filters of `list`, `search` and `report` as one SQL condition.

Repeating a filter means either value, different filters mean all of them. A record
for which the value is unknown does not pass; `unknown` is the condition under which
that, and nothing else, kept a record out.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from patentcli.catalogue.status import UNKNOWN
from patentcli.search.text import normalise, phrase, tokens

COUNTED = (
    *("domain", "office", "listing", "inventors", "applications"),
    *("classifications", "filing_date", "annual_fee_fen"),
)
"""The columns that filters test; a catalogue keeps how many of its records lack each."""


class Condition(NamedTuple):
    """A test on `patent AS p`: SQL for true, and SQL for its value being unknown."""

    passes: str
    unknown: str
    parameters: tuple[object, ...]
    unknown_parameters: tuple[object, ...] = ()
    column: str = ""
    """The one column of which `unknown` says that it is null, if that is all it says."""
    name: str = ""
    """The filter that it is."""


Filters = Mapping[str, Any]
"""The values asked for, by filter: texts where it may be repeated, else an ISO date or fen."""


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _of(column: str, passes: str, values: Sequence[object]) -> Condition:
    """A test of one column, whose null is what is unknown."""
    return Condition(passes, f"p.{column} IS NULL", tuple(values), column=column)


def _one_of(column: str, values: Sequence[str]) -> Condition:
    marks = ", ".join("?" * len(values))
    return _of(column, f"p.{column} IN ({marks})", values)


def _named(column: str, values: Sequence[str], *, other: str) -> Condition:
    """A name that contains a text, in either language: `other` is the column of the second one.

    The index finds what only folding makes equal: traditional characters, accents.
    """
    tests: list[str] = []
    parameters: list[object] = []
    for value in values:
        for name in (column, other):
            tests.append(f"coalesce(p.{name} LIKE ? ESCAPE '\\', 0)")
            parameters.append(_like(value))
        folded = normalise(value)
        if not value.isascii() and " ".join(tokens(folded)) == folded:
            tests.append("p.n IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)")
            parameters.append(f"{{{column}}} : {phrase(folded)}")
    missing = f"(p.{column} IS NULL AND p.{other} IS NULL)"
    return Condition(f"({' OR '.join(tests)})", missing, tuple(parameters))


def _tagged(kind: str, column: str, tests: Sequence[str], values: Sequence[str]) -> Condition:
    chosen = f"p.n IN (SELECT n FROM tag WHERE kind = '{kind}' AND ({' OR '.join(tests)}))"
    return _of(column, chosen, values)


def _ipc(prefixes: Sequence[str]) -> Condition:
    """A prefix of a symbol is a range of the tag index, up to itself with the last character."""
    values = [bound for p in prefixes for bound in (p, p + "\U0010ffff")]
    tests = ["value >= ? AND value < ?"] * len(prefixes)
    return _tagged("ipc", "classifications", tests, values)


def _in_force(day: str, made_on: str) -> Condition:
    """In force on a day: granted by then, and not past the end of its term.

    Only the year of the end may be known (`expiry_year` of an application year plus the term):
    before that year it is in force, after it it is not, in it nobody can tell. A grant whose
    date is unknown had happened by the day the catalogue was made, and cannot have happened
    before the filing that the term counts from. What is shown as lapsed is not in force.
    """
    year = int(day[:4])
    grant = "CASE p.office WHEN 'CN' THEN p.grant_date END"
    # No term is longer than 20 years, so no filing is earlier than its end less 20 years.
    filed = "date(p.expiry_date, '-20 years', '+1 day'), (p.expiry_year - 20) || '-01-01', ''"
    begun = f"coalesce({grant}, CASE p.office WHEN 'CN' THEN p.filing_date END, {filed}) <= ?"
    within = (
        "CASE WHEN p.expiry_date IS NOT NULL THEN p.expiry_date >= ? ELSE p.expiry_year > ? END"
    )
    over = "CASE WHEN p.expiry_date IS NOT NULL THEN p.expiry_date < ? ELSE p.expiry_year < ? END"
    lapsed = "p.status IS 'lapsed'"
    return Condition(
        f"(coalesce({grant}, ?) <= ? AND {within} AND NOT {lapsed})",
        f"(NOT {lapsed} AND NOT coalesce({over}, 0) AND {begun}"
        f" AND NOT coalesce({within} AND coalesce({grant}, ?) <= ?, 0))",
        (made_on, day, day, year),
        (day, year, day, day, year, made_on, day),
    )


def _status(values: Sequence[str]) -> Condition:
    """One of these statuses; one that nobody can tell is left out unless it is asked for."""
    marks = ", ".join("?" * len(values))
    unknown = "0" if UNKNOWN in values else f"coalesce(p.status, '{UNKNOWN}') = '{UNKNOWN}'"
    return Condition(f"coalesce(p.status, '{UNKNOWN}') IN ({marks})", unknown, tuple(values))


def _offered(day: str) -> Condition:
    """Listed, and the offer has not ended; whether a candidate is offered is not known."""
    return Condition(
        "(p.listing IS 'listed' AND p.offer_until >= ?)",
        "(p.listing IS NOT 'listed' OR p.offer_until IS NULL)",
        (day,),
    )


def _application(words: Sequence[str]) -> Condition:
    return _tagged("application", "applications", ["value = ?"] * len(words), words)


_CONDITIONS: Mapping[str, Callable[[Any], Condition]] = {
    "domain": lambda words: _one_of("domain", words),
    "office": lambda codes: _one_of("office", codes),
    "listing": lambda words: _one_of("listing", words),
    "status": _status,
    "holder": lambda texts: _named("holder", texts, other="holder_zh"),
    "inventor": lambda texts: _named("inventors", texts, other="inventors_en"),
    "application": _application,
    "ipc": _ipc,
    "filed_after": lambda day: _of("filing_date", "p.filing_date >= ?", [day]),
    "filed_before": lambda day: _of("filing_date", "p.filing_date <= ?", [day]),
    "max_fee": lambda fen: _of("annual_fee_fen", "p.annual_fee_fen <= ?", [fen]),
    "offered_on": _offered,
}
"""What each filter asks of a record, but for `in_force_on`, which the catalogue's date decides."""


def conditions(filters: Filters, made_on: str) -> list[Condition]:
    """One condition for each filter that restricts; `made_on` is the catalogue's own date."""
    tests: dict[str, Callable[[Any], Condition]] = {
        **_CONDITIONS,
        "in_force_on": partial(_in_force, made_on=made_on),
    }
    return [
        make(filters[name])._replace(name=name) for name, make in tests.items() if name in filters
    ]


def where(found: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    """The condition that all of them pass, and its parameters; empty when nothing restricts."""
    sql = " AND ".join(c.passes for c in found)
    return sql, tuple(v for c in found for v in c.parameters)
