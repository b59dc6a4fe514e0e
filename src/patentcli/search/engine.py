"""A search from the typed text to the ordered hits."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial
from heapq import nsmallest
from typing import NamedTuple

from patentcli.errors import UsageProblem
from patentcli.i18n import _, ngettext
from patentcli.search import FITS, plan, spelling, text
from patentcli.search.rank import Ranking, has
from patentcli.search.spelling import Correction
from patentcli.search.words import words

# A text with so many digits may be a patent number.
DIGITS_OF_NUMBER = 6
# Longer texts are cut, and the user is told: nobody describes a need at such length by hand.
LONGEST_TEXT = 500
# How well a number answers, by what it is to the record that it leads to.
ROLE_SCORES = {"own": 1.0, "grant": 0.95, "priority": 0.9, "family": 0.85}


class Hit(NamedTuple):
    """A record that was found: its place in the catalogue, its score from 0 to 1, its fit and why.

    The keys of `matched` are `field`, `word` and `through` (see `explain`); empty if not asked for.
    """

    n: int
    score: float
    fit: str
    matched: list[dict[str, str]]


class Result(NamedTuple):
    """What a query found."""

    hits: list[Hit]
    """Those that fit well enough, best first, up to the limit."""
    total: int
    """How many there are."""
    common: list[str]
    """The words that the nearest record has where none fits,"""
    alike: int
    """and how many records have them."""
    corrections: list[Correction]
    known: list[str]
    """The words that were searched for,"""
    unknown: list[str]
    """and those that no record has."""
    is_cut: bool
    """Whether only the beginning of the query was read."""

    def remarks(self) -> list[str]:
        """What the user must know of how the query was read, and what to do if nothing fits."""
        lines = [
            _("{typed}: not found, searched as {used}").format(typed=typed, used=used)
            for typed, used in self.corrections
        ]
        if self.is_cut:
            message = _("the query is long; its first {count} characters were searched for")
            lines.append(message.format(count=LONGEST_TEXT))
        joined = _(", ").join
        if self.unknown:
            message = _("in no record: {unknown}; searched for: {known}")
            if not self.known:
                message = _("in no record: {unknown}")
            lines.append(message.format(unknown=joined(self.unknown), known=joined(self.known)))
        if not self.hits and self.common:
            message = ngettext(
                "nothing fits; {count} record has no more than this in common with it: {words}"
                " (--fit weak shows it)",
                "nothing fits; {count} records have no more than this in common with it: {words}"
                " (--fit weak shows them)",
                self.alike,
            )
            lines.append(message.format(count=self.alike, words=joined(self.common)))
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
    if not text.tokens(asked):
        raise UsageProblem(
            _("the query is empty"), where="QUERY", hint=_("say in words what you look for")
        )
    ranking: Ranking | None = None
    corrections: list[Correction] = []
    if numbered := _by_number(records, asked):
        scores = {n: (score, "strong") for n, score in numbered.items()}
    else:
        ranking, corrections = _ranking(records, base, asked)
        scores = ranking.scores()
    ids = _ids(records, scores, where, parameters)
    order = {name: place for place, name in enumerate(FITS)}

    def place(n: int) -> tuple[int, float, str]:
        score, met_by = scores[n]
        return order[met_by], -round(score, 4), ids[n]

    total = sum(order[scores[n][1]] <= order[fit] for n in ids)
    best = nsmallest(total if limit is None else min(limit, total), ids, place)
    shown = [Hit(n, round(scores[n][0], 4), scores[n][1], []) for n in best]
    met = ranking.met if ranking else {}
    common: list[str] = []
    if ids and not total:
        nearest = min(ids, key=place)
        common = [word for word, found in met.items() if nearest in found]
    if explain and ranking is None:
        why = [{"field": "number", "word": asked, "through": "number"}]
        shown = [hit._replace(matched=why) for hit in shown]
    elif explain and ranking:
        from patentcli.search.explain import explained

        shown = [h._replace(matched=explained(ranking, h.n, corrections)) for h in shown]
    return Result(
        shown,
        total,
        common,
        sum(all(n in met[word] for word in common) for n in ids) if common else 0,
        corrections,
        known=[word for word, found in met.items() if found],
        unknown=[word for word, found in met.items() if not found],
        is_cut=len(query) > LONGEST_TEXT,
    )


def _by_number(records: sqlite3.Connection, asked: str) -> dict[int, float]:
    """Records that a number in the query leads to, if it is one."""
    for spelled in (asked, *asked.split()):
        if sum(map(str.isdigit, spelled)) >= DIGITS_OF_NUMBER:
            from patentcli.catalogue.query import find

            if found := find(records, spelled):
                return {hit.n: ROLE_SCORES[hit.role] for hit in found}
    return {}


def _ranking(
    records: sqlite3.Connection, base: sqlite3.Connection, asked: str
) -> tuple[Ranking, list[Correction]]:
    """The ranking of all records, and what had to be corrected to make sense of the query."""
    rest, symbols = plan.take_symbols(asked)
    has_any = partial(has, records)
    read = words(base, text.tokens(rest))
    named = plan.names(read, has_any)
    own = {word for unit in named for word in unit.typed.split()}
    corrections = spelling.corrections(records, base, read, own)
    if corrections:
        read = words(base, spelling.applied(read.tokens, corrections))
        named = plan.names(read, has_any)
    (total,) = records.execute("SELECT max(n) FROM patent").fetchone()
    return Ranking(records, plan.plan(base, read, [*symbols, *named]), total or 0), corrections


def _ids(
    records: sqlite3.Connection, numbers: Iterable[int], where: str, parameters: Sequence[object]
) -> dict[int, str]:
    """The ids of those of these records that pass the filters."""
    test = f" AND ({where})" if where else ""
    sql = f"SELECT p.n, p.id FROM patent AS p WHERE p.n IN (SELECT value FROM json_each(?)){test}"
    return dict(records.execute(sql, (str(list(numbers)), *parameters)))
