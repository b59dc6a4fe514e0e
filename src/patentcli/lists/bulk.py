"""Completing the records of some hundred rows at once: what `record.complete` does, quicker.

Nearly every row of a list names one Chinese patent by its application or publication number of
nine digits, and nothing of its family. Such rows are completed here, column by column; all others
go through `record.complete`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from patentcli.lists.filled import APPLICATION, Key
from patentcli.lists.record import GRANTED, complete, term
from patentcli.numbers import Number, cn_application, cn_publication
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import NO_GRANT

# What is made of the numbers and days of a row.
MADE = (
    *("id", "publication_number", "office", "kind_code", "chinese_applications", "chinese_grant"),
    *("expiry_date", "expiry_year", "expiry_basis"),
)
# Columns that say more of a row's applications and family than its own numbers do.
_TELLING = frozenset(("chinese_applications", "chinese_grant", "family"))
_UNKNOWN: tuple[Any, ...] = (None,) * len(MADE)
_NO_TERM = (None, None, NO_GRANT)
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
    made: list[tuple[Any, ...]] = []
    odd = list(range(len(applications)))
    if _TELLING.isdisjoint(parts):
        odd = _complete_plain(
            zip(
                applications,
                publications,
                filed,
                granted,
                parts.get("title", blank),
                parts.get("title_zh", blank),
                strict=True,
            ),
            book,
            made,
        )
    else:
        made = [_UNKNOWN] * len(applications)
    columns = {**dict(zip(MADE, map(list, zip(*made, strict=True)), strict=True)), **parts}
    for name in ("title", "title_zh", "filing_date", "grant_date"):
        columns.setdefault(name, blank)
    columns["listing"] = [said or listing for said in parts.get("listing", blank)]
    keys: list[Key] = []
    refused = []
    if odd:
        for name in _TELLING.intersection(parts, MADE):
            columns[name] = list(parts[name])
    for at in odd:
        record = {name: column[at] for name, column in columns.items()}
        if complete(record, applications[at], publications[at], book, listing):
            for name in MADE:
                columns[name][at] = record[name]  # type: ignore[index] # these are lists
            keys += [(key, at, role) for key, role in record["keys"].items()]
        else:
            refused.append(at)
    return columns, odd, keys, refused


def _complete_plain(rows: Any, book: Rulebook, made: list[tuple[Any, ...]]) -> list[int]:
    """Put what is MADE of each plain row to `made`; the positions of the others."""
    odd = []
    for at, (application, publication, filed, granted, title, title_zh) in enumerate(rows):
        own = publication or application
        if (
            own is None
            or (title is None and title_zh is None)
            or (filed and granted and granted < filed)
            or (publication is not None and not cn_publication.has_nine_digits(publication))
        ):
            made.append(_UNKNOWN)
            odd.append(at)
            continue
        number = own.canonical
        applications = None
        year = None
        if application is not None:
            named = application.canonical
            if len(named) < APPLICATION:
                made.append(_UNKNOWN)
                odd.append(at)
                continue
            applications = [{"number": named, "date": filed, "role": "own"}]
            year = application.year
            digit = named[6]
        else:
            digit = number[2]
        if (
            own.kind in GRANTED
            or (application is not None and application.kind in GRANTED)
            or (granted and own.kind in _UNTIL_GRANT)
        ):
            end = term(cn_application.TYPES[digit], filed, None if filed else year, book)
            grant = number
        else:
            end, grant = _NO_TERM, None
        made.append(
            (
                number,
                number if publication else None,
                "CN",
                own.kind_code,
                applications,
                grant,
                *end,
            )
        )
    return odd
