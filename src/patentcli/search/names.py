"""Names and symbols in a query: persons, classes of the patent classification."""

import re
from collections.abc import Iterator
from itertools import pairwise

from patentcli.search import text
from patentcli.search.matching import Index, any_of
from patentcli.search.plan import Unit
from patentcli.search.words import Words

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


def persons(index: Index, words: Words) -> list[Unit]:
    """Units for the names of persons in the query that some record has."""
    found = list(_persons(words))
    if not found or not index.has(any_of(names for unit in found for names in unit.names)):
        return []
    return [unit for unit in found if any(map(index.has, unit.names))]


def _persons(words: Words) -> Iterator[Unit]:
    """Units for what may be names of persons, in both orders and scripts."""
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
