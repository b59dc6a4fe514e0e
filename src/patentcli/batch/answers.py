"""The answer for a row, by the rules of a single call.

The checks do not depend on each other, so each part of the answer is worked out once for all rows
that agree in what it depends on, and kept; a row puts its parts together.
"""

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from patentcli.batch.cells import amount, count, ties
from patentcli.batch.head import FACTS
from patentcli.batch.memory import remember
from patentcli.batch.sizes import Sizes
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import _
from patentcli.rules import company as company_rules
from patentcli.rules import fee as fee_rules
from patentcli.rules import patent as patent_rules
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Company, Facts, Figures, PatentFacts
from patentcli.rules.outcome import (
    ELIGIBLE,
    FAIL,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    PASS,
    PATENT_RULES,
    RULES,
    UNDETERMINED,
    UNKNOWN,
    WARN,
    conclude,
)

ERROR = "error"  # the verdict of a row that means nothing
PatentsOf = Callable[[str], Sequence[PatentFacts]]
Answer = tuple[str, ...]  # the cells under head.ANSWERS, or some of them


class _Patent(NamedTuple):
    """One of the patents that a cell leads to."""

    outcomes: tuple[str, ...]
    """Of PATENT_RULES."""
    fee: int | None
    """The list's, in fen."""
    warning: str


_NOT_NAMED = (_Patent((NOT_CHECKED,) * len(PATENT_RULES), None, ""),)
_OTHERS = ("employees", "revenue_yuan", "assets_yuan", "fee_yuan", "controlled_by_large")
_BOUND = {"": NOT_CHECKED, "true": WARN, "false": PASS}  # by far the commonest
_WORST = (NOT_ELIGIBLE, UNDETERMINED, ELIGIBLE)


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
        self._standing_of = itemgetter(*(places[n] for n in ("industry", "size", "as_of")))
        self._patent_of = itemgetter(*(places[n] for n in ("patent", "as_of")))
        self._others_of = itemgetter(*(places[n] for n in _OTHERS))
        self._book = book
        self._strict = strict
        self._patents_of = patents_of
        self._sizes = Sizes(book, as_of)
        self._patents: dict[tuple[str, ...], Sequence[_Patent] | str] = {}
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
        standing = self._sizes.standing(self._standing_of(cells))
        employed, earned, owned, asked, controlled = self._others_of(cells)
        employees = count(employed, "employees") if employed else None
        revenue = amount(earned, "revenue_yuan") if earned else None
        assets = amount(owned, "assets_yuan") if owned else None
        fee = amount(asked, "fee_yuan") if asked else None
        bound = _BOUND.get(controlled) or ties(controlled)
        patents = self._named(cells)
        size = self._sizes.size(standing, (employees, revenue, assets))
        if patents is _NOT_NAMED and fee is None and size.outcome == NOT_CHECKED:
            hint = _("fill fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        answer = self._conclude(fee, standing.cap, size.outcome, bound, patents[0])
        for patent in patents[1:]:
            other = self._conclude(fee, standing.cap, size.outcome, bound, patent)
            answer = min(answer, other, key=_how_good)
        verdict, failed, unknown, unasked, warnings = answer
        if revenue is not None and company_rules.looks_like_wan(revenue, employees):
            warning = company_rules.unit_warning(Company(figures=Figures(employees, revenue)))
            warnings = f"{warnings}|{warning}" if warnings else warning
        if size.problem:
            self.strange += 1
        return (
            verdict,
            size.size_class,
            size.possible,
            failed,
            unknown,
            unasked,
            warnings,
            size.problem,
        )

    def _conclude(
        self, fee: int | None, cap: int | None, size: str, bound: str, patent: _Patent
    ) -> Answer:
        """Verdict, failed, unknown, not checked and warnings for one patent or none."""
        listed = patent.fee
        by_fee = fee_rules.outcome(
            listed if fee is None else fee, cap, named=patent is not _NOT_NAMED[0]
        )
        outcomes = (by_fee, size, bound, *patent.outcomes)
        known = self._conclusions.get(outcomes)
        if known is None:
            known = self._conclusions[outcomes] = self._conclusion(outcomes)
        if listed is None and not patent.warning:
            return known
        warnings = (known[4], patent.warning, fee_rules.difference(fee, listed))
        return (*known[:4], "|".join(filter(None, warnings)))

    def _conclusion(self, outcomes: Sequence[str]) -> Answer:
        by_rule = dict(zip(RULES, outcomes, strict=True))

        def rules_with(outcome: str) -> str:
            return "|".join(rule for rule, found in by_rule.items() if found == outcome)

        return (
            conclude(by_rule, strict=self._strict),
            *(rules_with(outcome) for outcome in (FAIL, UNKNOWN, NOT_CHECKED, WARN)),
        )

    def _named(self, cells: tuple[str, ...]) -> Sequence[_Patent]:
        """The patents that a row's number leads to; UsageProblem for a malformed one."""
        key = self._patent_of(cells)
        if not key[0]:
            return _NOT_NAMED
        found = self._patents.get(key)
        if found is None:
            found = self._look_up(key[0].strip(), self._sizes.day(key[1].strip()))
            remember(self._patents, key, found)
        if isinstance(found, str):
            raise UsageProblem(found)
        return found

    def _look_up(self, named: str, day: date) -> Sequence[_Patent] | str:
        if not named:
            return _NOT_NAMED
        try:
            return [self._work_out_patent(patent, day) for patent in self._patents_of(named)]
        except UsageProblem as problem:
            return str(problem)

    def _work_out_patent(self, patent: PatentFacts, day: date) -> _Patent:
        # Of a number without a record the checks see its kind, and of an application's the year
        # and type at its beginning.
        number = patent.number
        start = number.canonical[:7] if number.kind in patent_rules.APPLICATION else number.office
        key = (number.kind, start, number.warning is None, day)
        outcomes = None if patent.record else self._absent.get(key)
        if outcomes is None:
            checks = patent_rules.checks(self._book, Facts(day, patent=patent), patent)
            outcomes = tuple(check.outcome for check in checks)
            if patent.record is None:
                remember(self._absent, key, outcomes)
        warning = patent_rules.number_warning(patent)
        return _Patent(outcomes, fee_rules.listed_fee(patent.record), warning)


def _how_good(answer: Answer) -> int:
    return _WORST.index(answer[0])
