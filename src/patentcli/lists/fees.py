"""Cells that hold a fee: a sum by the year, one for all, none, or what no sum can say.

A sum is yearly only where the cell, its head or the manner of payment says so, and for all only
likewise. Free is free under any head, unless a royalty or an entry fee stands beside it. Ranges,
bounds, royalties, entry fees and what holds for the first years only are no sum: they stay unknown
and their words are kept.
"""

import re
import unicodedata
from typing import NamedTuple

from patentcli.amounts import FEN_PER_YUAN, MAX_YUAN, chinese_number, in_fen
from patentcli.i18n import N_, _
from patentcli.search.text import simplified

YEAR, ONCE, OPEN = "year", "once", ""
"""What a sum is for: each year, all time, or it is not said."""


class Fee(NamedTuple):
    """What a cell says, in fen."""

    annual: int | None = None
    one_off: int | None = None
    kept: bool = False
    """Whether there is more in the words than in the sums: they go to the note."""
    problem: str = ""
    """Why a sum that is stated is not taken; not translated."""

    @property
    def sums(self) -> dict[str, int]:
        """The sums by the columns of a record."""
        both = {"annual_fee_fen": self.annual, "one_off_fee_fen": self.one_off}
        return {column: fen for column, fen in both.items() if fen is not None}


NO_PERIOD = N_("yearly or one-off is not said")
NO_UNIT = N_("yuan or 10,000 yuan is not said")
NO_SUM = N_("not a valid amount in yuan")
CONTRADICTS = N_("contradicts the manner of payment")

_NOTHING, _KEPT = Fee(), Fee(kept=True)
_FREE = frozenset(
    ("免费", "无偿", "零元", "免费许可", "无偿许可", "免费开放", "免费使用", "无偿使用", "免许可费",
     "free", "free of charge")
)  # fmt: skip
_NO_OFFER = frozenset(
    ("面议", "协商", "待定", "双方协商", "合同约定", "暂无", "面谈", "另议",
     "negotiable", "to be agreed", "查看专利详情",
      "议价", "协议", "价格面议", "协商确定", "以合同约定为准", "未定", "待议")
)  # fmt: skip
_ROYALTY = re.compile(r"提成|入门费|分成|royalt|[%％]|销售额|利润|营业额")
_BOUND = re.compile(
    r"不高于|不低于|不超过|不少于|以内|以上|以下|至少|最低|最高|约|左右|起|上下|高于|低于|首年|前.{1,2}年"
    r"|第.{1,2}年|up to|from |at least|about"
)
_RANGE = re.compile(r"\d\s*(?:元|万|万元|千)?\s*[-~～—–至到]\s*\d")
_YEARLY = re.compile(
    r"/\s*(?:每|一)?年|每年|按年|年付|逐年|元年|一年|per year|a year|yearly|annual|/year"
)
_WORDS = re.compile(
    r"面议|商|约定|合同|付|免费|无偿|详|另行|另议|许可|有偿|agree|negotia|contract|pay"
)
_ONCE = re.compile(r"一次性|一次总付|一次付清|总付|总额|总价|全额|一口价|lump|one-off|once")
_SIGN = r"(?:¥|cny|rmb|人民币)?\s*"
_SUM = re.compile(
    _SIGN
    + r"(\d{1,3}(?:,\d{3})+|\d{1,17})(?:\.(\d{1,12}))?\s*"
    + r"(千万|百万|万|亿|千|百)?\s*(元人民币|元|圆|块|人民币|yuan)?"
)
_SIMPLE = re.compile(
    r"(?:每年|一年|年)?\s*(" + _SUM.pattern + r")\s*整?"
    r"\s*(?:/\s*(?:每|一)?年|每年|一年|per year|a year|/year)?"
    r"\s*(?:\((?:可协商|可议|可面议|含税|不含税|negotiable)\))?"
)  # fmt: skip
_NOT_MONEY = re.compile(r"\d+(?:\.\d+)?\s*(?:个|天|日|年(?!费)|月|次|期|家|项|件|工作日|%|％)")
_NUMERALS = re.compile(
    r"(?<![\d.,至到~—-])[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?=[元圆])"
)
_POWERS = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}


def read_fee(cell: str | None, unit: int | None, period: str, manner: str | None) -> Fee:
    """What a cell says, with the manner of payment of its row.

    `unit`: fen that a sum without a unit of its own counts in; None: nothing says it.
    `period`: what the head says a sum is for.
    """
    how = _plain(manner)
    word = _plain(cell)
    if not word:
        return Fee(0, 0) if how in _FREE else _composite(how)._replace(kept=False, problem="")
    if word in _FREE:
        return _KEPT if _ROYALTY.search(how) else Fee(0, 0)
    if word in _NO_OFFER:
        return _KEPT
    named = period or _period(how)
    simple = _SIMPLE.fullmatch(word)
    if simple or (number := chinese_number(word)) is not None:
        fen = _fen(simple, unit) if simple else int(number or 0) * FEN_PER_YUAN
        if fen is None:
            return Fee(kept=True, problem=NO_UNIT)
        found = _stated(fen, _period(word) or named, how, period)
        remark = simple is not None and "(" in word
        return found._replace(kept=found.kept or remark)
    if _ROYALTY.search(word) or _RANGE.search(word) or _BOUND.search(word):
        return _KEPT
    return _composite(word)


def _stated(fen: int, named: str, how: str, head: str) -> Fee:
    """A sum that stands alone."""
    if _ROYALTY.search(how):
        return Fee(kept=True)
    if how in _FREE and fen:
        return Fee(kept=True, problem=CONTRADICTS)
    if not fen:
        # 0 under a manner other than free is no offer for nothing.
        if how and how not in _FREE and _period(how) != YEAR:
            return _KEPT
        return {YEAR: Fee(annual=0), ONCE: Fee(one_off=0)}.get(named, Fee(0, 0))
    if fen > MAX_YUAN * FEN_PER_YUAN:
        return Fee(kept=True, problem=NO_SUM)
    if head == YEAR and _period(how) == ONCE and "支付" not in how and "付" not in how:
        return Fee(kept=True, problem=CONTRADICTS)
    if named == OPEN:
        return Fee(kept=True, problem=NO_PERIOD)
    other = _composite(how) if how else _NOTHING
    said = other.annual if named == YEAR else other.one_off
    if said not in (None, fen):
        return Fee(kept=True, problem=CONTRADICTS)
    return Fee(annual=fen) if named == YEAR else Fee(one_off=fen)


def _composite(word: str) -> Fee:
    """Sums in a sentence: one by the year, or one that is called the total."""
    bare = _NOT_MONEY.sub(" ", word)
    annual: set[int] = set()
    total: set[int] = set()
    for match in _SUM.finditer(bare):
        fen = _fen(match, None)
        if fen is None:
            continue
        before, after = bare[max(0, match.start() - 14) : match.start()], bare[match.end() :]
        if re.match(r"\s*整?\s*(?:/\s*(?:每|一)?年|每年|一年)", after) or re.search(
            r"(?:每|一)年[^\d/共总]{0,4}$", before
        ):
            annual.add(fen)
        elif re.search(r"(?:一次|总|共|合计|全额|所有)\D{0,12}$", before) or re.match(
            r"\s*整?\s*\(?一次", after
        ):
            total.add(fen)
    if len(annual) == 1:
        return Fee(annual=annual.pop(), kept=True)
    if len(total) == 1 and not annual:
        return Fee(one_off=total.pop(), kept=True)
    return _KEPT if _WORDS.search(word) else Fee(kept=True, problem=NO_SUM)


def _period(text: str) -> str:
    if not text or _ROYALTY.search(text):
        return OPEN
    if _YEARLY.search(text):
        return OPEN if _ONCE.search(text) else YEAR
    return ONCE if _ONCE.search(text) else OPEN


def _fen(match: "re.Match[str]", unit: int | None) -> int | None:
    """The sum in fen; None where neither the cell nor `unit` says what it counts in."""
    whole, decimals, power, yuan = match.groups("")[-4:]
    signed = bool(yuan) or bool(re.match(r"\s*(?:¥|cny|rmb|人民币)", match[0].strip()))
    factor = unit
    if power:
        factor = 10 ** _POWERS[power] * FEN_PER_YUAN
    elif signed or not (whole + decimals).strip(",0"):
        factor = FEN_PER_YUAN
    return None if factor is None else in_fen(whole, decimals, factor)


def _plain(text: str | None) -> str:
    if text is None:
        return ""
    text = text[:500]
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


def in_both_readings(cell: str) -> str:
    """A sum without a unit, as yuan and as ten thousands: for a question to the user."""
    from patentcli.amounts import show_yuan

    match = _SIMPLE.fullmatch(_plain(cell))
    if match is None:
        return cell
    fen = _fen(match, FEN_PER_YUAN) or 0
    return _("{yuan} or {wan}").format(yuan=show_yuan(fen), wan=show_yuan(fen * 10**4))


def sum_in_yuan(cell: str) -> tuple[int, bool]:
    """The whole yuan of a sum, rounded up and read as yuan where it names no unit, and whether it
    names none; 0 for any other cell."""
    match = _SIMPLE.fullmatch(_plain(cell))
    fen = _fen(match, FEN_PER_YUAN) if match else None
    if match is None or not fen:
        return 0, False
    return -(-fen // FEN_PER_YUAN), _fen(match, None) is None
