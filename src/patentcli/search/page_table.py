"""Search without SQLite: a table from word to records, for a page that carries its records.

The thesaurus is folded in, so that the page's script (`search.js`) need only normalise, look up,
add, and decide on the fit.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import Any

from patentcli.search import index, rank, text
from patentcli.search.spelling import HEARD
from patentcli.search.terms import LONGEST_WORD, SMALL, WINDOW, Thesaurus

Strengths = dict[int, float]
Table = dict[str, Any]
"""What `table` makes; it can be written as JSON.

`entries`: lists of [weight, postings, keys, pairs] · postings: numbers between blanks, each a
hundred times the place of a record and the strength, weight and strength in hundredths, negative
where the record has only a neighbouring thing · keys: what leads to the entry, between "|": one
to three words in order of the alphabet, English ones as stems, Chinese ones whole · pairs: pairs
of Chinese characters that are no words, together · `forms`: texts of a stem and the words that
have it, between blanks · `stop`: words that mean nothing · `generic`: words that fit every need;
English ones as stems · `simplified`: traditional characters and their simplified forms, side by
side · `sounds`: characters that sound alike, together · `common`: common words that sound like a
key and are no mistakes · `limits`: numbers of `rank`, `terms` and `text`.
"""


def table(records: Sequence[Mapping[str, Any]], base: sqlite3.Connection) -> Table:
    """The table of some patents, by the thesaurus in `base`; their places are those given here."""
    known = Thesaurus(base, whole=True)
    stems = _Stems(known)
    columns = index.in_columns(records)
    literal = _literal(records, index.cut(columns), stems)
    strengths: dict[str, Strengths] = {}
    with closing(sqlite3.connect(":memory:")) as made:
        index.create(made)
        index.insert(made, range(len(records)), columns)
        for name, way in known.ways.items():
            matching = rank.matching(made, way).items()
            strengths[name] = {n: rank.surety([way], {way.sought: met}) for n, met in matching}

    @cache
    def entry_of(leads: tuple[str, ...], key: str) -> tuple[int, str]:
        """Weight and postings of what leads to these concepts and stands in records as `key`."""
        own, near = dict(literal.get(key, {})), dict[int, float]()
        for name in leads:
            for n, strength in strengths[name].items():
                own[n] = 1.0 - (1.0 - own.get(n, 0.0)) * (1.0 - strength)
            for other in known.related[name]:
                for n, strength in strengths[other].items():
                    near[n] = max(near.get(n, 0.0), strength * rank.RELATED)
        return round(100 * rank.weight(len(own), len(records))), _postings(own, near)

    leads = {
        word: entry.leads
        for word, entry in known.items()
        if entry.leads and (not entry.forms or text.stem(entry.forms[0]) == word)
    }
    found: dict[tuple[int, str], list[str]] = {}
    for key in sorted({*leads, *literal}):
        weight, postings = entry_of(leads.get(key, ()), key if key in literal else "")
        if postings:
            found.setdefault((weight, postings), []).append(key)
    keys = {key for some in found.values() for key in some}
    pairs = {key for key in keys if len(key) == 2 and text.is_han(key) and key not in leads}
    small = {
        kind: {stems[word] for word, entry in known.items() if entry.kind == kind}
        for kind in (*SMALL, "common")
    }
    wanted = {word for key in keys for word in key.split()}.union(*(small[kind] for kind in SMALL))
    forms: dict[str, list[str]] = {}
    for word, stem in sorted(stems.items()):
        if stem in wanted and stem != word:
            forms.setdefault(stem, [stem]).append(word)
    return {
        "entries": [
            [
                weight,
                postings,
                "|".join(key for key in some if key not in pairs),
                "".join(key for key in some if key in pairs),
            ]
            for (weight, postings), some in found.items()
        ],
        "forms": list(map(" ".join, forms.values())),
        **{kind: " ".join(sorted(small[kind])) for kind in SMALL},
        "simplified": text.tables()[:2],
        **_heard(keys - pairs, small["common"] - keys),
        "limits": {
            "unknown": rank.weight(0, len(records)), "strong": rank.STRONG, "partial": rank.PARTIAL,
            "window": WINDOW, "longest_word": LONGEST_WORD, "shortest_typo": text.SHORTEST_WORD + 1,
        },
    }  # fmt: skip


def _postings(own: Strengths, near: Strengths) -> str:
    met = [(n, f"{100 * n + round(99 * strength)}") for n, strength in own.items()]
    met += [(n, f"-{100 * n + round(99 * near[n])}") for n in near.keys() - own.keys()]
    return " ".join(posting for _n, posting in sorted(met))


def _heard(keys: Iterable[str], common: Iterable[str]) -> dict[str, Any]:
    """What it takes to tell that a word of the same sound was typed for a key."""
    sounds: dict[str, str] = {}
    for sign in text.readings():
        sound = text.sound(sign)
        sounds[sound] = sounds.get(sound, "") + sign
    # The same text for all Chinese words that sound alike.
    spoken = {ord(sign): signs[0] for signs in sounds.values() for sign in signs}
    known = {key.translate(spoken) for key in keys if text.is_han(key) and len(key) in HEARD}
    right = sorted(
        word for word in common if not word.isascii() and word.translate(spoken) in known
    )
    return {"sounds": list(sounds.values()), "common": " ".join(right)}


class _Stems(dict[str, str]):
    """The stems of words met so far, of irregular and British forms too; a Chinese word's is it."""

    def __init__(self, known: Thesaurus) -> None:
        super().__init__()
        self._plain = {word: entry.forms[0] for word, entry in known.items() if entry.forms}

    def __missing__(self, word: str) -> str:
        self[word] = found = text.stem(self._plain.get(text.stem(word), word))
        return found

    def key(self, words: Iterable[str]) -> str:
        """The key of words that stand together."""
        return " ".join(sorted({self[word] for word in words}))


def _literal(
    records: Iterable[Mapping[str, Any]], texts: Iterable[Sequence[str]], stems: _Stems
) -> dict[str, Strengths]:
    """What stems, pairs, names and symbols of the records, whose texts are those of the index, find
    by themselves."""
    found: dict[str, Strengths] = {}

    def meet(keys: Iterable[str], n: int, doubt: float) -> None:
        for key in keys:
            met = found.setdefault(key, {})
            met[n] = 1.0 - (1.0 - met.get(n, 0.0)) * doubt

    for n, (record, *row) in enumerate(zip(records, *texts, strict=True)):
        for held in row[: len(text.PROSE)]:
            words = {w for w in re.findall(r"[^\W_]+", held.casefold()) if len(w) > 1}
            meet({stems[word] for word in words}, n, rank.DOUBT)
        names = {*(record.get("inventors") or ()), *(record.get("inventors_en") or ())}
        for name in map(text.normalise, names):
            meet([stems.key(text.tokens(name))], n, 0.0)
            if spoken := text.romanised(name):
                meet([stems.key(spoken.split())], n, rank.DOUBTS["sound"])
        for symbol in record.get("classifications") or ():
            main = str(symbol).casefold().partition("/")[0]
            meet({main[:4], main}, n, 0.0)
    return found
