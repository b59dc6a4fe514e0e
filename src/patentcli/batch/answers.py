"""The answer for a row: the verdict of a single call, worked out once for all rows alike.

A figure matters only by the side of each floor that it is on, a fee by its side of the cap: rows
that agree in that share one verdict; what names the figures themselves is said of each row.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from patentcli.batch.companies import Head
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import INDICATORS, Company, Facts, PatentFacts
from patentcli.rules.industries import resolve
from patentcli.rules.verdict import VERDICTS, eligible

ANSWERS = (
    "verdict", "size_class", "possible_size_classes", "failed", "unknown", "not_checked",
    "warnings", "error",
)  # fmt: skip
ERROR = "error"  # the verdict of a row that means nothing
KEPT = 1 << 14  # verdicts, industries and patents that are remembered
Answer = tuple[str, ...]  # the cells under ANSWERS
_ANY = 10**15  # employees, who leave every class open where the industry is not known


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
        said, named, _needs = self._head.read(cells, self._as_of)
        company, ties = said.company, said.company.controlled_by_large
        if said.fee is None and not named and not company.asks_size:
            hint = _("fill in fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        cap, floors, problem = self._floors(company.industry, said.as_of)
        employees, revenue, assets = map(_side, company.figures, floors)
        alike = Company(company.industry, company.size, employees, revenue, assets, ties)
        if problem:
            self.strange += 1
            alike = Company(employees=_ANY, controlled_by_large=ties)
        asked = Facts(said.as_of, _side(said.fee, cap), alike, None, self._strict)
        told, warned, patent, read_as = self._judged(asked, named)
        warnings = (said if patent is None else said._replace(patent=patent)).warnings(read_as)
        return (*told, "|".join((*warned, *warnings)), problem)

    def _floors_on(
        self, word: str | None, day: date
    ) -> tuple[Sequence[int], Sequence[Sequence[int]], str]:
        """What the figures of a row are compared with, ascending: the first sum above the cap, if
        one is known, and the floors of each indicator; and why the word names no industry."""
        cap, standard = self._book.parameter("fee-cap", day), self._book.standard_for_words(day)
        groups, problem = standard.groups, ""
        if word is not None:
            try:
                groups = resolve(standard, word, "industry").groups
            except UsageProblem as strange:
                groups, problem = (), str(strange)
        floors = [sorted({f for g in groups for f in g.floors.get(i, ())}) for i in INDICATORS]
        return () if cap is None else (cap.fen + 1,), floors, problem

    def _judge(
        self, asked: Facts, named: str | None
    ) -> tuple[Answer, Sequence[str], PatentFacts | None, str]:
        """Of the worst verdict on the patents that a cell names, or on none: its cells but for
        warnings and error, the rules that warn, its patent, and how the industry was read."""
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
        read_as = size.industry.read_as if size else ""
        return told, worst.ids("warn"), worst.facts.patent, read_as


def _side(value: int | None, floors: Sequence[int]) -> int | None:
    """The least value on the same side of each floor."""
    if value is None:
        return None
    place = bisect_right(floors, value)
    return floors[place - 1] if place else 0
