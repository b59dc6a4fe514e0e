"""The size class of a company, by exact reasoning from the figures that are known.

A class is reached with every indicator of the group at or over its floor (及以上); micro is what
is left. So a company's class is the lowest that any of its indicators has, and an unknown figure
leaves that class or a lower one: a missing figure is never taken for 0.
Source: the standard itself and the National Bureau of Statistics (rules `size-all-floors`,
`size-sme`, `size-bounds`)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from patentcli.amounts import show_yuan
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, in_every_language, ngettext
from patentcli.rules.book import Group, Rulebook, with_remark
from patentcli.rules.facts import CLASSES, INDICATORS, Check, Company, Facts, Outcome
from patentcli.rules.industries import Industry, resolve_in
from patentcli.suggest import unknown_word

CLASS_LABELS = {name: name for name in (N_("large"), N_("medium"), N_("small"), N_("micro"))}
_LABELS = (N_("employees"), N_("operating revenue"), N_("total assets"))
LABELS = dict(zip(INDICATORS, _LABELS, strict=True))
_BELOW = (
    N_("{value}, fewer than the {floor} a large company must have in {group}"),
    N_("{label} of {value}, less than the {floor} of a large company in {group}"),
)
"""How many are employed, and what is earned or owned."""
_REACHED = (
    N_("{value}, at least the {floor} of a large company in {group}"),
    N_("{label} of {value}, at least the {floor} of a large company in {group}"),
)
_ALLOWED = "|".join(CLASSES[1:])  # what the check asks for: an SME, so any class but large


class Size(NamedTuple):
    """What industry, figures and a stated class say of a company's class."""

    industry: Industry
    company: Company
    by_figures: tuple[str, ...]
    """The classes that the figures leave open, from large to micro; none without a standard."""
    possible: tuple[str, ...]
    """The same with the stated class counted in, which an uncovered industry does not have."""
    size_class: str | None
    """The class, once it is settled, or stated for an industry that has classes."""
    sme: str
    """`yes`, `no` or `unknown` by the figures; never yes where part of it is not covered."""
    missing: tuple[str, ...]
    """Indicators without a figure: of the groups in which it could be large, else of all."""


def class_by(group: Group, indicator: str, value: int) -> int:
    """The class that one indicator has by itself, as an index into CLASSES."""
    return sum(value < floor for floor in group.floors[indicator])


def size_of(book: Rulebook, facts: Facts) -> Size:
    """What is known of the company's size, by the groups that its industry spans; without an
    industry it may belong to any, or to none. UsageProblem for a word that names no industry, and
    for a stated class that the figures exclude."""
    company, standard = facts.company, book.standard_for_words(facts.as_of)
    industry = Industry("", standard.groups, standard.not_covered)
    if company.industry is not None:
        industry = resolve_in(standard, book, company.industry)
    if company.size:
        industry = industry._replace(finer=())  # none tells more than a class that was stated
    found: set[str] = set()
    open_ = []
    for group in industry.groups if standard.holds_on(facts.as_of) else ():
        values: dict[str, int | None] = {i: getattr(company, i) for i in group.indicators}
        each = [class_by(group, i, value) for i, value in values.items() if value is not None]
        lowest = max(each, default=0)
        found.update(CLASSES[lowest : len(CLASSES) if None in values.values() else lowest + 1])
        open_ += [group] if not lowest else []
    stated, is_certain = company.size, not industry.uncovered
    possible = by_figures = tuple(name for name in CLASSES if name in found)
    if stated and is_certain and by_figures and stated not in by_figures:
        message = _(
            "{stated} contradicts the figures, which leave {possible} in {industry}",
            stated=_(CLASS_LABELS[stated]),
            possible=either_class(by_figures),
            industry=industry.label,
        )
        hint = _("leave out the size, or correct the figures")
        raise UsageProblem(message, where="--size", hint=hint)
    sme = "unknown"
    if is_certain and by_figures and ("large" not in by_figures or len(by_figures) == 1):
        sme = "no" if "large" in by_figures else "yes"
    if stated and (by_figures or not industry.word):
        possible, is_certain = (stated,), is_certain or not industry.word
    settled = possible[0] if is_certain and len(possible) == 1 else None
    used = {i for group in open_ or industry.groups for i in group.indicators}
    missing = tuple(i for i in INDICATORS if i in used and getattr(company, i) is None)
    return Size(industry, company, by_figures, possible, settled, sme, missing)


def check_size(book: Rulebook, facts: Facts, size: Size) -> Check:
    """The check whether the company is an SME."""
    standard = book.standard(facts.as_of)
    if standard is None:
        first, stated = book.standards[0], facts.company.size
        message = _("no size standard is known for that day; the first applies from {start}")
        reason = message.format(start=first.in_force_from)
        return Check("company-size", "unknown", reason, stated, _ALLOWED, first.source(), ("day",))
    industry, lacking = size.industry, size.missing
    source = standard.source(industry.groups if industry.word else ())
    outcome, reasons = _judged(size)
    reason, value = _("; ").join(reasons), "|".join(size.possible) or None
    if not industry.word:
        lacking = ("industry",)
    elif not industry.groups:
        lacking = ("not covered",)
    else:
        if size.company.size or "large" not in size.possible:
            lacking = ()
        lacking = lacking if industry.key else ("finer code", *lacking)
    return Check("company-size", outcome, reason, value, _ALLOWED, source, lacking)


def _judged(size: Size) -> tuple[Outcome, list[str]]:
    """Whether the company is an SME, and why: by the stated class, else by the figures."""
    industry, stated, sme = size.industry, size.company.size, size.sme
    if not industry.word and not stated:
        return "unknown", [_("which figures count depends on the industry, and none was given")]
    names = {
        "size": _(CLASS_LABELS[stated]) if stated else "",
        "classes": either_class(size.by_figures),
        "groups": _either([group.cited for group in industry.groups]),
        "missing": _either([_(LABELS[i]) for i in size.missing], N_("{others} and {last}")),
        "uncovered": uncovered_names(industry),
        "proof": _proof(size, _BELOW if sme == "yes" else _REACHED),
    }
    outcome: Outcome = "unknown"
    uncovered = _("the standard does not cover {uncovered}")
    if stated and industry.word and industry.uncovered:
        found = [_("stated as {size}"), uncovered]
    elif stated == "large":
        outcome, found = "fail", [_("stated as large, so not an SME")]
    elif stated:
        basis = _("not computed from figures")
        if industry.word and size.company.has_figures:
            basis = _("the figures allow {classes}")
        outcome, found = "pass", [_("stated as {size}, so an SME"), basis]
    elif sme == "yes":
        outcome, found = "pass", [_("an SME ({classes}): {proof}")]
        if size.missing:
            found = [_("an SME ({classes}): {proof}, so {missing} need not be known")]
    elif sme == "no":
        outcome, found = "fail", [_("large, so not an SME: {proof}")]
    else:
        found = [_("could be {classes} in {groups}")] if size.by_figures else []
        found += [_("not known: {missing}")] if "large" in size.by_figures and size.missing else []
        found += [uncovered] if industry.uncovered else []
    return outcome, [m for m in (*(m.format(**names) for m in found), industry.note) if m]


def _proof(size: Size, messages: Sequence[str]) -> str:
    """The figures that miss the floor of large, one of each group; or those that reach it."""
    found = []
    for group in size.industry.groups:
        for indicator in group.indicators:
            floor, value = group.floors[indicator][0], getattr(size.company, indicator)
            if value is None or (messages is _BELOW and value >= floor):
                continue
            figures = {"value": show_yuan(value), "floor": show_yuan(floor)}
            if indicator == "employees":
                persons = ngettext("{n:,} employee", "{n:,} employees", value, n=value)
                figures = {"value": persons, "floor": f"{floor:,}"}
            message = _(messages[indicator != "employees"])
            found.append(message.format(label=_(LABELS[indicator]), group=group.cited, **figures))
            if messages is _BELOW:
                break
    return _("; ").join(found)


def uncovered_names(industry: Industry) -> str:
    """What of an industry the standard does not cover, with codes and remarks."""
    return _(", ").join(
        with_remark(part.label, _("; ").join(filter(None, (part.key, part.remark))))
        for part in industry.uncovered
    )


def _either(words: Sequence[str], message: str = N_("{others} or {last}")) -> str:
    """The words as alternatives: `large, medium or small`."""
    *others, last = words or ("",)
    return _(message, others=_(", ").join(others), last=last) if others else last


def either_class(names: Sequence[str]) -> str:
    """Size classes as alternatives, for people."""
    return _either([_(CLASS_LABELS[name]) for name in names])


def check_ties(book: Rulebook, controlled: bool | None) -> Check:
    """The ties to a large company: a warning at most, whatever else is asked."""
    if controlled is None:
        reason = _("nothing was said about ties to a large company")
        return Check("independence", "not-checked", reason, causes=("ties",))
    source = book.latest("independence").source
    if not controlled:
        reason = _("stated as not controlled by a large company")
        return Check("independence", "pass", reason, "independent", None, source)
    reason = _(
        "controlled by a large company: not part of the size standard, but procurement preferences "
        "for SMEs exclude such companies"
    )
    return Check("independence", "warn", reason, "controlled-by-large", None, source)


@lru_cache(maxsize=64)  # a batch asks for each row
def read_size(text: str, where: str = "--size") -> str:
    """The one of CLASSES that `small`, 小型, 小型企业 or 小 names; UsageProblem for none."""
    word = text.strip().casefold().removesuffix("企业").removesuffix("型")
    for name, labels in in_every_language(CLASS_LABELS).items():
        if word in (name, *(label.removesuffix("型") for label in labels)):
            return name
    raise unknown_word(_("unknown size class {value!r}"), text, CLASSES, where=where)
