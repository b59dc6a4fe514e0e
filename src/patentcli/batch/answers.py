"""The answer for a row, by the rules of a single call.

The checks do not depend on each other, and the size depends on a figure only through the class
that the figure has by itself. So each part of the answer is worked out once for all rows that
agree in what it depends on, and a row puts the parts together.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeVar

from patentcli.batch.cells import amount, count, ties
from patentcli.batch.head import FACTS, SHARED_FACTS
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import _
from patentcli.reading import parse_day
from patentcli.rules import company as company_rules
from patentcli.rules import fee as fee_rules
from patentcli.rules import patent as patent_rules
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import CLASSES, INDICATORS, Company, Facts, Figures, PatentFacts
from patentcli.rules.industries import resolve
from patentcli.rules.outcome import (
    ELIGIBLE,
    FAIL,
    FEE,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    PATENT_RULES,
    RULES,
    UNDETERMINED,
    UNKNOWN,
    WARN,
    conclude,
)

ERROR = "error"  # the verdict of a row that means nothing
_REMEMBERED = 4_096  # answers of each kind kept; beyond it all are forgotten, to bound memory

Key = TypeVar("Key")
Value = TypeVar("Value")
PatentsOf = Callable[[str], Sequence[PatentFacts]]
Answer = tuple[str, ...]  # the cells under head.ANSWERS, or some of them


class _Industry(NamedTuple):
    """What decides by which floors a figure is judged: the place of each indicator that counts
    among the figures of a row, with its floors in ascending order.
    """

    floors: tuple[tuple[int, Sequence[int]], ...]
    problem: str = ""
    """Why the word names no industry."""


class _Size(NamedTuple):
    outcome: str
    size_class: str
    possible: str
    problem: str = ""


class _Patent(NamedTuple):
    """One of the patents that a cell leads to."""

    outcomes: tuple[str, ...]
    """Of PATENT_RULES."""
    fee: int | None
    """The list's, in fen."""
    warnings: tuple[str, ...]


_NO_FIGURES = (None, None, None)
_NOT_NAMED = (_Patent((NOT_CHECKED,) * len(PATENT_RULES), None, ()),)
_WORST = (NOT_ELIGIBLE, UNDETERMINED, ELIGIBLE)


class _Context(NamedTuple):
    """What rows have in common that differ in their figures alone."""

    day: date
    word: str
    stated: str
    bound: str
    """The outcome of the check of ties."""
    patents: Sequence[_Patent]
    industry: _Industry
    cap: int | None
    """The fee's, in fen."""
    by_amount: bool
    """Whether the fee counts beyond its side of the cap: where a list states another one."""
    answers: "dict[object, Answer]"
    """By what counts of the figures."""


class Batch:
    """The rules on one day by default, asked row after row of a file with the columns `head`."""

    def __init__(
        self,
        book: Rulebook,
        head: Sequence[str],
        *,
        as_of: date,
        strict: bool,
        patents_of: PatentsOf,
    ) -> None:
        self._width = len(head)
        # A column that the file lacks is read from one empty cell behind the others.
        places = {name: head.index(name) if name in head else self._width for name in FACTS}
        self._context_of = itemgetter(*(places.pop(name) for name in SHARED_FACTS))
        self._figures_of = itemgetter(*places.values())
        self._book = book
        self._as_of = as_of
        self._strict = strict
        self._patents_of = patents_of
        self._contexts: dict[tuple[str, ...], _Context] = {}
        self._industries: dict[tuple[str, date], _Industry] = {}
        self._sizes: dict[object, _Size] = {}
        self._patents: dict[tuple[str, date], Sequence[_Patent] | str] = {}
        self._absent: dict[object, tuple[str, ...]] = {}
        self._conclusions: dict[tuple[str, ...], Answer] = {}
        self.errors = 0
        """Rows that mean nothing."""
        self.strange = 0
        """Rows whose industry is a word that names none."""

    def answer(self, cells: Sequence[str]) -> Answer:
        """The cells under ANSWERS for one row; a row that means nothing says why."""
        try:
            if len(cells) != self._width:
                message = _("{found} cells, the head has {wanted}")
                rest = "|".join(cells[self._width :])
                raise UsageProblem(
                    message.format(found=len(cells), wanted=self._width),
                    hint=rest and _("left over: {rest}").format(rest=rest),
                )
            return self._answer((*cells, ""))
        except PatentcliError as problem:
            return self.refused(str(problem))

    def refused(self, reason: str) -> Answer:
        """The cells for a row that means nothing."""
        self.errors += 1
        return (ERROR, "", "", "", "", "", "", reason)

    def _answer(self, cells: tuple[str, ...]) -> Answer:
        shared = self._context_of(cells)
        context = self._contexts.get(shared) or self._context(shared)
        employed, earned, owned, asked = self._figures_of(cells)
        employees = count(employed, "employees") if employed else None
        revenue = amount(earned, "revenue_yuan") if earned else None
        assets = amount(owned, "assets_yuan") if owned else None
        fee = amount(asked, "fee_yuan") if asked else None
        figures = (employees, revenue, assets)
        # A figure counts by the class that it has by itself, a fee by its side of the cap.
        sides = [
            -1 if (figure := figures[place]) is None else bisect_right(floors, figure)
            for place, floors in context.industry.floors
        ]
        known = figures != _NO_FIGURES
        by_cap = fee is None or context.cap is None or fee <= context.cap
        key = (fee is None, fee if context.by_amount else by_cap, known, *sides)
        answer = context.answers.get(key)
        if answer is None:
            answer = self._work_out(context, fee, figures, (*sides, known))
            _remember(context.answers, key, answer)
        if answer[-1]:
            self.strange += 1
        if company_rules.looks_like_wan(revenue, employees):
            warning = company_rules.unit_warning(Company(figures=Figures(employees, revenue)))
            answer = (*answer[:6], "|".join(filter(None, (answer[6], warning))), answer[7])
        return answer

    def _context(self, shared: tuple[str, ...]) -> _Context:
        """What the cells of SHARED_FACTS say. Raises UsageProblem for one that means nothing."""
        word, stated, named, controlled, day_text = (cell.strip() for cell in shared)
        day = date.fromisoformat(parse_day(day_text, "as_of")) if day_text else self._as_of
        if stated and stated not in CLASSES:
            message = _("unknown size class {value!r}").format(value=stated[:40])
            hint = _("known: {names}").format(names=", ".join(CLASSES))
            raise UsageProblem(message, where="size", hint=hint)
        cap = self._book.parameter(FEE, day)
        patents = self._patent(named, day) if named else _NOT_NAMED
        context = _Context(
            day,
            word,
            stated,
            ties(controlled),
            patents,
            self._industries.get((word, day)) or self._industry(word, day),
            None if cap is None else cap.fen,
            any(patent.fee is not None for patent in patents),
            {},
        )
        _remember(self._contexts, shared, context)
        return context

    def _work_out(
        self,
        context: _Context,
        fee: int | None,
        figures: tuple[int | None, ...],
        sides: tuple[int, ...],
    ) -> Answer:
        size = self._size(context, figures, sides)
        if fee is None and size.outcome == NOT_CHECKED and context.patents is _NOT_NAMED:
            hint = _("fill fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        worst = min(
            (self._conclude(context, fee, size.outcome, patent) for patent in context.patents),
            key=lambda answer: _WORST.index(answer[0]),
        )
        verdict, *lists = worst
        return (verdict, size.size_class, size.possible, *lists, size.problem)

    def _conclude(self, context: _Context, fee: int | None, size: str, patent: _Patent) -> Answer:
        """Verdict, failed, unknown, not checked and warnings for one patent or none."""
        checked = patent.fee if fee is None else fee
        named = context.patents is not _NOT_NAMED
        by_fee = fee_rules.outcome(checked, context.cap, named=named)
        outcomes = (by_fee, size, context.bound, *patent.outcomes)
        known = self._conclusions.get(outcomes)
        if known is None:
            known = self._conclusions[outcomes] = self._conclusion(outcomes)
        warnings = (known[4], *patent.warnings, fee_rules.difference(fee, patent.fee))
        return (*known[:4], "|".join(filter(None, warnings)))

    def _conclusion(self, outcomes: Sequence[str]) -> Answer:
        by_rule = dict(zip(RULES, outcomes, strict=True))

        def rules_with(outcome: str) -> str:
            return "|".join(rule for rule, found in by_rule.items() if found == outcome)

        return (
            conclude(by_rule, strict=self._strict),
            *(rules_with(outcome) for outcome in (FAIL, UNKNOWN, NOT_CHECKED, WARN)),
        )

    def _size(
        self, context: _Context, figures: tuple[int | None, ...], sides: tuple[int, ...]
    ) -> _Size:
        word, stated, day = context.word, context.stated, context.day
        if not word and not stated and figures == _NO_FIGURES:
            return _Size(NOT_CHECKED, "", "")
        if context.industry.problem:
            return _Size(UNKNOWN, "", "|".join(CLASSES), context.industry.problem)
        key = (word, stated, day, sides)
        found = self._sizes.get(key)
        if found is None:
            company = Company(word or None, Figures(*figures), stated or None)
            facts = Facts(day, company=company)
            size = company_rules.size_of(self._book, facts)
            possible = company_rules.possible_of(company, size)
            outcome = company_rules.check_size(self._book, facts, size).outcome
            found = _Size(outcome, stated or size.size_class or "", "|".join(possible))
            _remember(self._sizes, key, found)
        return found

    def _industry(self, word: str, day: date) -> _Industry:
        """The floors of the groups that a word stands for, or why it means nothing."""
        standard = self._book.standard(day) or self._book.standards[0]
        try:
            groups = resolve(standard, word, "industry").groups if word else standard.groups
            found = _Industry(
                tuple(
                    (INDICATORS.index(indicator), tuple(reversed(group.floors[indicator])))
                    for group in groups
                    for indicator in group.indicators
                )
            )
        except UsageProblem as problem:
            found = _Industry((), str(problem))
        _remember(self._industries, (word, day), found)
        return found

    def _patent(self, named: str, day: date) -> Sequence[_Patent]:
        """The patents that a number leads to; UsageProblem for a malformed one."""
        key = (named, day)
        found = self._patents.get(key)
        if found is None:
            try:
                found = [self._work_out_patent(p, day) for p in self._patents_of(named)]
            except UsageProblem as problem:
                found = str(problem)
            _remember(self._patents, key, found)
        if isinstance(found, str):
            raise UsageProblem(found)
        return found

    def _work_out_patent(self, patent: PatentFacts, day: date) -> _Patent:
        # Of a number without a record the checks see its kind, and a year at its beginning.
        number = patent.number
        key = (number.kind, number.canonical[:7], number.warning is None, day)
        outcomes = None if patent.record else self._absent.get(key)
        if outcomes is None:
            checks = patent_rules.checks(self._book, Facts(day, patent=patent), patent)
            outcomes = tuple(check.outcome for check in checks)
            if patent.record is None:
                _remember(self._absent, key, outcomes)
        warning = patent_rules.number_warning(patent)
        warnings = (warning,) if warning else ()
        return _Patent(outcomes, fee_rules.listed_fee(patent.record), warnings)


def _remember(known: dict[Key, Value], key: Key, value: Value) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value
