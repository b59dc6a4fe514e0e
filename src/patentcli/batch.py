"""Verdicts for the rows of a CSV file: streamed, in constant memory, no row lost.

A verdict depends on a figure only through the class that the figure has by itself, and on a
fee only through the side of the cap it is on. So rows that agree in these get one verdict,
worked out once by the same rules as a single call (`rules.verdict.eligible`).
"""

import csv
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeVar

from patentcli.amounts import parse_amount, parse_count
from patentcli.errors import DataProblem, PatentcliError, UsageProblem
from patentcli.i18n import _
from patentcli.rules.book import Rulebook
from patentcli.rules.company import looks_like_wan, unit_warning
from patentcli.rules.facts import CLASSES, INDICATORS, Company, Facts, Figures, PatentFacts
from patentcli.rules.fee import difference, outcome
from patentcli.rules.industries import resolve
from patentcli.rules.outcome import (
    FAIL,
    FEE,
    NOT_ELIGIBLE,
    RULES,
    SIZE,
    UNDETERMINED,
    UNKNOWN,
    WARN,
)
from patentcli.rules.verdict import eligible

_FACTS = (
    "industry",
    "size",
    "employees",
    "revenue_yuan",
    "assets_yuan",
    "fee_yuan",
    "patent",
    "controlled_by_large",
    "as_of",
)
COLUMNS = ("id", "name", *_FACTS)
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
_TRUE = ("true", "yes", "1", "y", "是")
_FALSE = ("false", "no", "0", "n", "否")
_REMEMBERED = 50_000  # verdicts and patents kept; beyond it all are forgotten, to bound memory

Key = TypeVar("Key")
Value = TypeVar("Value")
PatentOf = Callable[[str], PatentFacts]
Answer = tuple[str, ...]  # the cells under ANSWERS


def check_head(head: Sequence[str], where: str) -> tuple[str, ...]:
    """The columns of the file; DataProblem that lists the known ones for any other."""
    names = tuple(name.strip().removeprefix("'").casefold() for name in head)
    known = _("known: {names}").format(names=", ".join(COLUMNS))
    for place, name in enumerate(names, start=1):
        at = _("{where}, line 1, column {place}").format(where=where, place=place)
        if name not in COLUMNS:
            from patentcli.suggest import nearest

            close = nearest(name, COLUMNS)
            hint = _("did you mean {nearest}?").format(nearest=close) + " " if close else ""
            message = _("unknown column {name!r}").format(name=head[place - 1][:60])
            raise DataProblem(message, where=at, hint=hint + known)
        if names.index(name) != place - 1:
            message = _("column {name} stands twice").format(name=name)
            raise DataProblem(message, where=at)
    if not names:
        raise DataProblem(_("no line of column names"), where=where, hint=known)
    return names


class _Industry(NamedTuple):
    """Floors in ascending order by group, for each indicator; None where it does not count."""

    floors: tuple[tuple[Sequence[int] | None, ...], ...]


class Batch:
    """The rules on one day by default, asked row after row of a file with the columns `head`."""

    def __init__(
        self,
        book: Rulebook,
        head: Sequence[str],
        *,
        as_of: date,
        strict: bool,
        patent_of: PatentOf,
    ) -> None:
        self._width = len(head)
        # A column that the file lacks is read from one empty cell behind the others.
        places = [head.index(name) if name in head else self._width for name in _FACTS]
        self._facts_of = itemgetter(*places)
        self._book = book
        self._as_of = as_of
        self._strict = strict
        self._patent_of = patent_of
        self._days: dict[str, date] = {"": as_of}
        self._industries: dict[tuple[str, date], _Industry | str] = {}
        self._patents: dict[str, PatentFacts | str] = {}
        self._answers: dict[object, Answer] = {}
        self._caps: dict[date, int | None] = {}
        self.errors = 0

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
            return self._answer(self._facts_of((*cells, "")))
        except PatentcliError as problem:
            return self.refused(str(problem))

    def refused(self, reason: str) -> Answer:
        """The cells for a row that means nothing."""
        self.errors += 1
        return (ERROR, "", "", "", "", "", "", reason)

    def _answer(self, facts_of_row: tuple[str, ...]) -> Answer:
        word, size, employed, earned, owned, asked, named, controlled, day_text = facts_of_row
        day = self._days.get(day_text) or self._day(day_text)
        employees = _count(employed, "employees") if employed else None
        revenue = _amount(earned, "revenue_yuan") if earned else None
        assets = _amount(owned, "assets_yuan") if owned else None
        fee = _amount(asked, "fee_yuan") if asked else None
        figures = (employees, revenue, assets)
        stated = size or None
        ties = _flag(controlled) if controlled else None
        industry = self._industries.get((word, day))
        if industry is None:
            industry = self._industry(word, day)
        sides = self._sides(industry, figures)
        key = (day, sides, word, stated, ties, self._fee_side(fee, named, day), named)
        cells = self._answers.get(key)
        if cells is None:
            facts = Facts(
                day, fee, Company(word or None, Figures(*figures), stated, ties), None, self._strict
            )
            cells = self._work_out(facts, industry, named)
            _remember(self._answers, key, cells)
        if looks_like_wan(revenue, employees):
            warning = unit_warning(Company(figures=Figures(*figures)))
            cells = (*cells[:6], "|".join(filter(None, (cells[6], warning))), cells[7])
        return cells

    def _fee_side(self, fee: int | None, named: str, day: date) -> object:
        """All of the fee that can matter: its side of the cap, or itself beside a list's fee."""
        if fee is None:
            return None
        if named:
            return fee
        if day not in self._caps:
            cap = self._book.parameter(FEE, day)
            self._caps[day] = None if cap is None else cap.fen
        cap_fen = self._caps[day]
        return UNKNOWN if cap_fen is None else outcome(fee, cap_fen)

    def _sides(self, industry: "_Industry | str", figures: Sequence[int | None]) -> object:
        """The class that each figure has by itself in each group; that is all that counts."""
        if isinstance(industry, str):
            return None
        return tuple(
            [
                -1 if floors is None or figure is None else bisect_right(floors, figure)
                for group in industry.floors
                for floors, figure in zip(group, figures, strict=True)
            ]
        )

    def _day(self, text: str) -> date:
        from patentcli.reading import parse_day

        day = date.fromisoformat(parse_day(text.strip(), "as_of"))
        _remember(self._days, text, day)
        return day

    def _industry(self, word: str, day: date) -> "_Industry | str":
        """The floors of the groups that a word stands for, or why it means nothing."""
        standard = self._book.standard(day) or self._book.standards[0]
        found: _Industry | str
        try:
            groups = resolve(standard, word, "industry").groups if word else standard.groups
            found = _Industry(
                tuple(
                    tuple(
                        tuple(reversed(group.floors[i])) if i in group.indicators else None
                        for i in INDICATORS
                    )
                    for group in groups
                )
            )
        except UsageProblem as problem:
            found = str(problem)
        _remember(self._industries, (word, day), found)
        return found

    def _patent(self, named: str) -> PatentFacts:
        found = self._patents.get(named)
        if found is None:
            try:
                found = self._patent_of(named)
            except UsageProblem as problem:
                found = str(problem)
            _remember(self._patents, named, found)
        if isinstance(found, str):
            raise UsageProblem(found)
        return found

    def _work_out(self, facts: Facts, industry: "_Industry | str", named: str) -> Answer:
        """The answer by the rules of a single call; an unknown industry leaves the size open."""
        if facts.company.stated is not None and facts.company.stated not in CLASSES:
            message = _("unknown size class {value!r}").format(value=facts.company.stated[:40])
            hint = _("known: {names}").format(names=", ".join(CLASSES))
            raise UsageProblem(message, where="size", hint=hint)
        if named:
            facts = facts._replace(patent=self._patent(named))
        if isinstance(industry, str):
            return self._without_industry(facts, industry)
        verdict = eligible(self._book, facts)
        return (
            verdict.verdict,
            verdict.size_class or "",
            "|".join(verdict.possible),
            "|".join(verdict.ids(FAIL)),
            "|".join(verdict.ids(UNKNOWN)),
            "|".join(verdict.not_checked),
            "|".join([*verdict.ids(WARN), *filter(None, [difference(facts)])]),
            "",
        )

    def _without_industry(self, facts: Facts, problem: str) -> Answer:
        """The answer where the industry is a word that means nothing: the size stays open."""
        failed: tuple[str, ...] = ()
        unknown: tuple[str, ...] = ()
        unasked: tuple[str, ...] = tuple(RULES)
        ties = facts.company.controlled_by_large
        if facts.fee is not None or facts.patent is not None:
            rest = eligible(self._book, facts._replace(company=Company(controlled_by_large=ties)))
            failed, unknown, unasked = rest.ids(FAIL), rest.ids(UNKNOWN), rest.not_checked
        return (
            NOT_ELIGIBLE if failed else UNDETERMINED,
            "",
            "|".join(CLASSES),
            "|".join(failed),
            "|".join(rule for rule in RULES if rule in (*unknown, SIZE)),
            "|".join(rule for rule in unasked if rule != SIZE),
            "",
            problem,
        )


def _remember(known: dict[Key, Value], key: Key, value: Value) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = value


def _count(text: str, column: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return parse_count(text, column) if text.strip() else None


def _amount(text: str, column: str) -> int | None:
    """An amount in fen; plain digits, the commonest by far, without the general reader."""
    if text.isascii() and text.isdigit() and len(text) < 13:
        return int(text) * 100
    return parse_amount(text, column) if text.strip() else None


def _flag(text: str) -> bool | None:
    value = text.strip().casefold()
    if not value:
        return None
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise UsageProblem(
        _("{value!r} is neither true nor false").format(value=text[:40]),
        where="controlled_by_large",
        hint=_("write true or false, or leave it empty"),
    )


def rows_of(lines: Iterator[str], where: str) -> Iterator[tuple[int, list[str] | str]]:
    """Line number and cells of each record, or the reason why it cannot be read."""
    reader = csv.reader(lines)
    while True:
        try:
            for cells in reader:
                if cells:
                    yield reader.line_num, cells
            return
        except csv.Error as problem:
            yield reader.line_num, _("{where}: {reason}").format(where=where, reason=problem)
