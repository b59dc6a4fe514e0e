"""How well the records of a catalogue answer what was asked for, and why. Those that have the same
things in equally many columns are alike, and are judged once: a common word is in most of 100,000
records, which make a handful of such groups. Why one was found is told as which words of the query
met which of its fields, and `through` what:

- `typed`: the word itself, or its spelling across the Atlantic;
- `thesaurus:ENTRY=TERM`: TERM, which the entry of that name gives for the word;
- `related:ENTRY=TERM`: a term of an entry next to the word's own;
- `name`, `sound`: a name as written, or as it sounds in the other script;
- `classification`, `number`: a symbol or a patent number.

A word that was corrected stands as it was typed, with `correction:WORD+` before the rest."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import log, prod
from typing import NamedTuple

from patentcli.search import text
from patentcli.search.terms import Unit, Way, has

DOUBT = 0.6  # what each field with a word leaves of the doubt that the record is about it
DOUBTS = {"name": 0.0, "sound": 0.4, "classification": 0.0}  # and what a name or symbol leaves
RELATED = 0.5  # how much a word for a neighbouring thing is worth, against having the thing
# A record that meets this share of the query's weight fits well, or in part; in part also one
# that has two of the things asked for: a long description of a need always has words that no
# record has, and chance meets one word, not two.
STRONG = 0.75
PARTIAL = 0.55

_TAGGED = "SELECT n FROM tag WHERE kind = 'ipc' AND value >= ? AND value < ?"
_MATCH = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
_IN_EACH_COLUMN = " UNION ALL ".join([_MATCH] * len(text.PROSE))

Met = Mapping[str, int]  # for what is sought, in how many columns some records meet it
Correction = tuple[str, str]  # what was typed, and what to read instead
REASON = ("field", "word", "through")


class Alike(NamedTuple):
    """Records that answer a query equally well, by their places in the catalogue; score: 0 to 1."""

    places: list[int]
    score: float
    fit: str
    words: frozenset[str]  # what they have of the things asked for, or the parts that they have


def matching(index: sqlite3.Connection, way: Way) -> Mapping[int, int]:
    """The records that have something in this way, and in how many columns."""
    if way.through == "classification":
        rows = index.execute(_TAGGED, (way.sought, way.sought + "\U0010ffff"))
    elif way.through in ("name", "sound"):
        rows = index.execute(_MATCH, (way.sought,))
    else:
        rows = index.execute(_IN_EACH_COLUMN, [f"{{{c}}} : ({way.sought})" for c in text.PROSE])
    return Counter(chain.from_iterable(rows))


def doubt(ways: Iterable[Way], met: Met) -> float:
    """What is left of the doubt, from 1 to 0, that a record is about what these ways lead to: the
    columns in which it meets each are independent evidence."""
    return prod(DOUBTS.get(way.through, DOUBT) ** met.get(way.sought, 0) for way in ways)


def weight(count: int, total: int) -> float:
    """How much a thing tells that so many of all records have (inverse document frequency)."""
    known = count or 1
    return log(1.0 + (max(1, total) - known + 0.5) / (known + 0.5))


def rank(index: sqlite3.Connection, units: Sequence[Unit]) -> list[Alike]:
    """The records that have, or nearly have, any of these things."""
    ways = {way.sought: way for way in _ways(units)}
    found = [matching(index, way) for way in ways.values()]
    places = set[int]().union(*found)
    alike: dict[tuple[int | None, ...], list[int]] = {}
    rows = zip(*(map(met.get, places) for met in found), strict=True)
    for n, row in zip(places, rows, strict=True):
        alike.setdefault(row, []).append(n)
    groups = [
        ({sought: met for sought, met in zip(ways, row, strict=True) if met}, same)
        for row, same in alike.items()
    ]
    (total,) = index.execute("SELECT coalesce(max(n), 0) FROM patent").fetchone()
    things = [_Thing(unit, groups, total) for unit in units]
    whole = sum(thing.weight for thing in things)
    # A word that nobody knows is no reason to refuse what is known of the rest.
    needed = sum(one.weight for one in things if one.count or not one.unit.is_foreign)
    is_alone = len(units) == 1 and len(units[0].parts) < 2
    ranked = []
    for met, same in groups:
        strength, share, counts = _total(things, met)
        words = frozenset(chain.from_iterable(thing.had(met) for thing in things))
        is_part = share >= PARTIAL * needed or sum(counts) > 1 or is_alone
        fit = "strong" if share >= STRONG * whole else "partial" if is_part else "weak"
        if strength:
            ranked.append(Alike(same, round(strength / needed, 4), fit, words))
    return ranked


def _ways(units: Iterable[Unit]) -> Iterator[Way]:
    for unit in units:
        yield from (*unit.ways, *unit.near)
        yield from _ways(unit.parts)


class _Thing:  # a unit, how many records have it, and so how much it tells
    def __init__(self, unit: Unit, groups: Sequence[tuple[Met, list[int]]], total: int) -> None:
        self.unit = unit
        having = (same for met, same in groups if any(way.sought in met for way in unit.ways))
        self.count = sum(map(len, having))
        self.weight = weight(self.count, total)
        is_concept = unit.ways[-1].through.startswith("thesaurus:")
        self.words = 2 if is_concept and len(unit.parts) > 1 else 1
        # What the thesaurus knows as one thing that no record has is not met by its parts.
        parts = unit.parts if self.count or not is_concept else ()
        self.parts = [_Thing(part, groups, total) for part in parts]
        self.whole = sum(part.weight for part in self.parts)

    def had(self, met: Met) -> Iterator[str]:
        """The thing, or else the words in it, as far as records that meet so much have them."""
        if any(way.sought in met for way in self.unit.ways):
            return iter([self.unit.typed])
        return chain.from_iterable(part.had(met) for part in self.parts)

    def met(self, met: Met) -> tuple[float, float, int]:
        """How well records that meet so much meet the thing, in the best way; which share of it;
        and how many words of it they have, none where they have only a neighbouring thing."""
        near = max((RELATED * (1.0 - doubt([way], met)) for way in self.unit.near), default=0.0)
        best = near, near, 0
        strength, share, _counts = _total(self.parts, met)
        if strength:
            best = max(near, strength / self.whole), max(near, share / self.whole), 1
        if own := 1.0 - doubt(self.unit.ways, met):
            best = max(own, best[0]), 1.0, self.words
        return best


def _total(things: Iterable[_Thing], met: Met) -> tuple[float, float, list[int]]:
    """Strength and share of all things together, by what each tells; the words had of each."""
    each = [(thing.weight, *thing.met(met)) for thing in things]
    strength = sum(weight * strength for weight, strength, _share, _count in each)
    share = sum(weight * share for weight, _strength, share, _count in each)
    return strength, share, [count for *_rest, count in each]


def explained(
    index: sqlite3.Connection, units: Iterable[Unit], n: int, corrections: Sequence[Correction]
) -> list[dict[str, str]]:
    """The meetings of words and fields of the record at `n`, in the order of the query, each in the
    closest way."""
    closest: dict[tuple[str, str], str] = {}
    for unit in units:
        for field, word, through in _reasons(index, unit, n):
            for typed, used in corrections:
                if word == used or (text.is_han(used) and (used in word or word in used)):
                    word, through = typed, f"correction:{used}+{through}"
                    break
            closest.setdefault((field, word), through)
    return [dict(zip(REASON, (*pair, through), strict=True)) for pair, through in closest.items()]


def _reasons(index: sqlite3.Connection, unit: Unit, n: int) -> Iterator[tuple[str, str, str]]:
    own = [met for way in unit.ways for met in _fields(index, way, n)]
    near = (met for way in unit.near for met in _fields(index, way, n))
    yield from ((field, unit.typed, through) for field, through in own or near)
    for part in unit.parts:
        yield from _reasons(index, part, n)


def _fields(index: sqlite3.Connection, way: Way, n: int) -> Iterator[tuple[str, str]]:
    if way.through == "number":
        yield "number", way.through
    elif way.through == "classification":
        if n in matching(index, way):
            yield "classifications", way.through
    else:
        columns, _, sought = way.sought.rpartition(" : ")
        terms = {sought: ""}  # with what is said of each
        if ":" in way.through:
            terms = {term: f"={readable(term)}" for term in sought.split(" OR ")}
        for term in sorted(terms, key=lambda term: (-len(term), term)):
            for column in columns.strip("{}").split() or text.PROSE if has(index, term, n) else ():
                if has(index, f"{{{column}}} : ({term})", n):
                    yield column.removesuffix("_sound"), way.through + terms[term]


def readable(phrase: str) -> str:
    """A phrase of FTS5 as the words that it stands for: pairs become Chinese again.

    >>> readable('"子弹 弹时 时间"'), readable('"视频 图文"'), readable('"free viewpoint"')
    ('子弹时间', '视频 图文', 'free viewpoint')
    """
    return re.sub(r"([\u3400-\U0003fffd]) \1", r"\1", phrase.strip('"*'))
