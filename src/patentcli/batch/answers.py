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

from patentcli.batch.companies import Head, Said
from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.days import period, turning_days
from patentcli.rules.facts import INDICATORS, Company, Facts, Figures, PatentFacts
from patentcli.rules.fee import difference, listed_fee
from patentcli.rules.industries import resolve_on
from patentcli.rules.patent import number_warning
from patentcli.rules.verdict import VERDICTS, Verdict, eligible

ANSWERS = (
    "verdict",
    "size_class",
    "possible_size_classes",
    "failed",
    "unknown",
    "not_checked",
    "warnings",
    "error",
)
ERROR = "error"  # the verdict of a row that means nothing
KEPT = 1 << 14  # answers, industries and patents that are remembered
PatentsOf = Callable[[str], Sequence[PatentFacts]]
Answer = tuple[str, ...]  # the cells under ANSWERS
_ANY = Figures(employees=10**15)  # leaves every class open where the industry is not known


class _Floors(NamedTuple):
    """What a word for an industry comes to on a day, and the cap of that day."""

    word: str | None
    """One word for all that stand for the same groups; None: no word, or one that names none."""
    of: Sequence[Sequence[int]]
    """Of each indicator, ascending, in persons and fen."""
    cap: Sequence[int]
    """The first sum above the cap, in fen; none where no cap is known."""
    problem: str = ""
    """Why the word names no industry."""
    read_as: str = ""
    """How a word of trade was read."""


class Batch:
    """The rules on one day by default, asked row after row of a file with the columns `head`."""

    def __init__(
        self, book: Rulebook, head: Head, *, as_of: date, strict: bool, patents_of: PatentsOf
    ) -> None:
        self._book, self._head, self._as_of, self._strict = book, head, as_of, strict
        self._patents_of = patents_of
        self._words: dict[object, str] = {}
        self._floors = lru_cache(KEPT)(self._floors_on)
        self._patents = lru_cache(KEPT)(self._look_up)
        self._first_day = lru_cache(KEPT)(self._period)
        self._known = lru_cache(KEPT)(self._work_out)
        self.errors = 0
        """Rows that mean nothing."""
        self.strange = 0
        """Rows whose industry is a word that names none."""

    def answer(self, cells: Sequence[str]) -> Answer:
        """The cells under ANSWERS for one row; a row that means nothing says why."""
        try:
            return self._answer(self._head.read(cells, self._as_of))
        except PatentcliError as problem:
            return self.refused(str(problem))

    def refused(self, reason: str) -> Answer:
        """The cells for a row that means nothing."""
        self.errors += 1
        return (ERROR, "", "", "", "", "", "", reason)

    def _answer(self, said: Said) -> Answer:
        fee, given = said.fee, said.industry or said.stated or said.patent
        if not given and fee is None and not said.figures.any_known:
            hint = _("fill fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        day = self._first_day(said.patent, said.day)
        floors = self._floors(said.industry, day)
        self.strange += bool(floors.problem)
        found = self._known(
            day,
            _side(fee, floors.cap),
            floors.word,
            _ANY if floors.problem else tuple(map(_side, said.figures, floors.of)),
            None if floors.problem else said.stated,
            said.controlled_by_large,
            said.patent,
        )
        if isinstance(found, str):
            raise UsageProblem(found)
        *answer, warned = found[0]
        warnings = (
            *(warned, floors.read_as),
            difference(fee, found[1]),
            said.figures.unit_warning,
        )
        return (*answer, "|".join(filter(None, warnings)), floors.problem)

    def _look_up(self, named: str) -> tuple[Sequence[PatentFacts | None], tuple[date, ...]]:
        """The patents that a cell names, and the days on which a verdict on them may turn."""
        patents = self._patents_of(named) if named else (None,)
        days = {day for patent in patents for day in turning_days(self._book, patent)}
        return patents, tuple(sorted(days))

    def _period(self, named: str, day: date) -> date:
        return period(self._patents(named)[1], day)

    def _floors_on(self, word: str | None, day: date) -> _Floors:
        cap = self._book.parameter("fee-cap", day)
        above = () if cap is None else (cap.fen + 1,)
        standard = self._book.standard(day) or self._book.standards[0]
        groups, read_as = standard.groups, ""
        if word is not None:
            try:
                found = resolve_on(self._book, day, word, "industry")
            except UsageProblem as strange:
                return _Floors(None, ((), (), ()), above, str(strange))
            groups, read_as = found.groups, found.read_as
            parts = (part.key for part in (*found.groups, *found.uncovered))
            word = self._words.setdefault((standard.id, *parts), word)
        floors = [sorted({f for g in groups for f in g.floors.get(i, ())}) for i in INDICATORS]
        return _Floors(word, floors, above, "", read_as)

    def _work_out(
        self,
        day: date,
        fee: int | None,
        industry: str | None,
        figures: tuple[int | None, ...],
        stated: str | None,
        controlled: bool | None,
        named: str,
    ) -> tuple[Answer, int | None] | str:
        """The answer for rows alike but for the error, with the list's fee of the patent that
        decided, in fen; or why they mean nothing."""
        company = Company(industry, Figures(*figures), stated, controlled)
        facts = Facts(day, fee, company, None, self._strict)
        try:
            patents = self._patents(named)[0]
            verdicts = [eligible(self._book, facts._replace(patent=one)) for one in patents]
        except UsageProblem as refusal:
            return str(refusal)
        worst = min(verdicts, key=lambda v: list(VERDICTS).index(v.verdict))
        patent = worst.facts.patent
        return _cells(worst), None if patent is None else listed_fee(patent.record)


def _side(value: int | None, floors: Sequence[int]) -> int | None:
    """The least value on the same side of each floor."""
    if value is None:
        return None
    place = bisect_right(floors, value)
    return floors[place - 1] if place else 0


def _cells(verdict: Verdict) -> Answer:
    """The answer but for the column `error`."""
    patent = verdict.facts.patent
    warnings = [*verdict.ids("warn"), number_warning(patent) if patent else ""]
    return (
        verdict.verdict,
        verdict.size_class or "",
        "|".join(verdict.possible),
        *("|".join(verdict.ids(outcome)) for outcome in ("fail", "unknown", "not-checked")),
        "|".join(filter(None, warnings)),
    )
