"""The verdict on a fee, a company and a patent: seven checks and what follows from them."""

from collections.abc import Iterable
from typing import NamedTuple

from patentcli.amounts import format_yuan
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, pick
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import ADVISORY, PATENT_RULES, Check, Facts, Outcome
from patentcli.rules.fee import check_fee, difference, fee_of, listed_fee
from patentcli.rules.patent import check_patent, number_warning, public_page
from patentcli.rules.size import Size, check_size, check_ties, possible_of, size_of

VERDICTS = {
    "not-eligible": N_("not eligible"),
    "undetermined": N_("cannot tell"),
    "eligible": N_("eligible"),
}
"""The worst first, with the words for people."""


class Verdict(NamedTuple):
    """The answer over all checks."""

    verdict: str
    """One of VERDICTS."""
    facts: Facts
    fee: int | None
    """The fee that was checked, in fen: the one given, else the list's."""
    size: Size | None
    """None where the company's size was not asked about."""
    possible: tuple[str, ...]
    """The size classes that stay open, from large to micro, with the stated one counted in."""
    checks: tuple[Check, ...]
    """All seven, in the order of RULES."""
    caution: str
    warnings: tuple[str, ...] = ()
    """Sentences for standard error; none changes the verdict."""

    def ids(self, outcome: Outcome) -> tuple[str, ...]:
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
        return None if record is None else pick(record["title"], record["title_zh"])

    def to_json(self) -> dict[str, object]:
        """The object of the JSON interface; the industry is a group's key, else as given."""
        company, patent = self.facts.company, self.facts.patent
        revenue, assets = company.figures.revenue, company.figures.assets
        return {
            "verdict": self.verdict,
            "as_of": self.facts.as_of.isoformat(),
            "patent": None if patent is None else patent.id,
            "fee_yuan": None if self.fee is None else format_yuan(self.fee),
            "company": {
                "industry": (self.size and self.size.industry.key) or company.industry,
                "employees": company.figures.employees,
                "revenue_yuan": None if revenue is None else format_yuan(revenue),
                "assets_yuan": None if assets is None else format_yuan(assets),
                "size_class": self.size_class,
                "possible_size_classes": list(self.possible),
                "controlled_by_large": company.controlled_by_large,
            },
            "checks": [check.to_json() for check in self.checks],
            "not_checked": list(self.ids("not-checked")),
            "caution": self.caution,
        }


def eligible(book: Rulebook, facts: Facts) -> Verdict:
    """The verdict on the facts, by the rules in force on `facts.as_of`.

    Raises UsageProblem where there is nothing to check, where the stated size contradicts the
    figures, and for a word that names no industry.
    """
    company, patent = facts.company, facts.patent
    size: Size | None = None
    possible: tuple[str, ...] = ()
    listed = listed_fee(patent.record) if patent else None
    warnings = [difference(facts.fee, listed), number_warning(patent) if patent else ""]
    check = Check("company-size", "not-checked", _("nothing was said about the company's size"))
    if company.asks_size:
        size = size_of(book, facts)
        possible = possible_of(company, size)
        check = check_size(book, facts, size)
        warnings += [size.industry.read_as, company.figures.unit_warning]
    reason = _("no patent was named")
    unnamed = [Check(rule, "not-checked", reason) for rule in PATENT_RULES]
    checks = (
        check_fee(book, facts),
        check,
        check_ties(book, company.controlled_by_large),
        *(check_patent(book, facts, patent) if patent else unnamed),
    )
    if all(c.outcome == "not-checked" for c in checks if c.rule not in ADVISORY):
        raise UsageProblem(
            _("nothing to check"),
            hint=_(
                "give --fee, --patent, --size, or --industry with --employees, --revenue, --assets"
            ),
        )
    return Verdict(
        conclude(checks, strict=facts.strict),
        facts,
        fee_of(facts),
        size,
        possible,
        checks,
        caution(book, facts),
        tuple(filter(None, warnings)),
    )


def conclude(checks: Iterable[Check], *, strict: bool) -> str:
    """The verdict over the outcomes: any fail, else any unknown, else eligible.

    What was not checked counts as unknown where `strict`; advisory rules never count.
    """
    found = {check.outcome for check in checks if check.rule not in ADVISORY}
    if "fail" in found:
        return "not-eligible"
    if "unknown" in found or (strict and "not-checked" in found):
        return "undetermined"
    return "eligible"


def caution(book: Rulebook, facts: Facts) -> str:
    """The line that ends every answer: not legal advice, and where to check."""
    page = public_page(book, facts.patent) if facts.patent else None
    message = _(
        "This is not legal advice. Before acting, check the patent office's register and "
        "gazette ({register}; addresses not verified)."
    )
    if page:
        message = _(
            "This is not legal advice. Before acting, check the patent office's register and "
            "gazette ({register}; addresses not verified) and the public page {page}"
        )
    return message.format(register=book.latest("register").said("text"), page=page)


def short_caution() -> str:
    """The same in one line, for a terminal."""
    return _("This is not legal advice: check the patent office's register before acting.")
