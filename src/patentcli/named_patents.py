"""The patents that a verdict is asked about: from words to what is known of each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.lookup import Hit, find
from patentcli.catalogue.opening import Catalogue
from patentcli.catalogue.query import patents_at
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.numbers import read
from patentcli.numbers.number import Malformed
from patentcli.rules.facts import PatentFacts
from patentcli.standard_input import expand_dash

if TYPE_CHECKING:
    from patentcli.rules.facts import NumberLike


RULED = (
    "id", "publication_number", "office", "kind_code", "title", "title_zh",
    "chinese_applications", "chinese_grant", "filing_date", "grant_date", "expiry",
    "legal_status_as_shown", "status", "listing", "licence_kind", "annual_fee_yuan",
    "one_off_fee_yuan", "offer_until", "sources",
)  # fmt: skip
"""What the rules need of a record."""


class Id(NamedTuple):
    """The number of a record that was found otherwise than by it."""

    canonical: str
    office: str
    kind: str = "publication"
    warning: str | None = None


def named_patents(call: Call, words: Sequence[str]) -> Iterator[PatentFacts]:
    """The facts of each patent named, in order; `-` stands for the lines of standard input."""
    for word in expand_dash(words, call.env):
        hits = closest_hits(call.catalogue, word)
        number = _number(word, hits, "--patent")
        _say_how_found(call, word, hits)
        yield from _facts(call.catalogue, number, hits)


def patents_of(catalogue: Catalogue, word: str, where: str) -> list[PatentFacts]:
    """What the rules need of all patents that a word leads to; UsageProblem for a malformed one."""
    hits = closest_hits(catalogue, word)
    return list(_facts(catalogue, _number(word, hits, where), hits, RULED))


def facts_of(catalogue: Catalogue, record: Mapping[str, Any]) -> PatentFacts:
    """What is known of a record of the catalogue."""
    return _about(catalogue, Id(record["id"], record["office"] or ""), record)


def closest_hits(catalogue: Catalogue, word: str) -> list[Hit]:
    """The records that a number leads to most closely; none for one that is not there."""
    hits = find(catalogue.connection, word)
    return [hit for hit in hits if hit.role == hits[0].role]


def _number(word: str, hits: Sequence[Hit], where: str) -> "NumberLike":
    """The number that a word is: one that no system reads must be the id of a record."""
    try:
        return read(word)
    except Malformed as problem:
        if hits:
            return Id(word.strip(), "")
        raise UsageProblem(str(problem), where=where) from None


def _facts(
    catalogue: Catalogue,
    number: "NumberLike",
    hits: Sequence[Hit],
    fields: tuple[str, ...] = FIELDS,
) -> Iterator[PatentFacts]:
    if not hits:
        yield _about(catalogue, number, None)
        return
    for record in patents_at(catalogue.connection, fields, [hit.n for hit in hits]):
        yield _about(catalogue, number, record)


def _about(
    catalogue: Catalogue, number: "NumberLike", record: Mapping[str, Any] | None
) -> PatentFacts:
    meta = catalogue.meta
    about = (catalogue.name, catalogue.is_official)
    issue = (meta.get("source") or "", meta["edition"])
    confirmed = record and _confirmed(catalogue, record)
    return PatentFacts(number, record, *about, *(confirmed or issue))


def _confirmed(
    catalogue: Catalogue, record: Mapping[str, object]
) -> tuple[str, str] | tuple[str, str, tuple[str, str]] | None:
    """The list that confirmed a candidate and its issue; one that dropped it says since when."""
    overlay, key = catalogue.overlay, str(record["id"])
    if overlay is None:
        return None
    if one := overlay.confirmed().get(key):
        return one.name, one.issue
    if one := overlay.dropped().get(key):
        return one.name, one.issue, (one.dropped[key], one.issue)
    return None


def _say_how_found(call: Call, word: str, hits: Sequence[Hit]) -> None:
    if len(hits) > 1:
        message = _("{word} leads to {count} patents; all are taken")
        call.env.say(message.format(word=word, count=len(hits)))
    elif hits and hits[0].role in ("priority", "family"):
        message = _("{word} is not the patent's own number but one of its family or priority")
        call.env.say(message.format(word=word))
