"""What a query asks for, before any record is looked at: words, expressions, names, symbols."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from patentcli.search import text
from patentcli.search.text import stem
from patentcli.search.words import Item, Words, concepts, cut, entries

# The words of an expression may stand so far apart ("cut the white background out").
WINDOW = 5
LARGEST_EXPRESSION = 3
# G06T, G06T 7 or G06T 7/73, in a normalised text.
_SYMBOL = r"\b([a-h]\d\d[a-z])(?: ?(\d{1,4})(?:/(\d{1,6}))?)?(?![\w/])"


class Way(NamedTuple):
    """One way in which a record can have what is asked for."""

    through: str
    """`typed`, `name`, `sound` or `classification`; `thesaurus:` or `related:` with a concept."""
    sought: str
    """An FTS5 expression; of a classification the beginning of its symbol."""


class Unit(NamedTuple):
    """One thing that was asked for."""

    typed: str
    ways: tuple[Way, ...]
    """How records have it, the closest first;"""
    near: tuple[Way, ...] = ()
    """and how they have a neighbouring thing."""
    parts: "tuple[Unit, ...]" = ()
    """The words of an expression, which count for less than the whole."""
    is_concept: bool = False
    """Whether the thesaurus knows it."""
    tells: bool = True
    """Whether it is more than what fits every need ("tool", "automatic")."""
    is_foreign: bool = False
    """Whether it is a short word that neither the thesaurus nor the lexicon has."""


def plan(base: sqlite3.Connection, words: Words, named: list[Unit]) -> list[Unit]:
    """The things that a query asks for, in order, by the thesaurus in `base`.

    `named` are the units for names and symbols that were found; their words mean
    nothing else. What fits every need counts only where there is nothing else.
    """
    items = [item for item in words.items if not any(_within(item.typed, u.typed) for u in named)]
    units = [*named, *_Planner(base, words, items).units()]
    return [unit for unit in units if unit.tells] or units


def _within(word: str, name: str) -> bool:
    return word in name if text.is_han(word) else word in name.split()


class _Planner:
    """The items of a query, with the thesaurus entries of what they may be together."""

    def __init__(self, base: sqlite3.Connection, words: Words, items: list[Item]) -> None:
        self.items = items
        self.groups = _groups(items)
        self.known = words.known
        self.known |= entries(base, {key for _group, key in self.groups})
        self.concepts = concepts(base)

    def units(self) -> Iterator[Unit]:
        """A unit for each expression of several words, then for each word that is in none."""
        used: set[int] = set()
        for group, key in self.groups:
            if self.known[key].leads and used.isdisjoint(group):
                used.update(group)
                some = [self.items[i] for i in group]
                typed = " ".join(item.typed for item in some)
                parts = [self.word(item) for item in some if item.entry.kind != "particle"]
                is_tight = group[-1] - group[0] == len(group) - 1
                literal = text.phrase(typed) if is_tight else ""
                yield self.unit(typed, literal, self.known[key].leads, parts)
        for i, item in enumerate(self.items):
            if item.entry.holder:
                name = Way("name", f"{{holder}} : ({item.entry.holder})")
                yield Unit(item.typed, (name,))
            elif i not in used and item.entry.kind not in ("stop", "particle"):
                yield self.word(item)

    def unit(
        self, typed: str, literal: str, leads: tuple[str, ...], parts: Iterable[Unit] = ()
    ) -> Unit:
        """What is typed so, found literally and by the concepts that it leads to."""
        ways = [Way("typed", literal)] if literal else []
        ways += [Way(f"thesaurus:{name}", self.concepts[name].sought) for name in leads]
        near = [
            Way(f"related:{other}", self.concepts[other].sought)
            for name in leads
            for other in self.concepts[name].related
        ]
        return Unit(typed, tuple(ways), tuple(near), tuple(parts), bool(leads))

    def word(self, item: Item) -> Unit:
        """The unit of one word; a longer Chinese one has as parts the known words in it, or its
        pairs if it is not known itself.
        """
        leads = item.entry.leads
        # One Chinese character alone is in too many words to tell anything by itself.
        is_alone = len(self.items) == 1
        telling = [f for f in item.forms if len(f) > 1 or f.isascii() or is_alone]
        pieces: list[str] = []
        if text.is_han(item.typed) and len(item.typed) > 2:
            pieces = text.pairs(item.typed)
            if leads:
                longer = {w for w, entry in self.known.items() if entry.leads and len(w) > 1}
                pieces = [
                    piece for piece in cut(item.typed, longer - {item.typed}) if len(piece) > 1
                ]
        parts = [self.unit(p, text.phrase(p), self.known[p].leads) for p in pieces]
        unit = self.unit(item.typed, " OR ".join(map(text.phrase, telling)), leads, parts)
        return unit._replace(
            tells=item.entry.kind != "generic" and bool(unit.ways),
            is_foreign=not (item.entry.is_word or pieces),
        )


def _groups(items: list[Item]) -> list[tuple[tuple[int, ...], str]]:
    """Groups of words near each other with their key together, large and tight ones first.

    At the end two words that may be written as one ("water mark").
    """
    places = [i for i, it in enumerate(items) if it.entry.kind != "stop" and not it.entry.holder]
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


def take_symbols(query: str) -> tuple[str, list[Unit]]:
    """The query without its classification symbols, and a unit for each of these."""
    units: list[Unit] = []

    def take(match: "re.Match[str]") -> str:
        head, main, sub = match.groups()
        symbol = head.upper() + (f"{main}/{sub or ''}" if main else "")
        units.append(Unit(match.group().upper(), (Way("classification", symbol),)))
        return " "

    return re.sub(_SYMBOL, take, query), units


def has(index: sqlite3.Connection, expression: str, n: int | None = None) -> bool:
    """Whether any record meets an FTS5 expression, or the one with this number."""
    sql = "SELECT 1 FROM search_index WHERE search_index MATCH ?"
    at = "" if n is None else f" AND rowid = {n:d}"
    return index.execute(f"{sql}{at} LIMIT 1", (expression,)).fetchone() is not None


def names(index: sqlite3.Connection, words: Words) -> list[Unit]:
    """Units for the names of persons, in both orders and scripts, and of holders in the query,
    those that any record has.
    """
    found = [unit for unit in _names(words) if any(has(index, way.sought) for way in unit.ways)]
    # One word alone may be part of a name; among others it would be one by chance.
    alone = [item for item in words.items if item.entry.kind != "stop"]
    if not found and len(alone) == 1 and not alone[0].entry.leads:
        literal = " OR ".join(map(text.phrase, alone[0].forms))
        prose, named = (f"{{{' '.join(some)}}} : ({literal})" for some in (text.PROSE, text.NAMES))
        if not has(index, prose) and has(index, named):
            found = [Unit(alone[0].typed, (Way("name", named),))]
    return found


def _names(words: Words) -> Iterator[Unit]:
    tokens = words.tokens
    if len(tokens) > 2:
        whole = " ".join(tokens)
        yield Unit(whole, (Way("name", f"{{holder}} : {text.phrase(whole)}"),))
    for size in (2, 3):
        for start in range(len(tokens) - size + 1):
            some = tokens[start : start + size]
            if all(token.isalpha() and not text.is_han(token) for token in some):
                yield _latin(some)
    unknown = [item.typed for item in words.items if not item.entry.is_word]
    for run in dict.fromkeys([*tokens, *unknown]):
        if text.is_han(run) and len(run) > 1 and not words.known[run].leads:
            yield _chinese(run)


def _latin(words: list[str]) -> Unit:
    """A person of whose words the first ones or the last ones are the given name."""
    halves = [("".join(words[:at]), "".join(words[at:])) for at in range(1, len(words))]
    forms = [f"{one} {other}" for a, b in halves for one, other in ((a, b), (b, a))]
    written = " OR ".join(map(text.phrase, forms))
    name, sound = (f"{{{column}}} : ({written})" for column in ("inventors", "inventors_sound"))
    return Unit(" ".join(words), (Way("name", name), Way("sound", sound)))


def _chinese(run: str) -> Unit:
    from patentcli.search.han import romanised

    ways = [Way("name", f"{{holder inventors}} : {text.phrase(run)}")]
    if spoken := romanised(run):
        surname, given = spoken.split()
        ways.append(Way("sound", f'{{inventors}} : ("{spoken}" OR "{given} {surname}")'))
    return Unit(run, tuple(ways))
