"""What a record's own numbers and dates say: derived, never guessed.

Office and kind code come from the publication number; the end of the term from the filing
date of a granted Chinese patent, or from the year in its application number.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from patentcli.numbers import Number, lookup_keys, read
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import Expiry, chinese_application, expiry

Applications = Sequence[Mapping[str, str | None]]


def term(record: Mapping[str, Any], number: Number | None, book: Rulebook) -> Expiry:
    """The end of the term of the granted Chinese patent, with what it rests on."""
    chinese = number is not None and number.office == "CN"
    application = chinese_application(record.get("chinese_applications") or [], chinese=chinese)
    filed = application["date"] if application else None
    if chinese:
        filed = filed or record.get("filing_date")
    return expiry(
        grant=record.get("chinese_grant"),
        filed=filed,
        application=application["number"] if application else None,
        book=book,
    )


def numbers_of(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every number a record can be found by, with its role: own, grant, priority or family."""
    if record.get("publication_number"):
        yield str(record["publication_number"]), "own"
    if record.get("chinese_grant"):
        yield str(record["chinese_grant"]), "grant"
    applications: Applications = record.get("chinese_applications") or []
    for application in applications:
        yield str(application["number"]), str(application["role"])
    for member in record.get("family") or []:
        yield str(member), "family"


def keys_of(record: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The lookup keys of all numbers of a record, each with the closest role it has."""
    return {(key, role) for text, role in numbers_of(record) for key in lookup_keys(read(text))}
