"""What travels in the page as data: the patents, what the rules say of them, and the words.

A text that the page shows is there once, in both languages, and everything else names it by its
place among `strings`. What only Python decides is decided here: sentences, verdicts on patents,
letters, labels. The scripts choose among them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.schema import FIELDS
from patentcli.documents.letter import Letter, Points, Sender, Subject, compose
from patentcli.documents.texts import Both, in_each
from patentcli.filter_options import LISTINGS, STATUSES
from patentcli.i18n import _, language
from patentcli.output.clean import block
from patentcli.output.labels import label as field_label
from patentcli.rules.book import Rulebook, Source
from patentcli.rules.facts import PatentFacts
from patentcli.rules.outcome import Check
from patentcli.rules.phases import phases
from patentcli.views.patent_details import shown_value

ROLES = ("own", "grant", "priority", "family")
"""What a number is to a record, the closest first."""
MAIN = (
    "holder",
    "domain",
    "applications",
    "filing_date",
    "grant_date",
    "expiry",
    "legal_status_as_shown",
    "status",
    "listing",
    "licence_kind",
    "annual_fee_yuan",
    "one_off_fee_yuan",
    "licence_term",
    "licence_scope",
    "offer_until",
)
"""What a sheet shows first; everything else of the record follows, the sources apart."""
APART = (
    "id",
    "title",
    "title_zh",
    "title_is_translation",
    "title_zh_is_translation",
    "holder_zh",
    "summary",
    "summary_zh",
    "sources",
)


class Number(NamedTuple):
    """The number of a record of the page, as the rules ask for it."""

    canonical: str
    office: str
    kind: str = "publication"
    warning: str | None = None


class Context(NamedTuple):
    """What the data of every patent rests on."""

    book: Rulebook
    catalogue: str
    is_official: bool
    list_name: str
    list_edition: str
    words: Mapping[str, Both]
    """Labels of the vocabulary, by value."""
    subject: Subject
    """Of a letter on one patent; without records."""
    sender: Sender


class Strings:
    """Texts and checks, each once; an entry is named by its place."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {"": 0}  # so that 0 says nothing

    def add(self, entry: Any) -> int:
        """The place of an entry."""
        return self.places.setdefault(entry, len(self.places))

    def both(self, english: str, chinese: str, own: Sequence[str] = ()) -> int:
        """The place of a text in both languages.

        What a patent has for its own stands as a mark in it, so that patents share the text.
        """
        sides = english, chinese
        if own and not _MARKS.search(english + chinese):
            sides = _marked(english, own), _marked(chinese, own)
            if sides != (english, chinese):
                return self.add((*sides, 1))
        return self.add(english if english == chinese else sides)

    def all(self) -> list[Any]:
        """The entries in the order of their places."""
        return list(self.places)


SHORTEST_OWN = 6  # characters; what is shorter would stand in any text
FIRST_MARK = 0xE100  # private characters stand for what a patent has for its own
_MARKS = re.compile("[\ue100-\ue1ff]")


def _marked(text: str, own: Sequence[str]) -> str:
    for place, value in enumerate(own):
        text = text.replace(value, chr(FIRST_MARK + place))
    return text


class Packer:
    """Turns records into what the page carries of them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.strings = Strings()
        self.checks = Strings()
        self.words = [{value: both[n] for value, both in context.words.items()} for n in (0, 1)]

    def pack(self, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Each record as an object; every sentence in both languages."""
        said = zip(*in_each(lambda: [self._say(r) for r in records]), strict=True)
        return [self._packed(r, *both) for r, both in zip(records, said, strict=True)]

    def _say(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """All that is said of a record, in the language in use."""
        context = self.context
        number = Number(record["id"], record["office"] or "")
        patent = PatentFacts(
            number,
            record,
            context.catalogue,
            context.is_official,
            context.list_name,
            context.list_edition,
        )
        letter = compose(context.subject._replace(records=[record]), context.sender)
        return {
            "rows": self._rows(record),
            "phases": phases(context.book, patent),
            "letter": letter.title,
            "lines": list(plain_lines(letter)),
        }

    def _rows(self, record: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
        """Field, label and value for people; None is unknown."""
        words = self.words[language() == "zh"] | {
            value: _(word) for value, word in (LISTINGS | STATUSES).items()
        }
        fields = [*MAIN, *(f for f in FIELDS if f not in MAIN and f not in APART)]
        return [(f, field_label(f), _shown(f, record, words)) for f in fields]

    def _packed(
        self, record: Mapping[str, Any], english: Mapping[str, Any], chinese: Mapping[str, Any]
    ) -> dict[str, Any]:
        both = self.strings.both
        own = _own(record)
        fields, missing = [], []
        for (field, label, value), (_same, label_zh, value_zh) in zip(
            english["rows"], chinese["rows"], strict=True
        ):
            name = both(label, label_zh)
            if value is None:
                missing.append(name)
            else:
                shown = [both(*pair) for pair in zip(value, value_zh, strict=True)]
                fields.append([name, int(field in MAIN), *shown])
        steps = zip(english["phases"], chinese["phases"], strict=True)
        lines = zip_longest(english["lines"], chinese["lines"], fillvalue="")
        end = record["expiry"]
        packed = {
            "id": record["id"],
            **{field: both(*_pair(record, field)) for field in ("title", "summary", "holder")},
            "domain": record["domain"],
            "applications": record["applications"],
            "end": end["date"] or (end["year"] and str(end["year"])),
            "status": record["status"],
            "listed": record["listing"] == "listed",
            "fee": record["annual_fee_yuan"],
            "once": record["one_off_fee_yuan"],
            "keys": _keys(record),
            "fields": fields,
            "missing": missing,
            "sources": record["sources"],
            "own": [both(value, value) for value in own],
            "phases": [self._phase(*pair, own) for pair in steps],
            "letter": [both(english["letter"], chinese["letter"])]
            + [both(*pair, own) for pair in lines],
        }
        return {key: value for key, value in packed.items() if value not in (None, [], "")}

    def _phase(self, english: Any, chinese: Any, own: Sequence[str]) -> list[Any]:
        """First day, its four checks, and what to do next."""
        both = self.strings.both
        checks = [
            self.checks.add(self._check(*pair, own))
            for pair in zip(english.checks, chinese.checks, strict=True)
        ]
        steps = [both(*pair, own) for pair in zip(english.steps, chinese.steps, strict=True)]
        return [english.first, checks, steps]

    def _check(self, english: Check, chinese: Check, own: Sequence[str]) -> tuple[Any, ...]:
        """Rule, outcome, then as places: reason, value, limit, source; 0 is none."""
        said = [
            (check.reason, check.value, check.limit, *_parts(check.source))
            for check in (english, chinese)
        ]
        places = [self.strings.both(e or "", c or "", own) for e, c in zip(*said, strict=True)]
        return (english.rule, english.outcome, *places)


def _parts(source: Source | None) -> tuple[str | None, ...]:
    """Title, reference and address of a source."""
    return (None, None, None) if source is None else (source.title, source.reference, source.url)


def _own(record: Mapping[str, Any]) -> list[str]:
    """What a patent has for its own, as far as sentences on it repeat that; the longest first."""
    end = record["expiry"]["date"]
    names = [record[f"{field}{lang}"] for field in ("title", "holder") for lang in ("", "_zh")]
    numbers = [record["id"], record["chinese_grant"], record["publication_number"]]
    numbers += [a["number"] for a in record["chinese_applications"]]
    days = [end, record["filing_date"], record["grant_date"]]
    values = {block(v) for v in (*names, *numbers, *days, *record["sources"][:1]) if v}
    return sorted((v for v in values if len(v) >= SHORTEST_OWN), key=lambda v: (-len(v), v))


def _pair(record: Mapping[str, Any], field: str) -> tuple[str, str]:
    """A text in English and Chinese; where one is missing, the other."""
    english, chinese = record[field], record[f"{field}_zh"]
    return english or chinese or "", chinese or english or ""


def _shown(field: str, record: Mapping[str, Any], words: Mapping[str, str]) -> list[str] | None:
    """The value of a field as lines of text; None where it is unknown."""
    value = record[field]
    if value in (None, "", []) or (field == "status" and value == "unknown"):
        return None
    shown = shown_value(field, record, words)
    return [str(v) for v in shown] if isinstance(shown, list) else [str(shown)]


def _keys(record: Mapping[str, Any]) -> str:
    """Its lookup keys by role: words between bars."""
    keys = sorted(keys_of(record))
    return "|".join(" ".join(k for k, role in keys if role == wanted) for wanted in ROLES)


def plain_lines(letter: Letter) -> Iterable[str]:
    """A letter as the lines of a plain text."""
    yield from (_("{title}: ").format(title=label) + value for label, value in letter.head)
    yield from ("", letter.salutation, "")
    for part in letter.request:
        if isinstance(part, Points):
            yield from (part.lead, "")
            yield from (f"{n}. {point}" for n, point in enumerate(part.points, start=1))
        else:
            yield part
        yield ""
    for label, value in letter.table:
        yield _("{title}: ").format(title=label) + value if label else value
    yield ""
    for text in (*letter.notes, *letter.closing):
        yield from (text, "")
    yield from (_("{title}: ").format(title=label) + value for label, value in letter.signature)
