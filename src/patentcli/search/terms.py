"""What a query asks for, before any record is looked at: words, expressions, names, symbols. The
thesaurus is two tables of the bundled catalogue, written by `building.thesaurus`."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations
from operator import itemgetter
from typing import NamedTuple

from patentcli.search import text

# Chinese words and expressions, and names of companies in Latin words, of up to so many
# characters or words are recognised.
LONGEST_WORD = 8
WINDOW = 5  # the words of an expression may stand so far apart ("cut the white background out")
LARGEST_EXPRESSION = 3
SMALL = ("stop", "generic")  # kinds of words that tell nothing of a need
_REST = -100  # what a character that belongs to no word costs a cut: more than any word gains
# What belongs together in a cut run, by the letters of its pieces: "w" a word, "s" a small
# character, "g" one of those that make words (`generic`); "1", "3" and "e" are left over: one
# character, another odd number, an even one. A run of single ones is a word (区块链). What is odd
# goes with the "g" beside it (去雾), or a single one with a word, which also stays one (安全帽).
_PARTS = "^[gs1]*1[gs1]*$|g?[13](?:[ge]*[13])+|g[13]|w1(?![ge]*[13])|[13]g|1w|."
# G06T, G06T 7 or G06T 7/73, in a normalised text.
_SYMBOL = r"\b([a-h]\d\d[a-z])(?: ?(\d{1,4})(?:/(\d{1,6}))?)?(?![\w/])"


class Word(NamedTuple):
    """A word, the stem of an English one, or several together, with what is known of it."""

    typed: str  # in normal form
    kind: str = ""
    """Whether it says nothing (`stop`), fits every need (`generic`), is `common` or `foreign`."""
    forms: tuple[str, ...] = ()
    """All ways in which it is written, where these are several (colour, drawn), the plain first."""
    leads: tuple[str, ...] = ()  # the names of the concepts that it leads to

    @property
    def is_known(self) -> bool:
        """Whether it is a word of the thesaurus or of the language."""
        return bool(self.leads) or self.kind not in ("", "foreign")

    @property
    def literal(self) -> str:
        """Finds it in any of its forms, as an FTS5 expression."""
        return " OR ".join(map(text.phrase, self.forms or (self.typed,)))


class Way(NamedTuple):
    """One way in which a record can have what is asked for."""

    through: str
    """`typed`, `name`, `sound` or `classification`; `thesaurus:` or `related:` with a concept."""
    sought: str  # an FTS5 expression; of a classification the beginning of its symbol


class Unit(NamedTuple):
    """One thing that was asked for."""

    typed: str
    ways: tuple[Way, ...]  # how records have it, the closest first
    near: tuple[Way, ...] = ()  # and how they have a neighbouring thing
    parts: "tuple[Unit, ...]" = ()
    """The words of an expression, which count for less than the whole."""
    is_foreign: bool = False
    """Whether it is a short word that neither the thesaurus nor the lexicon has."""


class Thesaurus(dict[str, Word]):
    """What is known of words, read when they are asked for, and of the concepts that they lead
    to."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.ways: dict[str, Way] = {}  # how records have each concept, by its name
        self.related: dict[str, list[str]] = {}  # and the names of neighbouring ones
        sql = "SELECT name, through, sought, related FROM thesaurus_concept"
        for name, through, sought, related in base.execute(sql):
            self.ways[name], self.related[name] = Way(through, sought), related.split()

    def __missing__(self, word: str) -> Word:
        sql = "SELECT kind, forms, leads FROM thesaurus_word WHERE word = ?"
        kind, forms, leads = self.base.execute(sql, (word,)).fetchone() or ("", "", "")
        self[word] = found = Word(word, kind, tuple(forms.split()), tuple(leads.split()))
        return found

    def words(self, tokens: Iterable[str]) -> list[list[Word]]:
        """Each token as words: a Chinese one cut, another one with all its forms. A single Chinese
        character is a word only if it is a small one: see `join`."""
        return [self._cut(token) if text.is_han(token) else self._latin(token) for token in tokens]

    def _latin(self, token: str) -> list[Word]:
        entry = self[text.stem(token)]
        forms = dict.fromkeys([*(entry.forms or text.spellings(token)), token])
        return [Word(token, entry.kind or self[token].kind, tuple(forms), entry.leads)]

    def _cut(self, token: str) -> list[Word]:
        parts = cut(token, lambda w: self[w].is_known if len(w) > 1 else self[w].kind in SMALL)
        return [self[part] for part in parts]


def cut(run: str, is_word: Callable[[str], object]) -> list[str]:
    """The run of Chinese as words, and what is left between them, each rest in one piece. Of all
    ways to cut it one with the smallest rest, then the one with the longest words."""

    def gain(word: str) -> int:
        return len(word) ** 2 if is_word(word) else _REST * len(word) - 1

    best: list[tuple[int, list[str]]] = [(0, [])]  # gain up to each place, and the words
    for end in range(1, len(run) + 1):
        last = [run[start:end] for start in range(end - 1, max(0, end - LONGEST_WORD) - 1, -1)]
        ways = [(best[-len(w)][0] + gain(w), [*best[-len(w)][1], w]) for w in last]
        best.append(max(ways, key=itemgetter(0)))
    return best[-1][1]


def join(words: list[Word]) -> Iterator[Word]:
    """The words of a run, and what the cut left over as parts of words that nobody here knows."""
    for found in re.finditer(_PARTS, "".join(map(_letter, words))):
        some = words[found.start() : found.end()]
        own = [word for word, kind in zip(some, found[0], strict=True) if kind == "w"]
        typed = "".join(word.typed for word in some)
        whole = Word(typed, "foreign" if own or len(typed) < 4 else "")
        yield from (*own, whole) if len(some) > 1 else some


def _letter(word: Word) -> str:
    if word.is_known:
        return "w" if word.kind not in SMALL else word.kind[0] if _is_sign(word) else "-"
    return str(min(len(word.typed), 3)) if len(word.typed) % 2 else "e"


def plan(
    index: sqlite3.Connection, known: Thesaurus, tokens: Iterable[str], named: Iterable[Unit]
) -> list[Unit]:
    """The things that a query asks for. First `named`, the units for names and symbols that were
    found, whose words mean nothing else; then expressions of several words, then words that are in
    none. What fits every need ("tool", "automatic") counts only where there is nothing else."""
    units = list(named)
    taken = " ".join(unit.typed for unit in units)
    every = chain.from_iterable(map(join, known.words(tokens)))
    words = [w for w in every if w.typed not in (taken if text.is_han(w.typed) else taken.split())]

    def unit(word: Word, parts: Iterable[Unit] = (), *, is_foreign: bool = False) -> Unit:
        ways = (Way("typed", word.literal), *(known.ways[name] for name in word.leads))
        near = dict.fromkeys(other for name in word.leads for other in known.related[name])
        beside = (Way(f"related:{other}", known.ways[other].sought) for other in near)
        return Unit(word.typed, ways, tuple(beside), tuple(parts), is_foreign)

    def whole(word: Word) -> Unit:
        """The unit of one word; a longer Chinese one has as parts the known words in it, or its
        pairs if it is not known itself."""
        pieces: list[str] = []
        if text.is_han(word.typed) and len(word.typed) > 2 and word.kind != "foreign":
            pieces = text.pairs(word.typed)
            if word.leads:
                parts = cut(word.typed, lambda w: 1 < len(w) < len(word.typed) and known[w].leads)
                pieces = [part for part in parts if len(part) > 1]
        is_foreign = not (word.is_known or pieces)
        return unit(word, [unit(known[p]) for p in pieces], is_foreign=is_foreign)

    used: set[int] = set()
    for group, key in _groups(words):
        if known[key].leads and used.isdisjoint(group):
            used.update(group)
            some = [words[i] for i in group]
            between = words[group[0] : group[-1] + 1]
            shown = (w.typed if w in some or w.kind == "stop" else "…" for w in between)
            typed = re.sub("(… )+", "… ", " ".join(shown))
            units.append(unit(Word(typed, leads=known[key].leads), map(whole, some)))
    vague: list[Unit] = []
    for i, word in enumerate(words):
        if i not in used and word.kind != "stop" and not (word.kind and _is_sign(word)):
            # A character that any record has is in too many words to tell anything by itself.
            is_vague = word.kind == "generic" or (_is_sign(word) and has(index, word.literal))
            (vague if is_vague else units).append(whole(word))
    return units or vague


def _is_sign(word: Word) -> bool:
    """One Chinese character that means nothing by itself."""
    return len(word.typed) == 1 and text.is_han(word.typed) and not word.leads


def _groups(words: list[Word]) -> list[tuple[tuple[int, ...], str]]:
    """Groups of words near each other with their key together, large and tight ones first."""
    places = [i for i, word in enumerate(words) if word.kind != "stop"]
    groups = {
        (place, *group)
        for at, place in enumerate(places)
        for size in range(1, LARGEST_EXPRESSION)
        for group in combinations(places[at + 1 : at + WINDOW], size)
        if group[-1] - place < WINDOW
    }
    keys = [text.stem(word.forms[0] if word.forms else word.typed) for word in words]
    ordered = sorted(groups, key=lambda g: (-len(g), g[-1] - g[0], g))
    return [(group, " ".join(sorted({keys[i] for i in group}))) for group in ordered]


def take_symbols(query: str) -> tuple[str, list[Unit]]:
    """The query without its classification symbols, and a unit for each of these."""
    units = []
    for found in re.finditer(_SYMBOL, query):
        head, main, sub = found.groups()
        symbol = head.upper() + (f"{main}/{sub or ''}" if main else "")
        units.append(Unit(found.group().upper(), (Way("classification", symbol),)))
    return re.sub(_SYMBOL, " ", query), units


def has(index: sqlite3.Connection, expression: str, n: int | None = None) -> bool:
    """Whether any record meets an FTS5 expression, or the one with this number."""
    sql = "SELECT 1 FROM search_index WHERE search_index MATCH ?"
    at = "" if n is None else f" AND rowid = {n:d}"
    return index.execute(f"{sql}{at} LIMIT 1", (expression,)).fetchone() is not None


def names(index: sqlite3.Connection, known: Thesaurus, tokens: list[str]) -> list[Unit]:
    """Units for the names of persons, in both orders and scripts, and of holders in the query,
    those that any record has."""
    words = list(chain.from_iterable(known.words(tokens)))
    possible = _names(known, tokens, words)
    found = [unit for unit in possible if any(has(index, way.sought) for way in unit.ways)]
    is_known = len(tokens) < 2 and any(word.leads for word in words)
    if tokens and not found and not is_known:
        # Part of a name, or the whole; a word among others would be part of one by chance.
        whole = " ".join(tokens)
        columns = (f"{{{' '.join(some)}}}" for some in (text.PROSE, text.NAMES))
        prose, named = (f"{some} : {text.phrase(whole)}" for some in columns)
        if not has(index, prose) and has(index, named):
            return [Unit(whole, (Way("name", named),))]
    return found


def _names(known: Thesaurus, tokens: list[str], words: list[Word]) -> Iterator[Unit]:
    for size in (2, 3):
        for start in range(len(tokens) - size + 1):
            some = tokens[start : start + size]
            if all(token.isalpha() and not text.is_han(token) for token in some):
                written = _in_both_orders(some)
                name = Way("name", f"{{inventors}} : ({written})")
                sound = Way("sound", f"{{inventors_sound}} : ({written})")
                yield Unit(" ".join(some), (name, sound))
    for run in dict.fromkeys([*tokens, *(word.typed for word in words if not word.is_known)]):
        if text.is_han(run) and len(run) > 1 and not known[run].leads:
            ways = [Way("name", f"{{holder inventors}} : {text.phrase(run)}")]
            if spoken := text.romanised(run).split():
                ways.append(Way("sound", f"{{inventors}} : ({_in_both_orders(spoken)})"))
            yield Unit(run, tuple(ways))


def _in_both_orders(name: list[str]) -> str:
    """The words of a person's name, the first or the last of which are the given name."""
    halves = [("".join(name[:at]), "".join(name[at:])) for at in range(1, len(name))]
    forms = [f"{one} {other}" for a, b in halves for one, other in ((a, b), (b, a))]
    return " OR ".join(map(text.phrase, forms))
