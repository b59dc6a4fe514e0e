"""The size class of a company, by exact reasoning from the figures that are known.

A class is reached with every indicator of the group at or over its floor (及以上), and one
floor missed is one class down; micro is what is left. So a company's class is the lowest class
that any of its indicators has, and an unknown figure leaves that class or a lower one: never is
a missing figure taken for 0.
Source: the standard itself and the National Bureau of Statistics (rules `size-all-floors`,
`size-sme`, `size-bounds`).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from patentcli.amounts import show_yuan
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, in_every_language, ngettext
from patentcli.rules.book import Group, Rulebook, with_remark
from patentcli.rules.facts import CLASSES, INDICATORS, Check, Facts, Figures, Outcome
from patentcli.rules.industries import Industry, resolve_on
from patentcli.suggest import unknown_word

CLASS_LABELS = {
    "large": N_("large"),
    "medium": N_("medium"),
    "small": N_("small"),
    "micro": N_("micro"),
}
LABELS = {
    "employees": N_("employees"),
    "revenue": N_("operating revenue"),
    "assets": N_("total assets"),
}
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
_ALLOWED = "|".join(CLASSES[1:])  # what the check asks for: an SME, so any class but large


class Size(NamedTuple):
    """What industry, figures and a stated class say of a company's class."""

    industry: Industry
    figures: Figures
    by_figures: tuple[str, ...]
    """The classes that the figures leave open, from large to micro; none without a standard."""
    stated: str | None = None

    @property
    def possible(self) -> tuple[str, ...]:
        """The same with the stated class counted in, which an uncovered industry does not have."""
        if self.stated is None or (self.industry.word and not self.by_figures):
            return self.by_figures
        return (self.stated,)

    @property
    def size_class(self) -> str | None:
        """The class, once it is settled, or stated for an industry that has classes."""
        if self.stated is not None:
            return None if self.industry.word and self.industry.uncovered else self.stated
        settled = len(self.by_figures) == 1 and not self.industry.uncovered
        return self.by_figures[0] if settled else None

    @property
    def sme(self) -> str:
        """`yes`, `no` or `unknown` by the figures; never yes where part of the industry is not
        covered."""
        if not self.by_figures or self.industry.uncovered:
            return "unknown"
        if "large" not in self.by_figures:
            return "yes"
        return "no" if self.by_figures == ("large",) else "unknown"

    @property
    def missing(self) -> tuple[str, ...]:
        """Indicators of its groups whose figures are unknown."""
        used = {i for group in self.industry.groups for i in group.indicators}
        return tuple(i for i in INDICATORS if i in used and getattr(self.figures, i) is None)


def class_by(group: Group, indicator: str, value: int) -> int:
    """The class that one indicator has by itself, as an index into CLASSES."""
    floors = group.floors[indicator]
    return next((place for place, floor in enumerate(floors) if value >= floor), len(floors))


def classify(industry: Industry, figures: Figures, stated: str | None = None) -> Size:
    """The size of a company that may belong to any of an industry's groups.

    Raises UsageProblem for a stated class that the figures exclude.
    """
    found: set[str] = set()
    for group in industry.groups:
        values: dict[str, int | None] = {i: getattr(figures, i) for i in group.indicators}
        known = [class_by(group, i, value) for i, value in values.items() if value is not None]
        lowest = max(known, default=0)
        found.update(CLASSES[lowest : len(CLASSES) if None in values.values() else lowest + 1])
    possible = tuple(name for name in CLASSES if name in found)
    if stated and industry.word and not industry.uncovered and stated not in possible:
        message = _("{stated} contradicts the figures, which leave {possible} in {industry}")
        raise UsageProblem(
            message.format(
                stated=_(CLASS_LABELS[stated]),
                possible=either_class(possible),
                industry=industry.label,
            ),
            where="--size",
            hint=_("leave out --size, or correct the figures"),
        )
    return Size(industry, figures, possible, stated)


def size_of(book: Rulebook, facts: Facts) -> Size:
    """What is known of the company's size.

    Without an industry the company may belong to any group, or to an industry that the
    standard does not cover. Raises UsageProblem for a word that names no industry, and for a
    stated class that the figures exclude.
    """
    company = facts.company
    if company.industry is not None:
        industry = resolve_on(book, facts.as_of, company.industry)
    else:
        known = book.standard_or_first(facts.as_of)
        industry = Industry("", known.groups, known.not_covered)
    if book.standard(facts.as_of) is None:
        return Size(industry, company.figures, (), company.stated)
    return classify(industry, company.figures, company.stated)


def check_size(book: Rulebook, facts: Facts, size: Size) -> Check:
    """The check whether the company is an SME."""
    standard = book.standard(facts.as_of)
    value = "|".join(size.possible) or None
    if standard is None:
        first = book.standards[0]
        message = _("no size standard is known for that day; the first applies from {start}")
        reason = message.format(start=first.in_force_from)
        return Check("company-size", "unknown", reason, size.stated, _ALLOWED, first.source())
    source = standard.source(size.industry.groups if size.industry.word else ())
    outcome, reason = _judged(size)
    return Check("company-size", outcome, reason, value, _ALLOWED, source)


def _judged(size: Size) -> tuple[Outcome, str]:
    """Whether the company is an SME, and why: by the stated class, else by the figures."""
    industry, stated, sme = size.industry, size.stated, size.sme
    outcome: Outcome = "unknown"
    more = ""
    if not industry.groups:
        message = _("the standard does not cover {industry}, so no class follows")
        if stated:
            message = _(
                "stated as {size}, but the standard does not cover {industry}: no class follows"
            )
    elif stated == "large":
        outcome, message = "fail", _("stated as large, so not an SME")
    elif stated and industry.word and industry.uncovered:
        message = _("stated as {size}, but part of {industry} is not covered by the standard")
    elif stated:
        outcome, message = "pass", _("stated as {size}, so an SME; not computed from figures")
        if industry.word and size.by_figures == (stated,):
            message = _("{size}, as stated and by the figures, so an SME")
        elif industry.word and size.figures.any_known:
            message = _("stated as {size}, so an SME; the figures leave open {possible}")
    elif sme == "yes":
        outcome, message = "pass", _("an SME ({classes}): {proof}")
        more = _("{reason}, so {missing} need not be known") if size.missing else ""
    elif sme == "no":
        outcome, message = "fail", _("large, so not an SME: {proof}")
    elif not industry.word:
        message = _("which figures count depends on the industry, and none was given")
    elif "large" not in size.by_figures or len(size.by_figures) == 1:
        message = _("{classes} in {groups}, but the standard does not cover {parts}")
    else:
        message = _("could be {classes}, depending on the industry: {groups}")
        if size.missing:
            message = _("could be {classes} in {groups}; not known: {missing}")
        more = _("{reason}; the standard does not cover {parts}") if industry.uncovered else ""
    classes = either_class(size.by_figures)
    names = {
        "size": _(CLASS_LABELS[stated]) if stated else "",
        "industry": industry.label if industry.groups else uncovered_names(industry),
        "classes": classes,
        "possible": classes,
        "groups": _either([g.cited for g in industry.groups]),
        "missing": _either([_(LABELS[i]) for i in size.missing], N_("{others} and {last}")),
        "parts": _(", ").join(with_remark(n.label, n.key) for n in industry.uncovered),
        "proof": _proof(size, _BELOW if sme == "yes" else _REACHED),
    }
    reason = message.format(**names)
    if more:
        reason = more.format(reason=reason, **names)
    return outcome, _("; ").join(filter(None, (reason, "" if stated else industry.note)))


def _proof(size: Size, messages: Mapping[str, str]) -> str:
    """The figures that miss the floor of large, one of each group; or those that reach it."""
    found = []
    for group in size.industry.groups:
        for indicator in group.indicators:
            floor, value = group.floors[indicator][0], getattr(size.figures, indicator)
            if value is None or (messages is _BELOW and value >= floor):
                continue
            figures = {"value": show_yuan(value), "floor": show_yuan(floor)}
            if indicator == "employees":
                persons = ngettext("{n:,} employee", "{n:,} employees", value).format(n=value)
                figures = {"value": persons, "floor": f"{floor:,}"}
            found.append(_(messages[indicator]).format(group=group.cited, **figures))
            if messages is _BELOW:
                break
    return _("; ").join(found)


def uncovered_names(industry: Industry) -> str:
    """What of an industry the standard does not cover, with remarks."""
    return _("; ").join(with_remark(n.label, n.remark) for n in industry.uncovered)


def _either(words: Sequence[str], message: str = N_("{others} or {last}")) -> str:
    """The words as alternatives: `large, medium or small`."""
    *others, last = words or ("",)
    return _(message).format(others=_(", ").join(others), last=last) if others else last


def either_class(names: Sequence[str]) -> str:
    """Size classes as alternatives, for people."""
    return _either([_(CLASS_LABELS[name]) for name in names])


def check_ties(book: Rulebook, controlled: bool | None) -> Check:
    """The ties to a large company: a warning at most, whatever else is asked."""
    if controlled is None:
        reason = _("nothing was said about ties to a large company")
        return Check("independence", "not-checked", reason)
    source = book.latest("independence").source
    if not controlled:
        reason = _("stated as not controlled by a large company")
        return Check("independence", "pass", reason, "independent", None, source)
    reason = _(
        "controlled by a large company: not part of the size standard, but procurement preferences "
        "for SMEs exclude such companies"
    )
    return Check("independence", "warn", reason, "controlled-by-large", None, source)


def read_size(text: str, where: str = "--size") -> str:
    """The class, one of CLASSES, that a word in either language names; UsageProblem for none.

    The one reader for options, batches and profiles: `small`, 小型, 小型企业 or 小.
    """
    found = _spellings().get(text.strip().casefold())
    if found is None:
        raise unknown_word(_("unknown size class {value!r}"), text, CLASSES, where=where)
    return found


@cache
def _spellings() -> dict[str, str]:
    found = {}
    for name, words in in_every_language(CLASS_LABELS).items():
        for word in (name, *words):
            forms = (word.casefold(), f"{word}企业", word.removesuffix("型"))
            found.update(dict.fromkeys(forms, name))
    return found
