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
from patentcli.search.matching import NAMES, SCORED
from patentcli.search.plan import Unit
from patentcli.search.rank import Ranking

Reason = tuple[str, str, str]  # field, word, through

_COLUMNS = tuple(name for name, _weight in SCORED)


def explained(
    ranking: Ranking, hits: Sequence[int], corrections: Sequence[tuple[str, str]]
) -> dict[int, list[dict[str, str]]]:
    """For each hit the meetings of words and fields, in the order of the query.

    A word that meets a field in several ways is shown with the closest one.
    """
    reasons: dict[int, list[dict[str, str]]] = {}
    for n in hits:
        closest: dict[tuple[str, str], str] = {}
        for unit in ranking.plan.units:
            for field, word, through in _reasons(ranking, unit, n):
                closest.setdefault((field, word), through)
        rows = (_as_typed((f, word, how), corrections) for (f, word), how in closest.items())
        reasons[n] = [
            {"field": field, "word": word, "through": how}
            for field, word, how in dict.fromkeys(rows)
        ]
    return reasons


def _as_typed(row: Reason, corrections: Sequence[tuple[str, str]]) -> Reason:
    field, word, through = row
    for typed, used in corrections:
        if word == used or (text.is_han(used) and (used in word or word in used)):
            return field, typed, f"correction:{used}+{through}"
    return row


def _reasons(ranking: Ranking, unit: Unit, n: int) -> Iterator[Reason]:
    """The meetings of a unit and a record, the closest ways first."""
    if unit.symbol and n in ranking.records.with_symbol(unit.symbol):
        yield "classifications", unit.typed, "classification"
    for expression, way in zip(unit.names, ("name", "sound"), strict=False):
        yield from _by_name(ranking, unit, n, expression, way)
    own = [concept for concept, _is_sought in unit.leads]
    met = False
    for reason in _by_word(ranking, unit, n):
        met = True
        yield reason
    for reason in _by_concepts(ranking, unit, n, own, "thesaurus"):
        met = True
        yield reason
    if not met:
        if unit.literal and not own:
            yield from _by_name(ranking, unit, n, f"{NAMES} : ({unit.literal})", "name")
        concepts = ranking.plan.concepts
        neighbours = [m for number in own for m in concepts[number].related]
        yield from _by_concepts(ranking, unit, n, neighbours, "related")
    for part in unit.parts:
        yield from _reasons(ranking, part, n)


def _by_word(ranking: Ranking, unit: Unit, n: int) -> Iterator[Reason]:
    if unit.literal and ranking.index.meets(n, unit.literal):
        for column in _fields(ranking, n, unit.literal, _COLUMNS):
            yield column, unit.typed, "typed"


def _by_name(ranking: Ranking, unit: Unit, n: int, expression: str, way: str) -> Iterator[Reason]:
    columns, _, names = expression.partition(" : ")
    for column in _fields(ranking, n, names, columns.strip("{}").split()):
        yield column.removesuffix("_sound"), unit.typed, way


def _by_concepts(
    ranking: Ranking, unit: Unit, n: int, numbers: Iterable[int], way: str
) -> Iterator[Reason]:
    for number in numbers:
        concept = ranking.plan.concepts[number]
        if not ranking.index.meets(n, concept.sought):
            continue
        terms = [t for t in concept.sought.split(" OR ") if ranking.index.meets(n, t)]
        for term in sorted(terms, key=lambda t: (-len(t), t)):
            for column in _fields(ranking, n, term, _COLUMNS):
                yield column, unit.typed, f"{way}:{concept.name}={readable(term)}"


def _fields(ranking: Ranking, n: int, expression: str, columns: Iterable[str]) -> list[str]:
    """Those of the columns in which a record meets an expression."""
    return [c for c in columns if ranking.index.meets(n, f"{{{c}}} : ({expression})")]


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
