"""What a query asks for, before any record is looked at: words, expressions, names, symbols.

The thesaurus is two tables of the bundled catalogue, written by `building.thesaurus`.
"""

import re
import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator
from itertools import combinations
from operator import itemgetter
from typing import NamedTuple

from patentcli.search import text

# Chinese words and expressions, and names of companies in Latin words, of up to so many
# characters or words are recognised.
LONGEST_WORD = 8
# The words of an expression may stand so far apart ("cut the white background out").
WINDOW = 5
LARGEST_EXPRESSION = 3
# What a character that belongs to no word costs a cut: more than any word gains.
_REST = -100
# G06T, G06T 7 or G06T 7/73, in a normalised text.
_SYMBOL = r"\b([a-h]\d\d[a-z])(?: ?(\d{1,4})(?:/(\d{1,6}))?)?(?![\w/])"


class Entry(NamedTuple):
    """What is known of a word, of the stem of an English one, or of several together."""

    kind: str = ""
    """Whether it says nothing (`stop`), fits every need (`generic`) or is merely `common`."""
    key: str = ""
    """The stem of the plain form, where a word is written in several ways (colour, drawn),"""
    forms: tuple[str, ...] = ()
    """and all of these ways."""
    leads: tuple[str, ...] = ()
    """The names of the concepts that it leads to."""
    holder: str = ""
    """Finds the company of that name, as an FTS5 expression."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the thesaurus or of the language, or a company."""
        return bool(self.kind or self.leads or self.holder)


class Entries(dict[str, Entry]):
    """Entries by their words; of others nothing is known."""

    def __missing__(self, word: str) -> Entry:
        return Entry()


class Concept(NamedTuple):
    """One thing that has many names."""

    related: tuple[str, ...]
    """The names of neighbouring ones."""
    sought: str
    """The terms that are looked for in records, as an FTS5 expression."""


class Item(NamedTuple):
    """A word of the query, or a run of Latin ones that name a company."""

    typed: str
    """In normal form."""
    token: int
    """The place of the token that it was cut from."""
    entry: Entry
    """With the key and all forms and spellings (British, irregular) of any word."""


class Words(NamedTuple):
    """A query as words: its tokens, cut into items, and all that is known of parts of them."""

    tokens: list[str]
    items: list[Item]
    known: Entries


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
    is_foreign: bool = False
    """Whether it is a short word that neither the thesaurus nor the lexicon has."""

    @property
    def is_concept(self) -> bool:
        """Whether the thesaurus knows it."""
        return self.ways[-1].through.startswith("thesaurus:")


def entries(base: sqlite3.Connection, words: Collection[str] | None = None) -> Entries:
    """What the thesaurus has of these words, or all that it has, in order."""
    sql = "SELECT word, kind, key, forms, leads, holder FROM thesaurus_word"
    if words is not None:
        sql += f" WHERE word IN ({', '.join('?' * len(words))})"
    return Entries(
        (word, Entry(kind, key, tuple(forms.split()), tuple(leads.split()), holder))
        for word, kind, key, forms, leads, holder in base.execute(sql, tuple(words or ()))
    )


def concepts(base: sqlite3.Connection) -> dict[str, Concept]:
    """All concepts by their names."""
    rows = base.execute("SELECT name, related, sought FROM thesaurus_concept")
    return {name: Concept(tuple(related.split()), sought) for name, related, sought in rows}


def words(base: sqlite3.Connection, tokens: list[str]) -> Words:
    """The words of the query in order."""
    stems = {token: text.stem(token) for token in tokens if not text.is_han(token)}
    pieces = {
        token[start:end]
        for token in tokens
        if token not in stems
        for start in range(len(token))
        for end in range(start + 1, start + LONGEST_WORD + 1)
    }
    sizes = range(LONGEST_WORD - 1, 0, -1)
    runs = {" ".join(tokens[i : i + size]) for size in sizes for i in range(len(tokens))}
    known = entries(base, {*stems.values(), *pieces, *runs})
    small = {word for word, entry in known.items() if entry.kind not in ("", "common")}
    items: list[Item] = []
    named = 0  # where the last company's name ends
    for place, token in enumerate(tokens):
        if token not in stems:
            items += [
                Item(word, place, known[word]._replace(key=word, forms=(word,)))
                for word in cut(token, known, small)
            ]
        elif place >= named:
            names = [" ".join(tokens[place : place + size]) for size in sizes]
            name = next((name for name in names if known[name].holder), token)
            named = place + len(name.split())
            entry = known[stems[token]]
            entry = entry._replace(
                kind=entry.kind or known[token].kind,
                key=entry.key or stems[token],
                forms=tuple(dict.fromkeys([name, *(entry.forms or text.spellings(name))])),
                holder=known[name].holder,
            )
            items.append(Item(name, place, entry))
    return Words(tokens, items, known)


def cut(run: str, known: Container[str], small: Container[str] = ()) -> list[str]:
    """The run of Chinese as words, and what is left between them, each rest in one piece.

    Of all ways to cut it one with the smallest rest, then the one with the longest words. A
    single character is a rest, unless it is a small word: beside another one it is part of a
    word that nobody here knows, whatever it means alone.
    """

    def gain(word: str) -> int:
        is_word = word in small or (len(word) > 1 and word in known)
        return len(word) ** 2 if is_word else _REST * len(word) - 1

    best: list[tuple[int, list[str]]] = [(0, [])]  # gain up to each place, and the words
    for end in range(1, len(run) + 1):
        last = [run[start:end] for start in range(end - 1, max(0, end - LONGEST_WORD) - 1, -1)]
        ways = [(best[-len(w)][0] + gain(w), [*best[-len(w)][1], w]) for w in last]
        best.append(max(ways, key=itemgetter(0)))
    return best[-1][1]


def plan(base: sqlite3.Connection, words: Words, named: Iterable[Unit]) -> list[Unit]:
    """The things that a query asks for, by the thesaurus in `base`.

    First `named`, the units for names and symbols that were found, whose words mean nothing else;
    then expressions of several words, then words that are in none. What fits every need ("tool",
    "automatic") counts only where there is nothing else.
    """
    units = list(named)
    items = [item for item in words.items if not any(_within(item.typed, u.typed) for u in units)]
    groups = _groups(items)
    known, things = words.known, concepts(base)
    known |= entries(base, {key for _group, key in groups})

    def unit(
        typed: str,
        leads: tuple[str, ...],
        forms: tuple[str, ...] = (),
        parts: Iterable[Unit] = (),
        *,
        is_foreign: bool = False,
    ) -> Unit:
        found = [Way(f"thesaurus:{name}", things[name].sought) for name in leads]
        near = {other: things[other].sought for name in leads for other in things[name].related}
        return Unit(
            typed,
            (Way("typed", " OR ".join(map(text.phrase, forms or (typed,)))), *found),
            tuple(Way(f"related:{other}", sought) for other, sought in near.items()),
            tuple(parts),
            is_foreign,
        )

    def word(item: Item) -> Unit:
        """The unit of one word; a longer Chinese one has its pairs as parts."""
        is_long = text.is_han(item.typed) and len(item.typed) > 2
        parts = [unit(pair, known[pair].leads) for pair in text.pairs(item.typed) if is_long]
        is_foreign = not (item.entry.is_word or parts)
        return unit(item.typed, item.entry.leads, item.entry.forms, parts, is_foreign=is_foreign)

    used: set[int] = set()
    for group, key in groups:
        if known[key].leads and used.isdisjoint(group):
            used.update(group)
            some = [items[i] for i in group]
            typed = " ".join(item.typed for item in some)
            units.append(unit(typed, known[key].leads, parts=map(word, some)))
    vague: list[Unit] = []
    for i, item in enumerate(items):
        kind, holder = item.entry.kind, item.entry.holder
        if holder:
            units.append(Unit(item.typed, (Way("name", f"{{holder}} : ({holder})"),)))
        elif i not in used and kind != "stop":
            # One Chinese character is in too many words to tell anything.
            is_sign = len(item.typed) == 1 and text.is_han(item.typed)
            (vague if kind == "generic" or is_sign else units).append(word(item))
    return units or vague


def _within(word: str, name: str) -> bool:
    return word in name if text.is_han(word) else word in name.split()


def _groups(items: list[Item]) -> list[tuple[tuple[int, ...], str]]:
    """Groups of words near each other with their key together, large and tight ones first."""
    places = [i for i, it in enumerate(items) if it.entry.kind != "stop" and not it.entry.holder]
    groups = {
        (place, *group)
        for at, place in enumerate(places)
        for size in range(1, LARGEST_EXPRESSION)
        for group in combinations(places[at + 1 : at + WINDOW], size)
        if group[-1] - place < WINDOW
    }
    ordered = sorted(groups, key=lambda g: (-len(g), g[-1] - g[0], g))
    return [(group, " ".join(sorted({items[i].entry.key for i in group}))) for group in ordered]


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
        literal = " OR ".join(map(text.phrase, alone[0].entry.forms))
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
    ways = [Way("name", f"{{holder inventors}} : {text.phrase(run)}")]
    if spoken := text.romanised(run):
        surname, given = spoken.split()
        ways.append(Way("sound", f'{{inventors}} : ("{spoken}" OR "{given} {surname}")'))
    return Unit(run, tuple(ways))
