"""The rows of a table of companies: which column is which, and what each row says."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from patentcli.amounts import parse_amount, parse_count
from patentcli.dates import SERIAL_BASE, parse_day
from patentcli.errors import DataProblem, UsageProblem
from patentcli.i18n import _
from patentcli.rules.facts import Company, Facts, Figures
from patentcli.rules.size import read_size
from patentcli.suggest import edits
from patentcli.yes_no import parse_yes_no

NEEDS = "needs"
CHINESE = {
    "id": ("编号", "企业编号", "客户编号"),
    "name": ("企业名称", "公司名称", "单位名称", "名称"),
    "industry": ("行业", "所属行业", "行业代码", "主营行业"),
    "size": ("企业规模", "规模", "企业划型"),
    "employees": ("从业人员", "从业人员数", "从业人数", "职工人数", "员工人数", "人数"),
    "revenue_yuan": ("营业收入", "年营业收入", "上年营业收入"),
    "assets_yuan": ("资产总额", "总资产"),
    "fee_yuan": ("许可费", "年许可费", "许可使用费"),
    "patent": ("专利", "专利号", "公开号", "授权公告号", "申请号"),
    "controlled_by_large": ("是否由大型企业控股", "是否受大型企业控制", "大型企业控股"),
    "as_of": ("日期", "核对日期", "基准日"),
    NEEDS: ("需求", "技术需求"),
}
"""Each column, and its heads as Chinese tables write them; a unit may follow in brackets."""
_MONEY = ("revenue_yuan", "assets_yuan", "fee_yuan")
_UNITS = dict.fromkeys(("", "元", "人", "yuan"), "")
_UNITS |= {"万元": "万", "万": "万", "亿元": "亿", "亿": "亿"}
_LONG = 5  # letters; in a shorter word two wrong ones leave too little


class Said(NamedTuple):
    """What a row says; an empty text is nothing."""

    id: str
    name: str
    needs: str
    patent: str
    facts: Facts
    """Day, fee and company."""


class Head:
    """The heads of a table; `answers` are the columns that will be added.

    DataProblem for a head that comes twice, one that is nearly a known one or a column of the
    answer, and for a table in which no column is known.
    """

    def __init__(
        self, cells: Sequence[str], where: str, answers: Iterable[str] = (), *, needs: bool = False
    ) -> None:
        known = [name for name in CHINESE if needs or name != NEEDS]
        spellings = {spelling: name for name in known for spelling in (name, *CHINESE[name])}
        self.cells = tuple(
            cell.strip().removeprefix("'") or _("column {place}").format(place=place)
            for place, cell in enumerate(cells, start=1)
        )
        """As they were written; a column without a head is named by its place."""
        self.others: list[str] = []
        """The columns that travel along."""
        self._units: dict[str, str] = {}
        places: dict[str, int] = {}
        for place, cell in enumerate(self.cells):
            at = _("{where}, line 1, column {place}").format(where=where, place=place + 1)
            text, unit = _plain(cell)
            name = spellings.get(text)
            if name is not None and unit in _UNITS and (name in _MONEY or not _UNITS[unit]):
                self._units[name] = _UNITS[unit]
            elif text in answers:
                message = _("column {name} is one of the answer; rename it")
                raise DataProblem(message.format(name=cell), where=at)
            else:
                _refuse_slip(cell, text, spellings, at)
                name = None
            if name in places or (name is None and cell in self.others):
                raise DataProblem(_("duplicate column {name}").format(name=cell), where=at)
            if name is None:
                self.others.append(cell)
            else:
                places[name] = place
        if not places:
            hint = _("known: {names}").format(names=", ".join(known))
            raise DataProblem(_("no column of this table is known"), where=where, hint=hint)
        # A column that the table lacks is read from one empty cell behind the others.
        self._pick = itemgetter(*(places.get(name, len(self.cells)) for name in CHINESE))

    def read(self, cells: Sequence[str], as_of: date) -> Said:
        """What a row says, on a day of its own or else `as_of`. UsageProblem names the column."""
        if len(cells) != len(self.cells):
            message = _("{found} cells, the head has {wanted}")
            rest = "|".join(cells[len(self.cells) :])
            raise UsageProblem(
                message.format(found=len(cells), wanted=len(self.cells)),
                hint=rest and _("left over: {rest}").format(rest=rest),
            )
        texts = map(str.strip, self._pick((*cells, "")))
        id_, name, industry, size, employed, earned, owned, asked, patent, ties, day, needs = texts
        figures = Figures(
            _count(employed) if employed else None,
            self._amount(earned, "revenue_yuan") if earned else None,
            self._amount(owned, "assets_yuan") if owned else None,
        )
        stated = read_size(size, "size") if size else None
        controlled = parse_yes_no(ties, "controlled_by_large") if ties else None
        facts = Facts(
            _day(day) if day else as_of,
            self._amount(asked, "fee_yuan") if asked else None,
            Company(industry or None, figures, stated, controlled),
        )
        return Said(id_, name, needs, patent, facts)

    def _amount(self, text: str, column: str) -> int:
        """An amount in fen, in the unit of its head unless it names one."""
        if unit := self._units[column]:
            plain = text.replace(",", "").replace(".", "")
            text += unit if plain.isascii() and plain.isdigit() else ""
        return parse_amount(text, column)


def _plain(head: str) -> tuple[str, str]:
    """A head in one form, and the unit in brackets behind it."""
    text = "".join(unicodedata.normalize("NFKC", head).casefold().split())
    match = re.fullmatch(r"([^()]*)\(([^()]*)\)", text)
    return (match[1], match[2]) if match else (text, "")


def _refuse_slip(cell: str, text: str, spellings: Iterable[str], at: str) -> None:
    """A head that was probably mistyped would be answered as if the column were empty."""
    for known in spellings:
        most = 2 if known.isascii() and len(known) >= _LONG else 1
        if (known.isascii() or len(known) > 3) and edits(text, known, most) <= most:
            message = _("unknown column {name!r}; did you mean {nearest}?")
            raise DataProblem(message.format(name=cell[:60], nearest=known), where=at)


def _count(text: str) -> int:
    """A number of persons; a spreadsheet writes 40 as 40.0."""
    if "." in text:
        whole, _dot, decimals = text.partition(".")
        text = whole if decimals and not decimals.strip("0") else text
    return parse_count(text, "employees")


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> date:
    return parse_day(text, "as_of", serials=SERIAL_BASE)
