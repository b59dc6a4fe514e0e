"""From the words of a query to its plan: which things are asked for."""

import sqlite3
from collections.abc import Iterator
from itertools import combinations, pairwise

from patentcli.search import entries, segment, text
from patentcli.search.plan import Item, Leads, Plan, Unit, Words
from patentcli.search.stem import spellings, stem

# The words of an expression may stand so far apart ("cut the white background out").
WINDOW = 5
LARGEST_EXPRESSION = 3


def plan(base: sqlite3.Connection, words: Words, named: list[Unit]) -> Plan:
    """The plan of a query, by the thesaurus in `base`.

    `named` are the units for names and symbols that were found; their words mean
    nothing else.
    """
    items = [item for item in words.items if not any(_within(item.typed, u.typed) for u in named)]
    known = dict(words.known)
    units = [*named, *_expressions(base, items, known)]
    if not any(unit.counts for unit in units):
        for unit in units:
            unit.counts = True
    numbers = {number for unit in units for number in _concepts_in(unit)}
    concepts = entries.concepts(base, numbers)
    neighbours = {n for concept in concepts.values() for n in concept.related}
    return Plan(units, entries.concepts(base, neighbours - numbers) | concepts)


def _within(word: str, name: str) -> bool:
    return word in name if text.is_han(word) else word in name.split()


def _concepts_in(unit: Unit) -> Iterator[int]:
    yield from (concept for concept, _is_sought in unit.leads)
    for part in unit.parts:
        yield from _concepts_in(part)


def _expressions(
    base: sqlite3.Connection, items: list[Item], known: dict[str, Leads]
) -> Iterator[Unit]:
    """A unit for each expression of several words, then for each word that is in none."""
    places = [i for i, item in enumerate(items) if item.kind != "stop"]
    keys = _combined_keys(items, places)
    known |= entries.concepts_of(base, {key for _group, key in keys})
    used: set[int] = set()
    for group, key in keys:
        if key in known and used.isdisjoint(group):
            used.update(group)
            yield _expression([items[i] for i in group], group, known[key], known)
    for i in places:
        if i not in used and items[i].kind != "particle":
            yield _word(items[i], known, alone=len(items) == 1)


def _combined_keys(items: list[Item], places: list[int]) -> list[tuple[tuple[int, ...], str]]:
    """Groups of words near each other with their key together, large and tight ones first.

    At the end two words that may be written as one ("water mark").
    """
    groups = [
        group
        for size in range(LARGEST_EXPRESSION, 1, -1)
        for group in combinations(places, size)
        if group[-1] - group[0] < WINDOW
    ]
    groups.sort(key=lambda g: (-len(g), g[-1] - g[0], g))
    keys = [(group, " ".join(sorted({items[i].key for i in group}))) for group in groups]
    pairs = [(a, b) for a, b in pairwise(places) if items[a].typed.isascii()]
    return keys + [((a, b), stem(items[a].typed + items[b].typed)) for a, b in pairs]


def _expression(
    items: list[Item],
    group: tuple[int, ...],
    leads: Leads,
    known: dict[str, Leads],
) -> Unit:
    typed = " ".join(item.typed for item in items)
    adjacent = group[-1] - group[0] == len(group) - 1
    parts = tuple(_word(item, known) for item in items if item.kind != "particle")
    literal = text.phrase(typed) if adjacent else ""
    return Unit(typed, literal=literal, leads=leads, parts=parts)


def _word(item: Item, known: dict[str, Leads], *, alone: bool = False) -> Unit:
    """The unit of one word; a longer Chinese one has what it is made of as parts."""
    leads = known.get(item.key, ())
    forms = [item.typed]
    if item.typed.isascii():
        forms = [item.typed, *item.others] if item.others else spellings(item.typed)
    # One Chinese character alone is in too many words to tell anything by itself.
    telling = [form for form in forms if len(form) > 1 or form.isascii() or alone]
    literal = " OR ".join(map(text.phrase, telling))
    parts: tuple[Unit, ...] = ()
    if text.is_han(item.typed) and len(item.typed) > 2:
        parts = tuple(_inner(item.typed, bool(leads), known))
    counts = item.kind != "generic" and bool(telling or leads)
    return Unit(item.typed, counts=counts, literal=literal, leads=leads, parts=parts)


def _inner(word: str, is_known: bool, known: dict[str, Leads]) -> Iterator[Unit]:
    """The known words inside a known one, or the pairs of an unknown one."""
    pieces = [word[i : i + 2] for i in range(len(word) - 1)]
    if is_known:
        pieces = segment.cut(word, {w for w in known if w != word and len(w) > 1}, ())
    for piece in pieces:
        if len(piece) > 1:
            yield Unit(piece, literal=text.phrase(piece), leads=known.get(piece, ()))
