"""What the rules answer: checks with three-valued outcomes, and the verdict over them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from patentcli.amounts import format_yuan
from patentcli.i18n import pick
from patentcli.rules.book import Source
from patentcli.rules.facts import Facts
from patentcli.rules.records import Record

if TYPE_CHECKING:
    from patentcli.rules.size import Size

PASS = "pass"  # noqa: S105 (an outcome, no password)
FAIL = "fail"
UNKNOWN = "unknown"
WARN = "warn"
NOT_CHECKED = "not-checked"

ELIGIBLE = "eligible"
NOT_ELIGIBLE = "not-eligible"
UNDETERMINED = "undetermined"

FEE = "fee-cap"
SIZE = "company-size"
TIES = "independence"
KNOWN = "patent-known"
GRANTED = "patent-granted"
IN_TERM = "patent-in-term"
LISTED = "patent-listed"
PATENT_RULES = (KNOWN, GRANTED, IN_TERM, LISTED)
RULES = (FEE, SIZE, TIES, *PATENT_RULES)
# Causes of an outcome that a headline tells apart.
NO_CAP = "no cap is known"
ONE_OFF = "one-off fee"
NOT_FILED = "not yet filed"
NOT_GRANTED = "not yet granted"
SHOWN_LAPSED = "shown as lapsed"
OFFER_ENDED = "offer ended"
DROPPED = "no longer listed"
ADVISORY = frozenset({TIES})
"""Rules that warn and never count, asked for strictly or not."""
COLUMNS = ("rule", "outcome", "value", "limit", "reason", "reference", "url")


class Check(Record):
    """One rule against the facts."""

    rule: str
    outcome: str
    reason: str
    value: str | None = None
    limit: str | None = None
    source: Source | None = None
    """None only for what was not checked."""
    cause: str = ""
    """What the outcome turns on where the rule has several: one of the constants above."""

    def to_json(self) -> dict[str, object]:
        """The object of the JSON interface."""
        return {
            "rule": self.rule,
            "outcome": self.outcome,
            "reason": self.reason,
            "value": self.value,
            "limit": self.limit,
            "source": None if self.source is None else self.source.to_json(),
        }

    def to_row(self) -> dict[str, object]:
        """One line of a table, with the columns COLUMNS."""
        row = self.to_json()
        source = row.pop("source")
        row["reference"] = self.source.reference if source and self.source else None
        row["url"] = self.source.url if source and self.source else None
        return {name: row[name] for name in COLUMNS}


class Verdict(Record):
    """The answer over all checks."""

    verdict: str
    facts: Facts
    fee: int | None
    """The fee that was checked, in fen: the one given, else the list's."""
    size: "Size | None"
    """None where the company's size was not asked about."""
    possible: tuple[str, ...]
    """The size classes that stay open, from large to micro, with the stated one counted in."""
    checks: tuple[Check, ...]
    """All seven, in the order of RULES."""
    caution: str
    warnings: tuple[str, ...] = ()
    """Sentences for standard error; none changes the verdict."""

    @property
    def not_checked(self) -> tuple[str, ...]:
        """Rules that no fact was given for."""
        return self.ids(NOT_CHECKED)

    def ids(self, outcome: str) -> tuple[str, ...]:
        """The rules with an outcome."""
        return tuple(c.rule for c in self.checks if c.outcome == outcome)

    @property
    def size_class(self) -> str | None:
        """The company's class, once it is settled, or stated for an industry that has classes."""
        company = self.facts.company
        if self.size is None or company.stated is None:
            return None if self.size is None else self.size.size_class
        covered = company.industry is None or not self.size.industry.uncovered
        return company.stated if covered else None

    @property
    def title(self) -> str | None:
        """The title of its patent in the language in use, else in the other one."""
        record = None if self.facts.patent is None else self.facts.patent.record
        if record is None:
            return None
        return pick(record["title"], record["title_zh"])

    def to_json(self) -> dict[str, object]:
        """The object of the JSON interface."""
        company = self.facts.company
        patent = self.facts.patent
        return {
            "verdict": self.verdict,
            "as_of": self.facts.as_of.isoformat(),
            "patent": None if patent is None else patent.id,
            "fee_yuan": None if self.fee is None else format_yuan(self.fee),
            "company": {
                "industry": self._industry(),
                "employees": company.figures.employees,
                "revenue_yuan": _yuan(company.figures.revenue),
                "assets_yuan": _yuan(company.figures.assets),
                "size_class": self.size_class,
                "possible_size_classes": list(self.possible),
                "controlled_by_large": company.controlled_by_large,
            },
            "checks": [check.to_json() for check in self.checks],
            "not_checked": list(self.not_checked),
            "caution": self.caution,
        }

    def _industry(self) -> str | None:
        """The group's key, else the word the user gave."""
        if self.size is None:
            return self.facts.company.industry
        return self.size.industry.key or self.facts.company.industry


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else format_yuan(fen)


def conclude(outcomes: Mapping[str, str], *, strict: bool) -> str:
    """The verdict over the outcomes by rule: any fail, else any unknown, else eligible.

    What was not checked counts as unknown where `strict`; advisory rules never count.
    """
    found = {outcome for rule, outcome in outcomes.items() if rule not in ADVISORY}
    if FAIL in found:
        return NOT_ELIGIBLE
    if UNKNOWN in found or (strict and NOT_CHECKED in found):
        return UNDETERMINED
    return ELIGIBLE
