"""The filters of `list`, `search` and `report` as one SQL condition.

Repeating a filter means either value, different filters mean all of them. A record
for which the value is unknown does not pass; `unknown` is the condition under which
that, and nothing else, kept a record out.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

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


class Filters(NamedTuple):
    """The values asked for; an empty one does not restrict. Dates are ISO texts, money fen."""

    domain: Sequence[str] = ()
    application: Sequence[str] = ()
    holder: Sequence[str] = ()
    inventor: Sequence[str] = ()
    ipc: Sequence[str] = ()
    office: Sequence[str] = ()
    listing: Sequence[str] = ()
    filed_after: str | None = None
    filed_before: str | None = None
    max_fee_fen: int | None = None
    in_force_on: str | None = None


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _of(column: str, passes: str, values: Sequence[object]) -> Condition:
    """A test of one column, whose null is what is unknown."""
    return Condition(passes, f"p.{column} IS NULL", tuple(values), column=column)


def _one_of(column: str, values: Sequence[str]) -> Condition:
    marks = ", ".join("?" * len(values))
    return _of(column, f"p.{column} IN ({marks})", values)


def _has_holder(values: Sequence[str]) -> Condition:
    """A holder with a text in its name, in either language."""
    likes = tuple(_like(v) for v in values for _name in ("holder", "holder_zh"))
    test = "coalesce(p.holder LIKE ? ESCAPE '\\', 0) OR coalesce(p.holder_zh LIKE ? ESCAPE '\\', 0)"
    return Condition(
        f"({' OR '.join([test] * len(values))})",
        "(p.holder IS NULL AND p.holder_zh IS NULL)",
        likes,
    )


def _has_inventor(values: Sequence[str]) -> Condition:
    """A name that contains a text: `inventors` is JSON, whose own signs are no part of a name."""
    inside = "EXISTS (SELECT 1 FROM json_each(p.inventors) WHERE value LIKE ? ESCAPE '\\')"
    tests = [
        inside if any(sign in v for sign in '[],"\\') else "p.inventors LIKE ? ESCAPE '\\'"
        for v in values
    ]
    chosen = f"({' OR '.join(tests)})"
    return _of("inventors", chosen, [_like(v) for v in values])


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
    before the filing that the term counts from.
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
    return Condition(
        f"(coalesce({grant}, ?) <= ? AND {within})",
        f"(NOT coalesce({over}, 0) AND {begun}"
        f" AND NOT coalesce({within} AND coalesce({grant}, ?) <= ?, 0))",
        (made_on, day, day, year),
        (day, year, day, day, year, made_on, day),
    )


def conditions(filters: Filters, made_on: str) -> list[Condition]:
    """One condition for each filter that restricts; `made_on` is the catalogue's own date."""
    found: list[Condition] = []
    for column in ("domain", "office", "listing"):
        values = getattr(filters, column)
        if values:
            found.append(_one_of(column, values))
    if filters.holder:
        found.append(_has_holder(filters.holder))
    if filters.inventor:
        found.append(_has_inventor(filters.inventor))
    if filters.application:
        tests = ["value = ?"] * len(filters.application)
        found.append(_tagged("application", "applications", tests, filters.application))
    if filters.ipc:
        found.append(_ipc(filters.ipc))
    if filters.filed_after:
        found.append(_of("filing_date", "p.filing_date >= ?", [filters.filed_after]))
    if filters.filed_before:
        found.append(_of("filing_date", "p.filing_date <= ?", [filters.filed_before]))
    if filters.max_fee_fen is not None:
        found.append(_of("annual_fee_fen", "p.annual_fee_fen <= ?", [filters.max_fee_fen]))
    if filters.in_force_on:
        found.append(_in_force(filters.in_force_on, made_on))
    return found


def where(found: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    """The condition that all of them pass, and its parameters; empty when nothing restricts."""
    sql = " AND ".join(c.passes for c in found)
    return sql, tuple(v for c in found for v in c.parameters)


def describe(filters: Filters) -> Mapping[str, object]:
    """The filters that restrict, by name: for titles and reports."""
    return {name: value for name, value in filters._asdict().items() if value not in ((), [], None)}
