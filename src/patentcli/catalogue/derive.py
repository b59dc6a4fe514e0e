"""What a record's own numbers and dates say: derived, never guessed.

Office and kind code come from the number it stands under; the end of the term from the filing date
of a granted Chinese patent, or from the year in its application number. One function completes
every record, of the build and of imports.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from patentcli.catalogue.status import read_status
from patentcli.numbers import Number, patent_type, read
from patentcli.numbers.number import Malformed
from patentcli.rules import expiry
from patentcli.rules.book import Rulebook

Applications = Sequence[Mapping[str, str | None]]


def complete(
    record: dict[str, Any], numbers: Sequence[Number], book: Rulebook, *, granted: bool
) -> None:
    """Add what the numbers say of a flat record: id, office, kind code, grant, status, end of the
    term (three columns), and `keys`, its lookup keys with the closest role of each.

    `numbers` are those that were read already, the first the one that it stands under; `granted`:
    it is known to be a granted Chinese patent, by ZL or the date of the grant, should no
    publication say so. A foreign document has a term in China by the known `chinese_grant` alone.
    """
    own, grant = numbers[0], record["chinese_grant"]
    record["id"] = own.canonical
    record["office"] = own.office or None
    record["kind_code"] = own.kind_code
    is_grant = own.kind == "grant" or (own.kind == "publication" and granted)
    if grant is None and is_grant and own.office == "CN":
        record["chinese_grant"] = grant = own.canonical
    if record["status"] is None:
        record["status"] = read_status(record["legal_status_as_shown"])
    known = {number.canonical: number for number in numbers}
    end: expiry.Expiry = (None, None, expiry.NO_GRANT)
    if grant or (granted and own.office == "CN"):
        applications = record["chinese_applications"]
        told = grant or (applications[0]["number"] if applications else own.canonical)
        kind = patent_type(known.get(told) or told)
        end = None, None, expiry.NO_FILING
        if kind:
            end = expiry.term_end(kind, expiry.filing(record), book)
    record["expiry_date"], record["expiry_year"], basis = end
    record["expiry_basis"] = expiry.BASES.index(basis)
    record["keys"] = keys_of(record, known)


def keys_of(record: Mapping[str, Any], known: Mapping[str, Number] = {}) -> dict[str, str]:
    """The lookup keys of all numbers of a record, each with the closest role it has.

    A number that no system reads is a key as it is written. `known`: numbers that were read
    already, by their canonical spelling.
    """
    applications: Applications = record.get("chinese_applications") or ()
    roles: dict[Any, str] = {record["id"]: "own", record.get("publication_number"): "own"}
    for one in applications:
        if one["role"] == "own":
            roles[one["number"]] = "own"
    roles.setdefault(record.get("chinese_grant"), "grant")
    for one in applications:
        roles.setdefault(one["number"], "priority")
    for member in record.get("family") or ():
        roles.setdefault(member, "family")
    roles.pop(None, None)
    found: dict[str, str] = {}
    for text, role in roles.items():
        try:
            keys = (known.get(text) or read(text)).keys
        except Malformed:
            keys = (text,)
        for key in keys:
            found.setdefault(key, role)
    return found
