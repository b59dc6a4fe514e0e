"""How well the records of a catalogue answer what was asked for, and why.

Records that have the same things in equally many columns are alike, and are judged once: a
common word is in most of 100,000 records, which make a handful of such groups.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log
from typing import NamedTuple

from patentcli.search.plan import Unit, Way
from patentcli.search.text import PROSE

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

TAGGED = "SELECT n FROM tag WHERE kind = 'ipc' AND value >= ? AND value < ?"
_MATCH = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
_IN_EACH_COLUMN = " UNION ALL ".join([_MATCH] * len(PROSE))

Columns = Mapping[int, int]
"""For records, by number, in how many columns they have something."""
Group = tuple[dict[str, int], list[int]]
"""For what is sought, in how many columns some records meet it; and the records."""


class Alike(NamedTuple):
    """Records that answer a query equally well."""

    places: list[int]
    """Their numbers in the catalogue."""
    score: float
    """From 0 to 1."""
    fit: str
    words: frozenset[str]
    """What they have of the things asked for, or have some of."""


def has(index: sqlite3.Connection, expression: str, n: int | None = None) -> bool:
    """Whether any record meets an FTS5 expression, or the one with this number."""
    place = "" if n is None else f" AND rowid = {n:d}"
    return index.execute(f"{_MATCH}{place} LIMIT 1", (expression,)).fetchone() is not None


def symbols(way: Way) -> tuple[str, str]:
    """The bounds of the symbols that begin as the one typed, for `TAGGED`."""
    return way.sought, way.sought + "\U0010ffff"


def matching(index: sqlite3.Connection, way: Way) -> Columns:
    """The records that have something in this way."""
    if way.through == "classification":
        rows = index.execute(TAGGED, symbols(way))
        return dict.fromkeys(chain.from_iterable(rows), 1)
    if way.through in ("name", "sound"):
        return dict.fromkeys(chain.from_iterable(index.execute(_MATCH, (way.sought,))), 1)
    queries = [f"{{{column}}} : ({way.sought})" for column in PROSE]
    return Counter(chain.from_iterable(index.execute(_IN_EACH_COLUMN, queries)))


def strength(ways: Iterable[Way], met: Mapping[str, int]) -> float:
    """How sure it is, from 0 to 1, that a record is about what these ways lead to, by the columns
    in which it meets each: they add up as independent evidence does.
    """
    doubt = 1.0
    for way in ways:
        if columns := met.get(way.sought):
            if way.through == "sound":
                doubt *= 1.0 - SOUND
            elif way.through in ("name", "classification"):
                return 1.0
            else:
                doubt *= DOUBT**columns
    return 1.0 - doubt


def nearness(ways: Iterable[Way], met: Mapping[str, int]) -> float:
    """How much it is worth, from 0 to 1, that a record meets neighbouring things."""
    return max((RELATED * strength([way], met) for way in ways), default=0.0)


def weight(count: int, total: int) -> float:
    """How much a thing tells that so many of all records have (inverse document frequency)."""
    known = count or 1
    return log(1.0 + (max(1, total) - known + 0.5) / (known + 0.5))


def rank(index: sqlite3.Connection, units: Sequence[Unit], total: int) -> list[Alike]:
    """The records that meet anything, of so many in all."""
    ways = {way.sought: way for way in _ways(units)}
    found = [matching(index, way) for way in ways.values()]
    places = set[int]().union(*found)
    alike: dict[tuple[int | None, ...], list[int]] = {}
    rows = zip(*(map(met.get, places) for met in found), strict=True)
    for n, columns in zip(places, rows, strict=True):
        alike.setdefault(columns, []).append(n)
    groups = [
        ({sought: met for sought, met in zip(ways, columns, strict=True) if met}, same)
        for columns, same in alike.items()
    ]
    judged = [_judge(unit, groups, total) for unit in units]
    # A word that nobody knows is no reason to refuse what is known of the rest.
    foreign = sum(
        weight
        for unit, (weight, met) in zip(units, judged, strict=True)
        if unit.is_foreign and not any(one.strength for one in met)
    )
    whole = sum(weight for weight, _met in judged)
    needed = whole - foreign
    is_alone = len(units) == 1 and len(units[0].parts) < 2
    ranked = []
    for at, (_columns, same) in enumerate(groups):
        met = [(weight, every[at]) for weight, every in judged]
        share = sum(weight * one.share for weight, one in met)
        words = [unit.typed for unit, (_w, one) in zip(units, met, strict=True) if one.words]
        is_part = share >= PARTIAL * needed or sum(one.words for _weight, one in met) > 1
        fit = "partial" if is_part or is_alone else "weak"
        if share >= STRONG * whole:
            fit = "strong"
        if score := sum(weight * one.strength for weight, one in met):
            ranked.append(Alike(same, round(score / needed, 4), fit, frozenset(words)))
    return ranked


def _ways(units: Iterable[Unit]) -> Iterator[Way]:
    for unit in units:
        yield from (*unit.ways, *unit.near)
        yield from _ways(unit.parts)


class _Met(NamedTuple):
    """How well a group meets a unit, which share of it, and how many words of it they have; none
    where they have only a neighbouring thing.
    """

    strength: float
    share: float
    words: int


def _judge(unit: Unit, groups: Sequence[Group], total: int) -> tuple[float, list[_Met]]:
    """How much a unit tells, and how each group meets it, in the best way."""
    own = [strength(unit.ways, columns) for columns, _same in groups]
    count = sum(len(same) for (_c, same), met in zip(groups, own, strict=True) if met)
    # What the thesaurus knows as one thing that no record has is not met by its parts.
    parts = [_judge(part, groups, total) for part in unit.parts if count or not unit.is_concept]
    whole = sum(weight for weight, _met in parts)
    met = []
    for at, (columns, _same) in enumerate(groups):
        best = _Met(near := nearness(unit.near, columns), near, 0)
        if some := [(weight / whole, every[at]) for weight, every in parts if every[at].strength]:
            best = _Met(
                max(near, sum(weight * one.strength for weight, one in some)),
                max(near, sum(weight * one.share for weight, one in some)),
                1,
            )
        if own[at]:
            words = 2 if unit.is_concept and len(unit.parts) > 1 else 1
            best = _Met(max(own[at], best.strength), 1.0, words)
        met.append(best)
    return weight(count, total), met
