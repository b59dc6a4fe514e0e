"""Scoring records against the plan of a query, and how much of it each one meets."""

from math import log

from patentcli.search.matching import NAMES, Index, Records
from patentcli.search.plan import Plan, Unit
from patentcli.search.thesaurus import Leads

# How much meeting a unit in another way is worth, against meeting what was typed.
CONCEPT = 0.9  # another word for the same thing
ASKED = 0.7  # a word for what the typed one, which is vague, probably stands for
RELATED = 0.4  # a word for a neighbouring thing
SOUND = 0.6  # a name that sounds like the one typed
# What a unit that fits every need ("tool") weighs against one that does not.
GENERIC = 0.15
# A word that no record has weighs as one that this share of them has.
UNKNOWN_SHARE = 0.02

# From this strength on, that of one sentence with the word, a unit counts as met in full.
MET = 0.4
# A record that meets this share of the question's weight fits well, or in part; in part also
# one that meets two things by this share of each or more: a long description of a need always
# has words that no record has, and chance meets one word, not two.
STRONG = 0.75
PARTIAL = 0.45
TOUCHED = 0.2

Strengths = dict[int, float]
Met = dict[int, tuple[float, float, int]]
"""For records: how well they meet a thing, which share of it, and how many words of it they have;
none where they have only a neighbouring thing.
"""


class Ranking:
    """One query on the records of one index; evaluates each unit once.

    `counts` are the numbers of records that meet an expression, where the index holds
    only some of them; `total` is how many records there are in all. `met` are the things
    asked for, each with the records that have it, or much of it.
    """

    def __init__(
        self, index: Index, records: Records, plan: Plan, counts: dict[str, int] | None = None
    ) -> None:
        self.index = index
        self.records = records
        self.plan = plan
        self.counts = counts
        self.total = max(1, records.total)
        self.met: dict[str, set[int]] = {}
        # One word alone may be part of a name; among others it would be one by chance.
        self._is_alone = sum(unit.counts for unit in plan.units) == 1
        self._concepts: dict[int, Strengths] = {}

    def concept(self, number: int) -> Strengths:
        """What an entry of the thesaurus finds."""
        if number not in self._concepts:
            sought = self.plan.concepts[number].sought
            self._concepts[number] = self.index.strengths(sought)
        return self._concepts[number]

    def unit(self, unit: Unit) -> tuple[Met, int]:
        """How records meet a unit, in the best way each, and how many have the thing itself."""
        own: Strengths = {}
        if unit.symbol:
            own = dict.fromkeys(self.records.with_symbol(unit.symbol), 1.0)
        for expression, worth in zip(unit.names, (1.0, SOUND), strict=False):
            _better(own, dict.fromkeys(self.index.matching(expression), 1.0), worth)
        _add(own, self.index.strengths(unit.literal), 1.0)
        self.add_concepts(own, unit.leads)
        if not own and self._is_alone and not unit.leads and unit.literal:
            own = dict.fromkeys(self.index.matching(f"{NAMES} : ({unit.literal})"), 1.0)
        count = len(own) if self.counts is None else self._count(unit)
        near: Strengths = {}
        self.add_neighbours(near, unit.leads)
        met: Met = {n: (strength, strength, 0) for n, strength in near.items()}
        # What the thesaurus knows as one thing that no record has is not met by its parts.
        if unit.parts and (count or not unit.leads):
            for n, (strength, share) in self._parts(unit).items():
                before = met.get(n, (0.0, 0.0, 0))
                met[n] = max(strength, before[0]), max(share, before[1]), 1
        size = 2 if unit.leads and len(unit.parts) > 1 else 1
        for n, strength in own.items():
            before = met.get(n, (0.0, 0.0, 0))
            met[n] = max(strength, before[0]), max(min(1.0, strength / MET), before[1]), size
        return met, count

    def add_concepts(self, found: Strengths, leads: Leads) -> None:
        """Add what the entries of the thesaurus find to what a word finds by itself."""
        for concept, is_sought in leads:
            _add(found, self.concept(concept), CONCEPT if is_sought else ASKED)

    def add_neighbours(self, found: Strengths, leads: Leads) -> None:
        """Add what the neighbours of these entries find."""
        for concept, _is_sought in leads:
            for neighbour in self.plan.concepts[concept].related:
                _better(found, self.concept(neighbour), RELATED)

    def _parts(self, unit: Unit) -> dict[int, tuple[float, float]]:
        """How well, and which share of it, records meet the words of an expression, by what each
        word tells.
        """
        parts = [self.unit(part) for part in unit.parts]
        weights = [self.weight(count) for _met, count in parts]
        mean: dict[int, tuple[float, float]] = {}
        for (met, _count), weight in zip(parts, weights, strict=True):
            for n, (strength, share, _words) in met.items():
                before = mean.get(n, (0.0, 0.0))
                part = weight / sum(weights)
                mean[n] = before[0] + strength * part, before[1] + share * part
        return mean

    def _count(self, unit: Unit) -> int:
        if unit.symbol:
            return len(self.records.with_symbol(unit.symbol))
        return (self.counts or {}).get(self.plan.proper(unit), 0)

    def weight(self, count: int) -> float:
        """How much a unit tells that so many records meet (inverse document frequency)."""
        known = count or max(1.0, UNKNOWN_SHARE * self.total)
        return log(1.0 + (self.total - known + 0.5) / (known + 0.5))

    def scores(self) -> dict[int, tuple[float, str]]:
        """Records that meet anything: score between 0 and 1, and fit."""
        total: Strengths = {}
        shares: Strengths = {}
        things: dict[int, int] = {}
        whole = needed = missing = foreign = of_field = 0.0
        strange = own = 0
        for unit in self.plan.units:
            met, count = self.unit(unit)
            weight = self.weight(count) * (1.0 if unit.counts else GENERIC)
            if unit.counts:
                self.met[unit.typed] = {
                    n for n, (_s, share, words) in met.items() if words and share >= TOUCHED
                }
            if not met:
                if unit.counts and unit.foreign:
                    foreign += weight
                    strange += 1
                elif unit.counts:
                    missing += weight
                continue
            whole += weight
            if unit.counts:
                needed += weight
                if unit.leads or unit.names or unit.symbol:
                    of_field += weight
                    own += 1
            for n, (strength, share, words) in met.items():
                total[n] = total.get(n, 0.0) + weight * strength
                if unit.counts:
                    shares[n] = shares.get(n, 0.0) + weight * share
                    things[n] = things.get(n, 0) + (words if share >= TOUCHED else 0)
        # A word that nobody knows is no reason to refuse what the field knows of the rest.
        needed += missing + (min(foreign, of_field) if own >= strange else foreign)
        asked = [unit for unit in self.plan.units if unit.counts]
        several = len(asked) > 1 or any(len(unit.parts) > 1 for unit in asked)
        return {
            n: (total[n] / (whole + missing), _fit(share / needed, things.get(n, 0), several))
            for n, share in shares.items()
        }


def _fit(share: float, things: int, several: bool) -> str:
    """How well a record fits that meets this share of what was asked for, and so many things.

    What meets a question of one word in any way fits at least in part.
    """
    if share >= STRONG:
        return "strong"
    is_part = things > 1 or share >= PARTIAL or not several
    return "partial" if is_part else "weak"


def _better(found: Strengths, other: Strengths, worth: float) -> None:
    """Take the better way of meeting only."""
    for n, strength in other.items():
        if strength * worth > found.get(n, 0.0):
            found[n] = strength * worth


def _add(found: Strengths, other: Strengths, worth: float) -> None:
    """Take both ways of meeting as independent evidence."""
    for n, strength in other.items():
        found[n] = 1.0 - (1.0 - found.get(n, 0.0)) * (1.0 - strength * worth)
