"""The filters of `list`, `search` and `report` as one SQL condition: either value of a repeated
filter, all of different ones. A record for which the value is unknown does not pass."""

from collections.abc import Mapping, Sequence
from json import dumps
from typing import Any, NamedTuple

from patentcli.search.text import normalise, phrase, tokens

Filters = Mapping[str, Sequence[Any]]
"""The values asked for, by filter: texts, ISO dates, or fen."""
Values = Mapping[str, object]  # the parameters of a statement, by name


class Condition(NamedTuple):
    """A filter as a test on `patent AS p`."""

    name: str
    test: str  # SQL: NULL where a value that it asks for is unknown
    values: Values  # its parameters


# The columns of names, the second one for their other language.
_NAMES = {"holder": ("holder", "holder_zh"), "inventor": ("inventors", "inventors_en")}
# The index finds what only folding makes equal: traditional characters, accents.
_NAMED = (
    "CASE WHEN coalesce(p.{1}, p.{2}) IS NOT NULL THEN"
    " EXISTS (SELECT 1 FROM json_each(:{0}) AS asked WHERE p.{1} LIKE asked.value ESCAPE '\\'"
    " OR p.{2} LIKE asked.value ESCAPE '\\') OR p.n IN"
    " (SELECT rowid FROM search_index WHERE search_index MATCH :{0}_folded) END"
)
_AMONG = "{} IN (SELECT value FROM json_each(:{}))"
# In force on a day: granted by then, and not past the end of its term. Where only the year of the
# end is known, nobody can tell in that year. A grant whose date is unknown had happened by the day
# the catalogue was made, and cannot have happened before the filing that the term counts from: no
# term is longer than 20 years. What is shown as lapsed is not in force.
_IN_FORCE = (
    "p.status IS NOT 'lapsed'"
    " AND EXISTS (SELECT 1 FROM json_each(:in_force_on) AS asked WHERE asked.value"
    " BETWEEN coalesce(CASE p.office WHEN 'CN' THEN p.grant_date END, {})"
    " AND coalesce(p.expiry_date, p.expiry_year || '{}', '{}'))"
)
_FILED = (
    "CASE p.office WHEN 'CN' THEN p.filing_date END, date(p.expiry_date, '-20 years', '+1 day'),"
    " (p.expiry_year - 20) || '-01-01', ''"
)
_TESTS: Mapping[str, str] = {
    **{name: _AMONG.format(f"p.{name}", name) for name in ("domain", "office", "listing")},
    # One that nobody can tell passes if it is asked for.
    "status": _AMONG.format("coalesce(p.status, 'unknown')", "status")
    + " OR CASE WHEN coalesce(p.status, 'unknown') = 'unknown' THEN NULL ELSE 0 END",
    **{name: _NAMED.format(name, *columns) for name, columns in _NAMES.items()},
    "application": "CASE WHEN p.applications IS NOT NULL THEN p.n IN (SELECT n FROM tag WHERE"
    f" kind = 'application' AND {_AMONG.format('value', 'application')}) END",
    # A prefix of a symbol is a range of tags, up to itself with the last character.
    "ipc": "CASE WHEN p.classifications IS NOT NULL THEN p.n IN (SELECT tag.n"
    " FROM json_each(:ipc) AS asked CROSS JOIN tag ON tag.kind = 'ipc'"
    " AND tag.value >= asked.value AND tag.value < asked.value || char(0x10ffff)) END",
    # Of several bounds the widest.
    "filed_after": "p.filing_date >= (SELECT min(value) FROM json_each(:filed_after))",
    "filed_before": "p.filing_date <= (SELECT max(value) FROM json_each(:filed_before))",
    "max_fee": "p.annual_fee_fen <= (SELECT max(value) FROM json_each(:max_fee))",
    "in_force_on": f"CASE WHEN {_IN_FORCE.format(':made_on', '', '')} THEN 1"
    f" WHEN NOT ({_IN_FORCE.format(_FILED, '-12-31', '9')}) THEN 0 END",
    # Whether a candidate is offered is not known.
    "offered_on": "CASE p.listing WHEN 'listed' THEN p.offer_until >="
    " (SELECT min(value) FROM json_each(:offered_on)) END",
}
"""What each filter asks of a record, its values as a list in JSON."""


def conditions(filters: Filters, made_on: str) -> list[Condition]:
    """The condition of each filter given; `made_on` is the catalogue's own date."""
    return [
        Condition(name, test, {**_values(name, filters[name]), "made_on": made_on})
        for name, test in _TESTS.items()
        if name in filters
    ]


def _values(name: str, asked: Sequence[Any]) -> Values:
    if name not in _NAMES:
        return {name: dumps(asked)}
    folded = [normalise(text) for text in asked if not text.isascii()]
    phrases = [phrase(text) for text in folded if " ".join(tokens(text)) == text]
    found = " OR ".join(phrases) or '""'  # which no record has
    escaped = [text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for text in asked]
    return {
        name: dumps([f"%{text}%" for text in escaped]),
        f"{name}_folded": f"{{{_NAMES[name][0]}}} : ({found})",
    }


def where(found: Sequence[Condition]) -> tuple[str, Values]:
    """The condition that all pass, and its parameters; empty where there are none."""
    values = {name: value for condition in found for name, value in condition.values.items()}
    return " AND ".join(f"({condition.test})" for condition in found), values
