"""What travels in the page as data: the patents, what the rules say of them, and the words.

A text that the page shows is there once, in both languages, and everything else names it by its
place among `strings`. What only Python decides is decided here: sentences, verdicts on patents,
letters, labels. The scripts choose among them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from patentcli.catalogue.derive import keys_of
from patentcli.catalogue.schema import FIELDS
from patentcli.documents.letter import Sender, Subject
from patentcli.documents.letter_text import compose, plain_lines
from patentcli.documents.page_strings import Said, Shared, Strings, marker, own_values
from patentcli.documents.texts import Both, in_each
from patentcli.filter_options import LISTINGS, STATUSES
from patentcli.i18n import _, language, pick
from patentcli.output.labels import label as field_label
from patentcli.rules.book import Rulebook
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


class Context(NamedTuple):
    """What the data of every patent rests on."""

    book: Rulebook
    facts_of: Callable[[Mapping[str, Any]], PatentFacts]
    words: Mapping[str, Both]
    """Labels of the vocabulary, by value."""
    subject: Subject
    """Of a letter on one patent; without records."""
    sender: Sender


class Packer:
    """Turns records into what the page carries of them."""

    def __init__(self, context: Context, strings: Strings) -> None:
        self.context = context
        self.strings = strings
        self.plain: set[str] = set()
        self.words = [{value: both[n] for value, both in context.words.items()} for n in (0, 1)]

    def pack(self, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Each record as an object; every sentence in both languages."""
        own = [own_values(record) for record in records]
        said = in_each(lambda: [self._say(*pair) for pair in zip(records, own, strict=True)])
        return [
            _plain(record) | self.strings.joined(english, chinese)
            for record, english, chinese in zip(records, *said, strict=True)
        ]

    def _say(self, record: Mapping[str, Any], own: Sequence[str]) -> dict[str, Any]:
        """All that is said of a record, in the language in use."""
        context = self.context
        mark = marker(own, self.plain)
        letter = compose(context.subject._replace(records=[record]), context.sender)
        rows = self._rows(record)
        return {
            **{field: Said(_text(record, field)) for field in ("title", "summary", "holder")},
            "own": [Said(value) for value in own],
            "fields": [[Said(name), int(f in MAIN), *map(Said, v)] for f, name, v in rows if v],
            "missing": [Said(name) for _field, name, value in rows if not value],
            "phases": [
                [phase.first, [_check(c, mark) for c in phase.checks], list(map(mark, phase.steps))]
                for phase in phases(context.book, context.facts_of(record))
            ],
            "letter": [Said(letter.title), *map(mark, plain_lines(letter))],
        }

    def _rows(self, record: Mapping[str, Any]) -> list[tuple[str, str, list[str]]]:
        """Field, label and value for people; nothing is unknown."""
        words = self.words[language() == "zh"] | {
            value: _(word) for value, word in (LISTINGS | STATUSES).items()
        }
        fields = [*MAIN, *(f for f in FIELDS if f not in MAIN and f not in APART)]
        return [(f, field_label(f), _shown(f, record, words)) for f in fields]


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """What is the same in both languages; unknown values are left out."""
    end = record["expiry"]
    plain = {
        "id": record["id"],
        "domain": record["domain"],
        "applications": record["applications"],
        "end": end["date"] or (end["year"] and str(end["year"])),
        "status": record["status"],
        "listed": record["listing"] == "listed",
        "licence": record["licence_kind"],
        "fee": record["annual_fee_yuan"],
        "once": record["one_off_fee_yuan"],
        "keys": _keys(record),
        "sources": record["sources"],
    }
    return {key: value for key, value in plain.items() if value not in (None, [], "")}


def _check(check: Check, mark: Callable[[str | None], Said]) -> Shared:
    """Rule, outcome, cause, reason, value, limit; the source's title, reference and address."""
    source = check.source
    parts = (None, None, None) if source is None else (source.title, source.reference, source.url)
    told = map(mark, (check.reason, check.value, check.limit, *parts))
    return Shared((check.rule, check.outcome, check.cause, *told))


def _text(record: Mapping[str, Any], field: str) -> str:
    """A text in the language in use; where it is missing, the other."""
    return pick(record[field], record[f"{field}_zh"])


def _shown(field: str, record: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    """The value of a field as lines of text; none where it is unknown."""
    value = record[field]
    if value in (None, "", []) or (field == "status" and value == "unknown"):
        return []
    shown = shown_value(field, record, words)
    return [str(v) for v in shown] if isinstance(shown, list) else [str(shown)]


def _keys(record: Mapping[str, Any]) -> str:
    """Its lookup keys by role: words between bars."""
    keys = sorted(keys_of(record).items())
    return "|".join(" ".join(k for k, role in keys if role == wanted) for wanted in ROLES)
