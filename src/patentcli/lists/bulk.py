"""Completing the records of some hundred rows at once: what `record.complete` does, quicker.

Nearly every row of a list names one Chinese patent by its application or publication number of
nine digits, and nothing of its family. Such rows are completed here, column by column; all others
go through `record.complete`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from patentcli.catalogue.status import read_status
from patentcli.lists.filled import APPLICATION, Key
from patentcli.lists.record import GRANTED, complete, term
from patentcli.numbers import Number, cn_application, cn_publication
from patentcli.rules.bases import NO_GRANT
from patentcli.rules.book import Rulebook

# What is made of the numbers and days of a row.
MADE = (
    *("id", "publication_number", "office", "kind_code", "chinese_applications", "chinese_grant"),
    *("expiry_date", "expiry_year", "expiry_basis"),
)
# Columns that say more of a row's applications and family than its own numbers do.
_TELLING = frozenset(("chinese_applications", "chinese_grant", "family"))
_UNKNOWN: tuple[Any, ...] = (None,) * len(MADE)
_NO_TERM: tuple[str | None, int | None, str] = (None, None, NO_GRANT)
_UNTIL_GRANT = ("application", "publication")  # kinds of numbers that leave open if it came


def complete_all(
    parts: Mapping[str, Sequence[Any]],
    applications: Sequence[Number | None],
    publications: Sequence[Number | None],
    book: Rulebook,
    listing: str,
) -> tuple[dict[str, Sequence[Any]], list[int], list[Key], list[int]]:
    """What `Filled` holds besides places, and the positions of rows that are no records.

    `parts` are the columns that the list has, `applications` and `publications` each row's own
    numbers, `listing` what rows are that do not say it.
    """
    blank = [None] * len(applications)
    filed, granted = parts.get("filing_date", blank), parts.get("grant_date", blank)
    made = [_UNKNOWN] * len(applications)
    if _TELLING.isdisjoint(parts):
        titles = parts.get("title", blank), parts.get("title_zh", blank)
        rows: Iterable[tuple[Any, ...]]
        rows = zip(applications, publications, filed, granted, *titles, strict=True)
        made = [_completed(book, *row) for row in rows]
    odd = [at for at, row in enumerate(made) if row is _UNKNOWN]
    columns = {**dict(zip(MADE, map(list, zip(*made, strict=True)), strict=True)), **parts}
    for name in ("title", "title_zh", "filing_date", "grant_date"):
        columns.setdefault(name, blank)
    columns["listing"] = [said or listing for said in parts.get("listing", blank)]
    shown = parts.get("legal_status_as_shown", blank)
    said = parts.get("status", blank)
    columns["status"] = [a or read_status(b) for a, b in zip(said, shown, strict=True)]
    keys: list[Key] = []
    refused = []
    if odd:
        for name in _TELLING.intersection(parts, MADE):
            columns[name] = list(parts[name])
    for at in odd:
        record = {name: column[at] for name, column in columns.items()}
        if complete(record, applications[at], publications[at], book, listing):
            for name in MADE:
                columns[name][at] = record[name]  # type: ignore[index] # lists
            keys += [(key, at, role) for key, role in record["keys"].items()]
        else:
            refused.append(at)
    return columns, odd, keys, refused


def _completed(
    book: Rulebook,
    application: Number | None,
    publication: Number | None,
    filed: str | None,
    granted: str | None,
    title: str | None,
    title_zh: str | None,
) -> tuple[Any, ...]:
    """What is MADE of a plain row; _UNKNOWN for any other."""
    own = publication or application
    if (
        own is None
        or (title is None and title_zh is None)
        or (filed and granted and granted < filed)
        or (publication is not None and not cn_publication.has_nine_digits(publication))
        or (application is not None and len(application.canonical) < APPLICATION)
    ):
        return _UNKNOWN
    number = own.canonical
    applications = year = None
    digit = number[2]
    if application is not None:
        named = application.canonical
        applications = [{"number": named, "date": filed, "role": "own"}]
        year, digit = application.year, named[6]
    grant, end = None, _NO_TERM
    if (
        own.kind in GRANTED
        or (application is not None and application.kind in GRANTED)
        or (granted and own.kind in _UNTIL_GRANT)
    ):
        grant = number
        end = term(cn_application.TYPES[digit], filed, None if filed else year, book)
    published = number if publication else None
    return number, published, "CN", own.kind_code, applications, grant, *end
