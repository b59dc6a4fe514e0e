"""How well the records of a catalogue answer a plan, and how much of it each one meets."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from math import log

from patentcli.search.plan import Plan, Unit
from patentcli.search.text import NAMES, PROSE

# What each field with a word leaves of the doubt that the record is about it.
DOUBT = 0.6
# How much meeting a thing in another way is worth, against having it.
RELATED = 0.5  # a word for a neighbouring thing
SOUND = 0.6  # a name that sounds like the one typed
# A record that meets this share of the query's weight fits well, or in part; in part also one
# that has two of the things asked for: a long description of a need always has words that no
# record has, and chance meets one word, not two.
STRONG = 0.75
PARTIAL = 0.55

IN_NAMES = f"{{{' '.join(NAMES)}}}"
_MATCH = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
_IN_EACH_COLUMN = " UNION ALL ".join([_MATCH] * len(PROSE))

Strengths = dict[int, float]
Met = dict[int, tuple[float, float, int]]
"""For records: how well they meet a thing, which share of it, and how many words of it they have;
none where they have only a neighbouring thing.
"""


def matching(index: sqlite3.Connection, expression: str) -> list[int]:
    """The numbers of the records that meet an FTS5 expression, whatever the column."""
    return [n for (n,) in index.execute(_MATCH, (expression,))]


def has(index: sqlite3.Connection, expression: str, n: int | None = None) -> bool:
    """Whether any record meets an expression, or the one with this number."""
    place = "" if n is None else f" AND rowid = {n:d}"
    return index.execute(f"{_MATCH}{place} LIMIT 1", (expression,)).fetchone() is not None


def strengths(index: sqlite3.Connection, expression: str) -> Strengths:
    """Record numbers with the strength, between 0 and 1, of meeting an expression.

    Columns add up as independent evidence does.
    """
    if not expression:
        return {}
    queries = [f"{{{column}}} : ({expression})" for column in PROSE]
    met = Counter(chain.from_iterable(index.execute(_IN_EACH_COLUMN, queries)))
    return {n: 1.0 - DOUBT**columns for n, columns in met.items()}


class Ranking:
    """One query on the records of one index.

    `total` is how many records there are. `met` are the things asked for, each with the records
    that have it, or some of it.
    """

    def __init__(self, index: sqlite3.Connection, plan: Plan, total: int) -> None:
        self.index = index
        self.plan = plan
        self.total = max(1, total)
        self.met: dict[str, set[int]] = {}
        self._concepts: dict[int, Strengths] = {}

    def concept(self, number: int) -> Strengths:
        """What an entry of the thesaurus finds."""
        if number not in self._concepts:
            self._concepts[number] = strengths(self.index, self.plan.concepts[number].sought)
        return self._concepts[number]

    def leading(self, found: Strengths, leads: Iterable[int]) -> tuple[Strengths, Strengths]:
        """What a word that finds this by itself finds with its entries, and what their neighbours
        find.
        """
        own = dict(found)
        near: Strengths = {}
        for number in leads:
            for n, strength in self.concept(number).items():  # both are evidence
                own[n] = 1.0 - (1.0 - own.get(n, 0.0)) * (1.0 - strength)
            for neighbour in self.plan.concepts[number].related:
                for n, strength in self.concept(neighbour).items():
                    near[n] = max(near.get(n, 0.0), strength * RELATED)
        return own, near

    def weight(self, count: int) -> float:
        """How much a thing tells that so many records have (inverse document frequency)."""
        known = count or 1
        return log(1.0 + (self.total - known + 0.5) / (known + 0.5))

    def unit(self, unit: Unit) -> tuple[Met, float]:
        """How records meet a unit, in the best way each, and how much it tells."""
        found: Strengths = {}
        if unit.symbol:
            found = dict.fromkeys(self.with_symbol(unit.symbol), 1.0)
        for expression, worth in zip(unit.names, (1.0, SOUND), strict=False):
            found = dict.fromkeys(matching(self.index, expression), worth) | found
        found |= strengths(self.index, unit.literal)
        own, near = self.leading(found, unit.leads)
        # One word alone may be part of a name; among others it would be one by chance.
        if not own and unit.literal and not unit.leads and len(self.plan.units) == 1:
            own = dict.fromkeys(matching(self.index, f"{IN_NAMES} : ({unit.literal})"), 1.0)
        met: Met = {n: (strength, strength, 0) for n, strength in near.items()}

        def meet(n: int, strength: float, share: float, words: int) -> None:
            before = met.get(n, (0.0, 0.0, 0))
            met[n] = max(strength, before[0]), max(share, before[1]), words

        # What the thesaurus knows as one thing that no record has is not met by its parts.
        for n, (strength, share) in self._parts(unit).items() if own or not unit.leads else ():
            meet(n, strength, share, 1)
        for n, strength in own.items():
            meet(n, strength, 1.0, 2 if unit.leads and len(unit.parts) > 1 else 1)
        return met, self.weight(len(own))

    def with_symbol(self, symbol: str) -> list[int]:
        """The records that bear a classification symbol which begins so."""
        rows = self.index.execute(
            "SELECT n FROM tag WHERE kind = 'ipc' AND value >= ? AND value < ?",
            (symbol, symbol + "\U0010ffff"),
        )
        return [n for (n,) in rows]

    def _parts(self, unit: Unit) -> dict[int, tuple[float, float]]:
        """How well, and which share of it, records meet the words of an expression, by what each
        word tells.
        """
        parts = [self.unit(part) for part in unit.parts]
        whole = sum(weight for _met, weight in parts)
        mean: dict[int, tuple[float, float]] = {}
        for met, weight in parts:
            for n, (strength, share, _words) in met.items():
                before = mean.get(n, (0.0, 0.0))
                of_all = weight / whole
                mean[n] = before[0] + strength * of_all, before[1] + share * of_all
        return mean

    def scores(self) -> dict[int, tuple[float, str]]:
        """Records that meet anything: score between 0 and 1, and fit."""
        total: Strengths = {}
        shares: Strengths = {}
        things: Counter[int] = Counter()
        needed = foreign = 0.0
        for unit in self.plan.units:
            met, weight = self.unit(unit)
            self.met[unit.typed] = {n for n, (_s, _share, words) in met.items() if words}
            # A word that nobody knows is no reason to refuse what is known of the rest.
            if unit.foreign and not met:
                foreign += weight
            else:
                needed += weight
            for n, (strength, share, words) in met.items():
                total[n] = total.get(n, 0.0) + weight * strength
                shares[n] = shares.get(n, 0.0) + weight * share
                things[n] += words
        is_alone = len(self.plan.units) == 1 and len(self.plan.units[0].parts) < 2

        def fit(n: int, share: float) -> str:
            if share >= STRONG * (needed + foreign):
                return "strong"
            is_part = share >= PARTIAL * needed or things[n] > 1 or is_alone
            return "partial" if is_part else "weak"

        return {n: (total[n] / needed, fit(n, share)) for n, share in shares.items()}
