"""Search without SQLite: a table from word to records, for a page that carries its records.

`table` folds the thesaurus in; `look_up` says how a table is read. The page's script is a
translation of `look_up`, so that it need only normalise, look up, add, and decide on the fit.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import combinations
from typing import Any

from patentcli.search import FITS, han, rank, text, thesaurus
from patentcli.search.cutter import cut_rows
from patentcli.search.index import COLUMNS
from patentcli.search.matching import Records
from patentcli.search.narrow import index_of, texts_of
from patentcli.search.plan import LARGEST_EXPRESSION, WINDOW, Plan, as_sought
from patentcli.search.rank import Ranking, Strengths
from patentcli.search.spelling import HEARD, SHORTEST_WORD, one_slip
from patentcli.search.stem import stem
from patentcli.search.words import LONGEST_WORD, cut

# Strengths of so many hundredths or fewer are left out.
LEAST = 12

Entry = tuple[float, dict[int, float], dict[int, float]]
"""A weight, and the records that have the thing itself or a neighbouring one, with strengths."""
NOTHING: Entry = (0.0, {}, {})

Table = dict[str, Any]
"""What `table` makes; it can be written as JSON.

`entries`: lists of [weight, postings, keys, pairs] · postings: numbers between blanks, each a
hundred times the place of a record and the strength, weight and strength in hundredths, negative
where the record has only a neighbouring thing · keys: what leads to the entry, between "|": one
to three words in order of the alphabet, English ones as stems, Chinese ones whole · pairs: pairs
of Chinese characters that are no words, together · `forms`: texts of a stem and the words that
have it, between blanks · `stop`: words that mean nothing · `particle`: those that matter in an
expression only · `generic`: words that fit every need · `simplified`: traditional characters and
their simplified forms, two texts side by side · `sounds`: characters that sound alike, together ·
`common`: common words that sound like a key and are no mistakes · `limits`: numbers of `rank` and
`spelling`.
"""


def table(records: sqlite3.Connection, base: sqlite3.Connection, numbers: Sequence[int]) -> Table:
    """The table of some records of a catalogue, by the thesaurus in `base`.

    A place in the table is a place in `numbers`.
    """
    places = {n: place for place, n in enumerate(numbers)}
    known = thesaurus.every_key(base)
    stems = _Stems(base)
    records_texts = texts_of(records, numbers)
    literal = _literal(records_texts, numbers, stems)
    entries: dict[tuple[int, str], list[str]] = {}
    with closing(index_of(records, numbers)) as index:
        patents = Records(records)
        ranking = Ranking(index, patents, Plan([], thesaurus.every_concept(base)))
        ranking.total = max(1, len(numbers))
        names = thesaurus.every_company(base)
        for name, holder in names.items():
            found = index.matching(f"{{holder}} : ({holder})")
            literal[stems.key(text.tokens(name))] = dict.fromkeys(found, 1.0)
        for key in sorted({*known, *literal}):
            meets = dict(literal.get(key, {}))
            leads = known.get(key, ())
            ranking.add_concepts(meets, as_sought(leads) if " " in key else leads)
            weight = ranking.weight(len(meets))
            own = set(meets)
            ranking.add_neighbours(meets, leads)
            if meets:
                entry = (round(100 * weight), _postings(meets, own, places))
                entries.setdefault(entry, []).append(key)
        unknown = ranking.weight(0)
    keys = {key for some in entries.values() for key in some}
    latin = {word for key in keys for word in key.split() if word.isascii()}
    chinese = {sign for key in keys for sign in key if not sign.isascii()}
    old = [chr(o) for o, new in han.simplified_forms().items() if chr(new) in chinese]

    def is_pair(key: str) -> bool:
        return not (key.isascii() or key in known or key in names) and len(key) == 2

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
        **{kind: " ".join(stems.small(kind)) for kind in ("stop", "particle", "generic")},
        "simplified": ["".join(old), text.simplified("".join(old))],
        **_heard({key for key in keys if not is_pair(key)}, stems.common()),
        "limits": {
            "unknown": unknown, "generic": rank.GENERIC, "met": rank.MET, "touched": rank.TOUCHED,
            "strong": rank.STRONG, "partial": rank.PARTIAL, "window": WINDOW,
            "longest_word": LONGEST_WORD, "shortest_typo": SHORTEST_WORD + 1,
        },
    }  # fmt: skip


def _heard(keys: Collection[str], common: Iterable[str]) -> dict[str, Any]:
    """What it takes to tell that a word of the same sound was typed for a key."""
    alike: dict[str, str] = {}
    for sign in han.readings():
        sound = han.sound(sign)
        alike[sound] = alike.get(sound, "") + sign
    sounds = [*alike.values()]
    spoken = _spoken(sounds)
    known: dict[str, list[str]] = {}
    for key in keys:
        if text.is_han(key) and len(key) in HEARD:
            known.setdefault(key.translate(spoken), []).append(key)
    right = (
        word
        for word in common
        if word not in keys
        and any(_is_near(word, key) for key in known.get(word.translate(spoken), ()))
    )
    return {"sounds": sounds, "common": " ".join(right)}


def _spoken(sounds: Iterable[str]) -> dict[int, str]:
    """For `str.translate`: what is the same text for all Chinese words that sound alike."""
    return {ord(sign): signs[0] for signs in sounds for sign in signs}


def _is_near(word: str, other: str) -> bool:
    """Whether two Chinese words of the same length have a character in common."""
    return any(a == b for a, b in zip(word, other, strict=True))


def _postings(meets: Strengths, own: Collection[int], places: Mapping[int, int]) -> str:
    hundredths = {n: min(99, round(100 * s)) for n, s in sorted(meets.items())}
    return " ".join(
        f"{'' if n in own else '-'}{100 * places[n] + strength}"
        for n, strength in hundredths.items()
        if strength > LEAST
    )


class _Stems:
    """The stems of English words, those of irregular and British forms included."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._across = thesaurus.every_form(base)
        self._kinds = thesaurus.every_word(base)
        self._words = {w for w in self._kinds if w.isascii()}

    def of(self, word: str) -> str:
        self._words.add(word)
        return self._across.get(found := stem(word), found)

    def key(self, tokens: Iterable[str]) -> str:
        """The key of words that stand together."""
        return " ".join(sorted({t if text.is_han(t) else self.of(t) for t in tokens}))

    def small(self, kind: str) -> list[str]:
        """Small words of a kind, as written: the lists have English ones as stems."""
        same = {word for word, its in self._kinds.items() if its == kind}
        return sorted(same | {word for word in self._words if stem(word) in same})

    def common(self) -> list[str]:
        """Chinese words that everybody knows."""
        return [w for w, kind in self._kinds.items() if kind == "common" and not w.isascii()]

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
    """What stems, pairs, names and symbols of the records find by themselves."""
    doubt: dict[str, Strengths] = {}

    def meet(key: str, n: int, strength: float) -> None:
        left = doubt.setdefault(key, {})
        left[n] = left.get(n, 1.0) * (1.0 - strength)

    rows = cut_rows(records, list(COLUMNS))
    for n, record, row in zip(numbers, records, rows, strict=True):
        for weight, held in zip(COLUMNS.values(), row, strict=True):
            words = {w for w in re.findall(r"[^\W_]+", held.casefold()) if weight and len(w) > 1}
            for key in {word if text.is_han(word) else stems.of(word) for word in words}:
                meet(key, n, weight)
        names = {*(record.get("inventors") or ()), *(record.get("inventors_en") or ())}
        for name in map(text.normalise, names):
            meet(stems.key(text.tokens(name)), n, 1.0)
            if spoken := han.romanised(name):
                meet(stems.key(spoken.split()), n, rank.SOUND)
        for symbol in record.get("classifications") or ():
            main = str(symbol).casefold().partition("/")[0]
            for key in {main[:4], main}:
                meet(key, n, 1.0)
    return {key: {n: 1.0 - d for n, d in left.items()} for key, left in doubt.items()}


class Reader:
    """A table unpacked: words to their stems, keys to entries."""

    def __init__(self, table: Table) -> None:
        self.limits = table["limits"]
        self.stop, self.particle, self.generic, self.common = (
            set(table[kind].split()) for kind in ("stop", "particle", "generic", "common")
        )
        self.small = self.stop | self.particle | self.generic
        self.forms = {w: s for s, *words in map(str.split, table["forms"]) for w in words}
        self.keys: dict[str, Entry] = {}
        self.words: set[str] = set()
        for weight, postings, keys, pairs in table["entries"]:
            numbers = [int(one) for one in postings.split()]
            own = {one // 100: one % 100 / 100 for one in numbers if one >= 0}
            near = {-one // 100: -one % 100 / 100 for one in numbers if one < 0}
            self.words.update(keys.split("|"))
            for key in (*keys.split("|"), *(pairs[i : i + 2] for i in range(0, len(pairs), 2))):
                self.keys[key] = (weight / 100, own, near)
        self.spoken = _spoken(table["sounds"])
        self.heard: dict[str, list[str]] = {}
        for word in sorted(self.words):
            if len(word) in HEARD and text.is_han(word):
                self.heard.setdefault(word.translate(self.spoken), []).append(word)

    def cut(self, run: str) -> list[str]:
        """The words of a run of Chinese, one that was mistyped by its sound set right."""
        pieces = cut(run, self.words, self.small)
        for size in HEARD:
            for first in range(len(pieces)):
                for last in range(first + 1, min(first + size, len(pieces)) + 1):
                    if known := self._meant_sound(some := pieces[first:last], size):
                        right = run.replace("".join(some), known)
                        return cut(right, self.words, self.small)
        return pieces

    def _meant_sound(self, pieces: Sequence[str], size: int) -> str:
        """The known word, with a character in common, that pieces of a run sound like; or empty.

        Two characters are a mistake only if they are one piece and no word at all: the table has
        few common words, so two pieces side by side need not belong together.
        """
        typed = "".join(pieces)
        is_short = size == 2 and (len(pieces) > 1 or typed in self.small)
        is_right = typed in self.common or all(piece in self.keys for piece in pieces)
        if len(typed) != size or is_short or is_right:
            return ""
        alike = self.heard.get(typed.translate(self.spoken), ())
        near = (word for word in alike if _is_near(word, typed))
        return "" if typed in alike else next(near, "")

    def stem(self, word: str) -> str:
        """The stem of an English word; of a rare one that is in no list, without its plural s."""
        if word in self.forms or word in self.keys:
            return self.forms.get(word, word)
        return self.forms.get(word.removesuffix("s"), word.removesuffix("s"))

    def meant(self, word: str) -> str:
        """The known word that one slip of the finger made this English one of; or the word."""
        if len(word) < self.limits["shortest_typo"] or not word.isalpha():
            return word
        # Words that differ in their endings only are other words, not mistakes.
        known = self.words | self.forms.keys()
        close = [w for w in one_slip(word) if w in known and w[:-2] != word[:-2]]

        def frequent_first(known: str) -> tuple[int, str]:
            _weight, own, _near = self.keys.get(self.stem(known), NOTHING)
            return -len(own), known

        return min(close, key=frequent_first, default=word)


class _Thing:
    """One thing that is asked for: what meets it, how much it tells, how many words it is."""

    def __init__(
        self, table: Reader, typed: str, key: str, parts: "Sequence[_Thing]" = (), size: int = 1
    ) -> None:
        self.typed = typed
        self.size = size
        known = table.keys.get(key, NOTHING)
        self.weight, own, near = known
        self.weight = self.weight or table.limits["unknown"]
        # For places: how well they meet it, which share of it, how many words of it they have.
        self.meets: dict[int, tuple[float, float, int]] = {}
        for place, strength in near.items():
            self._take(place, strength, strength, 0)
        mean: dict[int, tuple[float, float]] = {}
        whole = sum(part.weight for part in parts)
        for part in parts if own or known is NOTHING else ():
            for place, (strength, share, _words) in part.meets.items():
                before = mean.get(place, (0.0, 0.0))
                of_all = part.weight / whole
                mean[place] = before[0] + strength * of_all, before[1] + share * of_all
        for place, (strength, share) in mean.items():
            self._take(place, strength, share, 1)
        for place, strength in own.items():
            self._take(place, strength, min(1.0, strength / table.limits["met"]), size)

    def _take(self, place: int, strength: float, share: float, words: int) -> None:
        before = self.meets.get(place, (0.0, 0.0, 0))
        self.meets[place] = max(strength, before[0]), max(share, before[1]), words


def look_up(table: Reader, query: str) -> tuple[list[tuple[int, float, str]], list[str]]:
    """The places of the records that answer a query, best first, and the words that none has.

    Each with its score from 0 to 1 and its fit.
    """
    limits = table.limits
    total: dict[int, float] = {}
    met: dict[int, float] = {}
    things: dict[int, int] = {}
    whole = needed = unknown = 0.0
    asked = _things(table, _words(table, text.tokens(text.normalise(query))))
    telling = [thing for thing in asked if thing.typed not in table.generic] or asked
    unmet = [thing.typed for thing in telling if not thing.meets]
    for thing in asked:
        counts = thing in telling
        if not thing.meets:
            unknown += thing.weight * counts
            continue
        weight = thing.weight * (1.0 if counts else limits["generic"])
        whole += weight
        needed += weight * counts
        for place, (strength, share, words) in thing.meets.items():
            total[place] = total.get(place, 0.0) + weight * strength
            if counts:
                met[place] = met.get(place, 0.0) + weight * share
                things[place] = things.get(place, 0) + words * (share >= limits["touched"])
    # One foreign word is no reason to refuse what is known of the rest.
    is_name = len(unmet) == 1 and unmet[0].isascii()
    needed += min(unknown, needed) if is_name else unknown
    several = len(telling) > 1 or telling[0].size > 1 if telling else False
    hits = []
    for place, share in met.items():
        part = share / needed
        is_part = things[place] > 1 or part >= limits["partial"] or not several
        fit = "strong" if part >= limits["strong"] else "partial" if is_part else "weak"
        hits.append((place, total[place] / whole, fit))
    return sorted(hits, key=lambda hit: (FITS.index(hit[2]), -round(hit[1], 4), hit[0])), unmet


def _words(table: Reader, tokens: Sequence[str]) -> list[str]:
    """The words of a query: English ones, and Chinese runs cut where known words begin and end."""
    words: list[str] = []
    for token in tokens:
        if text.is_han(token):
            words += table.cut(token)
        elif {token, table.stem(token)} & (table.small | table.words):
            words.append(token)
        else:
            words.append(table.meant(token))
    return words


def _things(table: Reader, words: Sequence[str]) -> list[_Thing]:
    """Expressions of several words that the table knows, then the words that are in none."""
    asked = [(at, word) for at, word in enumerate(words) if word not in table.stop]
    used: set[int] = set()
    things = []
    for size in range(LARGEST_EXPRESSION, 1, -1):
        for span in range(size, table.limits["window"] + 1):
            for group in combinations(asked, size):
                some = [word for _at, word in group]
                key = " ".join(sorted({*map(table.stem, some)}))
                places = {at for at, _word in group}
                is_tight = max(places) - min(places) == span - 1
                if is_tight and key in table.keys and " " in key and used.isdisjoint(places):
                    used |= places
                    parts = [_word(table, word) for word in some if word not in table.particle]
                    things.append(_Thing(table, " ".join(some), key, parts, size))
    # One Chinese character alone is in too many words to tell anything by itself.
    left = [word for at, word in asked if at not in used and word not in table.particle]
    return things + [_word(table, w) for w in left if w in table.keys or len(w) > 1 or w.isascii()]


def _word(table: Reader, word: str) -> _Thing:
    """One word; a longer Chinese one has the known words in it, or its pairs, as parts."""
    pieces: list[str] = []
    if text.is_han(word) and len(word) > 2:
        pieces = [word[i : i + 2] for i in range(len(word) - 1)]
        if word in table.words:
            pieces = cut(word, table.words - {word}, ())
    parts = [_Thing(table, piece, piece) for piece in pieces if len(piece) > 1]
    return _Thing(table, word, table.stem(word), parts)
