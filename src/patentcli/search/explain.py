"""Why a record was found: which words of the query met which of its fields, and how.

`through` says how, in a form that scripts can read and every language shares:

- `typed`: the word itself, or its spelling across the Atlantic;
- `thesaurus:ENTRY=TERM`: TERM, which the entry of that name gives for the word;
- `related:ENTRY=TERM`: a term of an entry next to the word's own;
- `name`, `sound`: a name as written, or as it sounds in the other script;
- `classification`, `number`: a symbol or a patent number.

A word that was corrected stands as it was typed, with `correction:WORD+` before the rest.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from patentcli.search import text
from patentcli.search.plan import Unit, Way
from patentcli.search.rank import TAGGED, has, symbols
from patentcli.search.spelling import Correction

Reason = tuple[str, str, str]  # field, word, through


def explained(
    index: sqlite3.Connection, units: Iterable[Unit], n: int, corrections: Sequence[Correction]
) -> list[dict[str, str]]:
    """The meetings of words and fields of the record at `n`, in the order of the query.

    A word that meets a field in several ways is shown with the closest one.
    """
    closest: dict[tuple[str, str], str] = {}
    for unit in units:
        for field, word, through in _reasons(index, unit, n):
            closest.setdefault((field, word), through)
    rows = dict.fromkeys(_as_typed((*key, how), corrections) for key, how in closest.items())
    return [dict(zip(("field", "word", "through"), row, strict=True)) for row in rows]


def _as_typed(row: Reason, corrections: Sequence[Correction]) -> Reason:
    field, word, through = row
    for typed, used in corrections:
        if word == used or (text.is_han(used) and (used in word or word in used)):
            return field, typed, f"correction:{used}+{through}"
    return row


def _reasons(index: sqlite3.Connection, unit: Unit, n: int) -> Iterator[Reason]:
    """The meetings of a unit and a record, the closest ways first."""

    def meets(expression: str) -> bool:
        return has(index, expression, n)

    def met(way: Way) -> Iterator[Reason]:
        if way.through == "classification":
            if index.execute(f"{TAGGED} AND n = ?", (*symbols(way), n)).fetchone():
                yield "classifications", unit.typed, way.through
            return
        columns, _, sought = way.sought.rpartition(" : ")
        terms = sought.split(" OR ") if ":" in way.through else [sought]
        for term in sorted(terms, key=lambda term: (-len(term), term)):
            through = f"{way.through}={readable(term)}" if ":" in way.through else way.through
            for column in columns.strip("{}").split() or text.PROSE if meets(term) else ():
                if meets(f"{{{column}}} : ({term})"):
                    yield column.removesuffix("_sound"), unit.typed, through

    own = [reason for way in unit.ways for reason in met(way)]
    yield from own or (reason for way in unit.near for reason in met(way))
    for part in unit.parts:
        yield from _reasons(index, part, n)


def readable(phrase: str) -> str:
    """A phrase of FTS5 as the words that it stands for: pairs become Chinese again.

    >>> readable('"子弹 弹时 时间"'), readable('"free viewpoint"')
    ('子弹时间', 'free viewpoint')
    """
    words: list[str] = []
    for word in phrase.strip('"*').split():
        if words and text.is_han(word) and text.is_han(words[-1]) and words[-1][-1] == word[0]:
            words[-1] += word[1:]
        else:
            words.append(word)
    return " ".join(words)
