"""What travels in the page as data: the patents, what the rules say of them, and the words.

What only Python decides is decided here: sentences, verdicts on patents, letters, labels. The
scripts choose among them. All is said once in each language and laid over each other: a text
that differs between them is there once, among the strings, and named by its place.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.labels import label
from patentcli.documents.letter import Basis, Record, compose, plain_lines
from patentcli.documents.markup import in_each
from patentcli.filter_options import LISTINGS, STATUSES
from patentcli.i18n import _, language, pick
from patentcli.output.clean import block
from patentcli.rules.days import phases
from patentcli.rules.facts import Check
from patentcli.views.patents import shown_value

ROLES = ("own", "grant", "priority", "family")
"""What a number is to a record, the closest first."""
MAIN = (
    "holder", "domain", "applications", "filing_date", "grant_date", "expiry",
    "legal_status_as_shown", "status", "listing", "licence_kind", "annual_fee_yuan",
    "one_off_fee_yuan", "licence_term", "licence_scope", "offer_until",
)  # fmt: skip
"""What a sheet shows first; everything else of the record follows, the sources apart."""
APART = (
    "id", "title", "title_zh", "title_is_translation", "title_zh_is_translation", "holder_zh",
    "summary", "summary_zh", "sources",
)  # fmt: skip
SHORTEST_OWN = 6  # characters; what is shorter would stand in any text
FIRST_MARK = 0xE100  # private characters stand for what a patent has for its own
_MARKS = re.compile("[\ue100-\ue1ff]")


Both = tuple[str, str]
"""One text in English and in Chinese."""


class Strings:
    """Texts that differ between the languages and tuples that patents share, with their places."""

    def __init__(self) -> None:
        self.texts: dict[Both, int] = {("", ""): 0}  # place 0 says nothing
        self.shared: dict[Any, int] = {}

    def laid(self, english: Any, chinese: Any) -> Any:
        """The same thing said in both languages as one: texts that differ and tuples are places."""
        if isinstance(english, dict):
            return {key: self.laid(english[key], chinese[key]) for key in english}
        if isinstance(english, list | tuple):
            parts = [self.laid(*pair) for pair in zip(english, chinese, strict=True)]
            if isinstance(english, list):
                return parts
            return self.shared.setdefault(tuple(parts), len(self.shared))
        if english == chinese:
            return english
        return self.texts.setdefault((english, chinese), len(self.texts))


def packed(
    records: Sequence[Record], basis: Basis, labels: Mapping[str, Both], strings: Strings
) -> list[dict[str, Any]]:
    """Each record as the object that the scripts read."""

    def said() -> list[dict[str, Any]]:
        words = {value: both[language() == "zh"] for value, both in labels.items()}
        words |= {value: _(word) for value, word in (LISTINGS | STATUSES).items()}
        return [_said(record, basis, words) for record in records]

    return [
        _plain(record) | strings.laid(english, chinese)
        for record, english, chinese in zip(records, *in_each(said), strict=True)
    ]


def _plain(record: Record) -> dict[str, Any]:
    """What is the same in both languages; unknown values are left out."""
    end = record["expiry"]
    keys = sorted(keys_of(record).items())
    plain = {
        "id": record["id"],
        "own": _own(record),
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
    }
    return {key: value for key, value in plain.items() if value not in (None, [], "")}


def _said(record: Record, basis: Basis, words: Mapping[str, str]) -> dict[str, Any]:
    """All that is said of a record, in the language in use."""
    mark = _marker(_own(record))
    letter = compose([record], basis)
    fields = [*MAIN, *(f for f in FIELDS if f not in MAIN and f not in APART)]
    rows = [(f, label(f), _shown(f, record, words)) for f in fields]
    return {
        **{f: pick(record[f], record[f"{f}_zh"]) for f in ("title", "summary", "holder")},
        "fields": [[name, int(f in MAIN), *values] for f, name, values in rows if values],
        "missing": [name for _field, name, values in rows if not values],
        "phases": [
            [phase.first, [_check(c, mark) for c in phase.checks], list(map(mark, phase.steps))]
            for phase in phases(basis.book, basis.facts_of(record))
        ],
        "letter": [letter["title"][0][1], *map(mark, plain_lines(letter))],
    }


def _shown(field: str, record: Record, words: Mapping[str, str]) -> list[str]:
    """The value of a field as lines of text; none where it is unknown."""
    value = record[field]
    if field == "holder":
        return [name for name in [pick(value, record["holder_zh"])] if name]
    if value in (None, "", []) or (field == "status" and value == "unknown"):
        return []
    shown = shown_value(field, record, words)
    return [str(v) for v in shown] if isinstance(shown, list) else [str(shown)]


def _check(check: Check, mark: Callable[[str | None], str]) -> tuple[Any, ...]:
    """Rule, outcome, cause, reason, value, limit; the source's title, reference and address."""
    source = check.source
    parts = (None, None, None) if source is None else (source.title, source.reference, source.url)
    told = map(mark, (check.reason, check.value, check.limit, *parts))
    return check.rule, check.outcome, check.cause, *told


def _own(record: Record) -> list[str]:
    """What a patent has for its own, as far as sentences on it repeat that; the longest first.

    Empty for a record in which a private character stands already.
    """
    names = [record[f"{field}{lang}"] for field in ("title", "holder") for lang in ("", "_zh")]
    numbers = [record["id"], record["chinese_grant"], record["publication_number"]]
    numbers += [a["number"] for a in record["chinese_applications"]]
    days = [record["expiry"]["date"], record["filing_date"], record["grant_date"]]
    found = {block(v) for v in (*names, *numbers, *days, *record["sources"][:1]) if v}
    if _MARKS.search(json.dumps(record, ensure_ascii=False)):
        return []
    return sorted((v for v in found if len(v) >= SHORTEST_OWN), key=lambda v: (-len(v), v))


def _marker(own: Sequence[str]) -> Callable[[str | None], str]:
    """Puts marks in place of a patent's own values, so that patents share sentences."""
    marks = [(value, chr(FIRST_MARK + place)) for place, value in enumerate(own)]

    def marked(text: str | None) -> str:
        found = text or ""
        for value, mark in marks:
            found = found.replace(value, mark)
        return found

    return marked
