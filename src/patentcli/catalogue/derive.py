"""What a record's own numbers and dates say: derived, never guessed.

Office and kind code come from the number it stands under; the end of the term from the filing date
of a granted Chinese patent, or from the year in its application number. One function completes
every record, of the build and of imports.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from patentcli.catalogue.status import read_status
from patentcli.numbers import Number, lookup_keys, patent_type, read
from patentcli.numbers.errors import Malformed
from patentcli.rules import expiry
from patentcli.rules.bases import NO_FILING, NO_GRANT
from patentcli.rules.book import Rulebook

Applications = Sequence[Mapping[str, str | None]]


def complete(
    record: dict[str, Any],
    own: Number,
    book: Rulebook,
    *,
    granted: bool,
    application: Number | None = None,
) -> None:
    """Add what the numbers say of a flat record: id, office, kind code, grant, status, end of the
    term (three columns), and `keys`, its lookup keys with the closest role of each.

    `own` is the number that it stands under; `granted`: it is known to be a granted Chinese patent,
    by ZL or the date of the grant, should no publication say so. `application` is its Chinese one,
    where it was read already and there is no other.
    """
    record["id"] = own.canonical
    record["office"] = own.office or None
    record["kind_code"] = own.kind_code
    if record.get("chinese_grant") is None and own.office == "CN":
        is_publication = own.kind == "grant" or (own.kind == "publication" and granted)
        record["chinese_grant"] = own.canonical if is_publication else None
    if record.get("status") is None:
        record["status"] = read_status(record.get("legal_status_as_shown"))
    end = _term(record, own, book, granted)
    record["expiry_date"], record["expiry_year"], record["expiry_basis"] = end
    if application is None or record.get("family") or own.office != "CN" or not own.system:
        record["keys"] = keys_of(record)
    else:
        keys = dict.fromkeys(lookup_keys(own), "own")
        if application is not own:
            keys.update(dict.fromkeys(lookup_keys(application), "own"))
        record["keys"] = keys


def _term(
    record: Mapping[str, Any], own: Number, book: Rulebook, granted: bool
) -> tuple[str | None, int | None, str]:
    """The end of the term of the granted Chinese patent, with what it rests on."""
    grant = record.get("chinese_grant")
    if grant is None and not granted:
        return None, None, NO_GRANT
    chinese = own.office == "CN"
    application = expiry.chinese_application(
        record.get("chinese_applications") or (), chinese=chinese
    )
    filed = application["date"] if application else None
    if chinese:
        filed = filed or record.get("filing_date")
    number = application["number"] if application else None
    return _end(grant, None if grant else number or own.canonical, filed, number, book)


@lru_cache(maxsize=1 << 14)  # a list of a million patents has few filing dates
def _last(
    kind: str, filed: str | None, year: int | None, book: Rulebook
) -> tuple[str | None, int | None, str]:
    end = expiry.term_end(kind, filed, year, book)
    return end.date.isoformat() if end.date else None, end.year, end.basis


def _end(
    grant: str | None,
    number: str | None,
    filed: str | None,
    application: str | None,
    book: Rulebook,
) -> tuple[str | None, int | None, str]:
    kind = expiry.patent_type(grant) or patent_type(str(grant or number))
    if kind is None:
        return None, None, NO_FILING
    return _last(kind, filed, None if filed else expiry.application_year(application), book)


def numbers_of(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every number a record can be found by, with its role, the closest first."""
    yield str(record["id"]), "own"
    if record.get("publication_number") not in (None, record["id"]):
        yield str(record["publication_number"]), "own"
    applications: Applications = record.get("chinese_applications") or ()
    for application in applications:
        if application["role"] == "own" and application["number"] != record["id"]:
            yield str(application["number"]), "own"
    if record.get("chinese_grant") not in (None, record["id"]):
        yield str(record["chinese_grant"]), "grant"
    for application in applications:
        if application["role"] == "priority":
            yield str(application["number"]), "priority"
    for member in record.get("family") or ():
        yield str(member), "family"


def keys_of(record: Mapping[str, Any]) -> dict[str, str]:
    """The lookup keys of all numbers of a record, each with the closest role it has.

    A number that no system reads is a key as it is written.
    """
    found: dict[str, str] = {}
    for text, role in numbers_of(record):
        try:
            keys = lookup_keys(read(text))
        except Malformed:
            keys = (text,)
        for key in keys:
            found.setdefault(key, role)
    return found
