"""The fees of a row. A sum is yearly, or for all, only where the cell, its head or the manner of
payment says so. Free is free under any head, unless a royalty or an entry fee stands beside it.
Ranges, bounds, royalties, entry fees and what holds for the first years only are no sum: the fee is
unknown, the words are kept, and a sum that is stated and not taken is named."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from patentcli.amounts import FEN_PER_WAN, FEN_PER_YUAN, MAX_YUAN, chinese_number, in_fen, show_yuan
from patentcli.i18n import N_, _
from patentcli.lists.cells import REMEMBERED
from patentcli.lists.heads import FEES
from patentcli.lists.identity import Block
from patentcli.lists.mapping import Column, Plan, unit_named
from patentcli.lists.texts import without_tags
from patentcli.search.text import simplified

YEAR, ONCE, TOTAL, OPEN = "annual_fee_fen", "one_off_fee_fen", "total", ""
"""What a sum is for: each year, all time, all parts of it, or it is not said; the column of a
record."""
SMALL = 1000 * FEN_PER_YUAN
"""No annual fee of a whole list is below: such a sum is yuan only where something says so."""


class Fee(NamedTuple):
    """What a cell says."""

    sums: Mapping[str, int] = {}  # in fen, by YEAR and ONCE
    kept: bool = False  # whether there is more in the words than in the sums: they go to the note
    problem: str = ""  # why a sum that is stated is not taken; not translated


NO_PERIOD = N_("does not say whether yearly or one-off")
NO_UNIT = N_("does not say whether in yuan or 10,000 yuan")
NO_SUM = N_("not a valid amount in yuan")
UNCLEAR = N_("does not say clearly what the sum is for")
NOT_ONE = N_("not one sum, but a range, a bound, a royalty, an entry fee or years without a fee")
CONTRADICTS = N_("contradicts what else the row says of the fee")

_HINTS = {
    NO_PERIOD: N_('--map "{head}=annual_fee_yuan" or --map "{head}=one_off_fee_yuan" says which'),
    NO_UNIT: N_("write the unit into the head: {head}（万元） or {head}（元）"),
}

FREE, DOUBTFUL = Fee({YEAR: 0, ONCE: 0}), Fee(kept=True, problem=CONTRADICTS)
_FREE = re.compile(
    r"(?:0元?\()?(?:永久|终身|完全|全部)?(?:免费|无偿)(?:许可|开放|使用|实施)?\)?(?:\((?:0元|永久)\))?"
    r"|免许可费|免收(?:许可)?(?:使用)?费用?|不收(?:取)?(?:许可)?(?:使用)?费用?|free(?: of charge)?"
)
# What a remark says against "free".
_TERMS = re.compile(r"提成|入门费|分成|royalt|(?:首[年月]|前.{1,3}[年月])[^\d,;。]{0,4}免")
_ROYALTY = re.compile(r"提成|入门费|分成|royalt|[%％]|销售额|利润|营业额")
_UNSURE = re.compile(
    r"不高于|不低于|不超过|不少于|(?<![日天月年])以内|以上|以下|至少|最低|最高|左右|上下|高于|低于"
    r"|(?<![签合违预履])约(?!定)|[\d元圆万年整]\s*起|起步|起价"
    r"|首[年月]|(?<![提目之])前.{1,3}[年月]|第.{1,2}年|up to|from |at least|about"
    r"|\d\s*(?:元|万|万元|千)?\s*[-—–至到]\s*\d|[<>≤≥≦≧≈~～±]"
    r"|免费|无偿|\bfree\b"  # beside something else
)
_YEARLY = re.compile(
    r"/\s*(?:每|一)?年|每年|按年|(?<![\d一二两三四五六七八九十])年付|逐年|元年"
    r"|^一年$|一年一|一年\s*[¥\d]|[\d元圆万整]\s*一年(?!内|后)"
    r"|per year|(?<!within )a year(?! after| from)|yearly|annual|/year"
)
_ONCE = re.compile(r"一次性|一次总付|一次付清|总付|总额|总价|全额|一口价|lump|one-off|once")
_DENIED = re.compile(r"[不非未勿](?:\w{0,2})(?:按年|每年|逐年|年付|一次|总付)|\b(?:not|no) ")
# A figure of which one must not read a part only: 12,34 and 5 000, 1e4, -5000, 5000+1000.
_BROKEN = re.compile(r"\d(?:,(?!\d{3}(?!\d))| |e[+-]?)\d|\+ ?\d|^-")
# Words that say that no sum is to be expected.
_OTHERWISE = re.compile(r"议|商|定|谈|暂无|合同|付|详|另行|许可|有偿|agree|negotia|contract|pay")
_SUM = re.compile(
    r"(?<![\d.万千百亿])(?P<sign>¥|cny|rmb|人民币)?\s*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,17})(?:\.(?P<decimals>\d{1,12}))?\s*"
    # 1万2 and 1万2千 are more than 1万.
    r"(?P<power>千万|百万|万|亿|千|百)?(?![\d万亿千百零〇二两三四五六七八九])\s*"
    r"(?P<yuan>元人民币|元|圆|块|yuan)?(?:人民币)?"
)
_EACH = r"(?:/\s*(?:件|项|家|个|企业|专利))?"
_A_YEAR = (
    rf"\s*整?\s*(?:{_EACH}/\s*(?:每|一)?年{_EACH}|每年|一年(?!内|后)|per year|a year|/year"
    r"|[,;(]\s*(?:按年|每年(?!\D{0,6}\d)))"
)
_SIMPLE = re.compile(
    rf"(?:每年|一年|年)?\s*{_SUM.pattern}\s*整?(?:{_A_YEAR})?"
    r"\s*(?P<remark>\((?:可协商|可议|可面议|含税|不含税|negotiable)\))?"
)
_SIGNS = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
# What says beside a sum what it is for. Nothing else may stand between them: neither 保证金总额 nor
# 总投资, 共有, 第一次 or 每使用一次 is of the fee.
_FILL = (
    r"(?:支付|缴纳|交纳|收取|付清|付款|付|所有|全部|专利|开放|许可|使用|实施|费用|费|金额|总额"
    r"|总计|合计|共|计|应|为|的|人民币|[,:\s]|of|fee|payment|sum)*+$"
)
_OPENS = (
    r"(?:^|(?<=[,;:。、/()\s内后时前起])|(?<=[可用施利]费)|(?<=[可用施利]费用)"
    rf"|(?<=[\d{_SIGNS}]年))"
)
_LUMP = r"(?:一次(?:性|总付|付清|支付)|总付|一口价|lump|one-off)"
_A_YEAR_OF = r"(?<![不非])(?:每年|按年|逐年|一年(?!内|后))|annual"
_SAID = {
    YEAR: (rf"(?:{_A_YEAR_OF}|{_OPENS}年(?=许可|使用|实施)){_FILL}", _A_YEAR),
    ONCE: (rf"{_OPENS}{_LUMP}{_FILL}", rf"[\s整,;(]*(?:{_LUMP}|全额)"),
    TOTAL: (rf"{_OPENS}(?:总额|总价|全额|总计|合计|共计?){_FILL}", r"\Z."),
}
"""What a sum in a sentence is for, by what stands before and behind it."""
_PER = re.compile(r"\s*整?/(?!\s*(?:[每一]?年|件|项|家|个|企业|专利))")  # 100元/台, 1万元/2年
_NOT_MONEY = re.compile(r"\d+(?:\.\d+)?\s*(?:个|天|日|年(?!费)|月|次|期|家|项|件|工作日|%|％)")
_NUMERALS = re.compile(
    rf"(?<![\d.,至到~—\-{_SIGNS}])([{_SIGNS}]+)(?:([元圆])|(?=整|[/(,;]|每年|一年|按年|$))"
)
_POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}


def read_fee(
    cell: str | None, manner: str | None, *, unit: int | None = None, period: str = OPEN
) -> Fee:
    """What a cell says, with the manner of payment of its row. `unit`: the fen that a sum without a
    unit of its own counts in, `period`: what a sum is for, both by the head."""
    how, word = _plain(manner), _plain(cell)
    if not word:
        return FREE if _FREE.fullmatch(how) else Fee(_composite(how).sums)
    if _FREE.fullmatch(word):
        is_priced = any(_fen(match, FEN_PER_YUAN) for match in _sums_in(how))
        return DOUBTFUL if is_priced or _composite(how).problem == NOT_ONE else FREE
    if simple := _SIMPLE.fullmatch(word):
        theirs = next(filter(None, map(unit_named, re.split(r"[\s(),;:]+", how))), None)
        if theirs and unit and theirs != unit and _fen(simple) is None:
            return DOUBTFUL
        fen = _fen(simple, theirs or unit)
        if fen is None and (fen := _fen(simple, FEN_PER_YUAN) or 0) < SMALL:
            return Fee(kept=True, problem=NO_UNIT)
        named, kept = _period(word) or period or _period(how), bool(simple["remark"])
    else:
        said = _composite(word)
        if not said.sums:
            return said
        ((named, fen),), kept = said.sums.items(), True
    if not fen:
        # 0 under a manner other than free is no offer for nothing.
        if how and not _FREE.fullmatch(how) and _period(how) != YEAR:
            return DOUBTFUL
        return Fee({named: 0} if named else FREE.sums, kept)
    problem = ""
    if _ROYALTY.search(how):
        problem = NOT_ONE
    elif _FREE.fullmatch(how) or (period == YEAR and _period(how) == ONCE and "付" not in how):
        problem = CONTRADICTS
    elif fen > MAX_YUAN * FEN_PER_YUAN:
        problem = NO_SUM
    elif named == OPEN:
        problem = NO_PERIOD
    elif _composite(how).sums.get(named, fen) != fen:
        problem = CONTRADICTS
    return Fee(kept=True, problem=problem) if problem else Fee({named: fen}, kept)


def _sums_in(word: str) -> Iterator["re.Match[str]"]:
    return _SUM.finditer(_NOT_MONEY.sub(" ", word))


def _composite(word: str) -> Fee:
    """Sums in a sentence: one by the year, or one for all time, never both."""
    if _ROYALTY.search(word) or _UNSURE.search(word):
        return Fee(kept=True, problem=NOT_ONE)
    if _BROKEN.search(word):
        return Fee(kept=True, problem=NO_SUM)
    found: dict[str, set[int]] = {period: set() for period in (*_SAID, OPEN)}
    for match in _sums_in(word):
        before, after = match.string[: match.start()], match.string[match.end() :]
        said = [p for p, (a, b) in _SAID.items() if re.search(a, before) or re.match(b, after)]
        if (fen := _fen(match)) is not None:
            is_one = said[:2] != [YEAR, ONCE] or re.match(_A_YEAR, after)
            is_clear = said and is_one and not _PER.match(after)
            found[said[0] if is_clear else OPEN].add(fen)
    if found[YEAR] and found[ONCE]:
        return Fee(kept=True, problem=NOT_ONE)
    sums = found[YEAR] or found[ONCE] | found[TOTAL]
    if len(sums) == 1:
        return Fee({YEAR if found[YEAR] else ONCE: sums.pop()}, kept=True)
    is_silent = not word or (_OTHERWISE.search(word) and not re.search(r"\d", word))
    return Fee(kept=True, problem="" if is_silent else UNCLEAR if any(found.values()) else NO_SUM)


def _period(text: str) -> str:
    yearly, once = _YEARLY.search(text), _ONCE.search(text)
    if _ROYALTY.search(text) or _DENIED.search(text) or bool(yearly) == bool(once):
        return OPEN
    return YEAR if yearly else ONCE


def _fen(match: "re.Match[str]", unit: int | None = None) -> int | None:
    """The sum in fen; None where neither the cell nor `unit` says what it counts in, or where a
    head in 10,000 yuan leaves open what 5千 or ¥50000 is."""
    whole, decimals, power = match["whole"], match["decimals"] or "", _POWERS[match["power"] or ""]
    if match["yuan"] or power >= 4 or not (whole + decimals).strip(",0"):
        unit = FEN_PER_YUAN
    elif power or (match["sign"] and len(whole) > 3):
        unit = None if unit == FEN_PER_WAN else FEN_PER_YUAN
    return None if unit is None else in_fen(whole, decimals, unit * 10**power)


def _plain(text: str | None) -> str:
    text = without_tags((text or "")[:500])
    if not text.isascii():
        text = simplified(unicodedata.normalize("NFKC", text))
        text = _NUMERALS.sub(_in_digits, text)
    return text.casefold().strip(" 。.;；,，'")


def _in_digits(match: "re.Match[str]") -> str:
    """With the unit that the numerals name, as in 五万 and 五千; 五 counts in that of the head."""
    number = chinese_number(match[1])
    if number is None:
        return match[0]
    if number < 100 and not match[2]:
        return str(number)
    is_whole = match[2] or number >= 10**4
    return f"{number}元" if is_whole else f"{number // 100}.{number % 100:02d}百"


class _Sums:
    """Reads a column of sums."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.fee = lru_cache(REMEMBERED)(self._read)
        is_once = column.target == "one_off_fee_yuan"
        self._period = ONCE if is_once else YEAR if column.yearly else OPEN
        self.largest = 0
        self.example = ("", 0)  # A sum that could be meant in 10,000 yuan, and its fen if it is not

    def _read(self, said: str | None, manner: str) -> Fee | None:
        """What a cell says with the manner of payment of its row."""
        if said is None:
            return None
        fee = read_fee(said, manner, unit=self.column.unit, period=self._period)
        simple = _SIMPLE.fullmatch(_plain(said))
        fen = _fen(simple, FEN_PER_YUAN) or 0 if simple else 0
        self.largest = max(self.largest, fen, *fee.sums.values())
        if fen and (fee.problem == NO_UNIT or self._period == YEAR) and not self.example[1]:
            self.example = said, fen
        return fee


class FeeReader:
    """Reads the fees of the rows of a table, with the manner of payment and remarks beside them."""

    def __init__(self, plan: Plan) -> None:
        self._sums = [_Sums(column) for column in plan.of(*FEES)]
        self._manners, self._remarks = plan.of("fee_manner"), {c.place for c in plan.of("note")}

    def warnings(self) -> Iterator[str]:
        """Columns of yearly sums, or of sums without a unit, that are all so small that they could
        be meant in 10,000 yuan."""
        for one in self._sums:
            (cell, fen), head = one.example, one.column.head
            if fen and one.largest < SMALL and one.column.unit != FEN_PER_WAN and head not in FEES:
                yield _(
                    "{head}: all sums of the column are below 1,000 yuan, such as {cell}: {yuan} or"
                    " {wan}? If 10,000 yuan is meant, name it in the head, as in 年许可费（万元）",
                    head=head,
                    cell=cell,
                    yuan=show_yuan(fen),
                    wan=show_yuan(fen * 10**4),
                )

    def read(self, found: Block) -> None:
        """Add the fees of the rows, and what is said besides to their notes."""
        if not self._sums and not self._manners:
            return
        manners = ["; ".join(how or ()) for how in found.columns["fee_manner"]]
        fees = [map(one.fee, found.columns[one.column.key], manners) for one in self._sums]
        for i, (manner, *said) in enumerate(zip(manners, *fees, strict=True)):
            stated = [(one.column, fee) for one, fee in zip(self._sums, said, strict=True) if fee]
            for column, (sums, kept, problem) in self._weighed(
                stated, manner, found.notes.get(i, ())
            ):
                for name, fen in sums.items():
                    if found.columns[name][i] is None:
                        found.columns[name][i] = fen
                    elif found.columns[name][i] != fen:
                        kept, problem = True, CONTRADICTS
                if kept:
                    hint = _(_HINTS.get(problem, ""), head=column.head)
                    found.keep(i, column, found.columns[column.key][i], _(problem), hint)

    def _weighed(
        self, stated: list[tuple[Column, Fee]], manner: str, notes: Sequence[tuple[int, str]]
    ) -> list[tuple[Column, Fee]]:
        """What the columns of a row say of its fee, beside its manner of payment and remarks."""
        if not stated:
            return [(self._manners[0], read_fee(None, manner))] if manner else []
        if [fee for _column, fee in stated if fee.sums == FREE.sums] and (
            any(fee.problem or any(fee.sums.values()) for _column, fee in stated)
            or any(at in self._remarks and _TERMS.search(_plain(text)) for at, text in notes)
        ):
            return [(column, DOUBTFUL) for column, _fee in stated]
        return stated
