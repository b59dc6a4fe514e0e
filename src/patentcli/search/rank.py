"""Scoring records against the plan of a query."""

import sqlite3
from math import log

from patentcli.search.matching import Index
from patentcli.search.plan import Plan, Unit
from patentcli.search.records import Records

# How much meeting a unit in another way is worth, against meeting what was typed.
CONCEPT = 0.9  # another word for the same thing
ASKED = 0.7  # a word for what the typed one, which is vague, probably stands for
FURTHER = 0.3  # each further way of meeting the same unit, of the doubt that is left
RELATED = 0.3  # a word for a neighbouring thing
PARTS = 0.7  # the words of an expression, but not the expression
SOUND = 0.6  # a name that sounds like the one typed
# What a unit that fits every need ("tool") weighs against one that does not.
GENERIC = 0.15
# From this strength on a unit counts as met in full when coverage is judged.
MET = 0.45
# The best record must meet this share of what was asked for, by weight; else there is no
# answer to the query, only noise.
LEAST_COVERAGE = 0.38
# A smaller share will do where a record meets two things or more: a long description of a
# need always has words that no record has, and chance meets one word, not two.
LESS_COVERAGE = 0.2
# So well each of the two must be met, and so much tell.
AGREEING = 0.3
TELLING = 0.7
# Other records must reach this share of the best one's score.
LEAST_OF_BEST = 0.2
# A word that no record has weighs as one that this share of them has.
UNKNOWN_SHARE = 0.02

# Where a word is looked for that no title or summary has.
NAME_COLUMNS = "{holder inventors inventors_sound}"

Strengths = dict[int, float]


class Ranking:
    """One query on the records of one index; evaluates each unit once.

    `counts` are the numbers of records that meet an expression, where the index holds
    only some of them; `total` is how many records there are in all.
    """

    def __init__(
        self,
        index: Index,
        records: Records,
        base: sqlite3.Connection,
        plan: Plan,
        counts: dict[str, int] | None = None,
    ) -> None:
        self.index = index
        self.records = records
        self.plan = plan
        self.counts = counts
        self.total = max(1, records.total)
        self._concepts: dict[int, Strengths] = {}
        if base is index.connection and plan.concepts:  # worked out when it was built
            self._concepts = {number: {} for number in plan.concepts}
            marks = ", ".join("?" * len(plan.concepts))
            sql = f"SELECT concept, n, strength FROM thesaurus_hit WHERE concept IN ({marks})"
            for concept, n, strength in base.execute(sql, tuple(plan.concepts)):
                self._concepts[concept][n] = strength

    def concept(self, number: int) -> Strengths:
        """What an entry of the thesaurus finds."""
        if number not in self._concepts:
            sought = self.plan.concepts[number].sought
            self._concepts[number] = self.index.strengths(sought)
        return self._concepts[number]

    def unit(self, unit: Unit) -> tuple[Strengths, int]:
        """What a unit finds, by the best way each record meets it, and how many meet it proper."""
        found: Strengths = {}
        if unit.symbol:
            found = dict.fromkeys(self.records.with_symbol(unit.symbol), 1.0)
        for expression, worth in zip(unit.names, (1.0, SOUND), strict=False):
            _better(found, dict.fromkeys(self.index.matching(expression), 1.0), worth)
        _add(found, self.index.strengths(unit.literal), 1.0)
        for concept, is_sought in unit.leads:
            _add(found, self.concept(concept), CONCEPT if is_sought else ASKED)
        if not found and not unit.leads and unit.literal:
            found = dict.fromkeys(self.index.matching(f"{NAME_COLUMNS} : ({unit.literal})"), 1.0)
        proper = len(found) if self.counts is None else self._count(unit)
        for concept, _is_sought in unit.leads:
            for neighbour in self.plan.concepts[concept].related:
                _better(found, self.concept(neighbour), RELATED)
        if unit.parts:
            _better(found, self._parts(unit), PARTS)
        return found, proper

    def _parts(self, unit: Unit) -> Strengths:
        """What the words of an expression find, each by what it tells."""
        parts = [self.unit(part) for part in unit.parts]
        weights = [self.weight(proper) for _found, proper in parts]
        mean: Strengths = {}
        for (found, _proper), weight in zip(parts, weights, strict=True):
            for n, strength in found.items():
                mean[n] = mean.get(n, 0.0) + strength * weight / sum(weights)
        return mean

    def _count(self, unit: Unit) -> int:
        if unit.symbol:
            return len(self.records.with_symbol(unit.symbol))
        return (self.counts or {}).get(self.plan.proper(unit), 0)

    def weight(self, count: int) -> float:
        """How much a unit tells that so many records meet (inverse document frequency)."""
        known = count or max(1.0, UNKNOWN_SHARE * self.total)
        return log(1.0 + (self.total - known + 0.5) / (known + 0.5))

    def scores(self) -> Strengths:
        """The records worth showing with their scores between 0 and 1."""
        total: Strengths = {}
        met: Strengths = {}
        agreeing: dict[int, int] = {}
        whole = needed = 0.0
        for unit in self.plan.units:
            found, proper = self.unit(unit)
            if not found and not unit.counts:
                continue
            weight = self.weight(proper) * (1.0 if unit.counts else GENERIC)
            whole += weight
            for n, strength in found.items():
                total[n] = total.get(n, 0.0) + weight * strength
            if unit.counts:
                needed += weight
                # An expression that the thesaurus knows is more than one word by chance.
                things = 2 if unit.leads and len(unit.parts) > 1 else 1
                for n, strength in found.items():
                    met[n] = met.get(n, 0.0) + weight * min(1.0, strength / MET)
                    if strength >= AGREEING and weight >= TELLING:
                        agreeing[n] = agreeing.get(n, 0) + things
        if not any(
            part >= (LESS_COVERAGE if agreeing.get(n, 0) > 1 else LEAST_COVERAGE) * needed
            for n, part in met.items()
        ):
            return {}
        best = max(total[n] for n in met)
        return {n: total[n] / whole for n in met if total[n] >= LEAST_OF_BEST * best}


def _better(found: Strengths, other: Strengths, worth: float) -> None:
    """Take the better way of meeting only."""
    for n, strength in other.items():
        if strength * worth > found.get(n, 0.0):
            found[n] = strength * worth


def _add(found: Strengths, other: Strengths, worth: float) -> None:
    """Take the better way of meeting, and let the other one confirm it."""
    for n, strength in other.items():
        before, now = found.get(n, 0.0), strength * worth
        more, less = (before, now) if before > now else (now, before)
        found[n] = more + (1.0 - more) * less * FURTHER
