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
from patentcli.numbers.number import Malformed
from patentcli.rules import expiry
from patentcli.rules.bases import NO_FILING, NO_GRANT
from patentcli.rules.book import Rulebook

Applications = Sequence[Mapping[str, str | None]]


def complete(
    record: dict[str, Any], numbers: Sequence[Number], book: Rulebook, *, granted: bool
) -> None:
    """Add what the numbers say of a flat record: id, office, kind code, grant, status, end of the
    term (three columns), and `keys`, its lookup keys with the closest role of each.

    `numbers` are those that were read already, the first the one that it stands under; `granted`:
    it is known to be a granted Chinese patent, by ZL or the date of the grant, should no
    publication say so.
    """
    own = numbers[0]
    record["id"] = own.canonical
    record["office"] = own.office or None
    record["kind_code"] = own.kind_code
    grant = record.get("chinese_grant")
    if (
        grant is None
        and own.office == "CN"
        and (own.kind == "grant" or (own.kind == "publication" and granted))
    ):
        record["chinese_grant"] = grant = own.canonical
    if record.get("status") is None:
        record["status"] = read_status(record.get("legal_status_as_shown"))
    end = _term(record, own, book) if grant or granted else (None, None, NO_GRANT)
    record["expiry_date"], record["expiry_year"], record["expiry_basis"] = end
    record["keys"] = keys_of(record, {number.canonical: number for number in numbers})


def _term(
    record: Mapping[str, Any], own: Number, book: Rulebook
) -> tuple[str | None, int | None, str]:
    """The end of the term of the granted Chinese patent, with what it rests on."""
    grant = record.get("chinese_grant")
    chinese = own.office == "CN"
    application = expiry.chinese_application(
        record.get("chinese_applications") or (), chinese=chinese
    )
    filed = application["date"] if application else None
    if chinese:
        filed = filed or record.get("filing_date")
    number = application["number"] if application else None
    kind = expiry.patent_type(grant) or patent_type(grant or number or own.canonical)
    if kind is None:
        return None, None, NO_FILING
    return _last(kind, filed, None if filed else expiry.application_year(number), book)


@lru_cache(maxsize=1 << 14)  # a list of a million patents has few filing dates
def _last(
    kind: str, filed: str | None, year: int | None, book: Rulebook
) -> tuple[str | None, int | None, str]:
    end = expiry.term_end(kind, filed, year, book)
    return end.date.isoformat() if end.date else None, end.year, end.basis


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


def keys_of(record: Mapping[str, Any], known: Mapping[str, Number] | None = None) -> dict[str, str]:
    """The lookup keys of all numbers of a record, each with the closest role it has.

    A number that no system reads is a key as it is written. `known`: numbers that were read
    already, by their canonical spelling.
    """
    found: dict[str, str] = {}
    for text, role in numbers_of(record):
        try:
            number = known[text] if known and text in known else read(text)
            keys = lookup_keys(number) if number.system else (text,)
        except Malformed:
            keys = (text,)
        for key in keys:
            found.setdefault(key, role)
    return found
