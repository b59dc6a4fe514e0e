"""The patents that a verdict is asked about: from words to what is known of each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from patentcli.arguments import expand_dash
from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.opening import Catalogue
from patentcli.catalogue.query import find, patents_at
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.numbers import read
from patentcli.numbers.number import Malformed, Number
from patentcli.rules.facts import PatentFacts


def id_number(id_: str, office: str = "") -> Number:
    """The id of a record that was found otherwise than by a number."""
    return Number(id_, "", "publication", office, id_, (id_,))


def named_patents(call: Call) -> Iterator[PatentFacts]:
    """The facts of each patent that `--patent` names, in order; all are sound before the first."""
    words = [*expand_dash(call.many("patent"), call.env)]
    for word in words:
        _read(call.catalogue, word, "--patent")
    for word in words:
        yield from patents_of(call.catalogue, word, "--patent", call.env.say)


def patents_of(
    catalogue: Catalogue, word: str, where: str, say: Callable[[str], None] | None = None
) -> list[PatentFacts]:
    """The facts of all patents that a word leads to most closely; UsageProblem for a malformed one.
    `say` is told where the word is not the own number of a single patent."""
    found = find(catalogue.connection, word)
    closest = next(iter(found.values()), "")
    hits = {n: role for n, role in found.items() if role == closest}
    number = _read(catalogue, word, where)
    if say and (said := remark(word, hits)):
        say(said)
    records = patents_at(catalogue.connection, FIELDS, list(hits))
    return [facts_of(catalogue, record, number) for record in (records if hits else [{}])]


def _read(catalogue: Catalogue, word: str, where: str) -> Number:
    """The number; one that no system reads must be the id of a record."""
    try:
        return read(word)
    except Malformed as problem:
        if not find(catalogue.connection, word):
            raise UsageProblem(str(problem), where=where) from None
        return id_number(word.strip())


def remark(word: str, hits: Mapping[int, str]) -> str:
    """What to say where a word is not the own number of a single patent; else empty."""
    if len(hits) > 1:
        return _("{word} leads to {count} patents, all included", word=word, count=len(hits))
    if {"priority", "family"}.isdisjoint(hits.values()):
        return ""
    return _("{word} is not the patent's own number but one of its family or priority", word=word)


def facts_of(
    catalogue: Catalogue, record: Mapping[str, Any], number: Number | None = None
) -> PatentFacts:
    """What is known of a record, which `number` led to, if one did; with the list that it is on:
    this catalogue, or what confirmed a candidate or dropped it."""
    number = number or id_number(record["id"], record["office"] or "")
    title, edition = catalogue.meta.get("source") or "", catalogue.meta["edition"]
    dropped = None
    if record and (overlay := catalogue.overlay):
        key = str(record["id"])
        confirmed = [one for one in overlay.lists if key in one.listed]
        gone = [one for one in overlay.lists if key in one.dropped]
        for one in (confirmed or gone)[-1:]:  # the latest
            title, edition = one.name, one.edition
            dropped = None if confirmed else (one.dropped[key], one.issue)
    about = (catalogue.name, catalogue.is_official, title, edition)
    return PatentFacts(number, record, *about, dropped)
