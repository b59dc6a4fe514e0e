"""The answer for a row: the verdict of a single call, worked out once for all rows alike.

A figure matters only by the side of each floor that it is on, a fee by its side of the cap, a day
by the stretch between two turns of the rules or of the patent. Rows that agree in that share one
verdict; the warnings that name the figures themselves are added to each row.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from patentcli.batch.cells import amount, count, ties
from patentcli.batch.head import FACTS
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.filter_options import parse_day
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.company import looks_like_wan, unit_warning
from patentcli.rules.facts import CLASSES, INDICATORS, Company, Facts, Figures, PatentFacts
from patentcli.rules.fee import difference, listed_fee
from patentcli.rules.industries import resolve_on
from patentcli.rules.outcome import (
    ELIGIBLE,
    FAIL,
    FEE,
    NOT_CHECKED,
    NOT_ELIGIBLE,
    UNDETERMINED,
    UNKNOWN,
    WARN,
    Verdict,
)
from patentcli.rules.patent import number_warning
from patentcli.rules.turning_days import period, turning_days
from patentcli.rules.verdict import eligible

ERROR = "error"  # the verdict of a row that means nothing
KEPT = 1 << 14  # answers, industries and patents that are remembered
PatentsOf = Callable[[str], Sequence[PatentFacts]]
Answer = tuple[str, ...]  # the cells under head.ANSWERS
_WORST = (NOT_ELIGIBLE, UNDETERMINED, ELIGIBLE)
_ANY = Figures(employees=10**15)  # leaves every class open where the industry is not known


class _Industry(NamedTuple):
    """What a word for an industry comes to on a day."""

    word: str
    """One word for all that stand for the same groups; empty: none, or one that names none."""
    floors: Sequence[Sequence[int]]
    """Of each indicator, ascending."""
    problem: str = ""
    """Why the word names no industry."""
    read_as: str = ""
    """How a word of trade was read."""


class _Known(NamedTuple):
    """The answer for rows alike."""

    cells: Answer
    listed: int | None
    """The list's fee of the patent that decided, in fen."""


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
        self._book, self._as_of, self._strict = book, as_of, strict
        self._width = len(head)
        # A column that the file lacks is read from one empty cell behind the others.
        self._facts = itemgetter(*(head.index(n) if n in head else self._width for n in FACTS))
        self._words: dict[object, str] = {}
        self._industry = lru_cache(KEPT)(self._resolve)
        self._cap = lru_cache(KEPT)(self._cap_on)
        self._patents = lru_cache(KEPT)(self._look_up(patents_of))
        self._known = lru_cache(KEPT)(self._work_out)
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
        facts = tuple(map(str.strip, self._facts(cells)))
        named, stated, employed, earned, owned, asked, patent, controlled, day_text = facts
        if not any((named, stated, employed, earned, owned, asked, patent)):
            hint = _("fill fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        day = date.fromisoformat(parse_day(day_text, "as_of")) if day_text else self._as_of
        day = period(self._patents(patent)[1], day)
        industry = self._industry(named, day)
        employees = count(employed, "employees") if employed else None
        revenue = amount(earned, "revenue_yuan") if earned else None
        assets = amount(owned, "assets_yuan") if owned else None
        fee = amount(asked, "fee_yuan") if asked else None
        sides = tuple(map(_side, (employees, revenue, assets), industry.floors))
        found = self._known(
            industry.word, bool(industry.problem), stated, sides, _side(fee, self._cap(day)),
            patent, ties(controlled), day,
        )  # fmt: skip
        if isinstance(found, str):
            raise UsageProblem(found)
        *answer, warned = found.cells
        warnings = [warned, industry.read_as, difference(fee, found.listed)]
        if looks_like_wan(revenue, employees):
            warnings.append(unit_warning(Company(figures=Figures(employees, revenue))))
        self.strange += bool(industry.problem)
        return (*answer, "|".join(filter(None, warnings)), industry.problem)

    def _look_up(
        self, patents_of: PatentsOf
    ) -> Callable[[str], tuple[Sequence[PatentFacts | None], tuple[date, ...]]]:
        """The patents that a cell names, and the days on which a verdict on them may turn."""

        def look_up(named: str) -> tuple[Sequence[PatentFacts | None], tuple[date, ...]]:
            patents = patents_of(named) if named else (None,)
            days = {day for patent in patents for day in turning_days(self._book, patent)}
            return patents, tuple(sorted(days))

        return look_up

    def _cap_on(self, day: date) -> Sequence[int]:
        """The first sum above the cap, in fen; none where no cap is known."""
        cap = self._book.parameter(FEE, day)
        return (cap.fen + 1,) if cap else ()

    def _resolve(self, word: str, day: date) -> _Industry:
        standard = self._book.standard(day) or self._book.standards[0]
        problem = read_as = ""
        groups, uncovered = standard.groups, standard.not_covered
        if word:
            try:
                found = resolve_on(self._book, day, word, "industry")
                read_as = found.read_as
                groups, uncovered = found.groups, found.uncovered
            except UsageProblem as strange:
                word, problem = "", str(strange)
        floors = [sorted({f for g in groups for f in g.floors.get(i, ())}) for i in INDICATORS]
        meaning = (standard.id, *(g.key for g in groups), *(n.code for n in uncovered))
        word = word and self._words.setdefault(meaning, word)
        return _Industry(word, floors, problem, read_as)

    def _work_out(
        self,
        industry: str,
        strange: bool,
        stated: str,
        figures: tuple[int | None, ...],
        fee: int | None,
        patent: str,
        controlled: bool | None,
        day: date,
    ) -> _Known | str:
        """The answer for rows alike, or why they mean nothing."""
        if stated and stated not in CLASSES:
            message = _("unknown size class {value!r}").format(value=stated[:40])
            hint = _("known: {names}").format(names=", ".join(CLASSES))
            return str(UsageProblem(message, where="size", hint=hint))
        company = Company(industry or None, Figures(*figures), stated or None, controlled)
        if strange:
            company = Company(None, _ANY, None, controlled)
        try:
            verdicts = [
                eligible(self._book, Facts(day, fee, company, one, self._strict))
                for one in self._patents(patent)[0]
            ]
        except UsageProblem as refusal:
            return str(refusal)
        verdict = min(verdicts, key=lambda v: _WORST.index(v.verdict))
        named = verdict.facts.patent
        return _Known(_cells(verdict), None if named is None else listed_fee(named.record))


def _side(value: int | None, floors: Sequence[int]) -> int | None:
    """The least value on the same side of each floor."""
    if value is None:
        return None
    place = bisect_right(floors, value)
    return floors[place - 1] if place else 0


def _cells(verdict: Verdict) -> Answer:
    """The answer but for the column `error`."""
    patent = verdict.facts.patent
    warnings = [*verdict.ids(WARN), number_warning(patent) if patent else ""]
    return (
        verdict.verdict,
        verdict.size_class or "",
        "|".join(verdict.possible),
        *("|".join(verdict.ids(outcome)) for outcome in (FAIL, UNKNOWN, NOT_CHECKED)),
        "|".join(filter(None, warnings)),
    )
