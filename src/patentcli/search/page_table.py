"""Search without SQLite: what a page that carries its records needs of the thesaurus, the lexicon
and the records, so that its script (`search.js`) reads a query and ranks the records as `engine`,
`terms` and `rank` do. What stands in titles and summaries it reads on the page itself."""

import json
import re
import sqlite3
import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from typing import Any

from patentcli.search import index, rank, text
from patentcli.search.terms import LONGEST_WORD, SMALL, WINDOW, Thesaurus

Table = dict[str, Any]
"""What `table` makes; it can be written as JSON.

`leads`: by word, or up to three English stems together, the places of its concepts · `concepts`:
the places of neighbouring ones, whether it is a company, and what is left of the doubt by the
places of records that have it · `lexicon`: common words, `folded` · `counts`: words to which
English ones are corrected, with how often they occur · `heard`: words without a concept that are
known by their sound · `forms`: English words with their stems; `irregular`: with what else would
be the stem; `apart`: with what the index has, where that is another · `stop`: words that mean
nothing, `generic`: words that fit every need · `names`: for each record its holder, its inventors
and how these sound · `symbols`: its classification symbols · `simplified`: traditional characters
with their simplified forms · `readings`: characters with how they are read · `surnames`: those that
are read otherwise, `double`: those of two characters · `limits`: numbers of `rank`, `terms` and
`text`."""


def table(records: Sequence[Mapping[str, Any]], base: sqlite3.Connection) -> Table:
    """The table of some patents, by the thesaurus in `base`; their places are those given here."""
    known = Thesaurus(base)
    places = {name: place for place, name in enumerate(known.ways)}
    columns = index.in_columns(records)
    with closing(sqlite3.connect(":memory:")) as made:
        index.create(made)
        index.insert(made, range(len(records)), columns)
        concepts = [
            {
                "related": [places[other] for other in known.related[name]],
                "isName": way.through == "name",
                "doubts": [
                    [n, rank.doubt([way], {way.sought: count})]
                    for n, count in sorted(rank.matching(made, way).items())
                ],
            }
            for name, way in known.ways.items()
        ]
    kinds: dict[str, list[str]] = {kind: [] for kind in (*SMALL, "common", "")}
    leads, heard, written = dict[str, list[int]](), list[str](), dict[str, list[str]]()
    sql = "SELECT word, kind, forms, leads, sound FROM thesaurus_word ORDER BY word"
    for word, kind, forms, names, sound in base.execute(sql):
        kinds[kind].append(word)
        if names:
            leads[word] = [places[name] for name in names.split()]
        elif sound:
            heard.append(word)
        if forms:
            written[word] = forms.split()
    fields = chain.from_iterable(columns[name] for name in index.READ)
    counts = index.vocabulary(f if isinstance(f, str) else " ".join(f or ()) for f in fields)
    counts |= base.execute("SELECT word, count FROM search_vocabulary")
    prose = re.findall("[a-z]+", " ".join(chain(*index.cut(columns)[: len(text.PROSE)])).lower())
    terms = re.findall("[a-z]+", " ".join(way.sought for way in known.ways.values()))
    small = [*kinds["stop"], *kinds["generic"]]
    english = {*prose, *terms, *kinds["common"], *small, *counts, *chain(*written.values())}
    forms_of = {w: written.get(text.stem(w)) or text.spellings(w) for w in sorted(english)}
    stems = {word: text.stem(forms[0]) for word, forms in forms_of.items()}
    indexed = _indexed({*english, *chain(*forms_of.values())})
    found_by = {word: min(indexed[w] for w in (word, *forms)) for word, forms in forms_of.items()}
    wanted = {stems[word] for word in prose}.union(*map(str.split, (*leads, *small)))
    met = {found_by[word] for word in prose}
    return {
        "leads": leads,
        "concepts": concepts,
        "lexicon": folded(word for word in kinds["common"] if word not in leads),
        "counts": sorted(counts.items()),
        "heard": heard,
        "forms": {word: stem for word, stem in stems.items() if stem != word and stem in wanted},
        "apart": {w: t for w, t in found_by.items() if t != stems[w] and {t, stems[w]} & met},
        "irregular": {w: text.stem(w) for w, stem in stems.items() if stem != text.stem(w)},
        **{kind: kinds[kind] for kind in SMALL},
        "names": list(map(_names, records)),
        "symbols": [record.get("classifications") or () for record in records],
        "simplified": dict(zip(*text.tables()[:2], strict=True)),
        "readings": text.readings(),
        "surnames": text.SURNAMES,
        "double": sorted(text.DOUBLE_SURNAMES),
        "limits": {
            "strong": rank.STRONG, "partial": rank.PARTIAL, "doubt": rank.DOUBT,
            "sound": rank.DOUBTS["sound"], "related": rank.RELATED, "window": WINDOW,
            "longest_word": LONGEST_WORD, "shortest": text.SHORTEST_WORD,
        },
    }  # fmt: skip


def _indexed(words: Iterable[str]) -> dict[str, str]:
    """English words with what the index of a catalogue makes of them."""
    every = sorted(words)
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("CREATE VIRTUAL TABLE spelled USING fts5(word, tokenize='porter ascii')")
        made.executemany("INSERT INTO spelled(rowid, word) VALUES (?, ?)", enumerate(every))
        made.execute("CREATE VIRTUAL TABLE term USING fts5vocab(spelled, 'instance')")
        return {every[n]: term for n, term in made.execute("SELECT doc, term FROM term")}


def packed(table: Table) -> str:
    """The table as a page carries it: a third of its size. The same table gives the same text."""
    plain = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(plain.encode(), 9)).decode()


def folded(words: Iterable[str]) -> str:
    """Words in order, each as the number of characters, up to 9, with which it begins as the one
    before, and the rest.

    >>> folded(["ship", "shipping", "shop"])
    '0ship4ping2op'
    """
    found, before = [], ""
    for word in words:
        pairs = enumerate(zip(before, word, strict=False))
        same = next((n for n, (a, b) in pairs if a != b), min(len(before), len(word)))
        found.append(f"{min(9, same)}{word[min(9, same) :]}")
        before = word
    return "".join(found)


def _names(record: Mapping[str, Any]) -> dict[str, list[str]]:
    inventors = [*(record.get("inventors") or ()), *(record.get("inventors_en") or ())]
    spoken = map(text.romanised, map(text.normalise, inventors))
    return {
        "holder": [" ".join(filter(None, (record.get("holder"), record.get("holder_zh"))))],
        "inventors": inventors,
        "spoken": [*filter(None, spoken)],
    }
