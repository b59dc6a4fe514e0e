"""Cells that hold a fee: a sum by the year, one for all, none, or what no sum can say.

A sum is yearly only where the cell, its head or the manner of payment says so, and for all only
likewise. Free is free under any head, unless a royalty or an entry fee stands beside it. Ranges,
bounds, royalties, entry fees and what holds for the first years only are no sum: they stay unknown
and their words are kept.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from patentcli.amounts import FEN_PER_YUAN, MAX_YUAN, chinese_number, in_fen
from patentcli.i18n import N_, _
from patentcli.search.text import simplified

YEAR, ONCE, OPEN = "annual_fee_fen", "one_off_fee_fen", ""
"""What a sum is for: each year, all time, or it is not said; the column of a record."""


class Fee(NamedTuple):
    """What a cell says."""

    sums: Mapping[str, int] = {}
    """In fen, by YEAR and ONCE."""
    kept: bool = False
    """Whether there is more in the words than in the sums: they go to the note."""
    problem: str = ""
    """Why a sum that is stated is not taken; not translated."""


NO_PERIOD = N_("yearly or one-off is not said")
NO_UNIT = N_("yuan or 10,000 yuan is not said")
NO_SUM = N_("not a valid amount in yuan")
CONTRADICTS = N_("contradicts the manner of payment")

_FOR_NOTHING, _KEPT = Fee({YEAR: 0, ONCE: 0}), Fee(kept=True)
_FREE = frozenset(
    ("免费", "无偿", "免费许可", "无偿许可", "免费开放", "免费使用", "无偿使用", "免许可费",
     "free", "free of charge")
)  # fmt: skip
_ROYALTY = re.compile(r"提成|入门费|分成|royalt|[%％]|销售额|利润|营业额")
_UNSURE = re.compile(
    r"不高于|不低于|不超过|不少于|以内|以上|以下|至少|最低|最高|约|左右|起|上下|高于|低于"
    r"|首年|前.{1,2}年|第.{1,2}年|up to|from |at least|about"
    r"|\d\s*(?:元|万|万元|千)?\s*[-~～—–至到]\s*\d"
)
_YEARLY = re.compile(
    r"/\s*(?:每|一)?年|每年|按年|年付|逐年|元年|一年|per year|a year|yearly|annual|/year"
)
_ONCE = re.compile(r"一次性|一次总付|一次付清|总付|总额|总价|全额|一口价|lump|one-off|once")
# Words that say that no sum is to be expected.
_OTHERWISE = re.compile(
    r"议|商|定|谈|暂无|合同|付|免费|无偿|详|另行|许可|有偿|agree|negotia|contract|pay"
)
_SUM = re.compile(
    r"(?P<sign>¥|cny|rmb|人民币)?\s*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,17})(?:\.(?P<decimals>\d{1,12}))?\s*"
    r"(?P<power>千万|百万|万|亿|千|百)?\s*(?P<yuan>元人民币|元|圆|块|人民币|yuan)?"
)
_A_YEAR = r"\s*整?\s*(?:/\s*(?:每|一)?年|每年|一年|per year|a year|/year)"
_SIMPLE = re.compile(
    rf"(?:每年|一年|年)?\s*{_SUM.pattern}\s*整?(?:{_A_YEAR})?"
    r"\s*(?P<remark>\((?:可协商|可议|可面议|含税|不含税|negotiable)\))?"
)
_BEFORE_ANNUAL = re.compile(r"(?:每|一)年[^\d/共总]{0,4}$")
_BEFORE_TOTAL = re.compile(r"(?:一次|总|共|合计|全额|所有)\D{0,12}$")
_AFTER_TOTAL = re.compile(r"\s*整?\s*\(?一次")
_NOT_MONEY = re.compile(r"\d+(?:\.\d+)?\s*(?:个|天|日|年(?!费)|月|次|期|家|项|件|工作日|%|％)")
_NUMERALS = re.compile(
    r"(?<![\d.,至到~—-])[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?=[元圆])"
)
_POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}


def read_fee(
    cell: str | None, manner: str | None, *, unit: int | None = None, period: str = OPEN
) -> Fee:
    """What a cell says, with the manner of payment of its row.

    `unit`: fen that a sum without a unit of its own counts in; None: nothing says it.
    `period`: what the head says a sum is for.
    """
    how, word = _plain(manner), _plain(cell)
    if not word:
        return _FOR_NOTHING if how in _FREE else Fee(_composite(how).sums)
    if word in _FREE:
        return _KEPT if _ROYALTY.search(how) else _FOR_NOTHING
    simple, number = _SIMPLE.fullmatch(word), chinese_number(word)
    if simple is None and number is None:
        unsure = _ROYALTY.search(word) or _UNSURE.search(word)
        return _KEPT if unsure else _composite(word)
    fen = _fen(simple, unit) if simple else (number or 0) * FEN_PER_YUAN
    named = _period(word) or period or _period(how)
    remark = bool(simple and simple["remark"])
    if fen is None:
        return Fee(kept=True, problem=NO_UNIT)
    if _ROYALTY.search(how):
        return _KEPT
    if not fen:
        # 0 under a manner other than free is no offer for nothing.
        if how and how not in _FREE and _period(how) != YEAR:
            return _KEPT
        return Fee({named: 0} if named else _FOR_NOTHING.sums, remark)
    problem = ""
    if how in _FREE or (period == YEAR and _period(how) == ONCE and "付" not in how):
        problem = CONTRADICTS
    elif fen > MAX_YUAN * FEN_PER_YUAN:
        problem = NO_SUM
    elif named == OPEN:
        problem = NO_PERIOD
    elif _composite(how).sums.get(named, fen) != fen:
        problem = CONTRADICTS
    return Fee(kept=True, problem=problem) if problem else Fee({named: fen}, remark)


def _composite(word: str) -> Fee:
    """Sums in a sentence: one by the year, or one that is called the total."""
    bare = _NOT_MONEY.sub(" ", word)
    found: dict[str, set[int]] = {YEAR: set(), ONCE: set()}
    for match in _SUM.finditer(bare):
        before, after = bare[max(0, match.start() - 14) : match.start()], bare[match.end() :]
        fen = _fen(match, None)
        if fen is None:
            continue
        if re.match(_A_YEAR, after) or _BEFORE_ANNUAL.search(before):
            found[YEAR].add(fen)
        elif _BEFORE_TOTAL.search(before) or _AFTER_TOTAL.match(after):
            found[ONCE].add(fen)
    period = YEAR if found[YEAR] else ONCE
    if len(found[period]) == 1:
        return Fee({period: found[period].pop()}, kept=True)
    return _KEPT if not word or _OTHERWISE.search(word) else Fee(kept=True, problem=NO_SUM)


def _period(text: str) -> str:
    yearly, once = _YEARLY.search(text), _ONCE.search(text)
    if _ROYALTY.search(text) or bool(yearly) == bool(once):
        return OPEN
    return YEAR if yearly else ONCE


def _fen(match: "re.Match[str]", unit: int | None) -> int | None:
    """The sum in fen; None where neither the cell nor `unit` says what it counts in."""
    whole, decimals = match["whole"], match["decimals"] or ""
    named = match["power"] or match["sign"] or match["yuan"]
    if named or not (whole + decimals).strip(",0"):
        unit = 10 ** _POWERS[match["power"] or ""] * FEN_PER_YUAN
    return None if unit is None else in_fen(whole, decimals, unit)


def _plain(text: str | None) -> str:
    text = (text or "")[:500]
    if not text.isascii():
        text = simplified(unicodedata.normalize("NFKC", text))
        text = _NUMERALS.sub(_in_digits, text)
    return text.casefold().strip(" 。.;；,，")


def _in_digits(match: "re.Match[str]") -> str:
    number = chinese_number(match[0])
    return match[0] if number is None else str(number)


def advice(problem: str, head: str) -> str:
    """What to do about a sum that was not taken."""
    which = _('--map "{head}=annual_fee_yuan" or --map "{head}=one_off_fee_yuan" says which')
    unit = _("write the unit into the head: {head}（万元） or {head}（元）")
    return {NO_PERIOD: which, NO_UNIT: unit}.get(problem, "").format(head=head)


def bare_sum(cell: str) -> tuple[int, bool]:
    """The fen of a sum, read as yuan where it names no unit, and whether it names none; 0 for any
    other cell."""
    match = _SIMPLE.fullmatch(_plain(cell))
    return (_fen(match, FEN_PER_YUAN) or 0, _fen(match, None) is None) if match else (0, False)
