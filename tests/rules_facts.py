"""Facts for the tests of verdicts: patents as the catalogue gives them, and shorthands."""

from datetime import date
from typing import Any

from patentcli.amounts import parse_amount
from patentcli.named_patents import id_number
from patentcli.numbers.number import Number
from patentcli.rules.expiry import FROM_DATE, FROM_YEAR
from patentcli.rules.facts import Company, Facts, PatentFacts
from records import bare

DAY = date(2026, 11, 22)


def number(canonical: str, kind: str = "grant") -> Number:
    return id_number(canonical, canonical[:2])._replace(kind=kind)


CANDIDATE: dict[str, Any] = {
    **dict.fromkeys(("id", "publication_number", "chinese_grant"), "CN114694123B"),
    "office": "CN",
    "kind_code": "B",
    "chinese_applications": [{"number": "CN202210599282.6", "date": None, "role": "own"}],
    "expiry": {"date": None, "year": 2042, "basis": FROM_YEAR},
    "sources": ["https://patents.google.com/patent/CN114694123B/en"],
}
"""A granted Chinese one, of which only the year of filing is known."""
AMERICAN: dict[str, Any] = {
    **dict.fromkeys(("id", "publication_number"), "US10068018B2"),
    "office": "US",
    "kind_code": "B2",
    "chinese_applications": [
        {"number": "CN201510567452.2", "date": "2015-09-08", "role": "priority"}
    ],
    "sources": ["https://patents.google.com/patent/US20170069077A1/en"],
}
"""One known by its United States grant, with one Chinese application."""


def record(known: dict[str, Any] = CANDIDATE, **changes: Any) -> dict[str, Any]:
    """The candidate with some fields changed, of `expiry` some members."""
    found = bare(**known)
    return found | changes | {"expiry": found["expiry"] | changes.get("expiry", {})}


def us_record(**changes: Any) -> dict[str, Any]:
    """The United States candidate with some fields changed."""
    return record(AMERICAN, **changes)


def until(day: str) -> dict[str, Any]:
    return {"date": day, "year": None, "basis": FROM_DATE}


def patent(fields: dict[str, Any] | None, *, official: bool = False, **given: Any) -> PatentFacts:
    """Facts of a patent in the catalogue; `given` is the number where it is another one."""
    read = given.get("number") or number(fields["id"] if fields else "CN999999999B")
    return PatentFacts(read, fields or {}, "bundled", official)


def company(**said: Any) -> Company:
    """A company; amounts as users write them."""
    money = {name: parse_amount(said[name]) for name in ("revenue", "assets") if name in said}
    return Company(**said | money)


def facts(fee: str | None = None, *, as_of: date = DAY, **said: Any) -> Facts:
    """Facts with the fee as users write it."""
    return Facts(as_of=as_of, fee=None if fee is None else parse_amount(fee, "--fee"), **said)
