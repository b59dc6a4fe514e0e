"""A search from the typed text to the ordered hits."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack

from patentcli.errors import UsageProblem
from patentcli.i18n import _, ngettext
from patentcli.search import FITS, names, spelling, text
from patentcli.search.matching import Index, Records
from patentcli.search.plan import Plan, plan
from patentcli.search.rank import Ranking
from patentcli.search.words import words

# Up to so many records a catalogue is ranked as a whole.
SMALL = 1_000
# A text with so many digits may be a patent number.
DIGITS_OF_NUMBER = 6
# Longer texts are cut, and the user is told: nobody describes a need at such length by hand.
LONGEST_TEXT = 500
# How well a number answers, by what it is to the record that it leads to.
ROLE_SCORES = {"own": 1.0, "grant": 0.95, "priority": 0.9, "family": 0.85}


class Hit:
    """A record that was found: its place in the catalogue, its score from 0 to 1, its fit and why.

    `matched` is filled on demand; its keys are `field`, `word` and `through` (see `explain`).
    """

    __slots__ = ("fit", "matched", "n", "score")

    def __init__(self, n: int, score: float, fit: str) -> None:
        self.n = n
        self.score = score
        self.fit = fit
        self.matched: list[dict[str, str]] = []


class Result:
    """What a query found.

    `hits` are those that fit well enough, best first, up to the limit; `total` is how many there
    are. `common` are the words that the nearest record has where none fits, and `alike` is how
    many have them. `corrections` are (typed, used), `unknown` the words that no record has,
    `known` those that were searched for.
    """

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self.total = 0
        self.common: list[str] = []
        self.alike = 0
        self.corrections: list[tuple[str, str]] = []
        self.unknown: list[str] = []
        self.known: list[str] = []
        self.notes: list[str] = []

    def remarks(self) -> list[str]:
        """What the user must know of how the query was read, and what to do if nothing fits."""
        lines = [
            _("{typed}: not found, searched as {used}").format(typed=typed, used=used)
            for typed, used in self.corrections
        ]
        lines += self.notes
        if self.unknown:
            message = _("in no record: {unknown}; searched for: {known}")
            if not self.known:
                message = _("in no record: {unknown}")
            words = _(", ").join
            lines.append(message.format(unknown=words(self.unknown), known=words(self.known)))
        if not self.hits and self.common:
            message = ngettext(
                "nothing fits; {count} record has no more than this in common with it: {words}"
                " (--fit weak shows it)",
                "nothing fits; {count} records have no more than this in common with it: {words}"
                " (--fit weak shows them)",
                self.alike,
            )
            lines.append(message.format(count=self.alike, words=_(", ").join(self.common)))
        elif not self.hits:
            lines.append(_("nothing found"))
        return lines


def run(
    records: sqlite3.Connection,
    base: sqlite3.Connection,
    query: str,
    *,
    where: str = "",
    parameters: Sequence[object] = (),
    limit: int | None = 20,
    fit: str = "partial",
    explain: bool = False,
) -> Result:
    """The records of a catalogue that answer a query, best first, ties by publication number.

    `records` is the catalogue, `base` the bundled one, which holds the thesaurus; `where`
    an SQL condition on `patent AS p` with its `parameters`; `fit` the weakest that is wanted.
    Raises UsageProblem for a query without a letter or digit.
    """
    asked = text.normalise(query[:LONGEST_TEXT])
    result = Result()
    if len(query) > LONGEST_TEXT:
        message = _("the query is long; its first {count} characters were searched for")
        result.notes.append(message.format(count=LONGEST_TEXT))
    if not text.tokens(asked):
        raise UsageProblem(
            _("the query is empty"), where="QUERY", hint=_("say in words what you look for")
        )
    patents = Records(records, where, parameters)
    if numbered := _by_number(records, asked):
        scores = {n: (score, "strong") for n, score in numbered.items()}
        _fill(result, patents, scores, {}, limit, fit)
        for hit in result.hits if explain else ():
            hit.matched = [{"field": "number", "word": asked, "through": "number"}]
        return result
    understood, result.corrections = _understood(Index(records), base, asked)
    with ExitStack() as opened:
        ranking = _ranking(patents, understood, result.notes, opened)
        _fill(result, patents, ranking.scores(), ranking.met, limit, fit)
        result.unknown = [word for word, found in ranking.met.items() if not found]
        result.known = [word for word, found in ranking.met.items() if found]
        if explain:
            from patentcli.search.explain import explained

            reasons = explained(ranking, [hit.n for hit in result.hits], result.corrections)
            for hit in result.hits:
                hit.matched = reasons[hit.n]
    return result


def _ranking(patents: Records, plan: Plan, notes: list[str], opened: ExitStack) -> Ranking:
    """The ranking of all records, or of the candidates among many, whose index is in `opened`."""
    if patents.total <= SMALL:
        return Ranking(Index(patents.connection), patents, plan)
    from patentcli.search.narrow import narrowed

    few = narrowed(patents, plan)
    if few.index.connection is not patents.connection:
        opened.callback(few.index.connection.close)
    if few.is_cut:
        notes.append(_("the words are common: only the first records that have them were ranked"))
    return Ranking(few.index, patents, plan, few.counts)


def _by_number(records: sqlite3.Connection, asked: str) -> dict[int, float]:
    """Records that a number in the query leads to, if it is one."""
    if sum(map(str.isdigit, asked)) < DIGITS_OF_NUMBER:
        return {}
    from patentcli.catalogue.lookup import find

    for spelling_ in (asked, *asked.split()):
        if sum(map(str.isdigit, spelling_)) >= DIGITS_OF_NUMBER and (
            found := find(records, spelling_)
        ):
            return {hit.n: ROLE_SCORES[hit.role] for hit in found}
    return {}


def _understood(
    index: Index, base: sqlite3.Connection, asked: str
) -> tuple[Plan, list[tuple[str, str]]]:
    """The plan of a query and what had to be corrected to make sense of it."""
    rest, symbols = names.take_symbols(asked)
    read = words(base, text.tokens(rest))
    named = names.persons(index, read)
    own = {word for unit in named for word in unit.typed.split()}
    corrections = spelling.corrections(index, base, read, own)
    if corrections:
        read = words(base, spelling.applied(read.tokens, corrections))
        named = names.persons(index, read)
    return plan(base, read, [*symbols, *named]), corrections


def _fill(
    result: Result,
    patents: Records,
    scores: Mapping[int, tuple[float, str]],
    met: Mapping[str, Collection[int]],
    limit: int | None,
    fit: str,
) -> None:
    """The records that pass the filters and fit well enough, by fit and falling score as shown."""
    wanted = FITS[: FITS.index(fit) + 1]
    ids = patents.ids(scores)
    hits = [Hit(n, round(scores[n][0], 4), scores[n][1]) for n in ids]
    hits.sort(key=lambda hit: (FITS.index(hit.fit), -hit.score, ids[hit.n]))
    good = [hit for hit in hits if hit.fit in wanted]
    result.total = len(good)
    result.hits = good[:limit]
    if hits and not good:
        result.common = [word for word, found in met.items() if hits[0].n in found]
        result.alike = sum(all(hit.n in met[word] for word in result.common) for hit in hits)
