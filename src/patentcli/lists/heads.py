"""What a column of a list can go to, and what the table of heads (data/heads.toml) says of it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from patentcli.amounts import FEN_PER_WAN, FEN_PER_YUAN
from patentcli.catalogue.fields import FIELDS, TABLE
from patentcli.i18n import N_
from patentcli.lists.texts import several, text
from patentcli.rules.book import Rulebook
from patentcli.search.text import simplified

GRANTED = "granted"
"""What is taken of an exported `expiry`: whether the patent is known to be granted, which some
lists say by nothing but ZL before the number of the application."""
READ = tuple(field for field in FIELDS if field not in ("office", "kind_code", "expiry"))
"""JSON fields that are read, not worked out anew; `id` only where no other number stands."""
NAMES = {
    "id": N_("id (where a row has no other number)"),
    GRANTED: N_("whether a grant is known"),
    # What is no JSON field; data/heads.toml says what each is.
    "application_number": N_("application number"),
    "wo_number": N_("publication number of WO"),
    "number_office": N_("country of the number"),
    "number_kind": N_("kind of the number"),
    "publication_date": N_("grant_date, of grants"),
    "field_words": N_("domain, applications or note"),
    "fee": N_("fee"),
    "fee_manner": N_("manner of payment"),
    **dict.fromkeys(("term_start", "term_end"), "licence_term"),
    "offer_end": "offer_until",
    "open_licence": "licence_kind",
    **dict.fromkeys(("deal", "kept"), "note"),
}
"""What the user knows a target by, where that is not its name."""
TARGETS = tuple(dict.fromkeys((*READ, *NAMES)))
SKIP = "skip"
# What `--map` may name: `kept` puts "HEAD: cell" into the note; `skip` takes a column away.
MAPPABLE = (*(t for t in TARGETS if t not in ("id", GRANTED)), SKIP)

NUMBERS = ("application_number", "publication_number", "wo_number", "id")
TITLES = ("title_zh", "title")
FEES = ("annual_fee_yuan", "one_off_fee_yuan", "fee")
TERMS = ("licence_term", "term_start", "term_end")
DATES = (*(field.name for field in TABLE if field.kind == "date"), "publication_date", "offer_end")
PERSONS = tuple(field.name for field in TABLE if field.kind == "persons")

DOCUMENT = "heads"  # the name of the table in the bundled catalogue
LONGEST = 200  # characters of a cell that can be a head


@lru_cache(maxsize=1 << 12)
def normal(head: str) -> str:
    """A head or a word without spaces, invisible characters, case, full-width and traditional
    forms; empty where it is too long."""
    text = unicodedata.normalize("NFKC", head).casefold() if len(head) <= LONGEST else ""
    text = "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")
    return text if text.isascii() else simplified(text)


class Export(NamedTuple):
    """A known export of a database, and what is special about it."""

    name: str
    heads: Sequence[str]
    office: str | None = None
    dates: str | None = None
    comma: bool = False
    map: Mapping[str, str] = {}


class Column(NamedTuple):
    """A column of a list, and what its head says of the cells."""

    place: int
    head: str
    target: str
    unit: int | None = None
    """Fen that an amount without a unit of its own counts in; None: nothing says it."""
    yearly: bool = False  # whether the head says that an amount is for a year
    rank: int = 0  # of two heads of one field, the one with the smaller rank is read first


class Options(NamedTuple):
    """How the user wants a list to be read."""

    encoding: str | None = None
    chosen: Mapping[str, str] = {}  # targets by normal head, before those of the table
    official: bool = False
    sheets: Sequence[str] = ()
    heads: Sequence[str] = ()
    dates: str | None = None
    office: str | None = None


class Background:
    """What reading a list needs to know: `data/heads.toml` (heads in order of precedence,
    offices, kinds of licences, known exports), vocabulary, rules, and the user's options."""

    def __init__(
        self,
        heads: Mapping[str, Any],
        vocabulary: Mapping[str, Sequence[Mapping[str, str]]],
        book: Rulebook,
        options: Options,
    ) -> None:
        self.book, self.options = book, options
        fields: dict[str, str] = {field: field for field in (*READ, "application_number")}
        fields["expiry"] = GRANTED
        fields |= {head: e["field"] for e in heads["head"] for head in e["heads"]}
        self._fields = {head: (rank, f) for rank, (head, f) in enumerate(fields.items())}
        # Codes of offices and our words for kinds of licences, by other words in normal form.
        self.offices, self.licence_kinds = (
            {word: value for value, words in heads[name].items() for word in words}
            for name in ("offices", "licence_kind")
        )
        self.exports = [Export(**one) for one in heads["export"]]
        # The words of the vocabulary, by these and the labels they can also be written as.
        self.domains, self.applications = (
            {
                word[spelling].casefold(): word["value"]
                for spelling in ("label_zh", "label_en", "value")  # the last one counts
                for word in reversed(vocabulary[kind])
            }
            for kind in ("domain", "application")
        )

    def column(self, place: int, head: str, known: Mapping[str, str], above: int | None) -> Column:
        """What a head says; the target is SKIP where it is not known. `known`: targets by normal
        head that go before those of the table; `above`: what `unit_named` found in a line."""
        name = normal(head)
        bare, end = _parts(name)
        unit = _UNIT.fullmatch(end)
        rank, target = self._fields.get(bare, (len(self._fields), SKIP))
        if not (unit and target in FEES) and target not in TERMS and end not in _REMARKS:
            target = SKIP
        rank, target = self._fields.get(name, (rank, target))
        target = known.get(name, target)
        if target in FEES and above == FOREIGN and not unit and name not in known:
            target = SKIP  # as a head that names such a unit itself
        elif target in FEES:
            yearly = target == "annual_fee_yuan" or bool(unit and unit["yearly"])
            return Column(place, head, target, unit_named(end) or above or None, yearly, rank)
        return Column(place, head, target, rank=rank)

    def field_words(self, value: object) -> tuple[dict[str, Any], str | None]:
        """Domain and applications, the first domain counting; else the whole cell to be kept."""
        cell = text(value)
        words = [item.casefold() for item in several(cell) or ()]
        domains = [self.domains[word] for word in words if word in self.domains]
        others = [word for word in words if word not in self.domains]
        known = dict.fromkeys(self.applications[w] for w in others if w in self.applications)
        found = {"domain": next(iter(domains), None), "applications": list(known) or None}
        return found, None if self.applications.keys() >= set(others) else cell


_REMARKS = frozenset(("中文", "必填", "选填"))
_UNIT = re.compile(
    r"(?:单位:)?(?:(?P<wan>(?:人民币)?万元?|10,000yuan)|(?:人民币)?元|人民币|yuan|cny|rmb)"
    r"(?P<yearly>/每?年|/year)?(?:/[项件])?"
)
_ABOVE = re.compile(r"(?:单位|unit):?([^:,;()。，]{1,8})")
_FOREIGN = re.compile("[千万亿]*(?:[美欧日港韩]元|英镑|usd|eur|jpy|hkd|dollars?|[$€£])(?:/每?年)?")
FOREIGN = 0  # the unit of sums in another currency


def unit_named(word: str) -> int | None:
    """The fen of a unit such as 万元/年, or of a line such as 单位：万元; else FOREIGN or None."""
    above = _ABOVE.search(word)
    if match := _UNIT.fullmatch(word) or (above and _UNIT.fullmatch(above[1])):
        return FEN_PER_WAN if match["wan"] else FEN_PER_YUAN
    return FOREIGN if above and _FOREIGN.fullmatch(above[1]) else None


def _parts(name: str) -> tuple[str, str]:
    """A head and what stands behind it: 年许可费(万元) and 年许可费:万元 are 年许可费 and 万元."""
    if name[-1:] in ")]】":
        start = max(name.rfind(sign) for sign in "([【")
        return (name[:start], name[start + 1 : -1]) if start > 0 else (name, "")
    for sign in ":/,_-":
        bare, _sign, end = name.rpartition(sign)
        if bare and end:
            return bare, end
    return name, ""
