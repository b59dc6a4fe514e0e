"""The verdict on a fee, a company and a patent: seven checks and what follows from them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from patentcli.amounts import format_yuan, parse_amount, show_yuan
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, pick
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import PATENT_RULES, Check, Facts, Outcome
from patentcli.rules.patent import check_patent, page_of
from patentcli.rules.size import Size, check_size, check_ties, size_of

VERDICTS = {
    "not-eligible": N_("not eligible"),
    "undetermined": N_("cannot tell"),
    "eligible": N_("eligible"),
}
"""The worst first, with the words for people."""
SHORT_CAUTION = N_("This is not legal advice: check the patent office's register before acting.")
"""What `caution` says, in one line."""


class Verdict(NamedTuple):
    """The answer over all checks."""

    facts: Facts
    size: Size | None  # none where the company's size was not asked about
    checks: tuple[Check, ...]  # all seven, in the order of RULES
    caution: str = ""

    @property
    def verdict(self) -> str:
        """One of VERDICTS."""
        if self.ids("fail"):
            return "not-eligible"
        return "undetermined" if self.waits_for else "eligible"

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences for standard error; none changes the verdict."""
        return self.facts.warnings(self.size.industry.read_as if self.size else "")

    @property
    def waits_for(self) -> set[str]:
        """The open rules, and under a strict question the unchecked; independence never counts."""
        open_ = {*self.ids("unknown"), *(self.ids("not-checked") if self.facts.strict else ())}
        return open_ - {"independence"}

    def ids(self, outcome: Outcome) -> tuple[str, ...]:
        """The rules with an outcome."""
        return tuple(c.rule for c in self.checks if c.outcome == outcome)

    @property
    def row(self) -> dict[str, object]:
        """The answer in one row, as lists of patents have it."""
        return {
            "verdict": self.verdict,
            "failed": list(self.ids("fail")),
            "unknown": list(self.ids("unknown")),
            "fee_yuan": _yuan(self.facts.annual_fee),
        }

    @property
    def record(self) -> Mapping[str, Any]:
        """What the catalogue holds of its patent; may be empty."""
        return self.facts.patent.record if self.facts.patent else {}

    @property
    def title(self) -> str | None:
        """The title of its patent in the language in use, else in the other one."""
        return pick(self.record["title"], self.record["title_zh"]) if self.record else None

    def to_json(self) -> dict[str, object]:
        """The object of the JSON interface; the industry is a group's key, else as given."""
        size, company, patent = self.size, self.facts.company, self.facts.patent
        return {
            "verdict": self.verdict,
            "as_of": self.facts.as_of.isoformat(),
            "patent": None if patent is None else patent.id,
            "fee_yuan": _yuan(self.facts.annual_fee),
            "company": {
                "industry": (size and size.industry.key) or company.industry,
                "employees": company.employees,
                "revenue_yuan": _yuan(company.revenue),
                "assets_yuan": _yuan(company.assets),
                "size_class": size and size.size_class,
                "possible_size_classes": list(size.possible if size else ()),
                "controlled_by_large": company.controlled_by_large,
            },
            "checks": [check.to_json() for check in self.checks],
            "not_checked": list(self.ids("not-checked")),
            "caution": self.caution,
        }


def eligible(book: Rulebook, facts: Facts) -> Verdict:
    """The verdict on the facts, by the rules in force on `facts.as_of`; UsageProblem where there
    is nothing to check, the stated size contradicts the figures, or a word names no industry."""
    size, reason = None, _("nothing was said about the company's size")
    sized = Check("company-size", "not-checked", reason, causes=("size",))
    if facts.company.asks_size:
        size = size_of(book, facts)
        sized = check_size(book, facts, size)
    checks = [_check_fee(book, facts), sized, check_ties(book, facts.company.controlled_by_large)]
    if facts.patent is not None:
        checks += check_patent(book, facts.patent, facts.as_of)
    else:
        reason = _("no patent was named")
        checks += [Check(rule, "not-checked", reason) for rule in PATENT_RULES]
        checks[3] = checks[3]._replace(causes=("patent",))  # one option settles all four
    if all(c.outcome == "not-checked" for c in checks if c.rule != "independence"):
        raise UsageProblem(
            _("nothing to check"),
            hint=_(
                "give --fee, --patent, --size, or --industry with --employees, --revenue, --assets"
            ),
        )
    return Verdict(facts, size, tuple(checks), caution(book, facts))


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else format_yuan(fen)


def _check_fee(book: Rulebook, facts: Facts) -> Check:
    """The fee against the scheme's cap (rule `fee-cap`), for each patent. A one-off fee within the
    cap of one year is within it for good; a larger one cannot be compared."""
    patent, fee = facts.patent, facts.annual_fee
    if fee is None and patent is None:
        return Check("fee-cap", "not-checked", _("no fee was given"), causes=("fee",))
    value = _yuan(fee)
    cap = book.parameter("fee-cap", facts.as_of)
    if cap is None:
        known = book.latest("fee-cap")
        message = _("no fee cap is known for that day; the known one applies from {start}")
        reason = message.format(start=known.in_force_from)
        return Check("fee-cap", "unknown", reason, value, None, known.source, ("day",))
    outcome: Outcome = "unknown"
    causes: tuple[str, ...] = ("fee",)
    message = _("no fee was given, and the catalogue states none")
    if fee is not None:
        outcome, message = "pass", _("{fee} a year, within the cap of {cap} per patent")
        if fee > cap.fen:
            outcome, message = "fail", _("{fee} a year, above the cap of {cap} per patent")
    elif patent and (value := patent.record.get("one_off_fee_yuan")):
        causes, fee = ("one-off fee", "fee"), parse_amount(value, "one_off_fee_yuan")
        message = _(
            "a one-off fee of {fee}, no annual one: it cannot be compared with the cap of {cap} a "
            "year"
        )
        if fee <= cap.fen:
            outcome = "pass"
            message = _("a one-off fee of {fee}, no annual one: within the cap of {cap} a year")
    reason = message.format(fee=show_yuan(fee or 0), cap=show_yuan(cap.fen))
    if facts.listed_fee is not None:
        if facts.fee is None:
            reason = _("{reason} (the fee that the list states)", reason=reason)
        reason = _("; ").join(filter(None, (reason, facts.fee_warning)))
    return Check("fee-cap", outcome, reason, value, format_yuan(cap.fen), cap.source, causes)


def caution(book: Rulebook, facts: Facts) -> str:
    """The line that ends every answer: not legal advice, and where to check."""
    said = _(
        "This is not legal advice. Before acting, check the patent office's register and "
        "gazette ({register}; addresses not verified).",
        register=book.latest("register").said("text"),
    )
    page = page_of(book, facts.patent) if facts.patent else None
    message = _("{caution} Public page of {number}: {url}")
    return message.format(caution=said, number=page.reference, url=page.url) if page else said
