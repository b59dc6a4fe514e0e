"""The patents that a verdict is asked about: from words to what is known of each."""

from collections.abc import Iterator, Mapping
from typing import Any

from patentcli.arguments import expand_dash
from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.opening import Catalogue
from patentcli.catalogue.query import SAME, closest, find, is_lacking, patents_at
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import _
from patentcli.numbers import examine, read
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
        yield from patents_of(call, word, "--patent")


def patents_of(call: Call, word: str, where: str) -> list[PatentFacts]:
    """The facts of all patents that a word leads to most closely; UsageProblem for a malformed one.
    It is said where the word is not the own number of a single patent."""
    catalogue = call.catalogue
    found = find(catalogue.connection, word, lambda: call.base)
    best = next(iter(found.values()), "")
    hits = {n: role for n, role in found.items() if role == best}
    number = _read(catalogue, word, where)
    call.env.say(remark(catalogue, word, hits))
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


def not_there(call: Call, word: str) -> PatentcliError:
    """Of a word that leads to no record, with what to try."""
    near = closest(call.catalogue.connection, word)
    hint = _("the nearest number in it is {near}", near=near) if near else ""
    hint = other_number(call.catalogue, examine(word)) or hint
    hint = hint or _("{program} list --format ids shows its numbers", program=call.invocation)
    shown = word[:60] if word.strip() else f"“{word}”"  # a variable of a script may be empty
    return PatentcliError(_("{text}: not in the catalogue", text=shown), hint=hint)


def other_number(catalogue: Catalogue, number: Number) -> str:
    """Where a list has Chinese patents without a number of this kind: a sentence that asks for the
    other one; else empty."""
    if catalogue.is_bundled or not is_lacking(catalogue.connection, number.system):
        return ""
    if number.system == "cn-application":
        return _("some patents in it have no application number: try the publication number too")
    return _("some patents in it have no publication number: try the application (ZL) number too")


def remark(catalogue: Catalogue, word: str, hits: Mapping[int, str]) -> str:
    """What to say where a word is not a number that a single patent bears; else empty."""
    if len(hits) > 1:
        return _("{word} leads to {count} patents, all included", word=word, count=len(hits))
    if SAME in hits.values():
        found = patents_at(catalogue.connection, ("id",), [*hits])[0]["id"]
        return _("{word} is in the catalogue as {number}", word=word, number=found)
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
    other = "" if record else other_number(catalogue, number)
    return PatentFacts(number, record, *about, dropped, other)
