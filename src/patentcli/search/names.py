"""Names and symbols in a query: companies, persons, classes of the patent classification."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import pairwise

from patentcli.search import entries, text
from patentcli.search.matching import Index, any_of
from patentcli.search.plan import Unit

# A Chinese run of so many characters may be a person's name.
NAME_LENGTH = range(2, 5)
# G06T, G06T 7 or G06T 7/73, in a normalised text.
_SYMBOL = r"\b([a-h]\d\d[a-z])(?: ?(\d{1,4})(?:/(\d{1,6}))?)?(?![\w/])"


def take_symbols(query: str) -> tuple[str, list[Unit]]:
    """The query without its classification symbols, and a unit for each of these."""
    units: list[Unit] = []
    if not any(map(str.isdigit, query)):
        return query, units

    def take(match: "re.Match[str]") -> str:
        head, main, sub = match.groups()
        symbol = head.upper() + (f"{main}/{sub or ''}" if main else "")
        units.append(Unit(match.group().upper(), symbol=symbol))
        return " "

    return re.sub(_SYMBOL, take, query), units


def named(index: Index, base: sqlite3.Connection, tokens: list[str]) -> list[Unit]:
    """Units for the names in the query that some record has."""
    found = list(_companies(base, tokens))
    persons = list(_persons(tokens))
    if persons and index.has(any_of(names for unit in persons for names in unit.names)):
        found += [unit for unit in persons if index.has(any_of(unit.names))]
    return found


def _companies(base: sqlite3.Connection, tokens: list[str]) -> Iterator[Unit]:
    """Units for companies that are named in the query, in either language."""
    names = {*tokens, *map(" ".join, pairwise(tokens))}
    names |= {run[:size] for run in tokens if text.is_han(run) for size in range(2, len(run))}
    companies = entries.companies(base, names)
    for name in sorted(companies, key=lambda n: (-len(n), n)):
        yield Unit(name, names=(f"{{holder}} : ({companies[name]})",))


def _persons(tokens: list[str]) -> Iterator[Unit]:
    """Units for what may be names of persons, in both orders and scripts."""
    words = [token if token.isalpha() and not text.is_han(token) else "" for token in tokens]
    for a, b in pairwise(words):
        if a and b:
            yield _latin(f"{a} {b}", f"{b} {a}")
    for a, b, c in zip(words, words[1:], words[2:], strict=False):
        if a and b and c:
            given_last, given_first = (f"{a} {b}{c}", f"{b}{c} {a}"), (f"{a}{b} {c}", f"{c} {a}{b}")
            yield _latin(f"{a} {b} {c}", *given_last, *given_first)
    for run in tokens:
        if text.is_han(run) and len(run) in NAME_LENGTH:
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
