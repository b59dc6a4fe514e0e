"""What a verdict is asked about, and the form of a rule's answer; None is unknown, or not said."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from patentcli.amounts import FEN_PER_YUAN, WithUnit, format_yuan, parse_amount, show_yuan
from patentcli.i18n import _
from patentcli.numbers.number import Number
from patentcli.rules.book import Source

Rule = Literal[
    "fee-cap", "company-size", "independence",
    "patent-known", "patent-granted", "patent-in-term", "patent-listed",
]  # fmt: skip
Outcome = Literal["pass", "fail", "unknown", "warn", "not-checked"]
RULES: tuple[Rule, ...] = get_args(Rule)
PATENT_RULES = RULES[3:]
CLASSES = ("large", "medium", "small", "micro")
INDICATORS = ("employees", "revenue", "assets")
# A guess, not a rule: nobody earns so little, so the figure was probably meant in 万元.
LEAST_REVENUE = (10_000 * FEN_PER_YUAN, 1_000 * FEN_PER_YUAN)  # in all, and for each employee


class Company(NamedTuple):
    """What is said of a company, by the names that options and profiles have for it. The industry
    is a key, name or code as given, the size the stated one of CLASSES; persons, and in fen the
    operating revenue of the previous year and the total assets. None is not 0."""

    industry: str | None = None
    size: str | None = None
    employees: int | None = None
    revenue: int | None = None
    assets: int | None = None
    controlled_by_large: bool | None = None

    @property
    def has_figures(self) -> bool:
        """Whether at least one figure is known."""
        return self[2:5] != (None, None, None)

    @property
    def asks_size(self) -> bool:
        """Whether anything about the size was said."""
        return self[:5] != (None, None, None, None, None)

    @property
    def unit_warning(self) -> str:
        """A warning where a revenue is too low, without a unit with both readings; else empty."""
        revenue, (least, per_head) = self.revenue, LEAST_REVENUE
        if not revenue or revenue >= max(least, (self.employees or 0) * per_head):
            return ""
        message = _("a revenue of {read} looks too low; please check it")
        if not isinstance(revenue, WithUnit):
            message = _(
                "a revenue of {read} looks too low; if you meant {number}万元, write {number}万: "
                "{meant}"
            )
        number, meant = format_yuan(revenue).removesuffix(".00"), show_yuan(revenue * 10_000)
        return message.format(read=show_yuan(revenue), number=number, meant=meant)


class PatentFacts(NamedTuple):
    """What is known of the patent that was named."""

    number: Number  # as it was read, or the record's id
    record: Mapping[str, Any]
    """The patent's JSON fields; empty where the catalogue does not hold it."""
    catalogue: str  # name of the catalogue that was asked
    catalogue_is_official: bool
    list_title: str = ""
    """What the list is called that a listed patent was found on; empty where nothing says."""
    list_edition: str = ""  # the edition that it calls itself; empty where nothing says
    dropped: tuple[str, str] | None = None
    """When the list named it, and the day or edition that no longer does; None: no such list."""
    other_number: str = ""  # asks for one that the catalogue may have it under; else empty

    @property
    def id(self) -> str:
        """The record's id, else the number as it was read."""
        return str(self.record["id"]) if self.record else self.number.canonical


class Facts(NamedTuple):
    """Everything that was said, and the day it is asked for."""

    as_of: date
    fee: int | None = None  # annual licence fee for each patent, in fen
    company: Company = Company()
    patent: PatentFacts | None = None
    strict: bool = False  # whether what was not checked counts as unknown

    @property
    def listed_fee(self) -> int | None:
        """The annual fee that a list states for the patent, in fen; None where none states one."""
        text = self.patent and self.patent.record.get("annual_fee_yuan")
        return parse_amount(text, "annual_fee_yuan") if text else None

    @property
    def annual_fee(self) -> int | None:
        """The fee to check, in fen: the one given, else the list's."""
        return self.listed_fee if self.fee is None else self.fee

    @property
    def fee_warning(self) -> str:
        """A warning where the fee given is not the list's; else empty."""
        listed = self.listed_fee
        if self.fee is None or listed is None or listed == self.fee:
            return ""
        message = _("the list states an annual fee of {listed}; the {given} given was checked")
        return message.format(listed=show_yuan(listed), given=show_yuan(self.fee))

    def warnings(self, read_as: str = "") -> tuple[str, ...]:
        """Sentences for people; `read_as` is how a word of trade for the industry was read."""
        found: tuple[str, ...] = (read_as, self.company.unit_warning)
        if self.patent is not None:
            number = self.patent.number
            mistyped = _("{where}: {message}", where=number.canonical, message=number.warning)
            found = (self.fee_warning, mistyped if number.warning else "", *found)
        return tuple(filter(None, found))


class Check(NamedTuple):
    """One rule against the facts; a patent's reason never names the day asked about."""

    rule: Rule
    outcome: Outcome
    reason: str
    value: str | None = None
    limit: str | None = None
    source: Source | None = None  # none only for what was not checked
    causes: tuple[str, ...] = ()
    """What it waits for, or why it fails: names of `advice.SETTLES` and `advice.PHRASES`."""

    def to_json(self) -> dict[str, object]:
        """The object of the JSON interface."""
        plain = self._asdict()
        del plain["causes"]
        return plain | {"source": self.source and self.source._asdict()}
