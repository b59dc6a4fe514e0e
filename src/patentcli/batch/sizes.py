"""What a row says of the company's size, worked out once for all rows that agree in it.

The size depends on a figure only through the class that the figure has by itself.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from patentcli.batch.memory import remember
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.reading import parse_day
from patentcli.rules import company as company_rules
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import CLASSES, INDICATORS, Company, Facts, Figures
from patentcli.rules.industries import resolve
from patentcli.rules.outcome import FEE, NOT_CHECKED, UNKNOWN

_NO_FIGURES = (None, None, None)


class _Industry(NamedTuple):
    """What decides by which floors a figure is judged: the place of each indicator that counts
    among the figures of a row, with its floors in ascending order.
    """

    floors: tuple[tuple[int, Sequence[int]], ...]
    problem: str = ""
    """Why the word names no industry."""


class Size(NamedTuple):
    """The outcome of the size check, with the cells that tell the class."""

    outcome: str
    size_class: str
    possible: str
    problem: str = ""
    """Why the industry's word names none."""


class Standing(NamedTuple):
    """What a row says of the company besides its figures, and the day asked for."""

    day: date
    cap: int | None
    """The fee's on that day, in fen."""
    word: str
    stated: str
    industry: _Industry
    sizes: "dict[object, Size]"
    """By the class that each figure has by itself; empty key: no figures."""


class Sizes:
    """The size rules on one day by default, asked row after row."""

    def __init__(self, book: Rulebook, as_of: date) -> None:
        self._book = book
        self._as_of = as_of
        self._standings: dict[tuple[str, ...], Standing] = {}

    def standing(self, key: tuple[str, ...]) -> Standing:
        """What the cells industry, size and as_of say. UsageProblem for what means nothing."""
        return self._standings.get(key) or self._standing(key)

    def day(self, text: str) -> date:
        """The day that a cell names; the one of the call where it is empty."""
        return date.fromisoformat(parse_day(text, "as_of")) if text else self._as_of

    def size(self, standing: Standing, figures: tuple[int | None, ...]) -> Size:
        """What follows for the size; a figure counts only by the class it has by itself."""
        sides: tuple[int, ...] = ()
        if figures != _NO_FIGURES:
            sides = tuple(
                [
                    -1 if (figure := figures[place]) is None else bisect_right(floors, figure)
                    for place, floors in standing.industry.floors
                ]
            )
        size = standing.sizes.get(sides)
        if size is None:
            size = standing.sizes[sides] = self._work_out(standing, figures)
        return size

    def _standing(self, key: tuple[str, ...]) -> Standing:
        word, stated, day_text = (cell.strip() for cell in key)
        day = self.day(day_text)
        if stated and stated not in CLASSES:
            message = _("unknown size class {value!r}").format(value=stated[:40])
            hint = _("known: {names}").format(names=", ".join(CLASSES))
            raise UsageProblem(message, where="size", hint=hint)
        cap = self._book.parameter(FEE, day)
        found = Standing(
            day, None if cap is None else cap.fen, word, stated, self._industry(word, day), {}
        )
        remember(self._standings, key, found)
        return found

    def _work_out(self, standing: Standing, figures: tuple[int | None, ...]) -> Size:
        if standing.industry.problem:
            return Size(UNKNOWN, "", "|".join(CLASSES), standing.industry.problem)
        company = Company(standing.word or None, Figures(*figures), standing.stated or None)
        if not company.asks_size:
            return Size(NOT_CHECKED, "", "")
        facts = Facts(standing.day, company=company)
        size = company_rules.size_of(self._book, facts)
        possible = company_rules.possible_of(company, size)
        return Size(
            company_rules.check_size(self._book, facts, size).outcome,
            standing.stated or size.size_class or "",
            "|".join(possible),
        )

    def _industry(self, word: str, day: date) -> _Industry:
        """The floors of the groups that a word stands for, or why it means nothing."""
        standard = self._book.standard(day) or self._book.standards[0]
        try:
            groups = resolve(standard, word, "industry").groups if word else standard.groups
        except UsageProblem as problem:
            return _Industry((), str(problem))
        return _Industry(
            tuple(
                (INDICATORS.index(indicator), tuple(reversed(group.floors[indicator])))
                for group in groups
                for indicator in group.indicators
            )
        )
