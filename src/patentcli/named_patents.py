"""The patents that a verdict is asked about: from words to what is known of each."""

from collections.abc import Iterator, Sequence

from patentcli.call import Call
from patentcli.catalogue.lookup import find
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
        yield from facts_of(call, word, read_number(word))


def facts_of(
    call: Call, word: str, number: Number, *, quiet: bool = False
) -> Iterator[PatentFacts]:
    """The records that the number leads to most closely, or one without a record."""
    catalogue = call.catalogue
    hits = find(catalogue.connection, word)
    closest = [hit.n for hit in hits if hit.role == hits[0].role]
    if len(closest) > 1 and not quiet:
        message = _("{word} leads to {count} patents, all checked")
        call.env.say(message.format(word=word, count=len(closest)))
    official = catalogue.is_official
    for record in patents_at(catalogue.connection, FIELDS, closest):
        yield PatentFacts(number, record, catalogue.name, official)
    if not closest:
        yield PatentFacts(number, None, catalogue.name, official)
