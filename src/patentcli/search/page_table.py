"""Search without SQLite: a table from word to records, for a page that carries its records. The
thesaurus is folded in, so that the page's script (`search.js`) need only normalise, look up, add,
and decide on the fit."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import chain
from typing import Any

from patentcli.search import index, rank, text
from patentcli.search.terms import LONGEST_WORD, SMALL, WINDOW, Thesaurus

Doubts = dict[int, float]
"""By the places of records, what is left of the doubt that they are about a thing."""
Table = dict[str, Any]
"""What `table` makes; it can be written as JSON.

`entries`: lists of [postings, keys, pairs] · postings: groups between "|", each a strength in
hundredths and the places of the records that have it, between blanks, negative where a record has
only a neighbouring thing; none where no record has what is known · keys: what leads to the entry,
between "|": one to three words in order of the alphabet, English ones as stems, Chinese ones whole;
a classification symbol or what one begins with; the words of a name in their order, between blanks
and with a blank on both sides · pairs: pairs of Chinese characters that are no words, together ·
`weights`: by how many records have a thing · `forms`: texts of a stem and the words that have it,
between blanks, "+" for the stem in them · `stop`: words that mean nothing · `generic`: words that
fit every need; English ones as stems · `simplified`: traditional characters and their simplified
forms, side by side · `sounds`: characters that sound alike, together · `common`: common words that
are no mistakes though they sound like a key or are one slip away from one, and pairs that are words
· `limits`: numbers of `rank`, `terms` and `text`."""


def table(records: Sequence[Mapping[str, Any]], base: sqlite3.Connection) -> Table:
    """The table of some patents, by the thesaurus in `base`; their places are those given here."""
    known = Thesaurus(base)
    sql = "SELECT word, forms FROM thesaurus_word WHERE forms <> ''"
    stems = _Stems({word: some.split() for word, some in base.execute(sql)})
    sql = "SELECT word, leads FROM thesaurus_word WHERE leads <> ''"
    leads = {
        word: tuple(some.split())
        for word, some in base.execute(sql)
        if word not in stems.forms or text.stem(stems.forms[word][0]) == word
    }
    columns = index.in_columns(records)
    literal = _literal(records, index.cut(columns), stems, signs={w for w in leads if len(w) == 1})
    doubts: dict[str, Doubts] = {}
    with closing(sqlite3.connect(":memory:")) as made:
        index.create(made)
        index.insert(made, range(len(records)), columns)
        for name, way in known.ways.items():
            matching = rank.matching(made, way).items()
            doubts[name] = {n: rank.doubt([way], {way.sought: met}) for n, met in matching}

    counts = {0}

    @cache
    def entry_of(leads: tuple[str, ...], key: str) -> str:
        """Postings of what leads to these concepts and stands in records as `key`."""
        own, near = dict(literal.get(key, {})), dict[int, float]()
        for name in leads:
            for n, doubt in doubts[name].items():
                own[n] = own.get(n, 1.0) * doubt
            for other in known.related[name]:
                for n, doubt in doubts[other].items():
                    near[n] = max(near.get(n, 0.0), (1.0 - doubt) * rank.RELATED)
        counts.add(len(own))
        places: dict[int, list[int]] = {}
        for n in sorted({*own, *near}):
            strength = round(100 * (1.0 - own.get(n, 1.0))) or -round(100 * near[n])
            places.setdefault(strength, []).append(n)
        return "|".join(" ".join(map(str, (strength, *some))) for strength, some in places.items())

    found: dict[str, list[str]] = {}
    keys = {*leads, *literal}
    for key in sorted(keys):
        postings = entry_of(leads.get(key, ()), key if key in literal else "")
        found.setdefault(postings, []).append(key)
    pairs = {key for key in keys if len(key) == 2 and text.is_han(key) and key not in leads}
    sql = "SELECT word FROM thesaurus_word WHERE kind = ?"
    small = {kind: {word for (word,) in base.execute(sql, (kind,))} for kind in (*SMALL, "common")}
    written = base.execute("SELECT word FROM search_vocabulary")  # with those of the thesaurus
    named = (re.findall("[a-z]+", way.sought) for way in known.ways.values())
    for word in chain(*stems.forms.values(), *small.values(), *written, *named):
        stems[word]
    wanted = {word for key in keys for word in key.split()}.union(*(small[kind] for kind in SMALL))
    forms: dict[str, list[str]] = {}
    for word in sorted(word for word, stem in stems.items() if stem in wanted and stem != word):
        forms.setdefault(stems[word], []).append(word)
    spelled, common = set(chain(*forms.values())), small["common"]
    sounds, right = _alike(keys - pairs, {*forms, *spelled}, common - keys - spelled)
    return {
        "entries": [
            [postings, "|".join(sorted({*some} - pairs)), "".join(sorted({*some} & pairs))]
            for postings, some in found.items()
        ],
        "weights": {str(n): round(rank.weight(n, len(records)), 2) for n in sorted(counts)},
        "forms": [
            " ".join([stem, *(word.replace(stem, "+", word.startswith(stem)) for word in some)])
            for stem, some in forms.items()
        ],
        **{kind: " ".join(sorted(small[kind])) for kind in SMALL},
        "simplified": text.tables()[:2],
        "sounds": sounds,
        "common": " ".join(sorted(right | common & pairs)),
        "limits": {
            "strong": rank.STRONG, "partial": rank.PARTIAL,
            "window": WINDOW, "longest_word": LONGEST_WORD, "shortest_typo": text.SHORTEST_WORD + 1,
        },
    }  # fmt: skip


def _alike(
    keys: Iterable[str], forms: Iterable[str], common: Iterable[str]
) -> tuple[list[str], set[str]]:
    """Characters that sound alike, together; and those of the common words that sound like a key,
    or are one slip away from it or its forms."""
    sounds = defaultdict[str, str](str)
    for sign in text.readings():
        sounds[text.sound(sign)] += sign
    # The same text for all Chinese words that sound alike.
    spoken = {ord(sign): signs[0] for signs in sounds.values() for sign in signs}

    def slips(word: str) -> list[str]:  # two words that differ by one slip have one in common
        return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]

    heard = {key.translate(spoken) for key in keys if text.is_han(key) and len(key) in text.HEARD}
    spelled = {part for word in {*keys, *forms} if word.isascii() for part in slips(word)}
    return list(sounds.values()), {
        word
        for word in common
        if word.translate(spoken) in heard
        or (len(word) > text.SHORTEST_WORD and not spelled.isdisjoint(slips(word)))
    }


class _Stems(dict[str, str]):
    """The stems of words met so far, of irregular and British forms too; a Chinese word's is it."""

    def __init__(self, forms: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.forms = forms  # by their stem, the plain one first

    def __missing__(self, word: str) -> str:
        self[word] = found = text.stem(self.forms.get(text.stem(word), (word,))[0])
        return found


def _literal(
    records: Iterable[Mapping[str, Any]],
    texts: Iterable[Sequence[str]],
    stems: _Stems,
    signs: set[str],
) -> dict[str, Doubts]:
    """What stems, pairs, names and symbols of the records find, whose texts are the index's.
    `signs`: Chinese characters that mean something by themselves."""
    found: dict[str, Doubts] = {}

    def meet(keys: Iterable[str], n: int, doubt: float) -> None:
        for key in keys:
            met = found.setdefault(key, {})
            met[n] = met.get(n, 1.0) * doubt

    for n, (record, *row) in enumerate(zip(records, *texts, strict=True)):
        for held in row[: len(text.PROSE)]:
            words = {w for w in re.findall(r"[^\W_]+", held.casefold()) if len(w) > 1}
            meet({stems[word] for word in words} | (signs & set(held)), n, rank.DOUBT)
        inventors = {*(record.get("inventors") or ()), *(record.get("inventors_en") or ())}
        for name in map(text.normalise, inventors):
            spoken = text.romanised(name).split()
            for some, doubt in ((text.tokens(name), 0.0), (spoken, rank.DOUBTS["sound"])):
                together = " ".join(sorted({stems[word] for word in some}))
                meet([together, f" {' '.join(some)} "] if some else (), n, doubt)
        for holder in filter(None, {record.get("holder"), record.get("holder_zh")}):
            meet([f" {' '.join(text.tokens(text.normalise(holder)))} "], n, 0.0)
        for symbol in map(str.casefold, record.get("classifications") or ()):
            main = symbol.partition("/")[0]
            # Everything that begins so answers to a symbol.
            meet({main[:4], *(symbol[:end] for end in range(len(main), len(symbol) + 1))}, n, 0.0)
    return found
