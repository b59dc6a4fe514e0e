"""The company: its size by the standard, and its ties to a large company."""

from collections.abc import Mapping, Sequence

from patentcli.amounts import FEN_PER_YUAN, show_yuan
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _
from patentcli.rules.book import Group, Rulebook, Source, Standard
from patentcli.rules.facts import CLASSES, Company, Facts
from patentcli.rules.industries import Industry, resolve_on
from patentcli.rules.outcome import FAIL, PASS, SIZE, TIES, UNKNOWN, WARN, Check
from patentcli.rules.size import LABELS, Size, below_large, class_label, classify, shown

ALLOWED = "|".join(CLASSES[1:])  # what the check asks for: an SME, so any class but large

# A guess, not a rule: nobody earns so little, so the figure was probably meant in 万元.
_LITTLE_REVENUE = 10_000 * FEN_PER_YUAN
_LITTLE_REVENUE_PER_HEAD = 1_000 * FEN_PER_YUAN
_WAN = 10_000


def size_of(book: Rulebook, facts: Facts) -> Size:
    """What industry and figures say.

    Without an industry the company may belong to any group, or to an industry that the
    standard does not cover. Raises UsageProblem for a word that names no industry.
    """
    company = facts.company
    standard = book.standard(facts.as_of)
    known = standard or book.standards[0]
    if company.industry is None:
        industry = Industry("", known.groups, known.not_covered)
    else:
        industry = resolve_on(book, facts.as_of, company.industry)
    if standard is None:
        return Size(industry, company.figures, ())
    return classify(industry, company.figures)


def possible_of(company: Company, size: Size) -> tuple[str, ...]:
    """The classes that stay open, with the stated one counted in.

    Raises UsageProblem for a stated class that the figures exclude.
    """
    if company.stated is None:
        return size.possible
    if company.industry is None:
        return (company.stated,)
    if company.stated in size.possible or (size.industry.uncovered and size.possible):
        return (company.stated,)
    if not size.possible:
        return ()
    message = _("{stated} contradicts the figures, which leave {possible} in {industry}")
    raise UsageProblem(
        message.format(
            stated=class_label(company.stated),
            possible=either_class(size.possible),
            industry=size.industry.label,
        ),
        where="--size",
        hint=_("leave out --size, or correct the figures"),
    )


def check_size(book: Rulebook, facts: Facts, size: Size) -> Check:
    """The check whether the company is an SME."""
    company = facts.company
    standard = book.standard(facts.as_of)
    if standard is None:
        first = book.standards[0]
        message = _("no size standard is known for that day; the first applies from {start}")
        reason = message.format(start=first.in_force_from)
        return Check(SIZE, UNKNOWN, reason, company.stated, ALLOWED, first.source())
    possible = possible_of(company, size)
    if company.industry is not None and not size.industry.groups:
        return _not_covered(standard, size, company)
    source = standard.source(size.industry.groups if company.industry is not None else ())
    value = "|".join(possible) or None
    if company.stated is not None:
        return _stated(company, size, value, source)
    outcome = {"yes": PASS, "no": FAIL, "unknown": UNKNOWN}[size.sme]
    reason = {PASS: _why_sme, FAIL: _why_large, UNKNOWN: _why_open}[outcome](size, company)
    if size.industry.note and company.industry is not None:
        reason = _("; ").join((reason, size.industry.note))
    return Check(SIZE, outcome, reason, value, ALLOWED, source)


def _not_covered(standard: Standard, size: Size, company: Company) -> Check:
    """A class that is stated for such an industry is not taken over."""
    names = uncovered_names(size.industry)
    if company.stated is None:
        message = _("the standard does not cover {industry}, so no class follows")
    else:
        message = _(
            "stated as {size}, but the standard does not cover {industry}: no class follows"
        )
    reason = message.format(industry=names, size=class_label(company.stated or CLASSES[0]))
    return Check(SIZE, UNKNOWN, reason, None, ALLOWED, standard.source())


def uncovered_names(industry: Industry) -> str:
    """What of an industry the standard does not cover, with remarks."""
    return _("; ").join(with_remark(n.label, n.remark) for n in industry.uncovered)


def with_remark(text: str, remark: str) -> str:
    """A text with a remark in brackets, where there is one."""
    return _("{text} ({remark})").format(text=text, remark=remark) if remark else text


def _stated(company: Company, size: Size, value: str | None, source: Source) -> Check:
    """The check of a class that was stated; figures that exclude it were refused before."""
    assert company.stated is not None
    stated = class_label(company.stated or "")
    if company.stated == CLASSES[0]:
        reason = _("stated as large, so not an SME")
        return Check(SIZE, FAIL, reason, value, ALLOWED, source)
    if company.industry is not None and size.industry.uncovered:
        reason = _("stated as {size}, but part of {industry} is not covered by the standard")
        reason = reason.format(size=stated, industry=size.industry.label)
        return Check(SIZE, UNKNOWN, reason, value, ALLOWED, source)
    if size.size_class == company.stated:
        reason = _("{size}, as stated and by the figures, so an SME")
    elif company.industry is not None and company.figures.any_known:
        reason = _("stated as {size}, so an SME; the figures leave open {possible}")
    else:
        reason = _("stated as {size}, so an SME; not computed from figures")
    reason = reason.format(size=stated, possible=either_class(size.possible))
    return Check(SIZE, PASS, reason, value, ALLOWED, source)


_BELOW = {
    "employees": N_("{value}, fewer than the {floor} a large company must have in {group}"),
    "revenue": N_(
        "operating revenue of {value}, less than the {floor} of a large company in {group}"
    ),
    "assets": N_("total assets of {value}, less than the {floor} of a large company in {group}"),
}
_REACHED = {
    "employees": N_("{value}, at least the {floor} of a large company in {group}"),
    "revenue": N_(
        "operating revenue of {value}, at least the {floor} of a large company in {group}"
    ),
    "assets": N_("total assets of {value}, at least the {floor} of a large company in {group}"),
}


def _why_sme(size: Size, company: Company) -> str:
    del company
    proofs: dict[str, tuple[Group, str, int]] = {}  # the first of each group is enough
    for group, indicator, value in below_large(size):
        proofs.setdefault(group.key, (group, indicator, value))
    reason = _("an SME ({classes}): {proof}").format(
        classes=either_class(size.possible),
        proof=_("; ").join(_beside_floor(_BELOW, *proof) for proof in proofs.values()),
    )
    if size.missing:
        message = _("{reason}, so {missing} need not be known")
        reason = message.format(reason=reason, missing=_labels(size.missing))
    return reason


def _why_large(size: Size, company: Company) -> str:
    del company
    parts = [
        _beside_floor(_REACHED, group, indicator, size.figures.of(indicator) or 0)
        for group in size.industry.groups
        for indicator in group.indicators
    ]
    return _("large, so not an SME: {proof}").format(proof=_("; ").join(parts))


def _beside_floor(messages: Mapping[str, str], group: Group, indicator: str, value: int) -> str:
    floor = group.floors[indicator][0]
    return _(messages[indicator]).format(
        value=shown(indicator, value),
        floor=f"{floor:,}" if indicator == "employees" else show_yuan(floor),
        group=group.short_label,
    )


def _why_open(size: Size, company: Company) -> str:
    if company.industry is None:
        return _("which figures count depends on the industry, and none was given")
    parts = _(", ").join(with_remark(n.label, n.code) for n in size.industry.uncovered)
    names = {
        "classes": either_class(size.possible),
        "groups": either([g.short_label for g in size.industry.groups]),
        "missing": _labels(size.missing),
        "parts": parts,
    }
    if CLASSES[0] not in size.possible or len(size.possible) == 1:
        message = _("{classes} in {groups}, but the standard does not cover {parts}")
        return message.format(**names)
    if size.missing:
        message = _("could be {classes} in {groups}; not known: {missing}")
    else:
        message = _("could be {classes}, depending on the industry: {groups}")
    names["reason"] = message.format(**names)
    message = _("{reason}; the standard does not cover {parts}") if parts else "{reason}"
    return message.format(**names)


def either(words: Sequence[str]) -> str:
    """The words as alternatives: `large, medium or small`."""
    *others, last = words or ("",)
    if not others:
        return last
    return _("{others} or {last}").format(others=_(", ").join(others), last=last)


def either_class(names: Sequence[str]) -> str:
    """Size classes as alternatives, for people."""
    return either([class_label(name) for name in names])


def _labels(indicators: tuple[str, ...]) -> str:
    *others, last = [_(LABELS[i]) for i in indicators] or [""]
    if not others:
        return last
    return _("{others} and {last}").format(others=_(", ").join(others), last=last)


def check_ties(book: Rulebook, controlled: bool) -> Check:
    """The ties to a large company: a warning at most, whatever else is asked."""
    source = book.latest(TIES).source
    if not controlled:
        reason = _("stated as not controlled by a large company")
        return Check(TIES, PASS, reason, "independent", None, source)
    reason = _(
        "controlled by a large company: not part of the size standard, but procurement preferences "
        "for SMEs exclude such companies"
    )
    return Check(TIES, WARN, reason, "controlled-by-large", None, source)


def looks_like_wan(revenue: int | None, employees: int | None) -> bool:
    """Whether a revenue in fen is so little that 万元 was probably meant."""
    if not revenue:
        return False
    return revenue < max(_LITTLE_REVENUE, (employees or 0) * _LITTLE_REVENUE_PER_HEAD)


def unit_warning(company: Company) -> str:
    """A warning where a revenue looks as if 万元 was meant, with both readings; else empty."""
    revenue = company.figures.revenue
    if revenue is None or not looks_like_wan(revenue, company.figures.employees):
        return ""
    number = _plain(revenue)
    message = _(
        "a revenue of {read} looks too low; if you meant {number}万元, write {number}万: {meant}"
    )
    return message.format(read=show_yuan(revenue), number=number, meant=show_yuan(revenue * _WAN))


def _plain(fen: int) -> str:
    """Yuan without needless decimals."""
    whole, cents = divmod(fen, FEN_PER_YUAN)
    return f"{whole}.{cents:02d}" if cents else str(whole)
