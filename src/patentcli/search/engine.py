"""A search from the typed text to the ordered hits, mistyped words set right on the way."""

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from operator import eq
from typing import NamedTuple

from patentcli.catalogue.filters import Condition, where
from patentcli.catalogue.query import AMONG, find
from patentcli.errors import UsageProblem
from patentcli.i18n import _, ngettext
from patentcli.search import FITS, text
from patentcli.search.rank import Alike, Correction, explained, rank
from patentcli.search.terms import Thesaurus, Unit, Way, Word, has, join, names, plan, take_symbols
from patentcli.suggest import edits

DIGITS_OF_NUMBER = 6  # a text with so many may be a patent number
# Longer texts are cut, and the user is told: nobody describes a need at such length by hand.
LONGEST_TEXT = 500
# How well a number answers, by what it is to the record that it leads to.
ROLE_SCORES = {"own": 1.0, "same": 1.0, "grant": 0.95, "priority": 0.9, "family": 0.85}
_FITS = list(FITS)
_PROSE = f"{{{' '.join(text.PROSE)}}}"


class Hit(NamedTuple):
    """A record that was found: its place in the catalogue, its score from 0 to 1, its fit and, if
    asked for, why, with the keys of `rank.REASON`."""

    n: int
    score: float
    fit: str
    matched: list[dict[str, str]]


class Result(NamedTuple):
    """What a query found."""

    hits: list[Hit]  # those that fit well enough, best first, up to the limit
    total: int  # how many there are
    remarks: list[str]
    """What the user must know of how the query was read, and what to do if nothing fits."""


def run(
    records: sqlite3.Connection,
    base: sqlite3.Connection,
    query: str,
    *,
    conditions: Sequence[Condition] = (),
    limit: int | None = 20,
    fit: str = "partial",
    explain: bool = False,
) -> Result:
    """The records of a catalogue that answer a query, best first, ties by publication number.
    `records` is the catalogue, `base` the bundled one, which holds the thesaurus; `fit` is the
    weakest that is wanted. Raises UsageProblem for a query without a letter or digit."""
    asked = text.normalise(query[:LONGEST_TEXT])
    if not text.tokens(asked):
        hint = _("say in words what you are looking for")
        raise UsageProblem(_("the query is empty"), where="QUERY", hint=hint)
    found = _by_number(records, base, asked)
    units = [Unit(asked, (Way("number", asked),))]
    corrections: list[Correction] = []
    if not found:
        units, corrections = _read(records, base, asked)
        found = rank(records, units)
    met = set[str]().union(*(alike.words for alike in found))
    if conditions:
        found = _passing(records, found, conditions)
    found.sort(key=_order)
    fitting = [alike for alike in found if _FITS.index(alike.fit) <= _FITS.index(fit)]
    total = sum(len(alike.places) for alike in fitting)
    hits = _best(records, fitting, total if limit is None else limit)
    message = _("{typed}: not found, searched as {used}")
    remarks = [message.format(typed=typed, used=used) for typed, used in corrections]
    if lacking := [unit for unit in units if unit.typed not in met]:
        near = " OR ".join(way.sought for unit in lacking for way in unit.near)
        is_near = near and hits and has(records, f"{_PROSE} : ({near})", hits[0].n)
        known = [*dict.fromkeys(_had(units, met)), *([_("related words")] if is_near else [])]
        remarks.append(_unknown(lacking, known))
    if len(query) > LONGEST_TEXT:
        message = _("the query is long; only its first {count} characters were used")
        remarks.insert(0, message.format(count=LONGEST_TEXT))
    if not fitting:
        remarks.append(_nearest(units, found))
    if explain:
        hits = [h._replace(matched=explained(records, units, h.n, corrections)) for h in hits]
    return Result(hits, total, remarks)


def _by_number(records: sqlite3.Connection, base: sqlite3.Connection, asked: str) -> list[Alike]:
    for spelled in (asked, *asked.split()):
        digits, met = sum(map(str.isdigit, spelled)), frozenset([asked])
        if digits >= DIGITS_OF_NUMBER and (found := find(records, spelled, lambda: base)):
            return [Alike([n], ROLE_SCORES[role], "strong", met) for n, role in found.items()]
    return []


def _read(
    records: sqlite3.Connection, base: sqlite3.Connection, asked: str
) -> tuple[list[Unit], list[Correction]]:
    """What a query asks for, and what had to be corrected to make sense of it."""
    known = Thesaurus(base)
    rest, symbols = take_symbols(asked)
    typed = text.tokens(rest)
    named = names(records, known, typed)
    own = {word for unit in named for word in unit.typed.split()}
    tokens, corrections = _corrected(records, known, typed, own)
    if corrections:
        named = names(records, known, tokens)
    return plan(records, known, tokens, [*symbols, *named]), corrections


def _corrected(
    records: sqlite3.Connection, known: Thesaurus, tokens: Sequence[str], names: Container[str]
) -> tuple[list[str], list[Correction]]:
    """The tokens as they are to be read, and what was mistyped in them, in order. `names` are words
    that belong to names and are right as they are."""
    read: list[str] = []
    made: list[Correction] = []
    for token, pieces in zip(tokens, known.words(tokens), strict=True):
        typed, used = token, ""
        if token not in names:
            # The thesaurus, the lexicon or any record has a word that is right.
            unknown = [word for word in join(pieces) if not word.is_known]
            wrong = [word.typed for word in unknown if not has(records, word.literal)]
            right = [piece.is_known or not any(piece.typed in w for w in wrong) for piece in pieces]
            if text.is_han(token):
                typed, used = _heard(known.base, pieces, right)
            elif not all(right):
                used = meant_word((records, known.base), token)
        read.append(token.replace(typed, used) if used else token)
        made += [(typed, used)] if used else []
    return read, made


def meant_word(vocabularies: Iterable[sqlite3.Connection], word: str) -> str:
    """The known word that one slip made a Latin one of, the same first letter and frequent ones
    first; or empty."""
    # One slip makes any shorter word another word.
    if len(word) <= text.SHORTEST_WORD or not word.isalpha():
        return ""
    sql = "SELECT word, count FROM search_vocabulary WHERE length(word) BETWEEN ? AND ?"
    counts: dict[str, int] = {}
    for vocabulary in vocabularies:
        counts.update(vocabulary.execute(sql, (len(word) - 1, len(word) + 1)))
    if word in counts:  # no mistake: only the records have nothing to say about it
        return ""
    near = [known for known in counts if edits(word, known, 1) == 1]
    return min(near, key=lambda known: (known[0] != word[0], -counts[known], known), default="")


def _heard(base: sqlite3.Connection, pieces: Sequence[Word], right: Sequence[bool]) -> Correction:
    """Pieces of a Chinese run, not all of them right, and the word of the thesaurus that sounds
    like them together and has a character of theirs, longest first; else empty."""
    sql = "SELECT word FROM thesaurus_word WHERE sound = ? AND sound <> '' ORDER BY word"
    for size in text.HEARD:
        for first in range(len(pieces)):
            for last in range(first + 1, min(first + size, len(pieces)) + 1):
                typed = "".join(piece.typed for piece in pieces[first:last])
                if len(typed) == size and not all(right[first:last]):
                    for (word,) in base.execute(sql, (text.sound(typed),)):
                        if any(map(eq, typed, word)):
                            return typed, word
    return "", ""


def _unknown(lacking: Iterable[Unit], known: Iterable[str]) -> str:
    """What no record has, and what was found instead."""
    unknown = dict.fromkeys(unit.typed for unit in lacking)
    # A word that is part of another one (安全, 安全帽) is named with it.
    whole = [w for w in unknown if not text.is_han(w) or sum(w in other for other in unknown) == 1]
    both = _("not in any record: {unknown}; searched for: {known}")
    message = both if known else _("not in any record: {unknown}")
    return message.format(unknown=_(", ").join(whole), known=_(", ").join(known))


def _had(units: Iterable[Unit], met: Container[str]) -> Iterator[str]:
    """What was met of the things asked for: the thing, or else words in it."""
    for unit in units:
        yield from [unit.typed] if unit.typed in met else _had(unit.parts, met)


def _nearest(units: Sequence[Unit], found: list[Alike]) -> str:
    """What the records have in common with a query that none of them fits."""
    nearest = found[0].words if found else frozenset[str]()
    if not nearest:
        return _("nothing found")
    count = sum(len(alike.places) for alike in found if alike.words >= nearest)
    return ngettext(
        "nothing fits; {count} record has no more than this in common with it: {words}"
        " (patentcli search with --fit weak shows it)",
        "nothing fits; {count} records have no more than this in common with it: {words}"
        " (patentcli search with --fit weak shows them)",
        count,
        count=count,
        words=_(", ").join(_had(units, nearest)),
    )


def _passing(
    records: sqlite3.Connection, found: list[Alike], conditions: Sequence[Condition]
) -> list[Alike]:
    test, values = where(conditions)
    every = str([n for alike in found for n in alike.places])
    rows = records.execute(f"SELECT p.n {AMONG} AND {test}", {"n": every, **values})
    passing = {n for (n,) in rows}
    kept = (alike._replace(places=[n for n in alike.places if n in passing]) for alike in found)
    return [alike for alike in kept if alike.places]


def _order(alike: Alike) -> tuple[int, float]:
    return _FITS.index(alike.fit), -alike.score


def _best(records: sqlite3.Connection, found: list[Alike], count: int) -> list[Hit]:
    """The first so many of records in order, those that are equal by their publication number."""
    hits: list[Hit] = []
    sql = f"SELECT p.n {AMONG} ORDER BY p.id LIMIT :count"
    for (place, score), equal in groupby(found, _order):
        if len(hits) == count:
            break
        places = [n for alike in equal for n in alike.places]
        rows = records.execute(sql, {"n": str(places), "count": count - len(hits)})
        hits += [Hit(n, -score, _FITS[place], []) for (n,) in rows]
    return hits
