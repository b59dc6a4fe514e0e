"""A row's parts put together: the flat record as the columns of a catalogue hold it."""

from functools import lru_cache
from typing import Any

from patentcli.lists.numbers import APPLICATION
from patentcli.numbers import Number, cn_application, lookup_keys, patent_type, read
from patentcli.rules.bases import NO_FILING, NO_GRANT
from patentcli.rules.book import Rulebook
from patentcli.rules.expiry import term_end

GRANTED = ("grant", "patent")  # kinds of numbers that only granted patents have


def complete(
    record: dict[str, Any],
    application: Number | None,
    publication: Number | None,
    book: Rulebook,
    listing: str,
) -> bool:
    """Add what the numbers say: id, office, kind code, grant, end of term, and lookup keys.

    False for a row without number or title, or whose days cannot both be right. `keys` are the
    lookup keys of all numbers, each with the closest role that it has.
    """
    if record["title"] is None and record["title_zh"] is None:
        return False
    filed, granted = record["filing_date"], record["grant_date"]
    if filed and granted and granted < filed:
        return False
    own = publication or application
    if own is None:
        return False
    record["id"] = own.canonical
    record["publication_number"] = (
        publication.canonical if publication and publication.kind != "application" else None
    )
    record["office"] = own.office
    record["kind_code"] = own.kind_code
    if record["listing"] is None:
        record["listing"] = listing
    chinese = own.office == "CN"
    keys = dict.fromkeys(_keys(own), "own")
    if application is not None:
        role = "own" if chinese else "priority"
        _add_application(record, application.canonical, role, filed if chinese else None)
        for key in _keys(application):
            keys.setdefault(key, role)
    if chinese:
        _own_grant(record, own, application, granted, filed, book)
    else:
        _family_grant(record, book)
    if len(record["chinese_applications"] or ()) > (application is not None) or (
        record.get("family") or record["chinese_grant"] not in (None, own.canonical)
    ):
        _add_other_keys(record, keys)
    record["keys"] = keys
    return True


def _keys(number: Number) -> tuple[str, ...]:
    """The lookup keys; those of Chinese applications without asking the whole way round."""
    if number.system == APPLICATION:
        return cn_application.lookup_keys(number)
    return lookup_keys(number)


def _add_application(record: dict[str, Any], number: str, role: str, filed: str | None) -> None:
    """Put the own application first among those that the row names, unless it is there."""
    others = record["chinese_applications"]
    if others is None:
        record["chinese_applications"] = [{"number": number, "date": filed, "role": role}]
    elif all(other["number"] != number for other in others):
        one = {"number": number, "date": filed, "role": role}
        record["chinese_applications"] = [one, *others]


def _own_grant(
    record: dict[str, Any],
    own: Number,
    application: Number | None,
    granted: str | None,
    filed: str | None,
    book: Rulebook,
) -> None:
    """A Chinese patent's own grant, known by its publication, by ZL, or by the day of it.

    A bare application number, or the number of a published application, tells of no grant.
    """
    applications = record["chinese_applications"]
    given = record["chinese_grant"]
    if given is None:
        record["chinese_grant"] = given = _known_grant(own, application, granted)
    if given is None:
        end: tuple[str | None, int | None, str] = (None, None, NO_GRANT)
    else:
        if applications and (application is None or len(applications) > 1):
            mine = [a for a in applications if a["role"] == "own"]
            application = read(mine[0]["number"]) if len(mine) == 1 else None
            filed = (mine[0]["date"] if len(mine) == 1 else None) or filed
        year = application.year if application is not None else None
        end = term(patent_type(application or own), filed, None if filed else year, book)
    record["expiry_date"], record["expiry_year"], record["expiry_basis"] = end


def _known_grant(own: Number, application: Number | None, granted: str | None) -> str | None:
    if own.kind in GRANTED:
        return own.canonical
    if application is not None and application.kind in GRANTED:
        return application.canonical
    if granted is not None and own.kind in ("application", "publication"):
        return own.canonical
    return None


@lru_cache(maxsize=1 << 16)  # a list of a million patents has few filing dates
def term(
    kind: str | None, filed: str | None, year: int | None, book: Rulebook
) -> tuple[str | None, int | None, str]:
    """`expiry.term_end` as three columns, for a type of patent that may be unknown."""
    if kind is None:
        return None, None, NO_FILING
    end = term_end(kind, filed, year, book)
    return end.date.isoformat() if end.date else None, end.year, end.basis


def _family_grant(record: dict[str, Any], book: Rulebook) -> None:
    """A foreign record's end of term: that of the Chinese grant of its family, where certain."""
    applications: list[dict[str, Any]] = record["chinese_applications"] or []
    grant = record["chinese_grant"]
    if grant is None:
        end: tuple[str | None, int | None, str] = (None, None, NO_GRANT)
    elif len(applications) == 1:
        (only,) = applications
        year = None if only["date"] else read(only["number"]).year
        end = term(patent_type(grant), only["date"], year, book)
    else:
        end = (None, None, NO_FILING)
    record["expiry_date"], record["expiry_year"], record["expiry_basis"] = end


def _add_other_keys(record: dict[str, Any], keys: dict[str, str]) -> None:
    """The keys of the family: grant, other applications, members; the closest role counts."""
    others = [(record["chinese_grant"], "grant")]
    others += sorted(
        ((a["number"], a["role"]) for a in record["chinese_applications"] or ()),
        key=lambda pair: pair[1],
    )
    others += [(member, "family") for member in record.get("family") or ()]
    for text, role in others:
        if text is not None:
            for key in lookup_keys(read(text)):
                keys.setdefault(key, role)
