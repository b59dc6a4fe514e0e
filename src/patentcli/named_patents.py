"""The patents that a verdict is asked about: from words to what is known of each."""

from collections.abc import Iterator, Mapping, Sequence

from patentcli.call import Call
from patentcli.catalogue.lookup import Hit, find
from patentcli.catalogue.opening import Catalogue
from patentcli.catalogue.query import patents_at
from patentcli.catalogue.schema import FIELDS
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.numbers import Number, read
from patentcli.numbers.errors import Malformed
from patentcli.rules.facts import PatentFacts
from patentcli.standard_input import expand_dash


def read_number(text: str, where: str = "--patent") -> Number:
    """The number that a word is; UsageProblem for one that is malformed."""
    try:
        return read(text)
    except Malformed as problem:
        raise UsageProblem(str(problem), where=where) from None


def named_patents(call: Call, words: Sequence[str]) -> Iterator[PatentFacts]:
    """The facts of each patent named, in order; `-` stands for the lines of standard input."""
    for word in expand_dash(words, call.env):
        number = read_number(word)
        hits = closest_hits(call, word)
        _say_how_found(call, word, hits)
        yield from facts_of(call, number, hits)


def closest_hits(call: Call, word: str) -> list[Hit]:
    """The records that a number leads to most closely; none for one that is not there."""
    hits = find(call.catalogue.connection, word)
    return [hit for hit in hits if hit.role == hits[0].role]


def facts_of(call: Call, number: Number, hits: Sequence[Hit]) -> Iterator[PatentFacts]:
    """What is known of each record found, or of the number alone where there is none."""
    catalogue = call.catalogue
    meta = catalogue.meta
    about = (catalogue.name, catalogue.is_official)
    issue = (meta.get("source") or "", meta["edition"])
    if not hits:
        yield PatentFacts(number, None, *about, *issue)
        return
    for record in patents_at(catalogue.connection, FIELDS, [hit.n for hit in hits]):
        yield PatentFacts(number, record, *about, *(_confirmed(catalogue, record) or issue))


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
        message = _("{word} leads to {count} patents, all checked")
        call.env.say(message.format(word=word, count=len(hits)))
    elif hits and hits[0].role in ("priority", "family"):
        message = _("{word} is not the patent's own number but one of its family or priority")
        call.env.say(message.format(word=word))
