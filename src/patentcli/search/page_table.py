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
their names, or those of companies, and what is left of the doubt by the places of records that have
them · `lexicon`: common words, `folded` · `counts`: words to which English ones are corrected, with
how often they occur · `heard`: words without a concept that are known by their sound · `forms`:
English words with their stems · `stop`: words that mean nothing, `generic`: words that fit every
need · `names`: for each record its holders, its inventors and how these sound, as `_held` ·
`symbols`: its classification symbols · `simplified`: traditional characters with their simplified
forms · `readings`: characters with how they are read · `surnames`: those that are read otherwise,
and double ones · `limits`: numbers of `rank`, `terms` and `text`."""


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
    leads, heard = dict[str, list[int]](), list[str]()
    plain, english = dict[str, str](), set[str]()  # stems of irregular words, and words
    sql = "SELECT word, kind, forms, leads, sound FROM thesaurus_word ORDER BY word"
    for word, kind, forms, names, sound in base.execute(sql):
        kinds[kind].append(word)
        if names:
            leads[word] = [places[name] for name in names.split()]
        elif sound:
            heard.append(word)
        if forms:
            plain[word] = text.stem(forms.split()[0])
            english.update(forms.split())
    fields = chain.from_iterable(columns[name] for name in index.READ)
    counts = index.vocabulary(f if isinstance(f, str) else " ".join(f or ()) for f in fields)
    counts |= base.execute("SELECT word, count FROM search_vocabulary")
    prose = re.findall("[a-z]+", " ".join(chain(*index.cut(columns)[: len(text.PROSE)])).lower())
    terms = re.findall("[a-z]+", " ".join(way.sought for way in known.ways.values()))
    small = [*kinds["stop"], *kinds["generic"]]
    english.update(prose, terms, kinds["common"], small, counts)
    stems = {word: plain.get(text.stem(word), text.stem(word)) for word in sorted(english)}
    wanted = {stems[word] for word in prose}.union(*map(str.split, (*leads, *small)))
    return {
        "leads": leads,
        "concepts": concepts,
        "lexicon": folded(word for word in kinds["common"] if word not in leads),
        "counts": sorted(counts.items()),
        "heard": heard,
        "forms": {word: stem for word, stem in stems.items() if stem != word and stem in wanted},
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


def _names(record: Mapping[str, Any]) -> dict[str, str]:
    inventors = [*(record.get("inventors") or ()), *(record.get("inventors_en") or ())]
    return {
        "holder": _held([record.get("holder") or "", record.get("holder_zh") or ""]),
        "inventors": _held(inventors),
        "spoken": _held(map(text.romanised, map(text.normalise, inventors))),
    }


def _held(names: Iterable[str]) -> str:
    """Words between blanks, and a mark after names and after a run of Chinese."""
    cut = (text.tokens(text.normalise(name)) for name in names)
    runs = (" ".join(word + "¶" * text.is_han(word) for word in name) for name in cut)
    return f" {' ¶ '.join(filter(None, runs))} "
