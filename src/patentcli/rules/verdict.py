"""The verdict on a fee, a company and a patent: seven checks and what follows from them."""

from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.rules import company, fee, patent
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Facts
from patentcli.rules.outcome import (
    NOT_CHECKED,
    PATENT_RULES,
    SIZE,
    TIES,
    Check,
    Verdict,
    conclude,
)


def eligible(book: Rulebook, facts: Facts) -> Verdict:
    """The verdict on the facts, by the rules in force on `facts.as_of`.

    Raises UsageProblem where there is nothing to check, where the stated size contradicts the
    figures, and for a word that names no industry.
    """
    size = None
    possible: tuple[str, ...] = ()
    check_size = Check(SIZE, NOT_CHECKED, _("nothing was said about the company's size"))
    warnings = [fee.difference_of(facts)]
    if facts.patent is not None:
        warnings.append(patent.number_warning(facts.patent))
    if facts.company.asks_size:
        size = company.size_of(book, facts)
        possible = company.possible_of(facts.company, size)
        warnings.append(size.industry.read_as)
        check_size = company.check_size(book, facts, size)
        warnings.append(company.unit_warning(facts.company))
    checks = (fee.check(book, facts), check_size, _ties(book, facts), *_patent(book, facts))
    if all(c.outcome == NOT_CHECKED or c.rule == TIES for c in checks):
        raise UsageProblem(
            _("nothing to check"),
            hint=_(
                "give --fee, --patent, --size, or --industry with --employees, --revenue, --assets"
            ),
        )
    return Verdict(
        conclude({c.rule: c.outcome for c in checks}, strict=facts.strict),
        facts,
        fee.fee_of(facts),
        size,
        possible,
        checks,
        caution(book, facts),
        tuple(w for w in warnings if w),
    )


def _ties(book: Rulebook, facts: Facts) -> Check:
    controlled = facts.company.controlled_by_large
    if controlled is None:
        return Check(TIES, NOT_CHECKED, _("nothing was said about ties to a large company"))
    return company.check_ties(book, controlled)


def _patent(book: Rulebook, facts: Facts) -> list[Check]:
    if facts.patent is None:
        reason = _("no patent was named")
        return [Check(rule, NOT_CHECKED, reason) for rule in PATENT_RULES]
    return patent.checks(book, facts, facts.patent)


def caution(book: Rulebook, facts: Facts) -> str:
    """The line that ends every answer: not legal advice, and where to check."""
    register = book.latest("register").text
    page = None
    if facts.patent is not None:
        page = patent.public_page(book, facts.patent)
    if page is None:
        message = _(
            "This is not legal advice. Before acting, check the patent office's register and "
            "gazette ({register}; addresses not verified)."
        )
        return message.format(register=register)
    message = _(
        "This is not legal advice. Before acting, check the patent office's register and gazette "
        "({register}; addresses not verified) and the public page {page}"
    )
    return message.format(register=register, page=page)


def short_caution() -> str:
    """The same in one line, for a terminal."""
    return _("This is not legal advice: check the patent office's register before acting.")
