"""What a column of a list can go to, and what the table of heads (data/heads.toml) says of it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from patentcli.amounts import FEN_PER_WAN, FEN_PER_YUAN
from patentcli.catalogue.fields import FIELDS
from patentcli.lists.texts import several, text
from patentcli.rules.book import Rulebook

DERIVED = ("office", "kind_code", "expiry")
"""Written by `catalogue export`, worked out anew when a list is read."""

READ = tuple(field for field in FIELDS if field not in DERIVED)
"""JSON fields that are read; `id` only where no number stands under another head."""

# Targets that are no JSON field; data/heads.toml says what each is.
SPECIAL = (
    *("application_number", "wo_number", "number_office", "number_kind", "publication_date"),
    *("field_words", "fee", "fee_manner", "term_start", "term_end", "offer_end"),
    *("open_licence", "deal", "kept"),
)
TARGETS = (*READ, *SPECIAL)

# What `--map` may name: `kept` puts "HEAD: cell" into the note; `skip` takes a column away.
SKIP = "skip"
MAPPABLE = (*(t for t in TARGETS if t != "id"), SKIP)

NUMBERS = ("application_number", "publication_number", "wo_number", "id")
TITLES = ("title_zh", "title")
FEES = ("annual_fee_yuan", "one_off_fee_yuan", "fee")
TERMS = ("licence_term", "term_start", "term_end")
DATES = (*("filing_date", "grant_date", "publication_date", "offer_until", "offer_end"),)
PERSONS = ("inventors", "inventors_en")
NAMES = ("holder", "holder_zh", *PERSONS)

DOCUMENT = "heads"  # the name of the compiled table in the bundled catalogue
LONGEST = 200  # characters of a cell that can be a head


@lru_cache(maxsize=1 << 12)
def normal(head: str) -> str:
    """A head or a word without spaces, invisible characters, case and full-width forms."""
    text = unicodedata.normalize("NFKC", head[: LONGEST + 1]).casefold()
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


class Meaning(NamedTuple):
    """What a head says of the cells below it."""

    target: str
    unit: int | None = None
    """Fen that an amount without a unit counts in; None: the head does not say."""
    yearly: bool = False
    """Whether the unit says that the amount is for a year."""


class Export(NamedTuple):
    """A known export of a database, and what is special about it."""

    name: str
    heads: Sequence[str]
    office: str | None = None
    dates: str | None = None
    comma: bool = False
    map: Mapping[str, str] = {}


class HeadTable:
    """The compiled table: heads in order of precedence, units, offices, known exports."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self._fields: dict[str, str] = {field: field for field in (*READ, "application_number")}
        self._fields.update(plain["heads"])
        self._order = {head: place for place, head in enumerate(self._fields)}
        self._wan, self._yuan, self._yearly = (
            frozenset(plain[name]) for name in ("wan", "yuan", "yearly")
        )
        self.offices: Mapping[str, str] = plain["offices"]
        """Codes of offices by their names, in normal form."""
        self.licence_kinds: Mapping[str, str] = plain["licence_kind"]
        self.exports = [Export(**one) for one in plain["exports"]]

    def meaning(self, head: str, export: Export | None = None) -> Meaning | None:
        """What a head means; None for one that the table does not have."""
        name = normal(head)
        if not name or len(name) > LONGEST:
            return None
        special = export.map if export else {}
        target = special.get(name) or self._fields.get(name)
        if target is None and not name.isascii():
            from patentcli.search.text import simplified

            name = simplified(name)
            target = self._fields.get(name)
        if target:
            return Meaning(target, FEN_PER_YUAN if name.endswith("_yuan") else None)
        bare, unit = _without_unit(name)
        target = self._fields.get(bare)
        found = self.unit(unit)
        if target in FEES and found:
            return Meaning(target, found, unit in self._yearly)
        if target and (target.startswith(("licence_term", "term_")) or unit in _LANGUAGES):
            return Meaning(target)  # 许可期限（年）
        return None

    def unit(self, word: str) -> int | None:
        """How many fen a unit of money is; None for a word that is none."""
        if word in self._wan:
            return FEN_PER_WAN
        return FEN_PER_YUAN if word in self._yuan else None

    def unit_of(self, head: str) -> int | None:
        """The unit of money that a head ends in, whatever stands before it."""
        return self.unit(_without_unit(normal(head))[1])

    def unit_above(self, lines: Iterable[Sequence[object]]) -> int | None:
        """The unit of money that a line above the heads names, as in 单位：万元."""
        for line in lines:
            for cell in line:
                match = isinstance(cell, str) and re.search(
                    r"(?:单位|unit)[:]?([^:,;()。，]{1,8})", normal(cell)
                )
                if match and (found := self.unit(match[1])):
                    return found
        return None

    def precedence(self, head: str) -> int:
        """Which of two heads of one field is read first: the one with the smaller number."""
        name = normal(head)
        return self._order.get(name, self._order.get(_without_unit(name)[0], len(self._order)))

    def export_of(self, heads: Sequence[str]) -> Export | None:
        """The known export that has these heads."""
        names = set(map(normal, heads))
        return next((e for e in self.exports if names.issuperset(e.heads)), None)


_LANGUAGES = frozenset(("中文", "必填", "选填", "*"))


def is_derived(head: str) -> bool:
    """Whether it is a field that an export writes and nobody needs to read."""
    return normal(head).partition(".")[0] in DERIVED


def _without_unit(name: str) -> tuple[str, str]:
    """Head and unit: 年许可费(万元) and 年许可费:万元 are 年许可费 and 万元."""
    if name[-1:] in ")]】":
        start = max(name.rfind(sign) for sign in "([【")
        return (name[:start], name[start + 1 : -1]) if start > 0 else (name, "")
    for sign in ":/,_-":
        bare, _sign, unit = name.rpartition(sign)
        if bare and unit:
            return bare, unit
    return name, ""


class Vocabulary:
    """The words of `domain` and `applications` with the labels they can also be written as."""

    def __init__(self, plain: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
        self.domains, self.applications = (
            {
                word[spelling].casefold(): word["value"]
                for spelling in ("label_zh", "label_en", "value")  # the last one counts
                for word in reversed(plain[kind])
            }
            for kind in ("domain", "application")
        )

    def field(self, value: object) -> tuple[str | None, list[str] | None, str | None]:
        """Domain and applications, the first domain counting; else the whole cell to be kept."""
        cell = text(value)
        words = [item.casefold() for item in several(cell) or ()]
        domains = [self.domains[word] for word in words if word in self.domains]
        applications = dict.fromkeys(
            self.applications[w] for w in words if w in self.applications and w not in self.domains
        )
        fits = all(word in self.domains or word in self.applications for word in words)
        return next(iter(domains), None), list(applications) or None, None if fits else cell


class Background(NamedTuple):
    """What reading a list needs to know besides it: heads, words, rules."""

    table: HeadTable
    vocabulary: Vocabulary
    book: Rulebook
