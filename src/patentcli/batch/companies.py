"""The rows of a table of companies: which column is which, what each row says, and its answer. The
answer is the verdict of a single call, worked out once for all rows alike. A figure matters only by
the side of each floor that it is on, a fee by its side of the cap: rows that agree in that share
one verdict; what names the figures themselves is said of each row."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from patentcli.amounts import parse_amount, parse_count
from patentcli.dates import SERIAL_BASE, parse_day
from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _, ngettext
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import INDICATORS, Company, Facts, PatentFacts
from patentcli.rules.industries import resolve_in
from patentcli.rules.size import read_size
from patentcli.rules.verdict import VERDICTS, eligible
from patentcli.suggest import edits
from patentcli.yes_no import parse_yes_no

Reader = Callable[[str, str], Any]  # from a cell, and the column that a UsageProblem names
PatentsOf = Callable[[str], Sequence[PatentFacts]]  # the patents that a cell names

ANSWERS = (
    "verdict", "size_class", "possible_size_classes", "failed", "unknown", "not_checked",
    "warnings", "error",
)  # fmt: skip
ERROR = "error"  # the verdict of a row that means nothing
KEPT = 1 << 14  # verdicts, industries and patents that are remembered
Answer = tuple[str, ...]  # the cells under ANSWERS
_ANY = 10**15  # employees, who leave every class open where the industry is not known


def _text(text: str, _where: str) -> str:
    return text


def _count(text: str, where: str) -> int:
    """A number of persons; a spreadsheet writes 40 as 40.0."""
    return parse_count(re.sub(r"\.0+$", "", text) if "." in text else text, where)


@lru_cache(maxsize=1 << 14)
def _day(text: str, where: str) -> date:
    return parse_day(text, where, serials=SERIAL_BASE)


NEEDS = "needs"
COLUMNS: dict[str, tuple[Reader, str]] = {
    "id": (_text, "编号 企业编号 客户编号"),
    "name": (_text, "企业名称 公司名称 单位名称 名称"),
    "industry": (_text, "行业 所属行业 行业代码 主营行业"),
    "size": (read_size, "企业规模 规模 企业划型"),
    "employees": (_count, "从业人员 从业人员数 从业人数 职工人数 员工人数 人数"),
    "revenue_yuan": (parse_amount, "营业收入 年营业收入 上年营业收入"),
    "assets_yuan": (parse_amount, "资产总额 总资产"),
    "fee_yuan": (parse_amount, "许可费 年许可费 许可使用费"),
    "patent": (_text, "专利 专利号 公开号 授权公告号 申请号"),
    "controlled_by_large": (parse_yes_no, "是否由大型企业控股 是否受大型企业控制 大型企业控股"),
    "as_of": (_day, "日期 核对日期 基准日"),
    NEEDS: (_text, "需求 技术需求"),
}
"""Each column: what reads its cells, and its heads as Chinese tables write them; a unit may follow
in brackets."""
_UNITS = dict.fromkeys(("", "元", "人", "yuan"), "")
_UNITS |= {"万元": "万", "万": "万", "亿元": "亿", "亿": "亿"}
_LONG = 5  # letters; in a shorter word two wrong ones leave too little


class Head:
    """The heads of a table; `answers` are the columns that will be added. DataProblem for a head
    that comes twice, one that is nearly a known one or a column of the answer, and for a table in
    which no column is known."""

    def __init__(
        self, cells: Sequence[str], where: str, answers: Iterable[str] = (), *, needs: bool = False
    ) -> None:
        known = [name for name in COLUMNS if needs or name != NEEDS]
        spellings = {s: name for name in known for s in (name, *COLUMNS[name][1].split())}
        # As they were written; a column without a head is named by its place.
        self.cells = tuple(
            cell.strip().removeprefix("'") or _("column {place}", place=place)
            for place, cell in enumerate(cells, start=1)
        )
        self.others: list[str] = []  # the columns that travel along
        self._readers: dict[str, tuple[int, Reader]] = {}  # by column: its place, and what reads it
        for place, cell in enumerate(self.cells):
            at = _("{where}, line 1, column {place}", where=where, place=place + 1)
            text, unit = _plain(cell)
            name = spellings.get(text, "")
            reader = _in_unit(COLUMNS[name][0], _UNITS.get(unit)) if name else None
            if name in self._readers or (reader is None and cell in self.others):
                raise DataProblem(_("duplicate column {name}", name=cell), where=at)
            if reader is not None:
                self._readers[name] = place, reader
                continue
            if text in answers:
                message = _("column {name} is also a column of the answer; rename it")
                raise DataProblem(message.format(name=cell), where=at)
            _refuse_slip(cell, text, spellings, at)
            self.others.append(cell)
        if not self._readers:
            hint = _("known: {names}", names=", ".join(known))
            raise DataProblem(_("no column of this table is known"), where=where, hint=hint)

    def about(self, cells: Sequence[str]) -> dict[str, str | None]:
        """The id and name of a row, as far as it has them, whatever the rest of it means."""
        known = {name: place for name, (place, _r) in self._readers.items() if place < len(cells)}
        return {n: cells[known[n]].strip() or None if n in known else None for n in ("id", "name")}

    def read(self, cells: Sequence[str], as_of: date) -> tuple[Facts, str | None, str | None]:
        """What a row says, of the day `as_of` where it names none, and its patent and needs as
        written. UsageProblem names the column."""
        if len(cells) != len(self.cells):
            message = ngettext(
                "{found} cell, the head has {wanted}",
                "{found} cells, the head has {wanted}",
                len(cells),
            )
            rest = "|".join(cells[len(self.cells) :])
            hint = rest and _("left over: {rest}", rest=rest)
            raise UsageProblem(message.format(found=len(cells), wanted=len(self.cells)), hint=hint)
        found: dict[str, Any] = dict.fromkeys(COLUMNS)
        for name, (place, reader) in self._readers.items():
            if text := cells[place].strip():
                found[name] = reader(text, name)
        del found["id"], found["name"]  # see `about`
        industry, size, employees, revenue, assets, fee, patent, ties, day, needs = found.values()
        company = Company(industry, size, employees, revenue, assets, ties)
        return Facts(day or as_of, fee, company), patent, needs


def _plain(head: str) -> tuple[str, str]:
    """A head in one form, and the unit in brackets behind it."""
    text = "".join(unicodedata.normalize("NFKC", head).casefold().split())
    match = re.fullmatch(r"([^()]*)\(([^()]*)\)", text)
    return (match[1], match[2]) if match else (text, "")


def _in_unit(reader: Reader, unit: str | None) -> Reader | None:
    """A reader of cells under a head with a unit, which a cell's own wins over; None where the
    column has no such unit."""
    if not unit:
        return None if unit is None else reader

    def read(text: str, where: str) -> Any:
        digits = text.replace(",", "").replace(".", "")
        return reader(text + unit if digits.isascii() and digits.isdigit() else text, where)

    return read if reader is parse_amount else None


def _refuse_slip(cell: str, text: str, spellings: Iterable[str], at: str) -> None:
    """For a head probably mistyped, which would be answered as if the column were empty."""
    for known in spellings:
        most = 2 if known.isascii() and len(known) >= _LONG else 1
        if (known.isascii() or len(known) > 3) and edits(text, known, most) <= most:
            message = _("unknown column {name!r}; did you mean {nearest}?")
            raise DataProblem(message.format(name=cell[:60], nearest=known), where=at)


class Batch:
    """The rules on one day by default, asked row after row of a table with these heads."""

    def __init__(
        self, book: Rulebook, head: Head, *, as_of: date, strict: bool, patents_of: PatentsOf
    ) -> None:
        self._book, self._head, self._as_of, self._strict = book, head, as_of, strict
        self._patents = lru_cache(KEPT)(patents_of)
        self._floors = lru_cache(KEPT)(self._floors_on)
        self._judged = lru_cache(KEPT)(self._judge)
        self.strange = 0  # rows whose industry is a word that names none

    def answer(self, cells: Sequence[str]) -> Answer:
        """The cells under ANSWERS for one row; UsageProblem for one that means nothing."""
        said, named, _needs = self._head.read(cells, self._as_of)
        day, fee, company = said[:3]
        if fee is None and not named and not company.asks_size:
            hint = _("fill in fee_yuan, patent, size, or industry with figures")
            raise UsageProblem(_("nothing to check"), hint=hint)
        industry, size, *figures, ties = company
        cap, floors, problem = self._floors(industry, day)
        employees, revenue, assets = map(_side, figures, floors)
        alike = Company(industry, size, employees, revenue, assets, ties)
        if problem:
            self.strange += 1
            alike = Company(employees=_ANY, controlled_by_large=ties)
        asked = Facts(day, _side(fee, cap), alike, None, self._strict)
        told, warned, patent = self._judged(asked, named)
        warnings = (said if patent is None else said._replace(patent=patent)).warnings()
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
                groups = resolve_in(standard, self._book, word, "industry").groups
            except UsageProblem as strange:
                groups, problem = (), str(strange)
        floors = [sorted({f for g in groups for f in g.floors.get(i, ())}) for i in INDICATORS]
        return () if cap is None else (cap.fen + 1,), floors, problem

    def _judge(
        self, asked: Facts, named: str | None
    ) -> tuple[Answer, Sequence[str], PatentFacts | None]:
        """Of the worst verdict on the patents that a cell names, or on none: its cells but for
        warnings and error, what warns whatever the figures, and its patent."""
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
        of_industry = filter(None, (size.industry.read_as, size.industry.note) if size else ())
        return told, (*worst.ids("warn"), *of_industry), worst.facts.patent


def _side(value: int | None, floors: Sequence[int]) -> int | None:
    """The least value on the same side of each floor."""
    if value is None:
        return None
    place = bisect_right(floors, value)
    return floors[place - 1] if place else 0
