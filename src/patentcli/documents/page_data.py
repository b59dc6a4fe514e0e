"""What travels in the page as data: the patents, what the rules say of them, and the words.

What only Python decides is decided here: sentences, verdicts on patents, letters, labels. The
scripts choose among them. All is said once in each language and laid over each other: a text
that differs between them is there once, among the strings, and named by its place.

Fee and size are worked out in the page, so the floors and the cap travel along, and what each
word for an industry stands for; which edition is in force is decided there by the form's date.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.fields import FIELDS, label
from patentcli.documents.letter import Basis, Record, compose
from patentcli.errors import UsageProblem
from patentcli.filter_options import LISTINGS, STATUSES
from patentcli.i18n import _, pick
from patentcli.named_patents import facts_of
from patentcli.output.clean import block
from patentcli.rules import advice, size
from patentcli.rules.book import Rulebook, Source, Standard
from patentcli.rules.facts import PATENT_RULES, Facts, PatentFacts
from patentcli.rules.industries import Industry, resolve
from patentcli.rules.patent import check_patent, filed_on
from patentcli.rules.verdict import Verdict
from patentcli.views.patents import MAIN, shown

ROLES = ("own", "grant", "priority", "family")
"""What a number is to a record, the closest first."""
APART = (
    "id", "title", "title_zh", "title_is_translation", "title_zh_is_translation", "holder_zh",
    "summary", "summary_zh", "sources",
)  # fmt: skip
"""What a sheet of the page has no line for."""
ON_SHEET = tuple(f for f in dict.fromkeys((*MAIN, *FIELDS)) if f not in APART)

DAY = "day"
"""Stands in a phase of a patent for the day asked about."""

Both = tuple[str, str]
"""One text in English and in Chinese."""


class Strings:
    """Texts that differ between the languages and tuples that patents share, with their places."""

    def __init__(self) -> None:
        self.texts: dict[Both, int] = {("", ""): 0}  # place 0 says nothing
        self.shared: dict[Any, int] = {}

    def laid(self, english: Any, chinese: Any) -> Any:
        """The same thing said in both languages as one: texts that differ and tuples are places.

        Hidden characters are made visible.
        """
        if isinstance(english, Mapping):
            return {key: self.laid(english[key], chinese[key]) for key in english}
        if isinstance(english, list | tuple):
            parts = [self.laid(*pair) for pair in zip(english, chinese, strict=True)]
            if isinstance(english, list):
                return parts
            return self.shared.setdefault(tuple(parts), len(self.shared))
        if english == chinese:
            return block(english) if isinstance(english, str) else english
        return self.texts.setdefault((block(english), block(chinese)), len(self.texts))


def spoken(
    records: Sequence[Record], basis: Basis, vocabulary: Mapping[str, Any], industry: str
) -> dict[str, Any]:
    """All that the page says, in the language in use; `industry` is the company's own word."""
    words = {
        kind: {w["value"]: pick(w["label_en"], w["label_zh"]) for w in vocabulary[kind]}
        for kind in ("application", "domain")
    }
    words["status"] = {value: _(word) for value, word in STATUSES.items()}
    plain = {value: _(word) for value, word in LISTINGS.items()}
    for kind in words.values():
        plain |= kind
    return {
        "patents": [_patent(record, basis, plain) for record in records],
        "fields": list(map(label, ON_SHEET)),
        "words": words,
        "rules": rules(basis.book, industry),
    }


def _patent(record: Record, basis: Basis, words: Mapping[str, str]) -> dict[str, Any]:
    """A patent as the object that the scripts read; unknown values are left out."""
    letter, end = compose([record], basis), record["expiry"]
    keys = sorted(keys_of(record).items())
    told = {**record, "holder": pick(record["holder"], record["holder_zh"])}
    rows = [(f, label(f), shown(f, told, words)) for f in ON_SHEET]
    found = {
        "id": record["id"],
        "domain": record["domain"],
        "applications": record["applications"],
        "end": end["date"] or (end["year"] and str(end["year"])),
        "status": record["status"],
        "listed": record["listing"] == "listed",
        "licence": record["licence_kind"],
        "fee": record["annual_fee_yuan"],
        "once": record["one_off_fee_yuan"],
        # Its lookup keys by role: words between bars.
        "keys": "|".join(" ".join(k for k, role in keys if role == wanted) for wanted in ROLES),
        "sources": record["sources"],
        **{f: pick(record[f], record[f"{f}_zh"]) for f in ("title", "summary", "holder")},
        "fields": [(name, int(f in MAIN), *values) for f, name, values in rows if values],
        "phases": phases(basis.book, facts_of(basis.catalogue, record)),
        "letter": {part: lines for part, lines in letter.items() if lines},
    }
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def phases(book: Rulebook, patent: PatentFacts) -> list[list[Any]]:
    """The stretches of days on which the rules say the same of a patent, in order: the first day,
    what the checks of PATENT_RULES say, with DAY for the day asked about, and the next steps."""
    record = patent.record or {}
    limit = check_patent(book, patent, date.max)[2].limit  # the end of its term
    turns = (filed_on(patent), record.get("grant_date"), limit, record.get("offer_until"))
    found: list[list[Any]] = []
    for day in sorted({date.min, *(day for turn in turns for day in _around(turn))}):
        first, checks = day.isoformat(), check_patent(book, patent, day)
        steps = advice.next_steps(Verdict(Facts(as_of=day, patent=patent), None, tuple(checks)))
        told = [
            (
                *c[1:3],
                DAY if c.value == first else c.value,
                c.limit,
                tuple(_source(c.source)),
                *c.causes,
            )
            for c in checks
        ]
        said = [told, [step.sentence for step in steps]]
        if not found or found[-1][1:] != said:
            found.append([first, *said])
    return found


def _around(text: str | None) -> list[date]:
    """The first day of an ISO date or year, and the first after it."""
    with suppress(OverflowError, ValueError):  # a year that only stands in for an unknown one
        if text:
            first = date.fromisoformat(f"{text}-01-01"[: len("YYYY-MM-DD")])
            after = first + timedelta(days=1) if "-" in text else first.replace(first.year + 1)
            return [first, after]
    return []


def rules(book: Rulebook, industry: str = "") -> dict[str, Any]:
    """The rules as the scripts read them, in the language in use; `industry` is one word more."""
    ties = {c: size.check_ties(book, c) for c in (True, False)}
    return {
        "caps": [
            {"fen": str(p.fen), **_dates(p), "source": _source(p.source)}
            for p in book.parameters
            if p.id == "fee-cap"
        ],
        "ties": {
            "source": _source(ties[True].source),
            "controlled": ties[True].reason,
            "independent": ties[False].reason,
        },
        "phrases": {" ".join(key): _(text) for key, text in advice.PHRASES.items()},
        "subjects": {rule: _(text) for rule, text in advice.SUBJECTS.items()},
        "labels": {name: _(text) for name, text in (size.CLASS_LABELS | size.LABELS).items()},
        "standards": [_standard(s, industry) for s in book.standards],
        "patent": list(PATENT_RULES),
        "day": DAY,
    }


def _dates(edition: Any) -> dict[str, str | None]:
    return {"from": edition.in_force_from, "until": edition.in_force_until}


def _source(source: Source | None) -> list[str | None]:
    return list(source or (None, None, None))


def _standard(standard: Standard, own: str) -> dict[str, Any]:
    groups, everything = standard.groups, Industry("", standard.groups, standard.not_covered)
    # One word of trade for each industry, in English and in Chinese.
    trade = {}
    for words in (entry["words"] for entry in standard.words):
        chinese = next(word for word in words if not word.isascii())
        trade[chinese] = next((w for w in words if w.isascii() and w.islower()), chinese)
    return {
        **_dates(standard),
        "source": _source(standard.source()),
        "sections": {d: s["code"] for s in standard.sections for d in s["divisions"]},
        "groups": [
            {
                "key": group.key,
                "name": group.label,
                "short": group.cited,
                "indicators": list(group.indicators),
                "floors": {i: list(map(str, group.floors[i])) for i in group.indicators},
            }
            for group in groups
        ],
        "trade": [{"word": zh, "name": pick(en, zh)} for zh, en in trade.items()],
        "not_covered": [{"code": n.key, "name": n.label} for n in standard.not_covered],
        "industries": {
            "": _industry(standard, everything),
            **dict(_industries(standard, trade, own)),
        },
    }


def _industries(
    standard: Standard, trade: Iterable[str], own: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each word that the form can give, with what it stands for."""
    entries = {code for group in standard.groups for code in group.codes}
    entries |= {n.key for n in standard.not_covered}
    codes = {code for s in standard.sections for code in (s["code"], *s["divisions"])}
    codes |= {code[:n] for code in entries if code.isdigit() for n in range(2, len(code) + 1)}
    keys = [group.key for group in standard.groups]
    for word in [*keys, *sorted(codes), *trade, *filter(None, [own])]:
        with suppress(UsageProblem):  # a division of which the standard knows nothing
            found = _industry(standard, resolve(standard, word))
            yield word, found | ({"decided": True} if word in entries else {})


def _industry(standard: Standard, industry: Industry) -> dict[str, Any]:
    return {
        "key": industry.key,
        "groups": [standard.groups.index(group) for group in industry.groups],
        "uncovered": size.uncovered_names(industry),
        "label": industry.label,
        "note": industry._replace(word="{word}").note or None,
        "source": _source(standard.source(industry.groups)),
    }
