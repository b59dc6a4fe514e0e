"""What a query asks for, before any record is looked at.

Plain classes with slots: they are made at every start, and a NamedTuple takes ten
times as long to define.
"""

import sqlite3
from collections.abc import Iterator
from itertools import combinations, pairwise

from patentcli.search import text, thesaurus
from patentcli.search.stem import spellings, stem
from patentcli.search.thesaurus import Concept, Leads
from patentcli.search.words import Item, Words, cut

# The words of an expression may stand so far apart ("cut the white background out").
WINDOW = 5
LARGEST_EXPRESSION = 3


class Unit:
    """One thing that was asked for.

    `literal` is what was typed as an FTS5 expression; `leads` go to entries of the
    thesaurus; `parts` are the words of an expression, which count for less than the
    whole; `names` expressions for the columns of names, as written and as it sounds;
    `symbol` the beginning of a classification symbol. Units that do not `count` say
    something about every need ("tool", "automatic"). A `foreign` one is a word that neither
    the thesaurus nor the lexicon has.
    """

    __slots__ = ("counts", "foreign", "leads", "literal", "names", "parts", "symbol", "typed")

    def __init__(
        self,
        typed: str,
        *,
        counts: bool = True,
        foreign: bool = False,
        literal: str = "",
        leads: Leads = (),
        parts: "tuple[Unit, ...]" = (),
        names: tuple[str, ...] = (),
        symbol: str = "",
    ) -> None:
        self.typed = typed
        self.counts = counts
        self.foreign = foreign
        self.literal = literal
        self.leads = leads
        self.parts = parts
        self.names = names
        self.symbol = symbol


class Plan:
    """The units of a query, in order, with the thesaurus entries that they lead to."""

    __slots__ = ("concepts", "units")

    def __init__(self, units: list[Unit], concepts: dict[int, Concept]) -> None:
        self.units = units
        self.concepts = concepts

    def proper(self, unit: Unit) -> str:
        """An expression for all that means the same as a unit, without neighbours and parts."""
        sought = [self.concepts[concept].sought for concept, _is_sought in unit.leads]
        return " OR ".join(dict.fromkeys(e for e in (unit.literal, *sought, *unit.names) if e))


def plan(base: sqlite3.Connection, words: Words, named: list[Unit]) -> Plan:
    """The plan of a query, by the thesaurus in `base`.

    `named` are the units for names and symbols that were found; their words mean
    nothing else.
    """
    items = [item for item in words.items if not any(_within(item.typed, u.typed) for u in named)]
    units = [*named, *_expressions(base, items, words)]
    if not any(unit.counts for unit in units):
        for unit in units:
            unit.counts = True
    numbers = {number for unit in units for number in _concepts_in(unit)}
    concepts = thesaurus.concepts(base, numbers)
    neighbours = {n for concept in concepts.values() for n in concept.related}
    return Plan(units, thesaurus.concepts(base, neighbours - numbers) | concepts)


def _within(word: str, name: str) -> bool:
    return word in name if text.is_han(word) else word in name.split()


def _concepts_in(unit: Unit) -> Iterator[int]:
    yield from (concept for concept, _is_sought in unit.leads)
    for part in unit.parts:
        yield from _concepts_in(part)


def _expressions(base: sqlite3.Connection, items: list[Item], words: Words) -> Iterator[Unit]:
    """A unit for each expression of several words, then for each word that is in none."""
    places = [i for i, item in enumerate(items) if item.kind != "stop" and not item.holder]
    keys = _combined_keys(items, places)
    words.known.update(thesaurus.concepts_of(base, {key for _group, key in keys}))
    used: set[int] = set()
    for group, key in keys:
        if key in words.known and used.isdisjoint(group):
            used.update(group)
            yield _expression([items[i] for i in group], group, key, words)
    for i, item in enumerate(items):
        if item.holder:
            yield Unit(item.typed, names=(f"{{holder}} : ({item.holder})",))
        elif i not in used and item.kind not in ("stop", "particle"):
            yield _word(item, words, alone=len(items) == 1)


def _combined_keys(items: list[Item], places: list[int]) -> list[tuple[tuple[int, ...], str]]:
    """Groups of words near each other with their key together, large and tight ones first.

    At the end two words that may be written as one ("water mark").
    """
    groups = {
        (place, *group)
        for at, place in enumerate(places)
        for size in range(1, LARGEST_EXPRESSION)
        for group in combinations(places[at + 1 : at + WINDOW], size)
        if group[-1] - place < WINDOW
    }
    ordered = sorted(groups, key=lambda g: (-len(g), g[-1] - g[0], g))
    keys = [(group, " ".join(sorted({items[i].key for i in group}))) for group in ordered]
    pairs = [(a, b) for a, b in pairwise(places) if items[a].typed.isascii()]
    return keys + [((a, b), stem(items[a].typed + items[b].typed)) for a, b in pairs]


def _expression(items: list[Item], group: tuple[int, ...], key: str, words: Words) -> Unit:
    typed = " ".join(item.typed for item in items)
    adjacent = group[-1] - group[0] == len(group) - 1
    parts = tuple(_word(item, words) for item in items if item.kind != "particle")
    literal = text.phrase(typed) if adjacent else ""
    return Unit(typed, literal=literal, leads=as_sought(words.known[key]), parts=parts)


def as_sought(leads: Leads) -> Leads:
    """The leads of an expression: what is too vague alone is not so in one."""
    return tuple((concept, True) for concept, _is_sought in leads)


def _word(item: Item, words: Words, *, alone: bool = False) -> Unit:
    """The unit of one word; a longer Chinese one has what it is made of as parts."""
    leads = words.known.get(item.key, ())
    forms = [item.typed]
    if item.typed.isascii():
        forms = [item.typed, *item.others] if item.others else spellings(item.typed)
    # One Chinese character alone is in too many words to tell anything by itself.
    telling = [form for form in forms if len(form) > 1 or form.isascii() or alone]
    parts: tuple[Unit, ...] = ()
    if text.is_han(item.typed) and len(item.typed) > 2:
        parts = tuple(_inner(item.typed, bool(leads), words.known))
    return Unit(
        item.typed,
        counts=item.kind != "generic" and bool(telling or leads),
        foreign=not words.is_known(item),
        literal=" OR ".join(map(text.phrase, telling)),
        leads=leads,
        parts=parts,
    )


def _inner(word: str, is_known: bool, known: dict[str, Leads]) -> Iterator[Unit]:
    """The known words inside a known one, or the pairs of an unknown one."""
    pieces = [word[i : i + 2] for i in range(len(word) - 1)]
    if is_known:
        pieces = cut(word, {w for w in known if w != word and len(w) > 1}, ())
    for piece in pieces:
        if len(piece) > 1:
            yield Unit(piece, literal=text.phrase(piece), leads=known.get(piece, ()))
