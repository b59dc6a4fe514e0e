"""What a query asks for, before any record is looked at: words, expressions, names, symbols."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from patentcli.search import text, thesaurus
from patentcli.search.text import stem
from patentcli.search.thesaurus import Concept, Leads
from patentcli.search.words import Item, Words, cut

# The words of an expression may stand so far apart ("cut the white background out").
WINDOW = 5
LARGEST_EXPRESSION = 3
# G06T, G06T 7 or G06T 7/73, in a normalised text.
_SYMBOL = r"\b([a-h]\d\d[a-z])(?: ?(\d{1,4})(?:/(\d{1,6}))?)?(?![\w/])"


class Unit(NamedTuple):
    """One thing that was asked for."""

    typed: str
    literal: str = ""
    """What was typed, as an FTS5 expression."""
    leads: Leads = ()
    parts: "tuple[Unit, ...]" = ()
    """The words of an expression, which count for less than the whole."""
    names: tuple[str, ...] = ()
    """Expressions for the columns of names: as written, and as it sounds."""
    symbol: str = ""
    """The beginning of a classification symbol."""
    tells: bool = True
    """Whether it is more than what fits every need ("tool", "automatic")."""
    foreign: bool = False
    """Whether it is a short word that neither the thesaurus nor the lexicon has."""


class Plan(NamedTuple):
    """The units of a query, in order, with the thesaurus entries that they lead to."""

    units: list[Unit]
    concepts: dict[int, Concept]


def plan(base: sqlite3.Connection, words: Words, named: list[Unit]) -> Plan:
    """The plan of a query, by the thesaurus in `base`.

    `named` are the units for names and symbols that were found; their words mean
    nothing else. What fits every need counts only where there is nothing else.
    """
    items = [item for item in words.items if not any(_within(item.typed, u.typed) for u in named)]
    units = [*named, *_expressions(base, items, words)]
    units = [unit for unit in units if unit.tells] or units
    concepts = thesaurus.concepts(base, {number for one in _each(units) for number in one.leads})
    neighbours = {n for concept in concepts.values() for n in concept.related}
    return Plan(units, thesaurus.concepts(base, neighbours - concepts.keys()) | concepts)


def _each(units: Iterable[Unit]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        yield from _each(unit.parts)


def _within(word: str, name: str) -> bool:
    return word in name if text.is_han(word) else word in name.split()


def _expressions(base: sqlite3.Connection, items: list[Item], words: Words) -> Iterator[Unit]:
    """A unit for each expression of several words, then for each word that is in none."""
    places = [i for i, item in enumerate(items) if item.kind != "stop" and not item.holder]
    keys = _combined_keys(items, places)
    words.known.update(thesaurus.leads(base, {key for _group, key in keys}))
    used: set[int] = set()
    for group, key in keys:
        if key in words.known and used.isdisjoint(group):
            used.update(group)
            some = [items[i] for i in group]
            typed = " ".join(item.typed for item in some)
            is_tight = group[-1] - group[0] == len(group) - 1
            parts = tuple(_word(item, words) for item in some if item.kind != "particle")
            yield Unit(typed, text.phrase(typed) if is_tight else "", words.known[key], parts)
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


def _word(item: Item, words: Words, *, alone: bool = False) -> Unit:
    """The unit of one word; a longer Chinese one has as parts the known words in it, or its pairs
    if it is not known itself.
    """
    leads = words.known.get(item.key, ())
    # One Chinese character alone is in too many words to tell anything by itself.
    telling = [form for form in item.forms if len(form) > 1 or form.isascii() or alone]
    pieces: list[str] = []
    if text.is_han(item.typed) and len(item.typed) > 2:
        pieces = text.pairs(item.typed)
        if leads:
            pieces = cut(item.typed, {w for w in words.known if w != item.typed and len(w) > 1})
    return Unit(
        item.typed,
        " OR ".join(map(text.phrase, telling)),
        leads,
        tuple(
            Unit(piece, text.phrase(piece), words.known.get(piece, ()))
            for piece in pieces
            if len(piece) > 1
        ),
        tells=item.kind != "generic" and bool(telling or leads),
        foreign=not (words.is_known(item) or pieces),
    )


def take_symbols(query: str) -> tuple[str, list[Unit]]:
    """The query without its classification symbols, and a unit for each of these."""
    units: list[Unit] = []

    def take(match: "re.Match[str]") -> str:
        head, main, sub = match.groups()
        symbol = head.upper() + (f"{main}/{sub or ''}" if main else "")
        units.append(Unit(match.group().upper(), symbol=symbol))
        return " "

    return re.sub(_SYMBOL, take, query), units


def names(words: Words, has: Callable[[str], bool]) -> list[Unit]:
    """Units for the names of persons, in both orders and scripts, and of holders in the query.

    `has` says whether any record meets an FTS5 expression.
    """
    return [unit for unit in _names(words) if any(map(has, unit.names))]


def _names(words: Words) -> Iterator[Unit]:
    whole = " ".join(words.tokens)
    if len(words.tokens) > 2:
        yield Unit(whole, names=(f"{{holder}} : {text.phrase(whole)}",))
    latin = [token if token.isalpha() and not text.is_han(token) else "" for token in words.tokens]
    for a, b in pairwise(latin):
        if a and b:
            yield _latin(f"{a} {b}", f"{b} {a}")
    for a, b, c in zip(latin, latin[1:], latin[2:], strict=False):
        if a and b and c:
            given_last, given_first = (f"{a} {b}{c}", f"{b}{c} {a}"), (f"{a}{b} {c}", f"{c} {a}{b}")
            yield _latin(f"{a} {b} {c}", *given_last, *given_first)
    unknown = [item.typed for item in words.items if not words.is_known(item)]
    for run in dict.fromkeys([*words.tokens, *unknown]):
        if text.is_han(run) and len(run) > 1 and run not in words.known:
            yield _chinese(run)


def _latin(*forms: str) -> Unit:
    written = " OR ".join(map(text.phrase, forms))
    columns = ("inventors", "inventors_sound")
    return Unit(forms[0], names=tuple(f"{{{column}}} : ({written})" for column in columns))


def _chinese(run: str) -> Unit:
    from patentcli.search.han import romanised

    names = [f"{{holder inventors}} : {text.phrase(run)}"]
    if spoken := romanised(run):
        surname, given = spoken.split()
        names.append(f'{{inventors}} : ("{spoken}" OR "{given} {surname}")')
    return Unit(run, names=tuple(names))
