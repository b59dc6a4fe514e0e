"""Why a record was found: which words of the query met which of its fields, and how.

`through` says how, in a form that scripts can read and every language shares:

- `typed`: the word itself, or its spelling across the Atlantic;
- `thesaurus:ENTRY=TERM`: TERM, which the entry of that name gives for the word;
- `related:ENTRY=TERM`: a term of an entry next to the word's own;
- `name`, `sound`: a name as written, or as it sounds in the other script;
- `classification`, `number`: a symbol or a patent number.

A word that was corrected stands as it was typed, with `correction:WORD+` before the rest.
"""

from collections.abc import Iterable, Iterator, Sequence

from patentcli.search import text
from patentcli.search.plan import Unit
from patentcli.search.rank import Ranking, has
from patentcli.search.spelling import Correction

Reason = tuple[str, str, str]  # field, word, through


def explained(ranking: Ranking, n: int, corrections: Sequence[Correction]) -> list[dict[str, str]]:
    """The meetings of words and fields of a hit, in the order of the query.

    A word that meets a field in several ways is shown with the closest one.
    """
    closest: dict[tuple[str, str], str] = {}
    for unit in ranking.plan.units:
        for field, word, through in _reasons(ranking, unit, n):
            closest.setdefault((field, word), through)
    rows = dict.fromkeys(_as_typed((*key, how), corrections) for key, how in closest.items())
    return [dict(zip(("field", "word", "through"), row, strict=True)) for row in rows]


def _as_typed(row: Reason, corrections: Sequence[Correction]) -> Reason:
    field, word, through = row
    for typed, used in corrections:
        if word == used or (text.is_han(used) and (used in word or word in used)):
            return field, typed, f"correction:{used}+{through}"
    return row


def _reasons(ranking: Ranking, unit: Unit, n: int) -> Iterator[Reason]:
    """The meetings of a unit and a record, the closest ways first."""

    def meets(expression: str) -> bool:
        return has(ranking.index, expression, n)

    def fields(columns: Iterable[str], expression: str, through: str) -> Iterator[Reason]:
        for column in columns if expression and meets(expression) else ():
            if meets(f"{{{column}}} : ({expression})"):
                yield column.removesuffix("_sound"), unit.typed, through

    def by_entries(numbers: Iterable[int], way: str) -> Iterator[Reason]:
        for name, _related, sought in (ranking.plan.concepts[number] for number in numbers):
            terms = sought.split(" OR ") if meets(sought) else []
            for term in sorted(terms, key=lambda term: (-len(term), term)):
                yield from fields(text.PROSE, term, f"{way}:{name}={readable(term)}")

    if unit.symbol and n in ranking.with_symbol(unit.symbol):
        yield "classifications", unit.typed, "classification"
    for expression, way in zip(unit.names, ("name", "sound"), strict=False):
        columns, _, names = expression.partition(" : ")
        yield from fields(columns.strip("{}").split(), names, way)
    own = [
        *fields(text.PROSE, unit.literal, "typed"),
        *by_entries(unit.leads, "thesaurus"),
    ]
    yield from own
    if not own and not unit.leads:
        yield from fields(text.NAMES, unit.literal, "name")
    if not own:
        concepts = ranking.plan.concepts
        neighbours = [near for number in unit.leads for near in concepts[number].related]
        yield from by_entries(neighbours, "related")
    for part in unit.parts:
        yield from _reasons(ranking, part, n)


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
