"""A search from the typed text to the ordered hits."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.search import names, query, text
from patentcli.search.matching import Index
from patentcli.search.plan import Plan
from patentcli.search.rank import Ranking
from patentcli.search.records import Records
from patentcli.search.words import tokens_of, words

# Up to so many records a catalogue is ranked as a whole.
SMALL = 1_000
# A text with so many digits may be a patent number.
DIGITS_OF_NUMBER = 6
# Longer texts are cut: nobody describes a need at such length by hand.
LONGEST_TEXT = 2_000
# How well a number answers, by what it is to the record that it leads to.
ROLE_SCORES = {"own": 1.0, "grant": 0.95, "priority": 0.9, "family": 0.85}


class Hit:
    """A record that was found: its place in the catalogue, its score from 0 to 1, and why.

    `matched` is filled on demand; its keys are `field`, `word` and `through` (see `explain`).
    """

    __slots__ = ("matched", "n", "score")

    def __init__(self, n: int, score: float, matched: list[dict[str, str]]) -> None:
        self.n = n
        self.score = score
        self.matched = matched


class Result:
    """The hits, best first, what was corrected (typed, used), and remarks for the user."""

    __slots__ = ("corrections", "hits", "notes")

    def __init__(
        self, hits: list[Hit], corrections: list[tuple[str, str]], notes: list[str]
    ) -> None:
        self.hits = hits
        self.corrections = corrections
        self.notes = notes


def run(
    records: sqlite3.Connection,
    base: sqlite3.Connection,
    query: str,
    *,
    where: str = "",
    parameters: Sequence[object] = (),
    limit: int | None = 20,
    explain: bool = False,
) -> Result:
    """The records of a catalogue that answer a query, best first, ties by publication number.

    `records` is the catalogue, `base` the bundled one, which holds the thesaurus; `where`
    an SQL condition on `patent AS p` with its `parameters`. Raises UsageProblem for a query
    without a letter or digit.
    """
    asked = text.normalise(query[:LONGEST_TEXT])
    notes = []
    if len(query) > LONGEST_TEXT:
        message = _("the query is long; its first {count} characters were searched for")
        notes.append(message.format(count=LONGEST_TEXT))
    if not tokens_of(asked):
        raise UsageProblem(
            _("the query is empty"), where="QUERY", hint=_("say in words what you look for")
        )
    patents = Records(records, where, parameters)
    numbered = _by_number(records, asked)
    if numbered:
        through = [{"field": "number", "word": asked, "through": "number"}] if explain else []
        hits = _ordered(patents, numbered.items(), limit)
        return Result([Hit(n, score, list(through)) for n, score in hits], [], notes)
    plan, corrections = _understood(Index(records), base, asked)
    ranking = _ranking(patents, base, plan, notes)
    hits = _ordered(patents, ranking.scores().items(), limit)
    reasons: Mapping[int, list[dict[str, str]]] = {}
    if explain:
        from patentcli.search.explain import explained

        reasons = explained(ranking, [n for n, _score in hits], corrections)
    return Result([Hit(n, s, reasons.get(n, [])) for n, s in hits], corrections, notes)


def _ranking(patents: Records, base: sqlite3.Connection, plan: Plan, notes: list[str]) -> Ranking:
    """The ranking of all records, or of the candidates among many."""
    if patents.total <= SMALL:
        return Ranking(Index(patents.connection), patents, base, plan)
    from patentcli.search.narrow import narrowed

    few = narrowed(patents, plan)
    if few.is_cut:
        notes.append(_("the words are common: only the first records that have them were ranked"))
    return Ranking(few.index, patents, base, plan, few.counts)


def _by_number(records: sqlite3.Connection, asked: str) -> dict[int, float]:
    """Records that a number in the query leads to, if it is one."""
    if sum(map(str.isdigit, asked)) < DIGITS_OF_NUMBER:
        return {}
    from patentcli.catalogue.lookup import find

    for spelling in (asked, *asked.split()):
        if sum(map(str.isdigit, spelling)) >= DIGITS_OF_NUMBER and (
            found := find(records, spelling)
        ):
            return {hit.n: ROLE_SCORES[hit.role] for hit in found}
    return {}


def _understood(
    index: Index, base: sqlite3.Connection, asked: str
) -> tuple[Plan, list[tuple[str, str]]]:
    """The plan of a query and what had to be corrected to make sense of it."""
    rest, symbols = names.take_symbols(asked)
    read = words(base, tokens_of(rest))
    named = names.named(index, base, read.tokens)
    corrections: list[tuple[str, str]] = []
    if read.doubtful:
        from patentcli.search import correct

        own = {word for unit in named for word in unit.typed.split()}
        corrections = correct.corrections(index, base, read, own)
        if corrections:
            read = words(base, correct.applied(read.tokens, corrections))
            named = names.named(index, base, read.tokens)
    return query.plan(base, read, [*symbols, *named]), corrections


def _ordered(
    patents: Records, scores: Iterable[tuple[int, float]], limit: int | None
) -> list[tuple[int, float]]:
    """Records that pass the filters, by falling score as shown, ties by publication number."""
    rounded = {n: round(score, 4) for n, score in scores}
    ids = patents.ids(rounded)
    order = sorted(ids, key=lambda n: (-rounded[n], ids[n]))
    return [(n, rounded[n]) for n in order[:limit]]
