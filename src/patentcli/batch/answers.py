"""The answer for a row: the verdict of a single call, worked out once for all rows alike.

A figure matters only by the side of each floor that it is on, a fee by its side of the cap, a day
by the stretch between two turns of the rules or of the patent. Rows that agree in that share one
verdict; the warnings that name the figures themselves are added to each row.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from patentcli.batch.cells import Reader, Said
from patentcli.batch.head import Head
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.company import looks_like_wan, unit_warning
from patentcli.rules.facts import INDICATORS, Company, Facts, Figures, PatentFacts
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
_NONE = (None, None, None)
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
        self, book: Rulebook, head: Head, *, as_of: date, strict: bool, patents_of: PatentsOf
    ) -> None:
        self._book, self._strict = book, strict
        self._reader = Reader(head, as_of)
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
            return self._answer(self._reader.read(cells))
        except PatentcliError as problem:
            return self.refused(str(problem))

    def refused(self, reason: str) -> Answer:
        """The cells for a row that means nothing."""
        self.errors += 1
        return (ERROR, "", "", "", "", "", "", reason)

    def _answer(self, said: Said) -> Answer:
        figures, fee = said.figures, said.fee
        given = said.industry or said.stated or said.patent
        if not given and fee is None and figures == _NONE:
            hint = _("fill fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        day = period(self._patents(said.patent)[1], said.day)
        industry = self._industry(said.industry, day)
        sides = tuple(map(_side, figures, industry.floors))
        found = self._known(
            industry.word, bool(industry.problem), said.stated, sides, _side(fee, self._cap(day)),
            said.patent, said.controlled_by_large, day,
        )  # fmt: skip
        if isinstance(found, str):
            raise UsageProblem(found)
        *answer, warned = found.cells
        warnings = [warned, industry.read_as, difference(fee, found.listed)]
        if looks_like_wan(figures[1], figures[0]):
            warnings.append(unit_warning(Company(figures=Figures(*figures))))
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
        stated: str | None,
        figures: tuple[int | None, ...],
        fee: int | None,
        patent: str,
        controlled: bool | None,
        day: date,
    ) -> _Known | str:
        """The answer for rows alike, or why they mean nothing."""
        company = Company(industry or None, Figures(*figures), stated, controlled)
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
