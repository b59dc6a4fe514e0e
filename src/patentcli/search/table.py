"""Search without SQLite: a table from word to records, for a page that carries its records.

`table` folds the thesaurus in; `look_up` says how a table is read. The page's script is a
translation of `look_up`, so that it need only normalise, look up, add, and decide on the fit.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from patentcli.search import han, rank, text, thesaurus
from patentcli.search.cutter import cut_rows
from patentcli.search.index import COLUMNS
from patentcli.search.matching import Records
from patentcli.search.narrow import index_of, texts_of
from patentcli.search.plan import LARGEST_EXPRESSION, Plan
from patentcli.search.rank import Ranking, Strengths
from patentcli.search.stem import stem
from patentcli.search.words import LONGEST_WORD

# A longer Chinese word is made of two.
LONGEST_PLAIN = 3

Table = dict[str, Any]
"""What `table` makes; it can be written as JSON.

`entries`: lists of [weight in tenths, postings, keys, pairs] · postings: numbers between blanks,
each ten times the place of a record and the strength, in tenths less one · keys: what leads to
the entry, between "|": one to three English stems in order of the alphabet, or a Chinese word ·
pairs: pairs of Chinese characters that are no words, together · `forms`: texts of a stem and the
words that have it, between blanks · `stop`: words that mean nothing · `generic`: words that fit
every need · `simplified`: traditional characters and their simplified forms, two texts side by
side · `limits`: numbers of `rank`.
"""


def table(records: sqlite3.Connection, base: sqlite3.Connection, numbers: Sequence[int]) -> Table:
    """The table of some records of a catalogue, by the thesaurus in `base`.

    A place in the table is a place in `numbers`.
    """
    places = {n: place for place, n in enumerate(numbers)}
    known = thesaurus.every_key(base)
    stems = _Stems(base)
    literal = _literal(texts_of(records, numbers), numbers, stems)
    kinds = thesaurus.every_word(base)
    entries: dict[tuple[int, str], list[str]] = {}
    with closing(index_of(records, numbers)) as index:
        ranking = Ranking(index, Records(records), Plan([], thesaurus.every_concept(base)))
        ranking.total = max(1, len(numbers))
        for name, holder in thesaurus.every_company(base).items():
            found = index.matching(f"{{holder}} : ({holder})")
            literal[stems.key(text.tokens(name))] = dict.fromkeys(found, 1.0)
        for key in sorted({*known, *literal}):
            meets = dict(literal.get(key, {}))
            ranking.add_concepts(meets, known.get(key, ()))
            if meets:
                weight = round(10 * ranking.weight(len(meets)))
                ranking.add_neighbours(meets, known.get(key, ()))
                entries.setdefault((weight, _postings(meets, places)), []).append(key)
        unknown = ranking.weight(0)
    keys = {key for some in entries.values() for key in some}
    latin = {stem for key in keys if key.isascii() for stem in key.split()}
    chinese = {sign for key in keys for sign in key if not sign.isascii()}
    old = [chr(o) for o, new in han.simplified_forms().items() if chr(new) in chinese]

    def is_pair(key: str) -> bool:
        return not (key.isascii() or key in known or key in kinds) and len(key) == 2

    return {
        "entries": [
            [
                weight,
                postings,
                "|".join(key for key in some if not is_pair(key)),
                "".join(key for key in some if is_pair(key)),
            ]
            for (weight, postings), some in entries.items()
        ],
        "forms": [f"{s} {' '.join(words)}" for s, words in stems.forms(latin)],
        "stop": " ".join(w for w, k in kinds.items() if k in ("stop", "particle")),
        "generic": " ".join(w for w, kind in kinds.items() if kind == "generic"),
        "simplified": ["".join(old), text.simplified("".join(old))],
        "limits": {
            "unknown": unknown, "generic": rank.GENERIC, "met": rank.MET, "half": rank.HALF,
            "strong": rank.STRONG, "partial": rank.PARTIAL, "less": rank.LESS,
        },
    }  # fmt: skip


def _postings(meets: Strengths, places: Mapping[int, int]) -> str:
    tenths = {n: round(10 * strength) for n, strength in sorted(meets.items())}
    return " ".join(str(10 * places[n] + tenth - 1) for n, tenth in tenths.items() if tenth > 1)


class _Stems:
    """The stems of English words, those of irregular and British forms included."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._across = thesaurus.every_form(base)
        self._words = {w for w in thesaurus.every_word(base) if w.isascii()}

    def of(self, word: str) -> str:
        self._words.add(word)
        return self._across.get(found := stem(word), found)

    def key(self, tokens: Iterable[str]) -> str:
        """The key of words that stand together."""
        return " ".join(sorted({t if text.is_han(t) else self.of(t) for t in tokens}))

    def forms(self, wanted: Collection[str]) -> Iterator[tuple[str, list[str]]]:
        """These stems, each with the words met so far or known to the lexicon that have it."""
        words: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if (found := self.of(word)) in wanted and found != word:
                words.setdefault(found, []).append(word)
        yield from words.items()


def _literal(
    records: Sequence[Mapping[str, Any]], numbers: Sequence[int], stems: _Stems
) -> dict[str, Strengths]:
    """What each stem and pair of the records' texts finds by itself, as `Index.strengths` does."""
    doubt: dict[str, Strengths] = {}
    for n, row in zip(numbers, cut_rows(records, list(COLUMNS)), strict=True):
        for column, cut in zip(COLUMNS, row, strict=True):
            words = {word for word in re.findall(r"[^\W_]+", cut.casefold()) if len(word) > 1}
            for key in {word if text.is_han(word) else stems.of(word) for word in words}:
                left = doubt.setdefault(key, {})
                # A name is certain, a word as certain as its column.
                left[n] = left.get(n, 1.0) * (1.0 - (COLUMNS[column] or 1.0))
    return {key: {n: 1.0 - d for n, d in left.items()} for key, left in doubt.items()}


class Reader:
    """A table unpacked: words to their stems, keys to entries."""

    def __init__(self, table: Table) -> None:
        self.limits = table["limits"]
        self.stop = set(table["stop"].split())
        self.generic = set(table["generic"].split())
        self.forms = {w: s for s, *words in map(str.split, table["forms"]) for w in words}
        self.keys: dict[str, tuple[float, list[int]]] = {}
        self.words: set[str] = set()
        for weight, postings, keys, pairs in table["entries"]:
            entry = (weight / 10, [int(one) for one in postings.split()])
            self.words.update(keys.split("|"))
            for key in (*keys.split("|"), *(pairs[i : i + 2] for i in range(0, len(pairs), 2))):
                self.keys[key] = entry

    def stem(self, word: str) -> str:
        """The stem of an English word; of a rare one that is in no list, without its plural s."""
        if word in self.forms or word in self.keys:
            return self.forms.get(word, word)
        return self.forms.get(word.removesuffix("s"), word.removesuffix("s"))


def look_up(table: Reader, query: str) -> tuple[list[tuple[int, float, str]], list[str]]:
    """The places of the records that answer a query, best first, and the words that none has.

    Each with its score from 0 to 1 and its fit.
    """
    limits = table.limits
    total: dict[int, float] = {}
    met: dict[int, float] = {}
    things: dict[int, int] = {}
    whole = needed = unknown = 0.0
    known = 0
    unmet = []
    asked = list(_asked(table, text.tokens(text.normalise(query))))
    for word, found, size in asked:
        generic = word in table.generic
        if not found:
            if not generic:
                unmet.append(word)
                unknown += limits["unknown"]
            continue
        # A rest of Chinese is the mean of its pairs.
        weight = sum(table.keys[key][0] for key in found) / len(found)
        meets: dict[int, float] = {}
        for key in found:
            for posting in table.keys[key][1]:
                place, tenth = divmod(posting, 10)
                meets[place] = meets.get(place, 0.0) + (tenth + 1) / 10 / len(found)
        weight *= limits["generic"] if generic else 1.0
        whole += weight
        known += not generic
        needed += 0.0 if generic else weight
        for place, strength in meets.items():
            total[place] = total.get(place, 0.0) + weight * strength
            if not generic:
                share = min(1.0, strength / limits["met"])
                met[place] = met.get(place, 0.0) + weight * share
                things[place] = things.get(place, 0) + size * (share >= limits["half"])
    # A word or two that nobody knows is no reason to refuse what is known of the rest.
    needed += min(unknown, needed) if len(unmet) <= known else unknown
    hits = []
    for place, share in met.items():
        part = share / needed
        least = limits["less"] if things[place] > 1 else limits["partial"]
        fit = "strong" if part >= limits["strong"] else "partial" if part >= least else "weak"
        if fit == "weak" and len(asked) == 1:
            fit = "partial"
        hits.append((place, total[place] / whole, fit))
    return sorted(hits, key=lambda hit: (-round(hit[1], 4), hit[0])), unmet


def _asked(table: Reader, tokens: Sequence[str]) -> Iterator[tuple[str, list[str], int]]:
    """The things asked for: as typed, the keys that find it, how many things it is."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        size = 1
        if text.is_han(token):
            yield from _chinese(table, token)
        elif token not in table.stop:
            for size in range(min(LARGEST_EXPRESSION, len(tokens) - at), 0, -1):
                some = [word for word in tokens[at : at + size] if word not in table.stop]
                key = " ".join(sorted(set(map(table.stem, some))))
                if key in table.keys or size == 1:
                    yield " ".join(some), [key] * (key in table.keys), len(key.split())
                    break
        at += size


def _chinese(table: Reader, run: str) -> Iterator[tuple[str, list[str], int]]:
    """The words of a run, longest first, and what is left between them by its pairs."""
    at = rest = 0
    while at <= len(run):
        sizes = range(min(LONGEST_WORD, len(run) - at), 0, -1)
        words = (run[at : at + size] for size in sizes)
        word = next((w for w in words if w in table.words or w in table.stop), "")
        if word or at == len(run):
            left = run[rest:at]
            pairs = [left[i : i + 2] for i in range(len(left) - 1)]
            if pairs:
                yield left, [pair for pair in pairs if pair in table.keys], 1
            if word and word not in table.stop:
                yield word, [word], 2 if len(word) > LONGEST_PLAIN else 1
            rest = at + len(word)
        at += len(word) or 1
