"""The answer for a row: the verdict of a single call, worked out once for all rows alike.

A figure matters only by the side of each floor that it is on, a fee by its side of the cap. Rows
that agree in that share one verdict; what names the figures themselves is said of each row.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from patentcli.batch.companies import Head
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import INDICATORS, Company, Facts, PatentFacts
from patentcli.rules.industries import resolve_on
from patentcli.rules.verdict import VERDICTS, eligible, warnings_of

ANSWERS = (
    "verdict", "size_class", "possible_size_classes", "failed", "unknown", "not_checked",
    "warnings", "error",
)  # fmt: skip
ERROR = "error"  # the verdict of a row that means nothing
KEPT = 1 << 14  # verdicts, industries and patents that are remembered
Answer = tuple[str, ...]  # the cells under ANSWERS
_ANY = 10**15  # employees, who leave every class open where the industry is not known


class _Floors(NamedTuple):
    """What the figures of a row are compared with."""

    cap: Sequence[int]
    """The first sum above the cap, in fen; none where no cap is known."""
    of: Sequence[Sequence[int]]
    """Of each indicator, ascending, in persons and fen."""
    read_as: str = ""
    """How a word of trade was read."""
    problem: str = ""
    """Why the word for the industry names none."""


class Batch:
    """The rules on one day by default, asked row after row of a table with these heads."""

    def __init__(
        self,
        book: Rulebook,
        head: Head,
        *,
        as_of: date,
        strict: bool,
        patents_of: Callable[[str], Sequence[PatentFacts]],
    ) -> None:
        self._book, self._head, self._as_of, self._strict = book, head, as_of, strict
        self._patents = lru_cache(KEPT)(patents_of)
        self._floors = lru_cache(KEPT)(self._floors_on)
        self._judged = lru_cache(KEPT)(self._judge)
        self.strange = 0
        """Rows whose industry is a word that names none."""

    def answer(self, cells: Sequence[str]) -> Answer:
        """The cells under ANSWERS for one row; UsageProblem for one that means nothing."""
        row = self._head.read(cells)
        company, fee, day = row.company, row.fee, row.as_of or self._as_of
        if fee is None and not row.patent and not company.asks_size:
            hint = _("fill in fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        floors = self._floors(company.industry, day)
        employees, revenue, assets = map(_side, company.figures, floors.of)
        stated, ties = company.size, company.controlled_by_large
        alike = Company(company.industry, stated, employees, revenue, assets, ties)
        if floors.problem:
            self.strange += 1
            alike = Company(employees=_ANY, controlled_by_large=ties)
        asked = Facts(day, _side(fee, floors.cap), alike, None, self._strict)
        told, warned, patent = self._judged(asked, row.patent)
        warnings = warnings_of(patent, fee, company, floors.read_as)
        return (*told, "|".join((*warned, *warnings)), floors.problem)

    def _floors_on(self, word: str | None, day: date) -> _Floors:
        cap = self._book.parameter("fee-cap", day)
        above = () if cap is None else (cap.fen + 1,)
        groups, read_as = (self._book.standard(day) or self._book.standards[0]).groups, ""
        if word is not None:
            try:
                found = resolve_on(self._book, day, word, "industry")
            except UsageProblem as strange:
                return _Floors(above, ((), (), ()), problem=str(strange))
            groups, read_as = found.groups, found.read_as
        floors = [sorted({f for g in groups for f in g.floors.get(i, ())}) for i in INDICATORS]
        return _Floors(above, floors, read_as)

    def _judge(
        self, asked: Facts, named: str | None
    ) -> tuple[Answer, Sequence[str], PatentFacts | None]:
        """Of the worst verdict on the patents that a cell names, or on none: its cells but for
        warnings and error, the rules that warn, and its patent."""
        patents = self._patents(named) if named else (None,)
        verdicts = [eligible(self._book, asked._replace(patent=patent)) for patent in patents]
        worst = min(verdicts, key=lambda v: list(VERDICTS).index(v.verdict))
        size = worst.size
        told = (
            worst.verdict,
            (size and size.size_class) or "",
            "|".join(size.possible if size else ()),
            *("|".join(worst.ids(outcome)) for outcome in ("fail", "unknown", "not-checked")),
        )
        return told, worst.ids("warn"), worst.facts.patent


def _side(value: int | None, floors: Sequence[int]) -> int | None:
    """The least value on the same side of each floor."""
    if value is None:
        return None
    place = bisect_right(floors, value)
    return floors[place - 1] if place else 0
