"""From the tokens of a query to its words, with what the thesaurus knows of each."""

import sqlite3

from patentcli.search import entries, segment, text
from patentcli.search.plan import Item, Words
from patentcli.search.stem import stem

# What is read of a query: more than anyone types to describe a need.
LONGEST_QUERY = 40
LONGEST_RUN = 40


def tokens_of(query: str) -> list[str]:
    """The tokens of a normalised query, as many and as long as are read."""
    return [token[:LONGEST_RUN] for token in text.tokens(query)[:LONGEST_QUERY]]


def words(base: sqlite3.Connection, tokens: list[str]) -> Words:
    """The words of the query in order, and the entries of those that lead to one alone."""
    runs = [token for token in tokens if text.is_han(token)]
    stems = {token: stem(token) for token in tokens if not text.is_han(token)}
    across = entries.spellings(base, set(stems.values()))
    keys = {word: across[key][1] if key in across else key for word, key in stems.items()}
    pieces = {piece for run in runs for piece in segment.candidates(run)}
    kinds = entries.kinds(base, pieces | set(stems) | set(stems.values()))
    small = {word for word, kind in kinds.items() if kind != "common"}
    known = entries.concepts_of(base, pieces | set(keys.values()))
    items: list[Item] = []
    for place, token in enumerate(tokens):
        if token in stems:
            others = across[stems[token]][0] if stems[token] in across else ""
            kind = kinds.get(stems[token]) or kinds.get(token, "")
            items.append(Item(token, keys[token], kind, others, place))
        else:
            for word in segment.cut(token, known, small, kinds):
                items.append(Item(word, word, kinds.get(word, ""), "", place))
    return Words(tokens, items, known)
