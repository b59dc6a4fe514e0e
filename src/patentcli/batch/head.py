"""The heads of a table of companies: which column is which, and the columns of the answer."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.suggest import edits

FACTS = (
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
ABOUT = ("id", "name")
COLUMNS = (*ABOUT, *FACTS)
NEEDS = "needs"
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
"""Heads as Chinese tables write them; a unit may follow in brackets."""
_MONEY = ("revenue_yuan", "assets_yuan", "fee_yuan")
_UNITS = {
    "": "",
    "元": "",
    "人": "",
    "yuan": "",
    "万元": "万",
    "万": "万",
    "亿元": "亿",
    "亿": "亿",
}
_LONG = 5  # letters; in a shorter word two wrong ones leave too little


class Head(NamedTuple):
    """The heads of a table."""

    cells: tuple[str, ...]
    """As they were written; a column without a head is named by its place."""
    places: dict[str, int]
    """Where each known column is."""
    units: dict[str, str]
    """Of amounts, the unit that the head names: 万 or 亿."""

    @property
    def others(self) -> list[str]:
        """The columns that travel along."""
        known = set(self.places.values())
        return [cell for place, cell in enumerate(self.cells) if place not in known]


def read_head(cells: Sequence[str], where: str, answers: Iterable[str], *, needs: bool) -> Head:
    """Which column is which; `answers` are the columns that will be added.

    DataProblem for a head that comes twice, one that is nearly a known one or a column of the
    answer, and for a table in which no column is known.
    """
    columns = (*COLUMNS, NEEDS) if needs else COLUMNS
    spellings = {spelling: name for name in columns for spelling in (name, *CHINESE[name])}
    written = tuple(
        cell.strip().removeprefix("'") or _("column {place}").format(place=place)
        for place, cell in enumerate(cells, start=1)
    )
    head = Head(written, {}, {})
    seen: set[str] = set()
    for place, cell in enumerate(written):
        at = _("{where}, line 1, column {place}").format(where=where, place=place + 1)
        text, unit = _plain(cell)
        name = spellings.get(text)
        if name is not None and unit in _UNITS and (name in _MONEY or not _UNITS[unit]):
            if _UNITS[unit]:
                head.units[name] = _UNITS[unit]
        elif text in answers:
            message = _("column {name} is one of the answer; rename it")
            raise DataProblem(message.format(name=cell), where=at)
        else:
            _refuse_slip(cell, text, spellings, at)
            name = None
        if (name or cell) in seen:
            raise DataProblem(_("duplicate column {name}").format(name=cell), where=at)
        seen.add(name or cell)
        if name is not None:
            head.places[name] = place
    if not head.places:
        known = _("known: {names}").format(names=", ".join(columns))
        raise DataProblem(_("no column of this table is known"), where=where, hint=known)
    return head


def _plain(head: str) -> tuple[str, str]:
    """A head in one form, and the unit in brackets behind it."""
    text = "".join(unicodedata.normalize("NFKC", head).casefold().split())
    match = re.fullmatch(r"([^()]*)\(([^()]*)\)", text)
    return (match[1], match[2]) if match else (text, "")


def _refuse_slip(cell: str, text: str, spellings: dict[str, str], at: str) -> None:
    """A head that was probably mistyped would be answered as if the column were empty."""
    for known in spellings:
        most = 2 if known.isascii() and len(known) >= _LONG else 1
        if (known.isascii() or len(known) > 3) and edits(text, known, most) <= most:
            message = _("unknown column {name!r}; did you mean {nearest}?")
            raise DataProblem(message.format(name=cell[:60], nearest=known), where=at)
