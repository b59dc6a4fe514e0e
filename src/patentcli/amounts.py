"""Amounts of money and counts of persons as people write them, read exactly.

An amount is yuan, written `40000`, `40,000`, `40000.50`, `4万`, `4.5万元`, `1.2亿`, `¥40000`,
`CNY 40000`, `RMB40000` or `40000 元`, in ASCII or full-width characters, or `五万`, `贰万元整`;
`免费` and `free` are 0. Inside the program it is an integer number of fen (1 yuan = 100 fen): no
float and no rounding anywhere."""

import re

from patentcli.errors import UsageProblem
from patentcli.i18n import _

FEN_PER_YUAN = 100
MAX_YUAN = 10**15
_DIGITS = len(str(MAX_YUAN))
FEN_PER_WAN = 10**4 * FEN_PER_YUAN
FEN_PER_YI = 10**8 * FEN_PER_YUAN

_LONGEST = 64  # characters: the largest amount with every ornament is shorter
_SHOWN = 40  # characters of a wrong value that a message repeats
_ZEROS = {"": 0, "万": 4, "亿": 8}  # digits that the unit moves the decimal point
_WHOLE = r"([1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)"
_AMOUNT = rf"(?:(?:¥|CNY|RMB) *)?{_WHOLE}(?:\.([0-9]+))? *([万亿]?) *元?"
_FREE = ("免费", "free")
# Chinese numerals: formal and other signs as the plain ones, and what these write.
_PLAIN = str.maketrans(
    "〇两壹贰貳叁肆伍陆陸柒捌玖拾佰仟萬億", "零二一二二三四五六六七八九十百千万亿"
)
_SIGNS = "零一二三四五六七八九"
_DIGIT = f"[{_SIGNS[1:]}]"
_POWERS = {"": 1, "十": 10, "百": 100, "千": 1000}
_SMALLER = {"百": "十", "千": "百", "万": "千", "亿": "千万"}
_SECTION = (
    f"((?:零*{_DIGIT}千)?(?:零*{_DIGIT}百)?(?:零*{_DIGIT}十)?(?:(?:零+|(?<![百千])){_DIGIT}|零*))"
)
_NUMERAL = f"(?:(?=零*{_DIGIT}){_SECTION}亿)?(?:(?=零*{_DIGIT}){_SECTION}万)?{_SECTION}"
_COUNT = rf"{_WHOLE} *人?"
# Compatibility characters that NFKC would turn into other digits than a reader sees: 4² is not 42.
_MISLEADING = ("<super>", "<sub>", "<circle>", "<fraction>", "<compat>", "<square>")


class WithUnit(int):
    """An amount whose unit was written, so that nobody need guess it."""


def parse_amount(text: str, where: str = "AMOUNT") -> int:
    """The amount in fen, 0 to 10^15 yuan; UsageProblem, at the option `where`, for any other."""
    if text.isascii() and text.isdigit() and len(text) < _DIGITS:
        return int(text) * FEN_PER_YUAN  # as most cells of a large table
    value, message = _normal(text), _("{value} is not an amount in yuan")
    fen: int | None = None
    if match := re.fullmatch(_AMOUNT, value, re.IGNORECASE):
        decimals, places = match[2] or "", _ZEROS[match[3]] + 2
        fen = in_fen(match[1], decimals, 10**places) if len(decimals) <= places else None
        message = _("{value} has more than two decimals in yuan")
        if fen is not None and fen > MAX_YUAN * FEN_PER_YUAN:
            fen, message = None, _("{value} is more than 10^15 yuan")
    elif (yuan := 0 if value.casefold() in _FREE else chinese_number(value)) is not None:
        fen = yuan * FEN_PER_YUAN
    if fen is None:
        hint = _("write it like 40000, 40,000.50, 4万 or ¥40000")
        raise UsageProblem(message.format(value=_shown(text)), where=where, hint=hint)
    return WithUnit(fen) if re.search("[^0-9.,]", value) else fen


def in_fen(whole: str, decimals: str, unit: int) -> int | None:
    """The fen of a sum whose digits count `unit` fen each, such as `1,234`, `5` and 10^6 fen for
    1,234.5万; None for parts of a fen."""
    fen, rest = divmod(int(whole.replace(",", "") + decimals) * unit, 10 ** len(decimals))
    return None if rest else fen


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write, perhaps with 元 and 整 behind; None for other text.

    In everyday words a digit behind 百, 千, 万 or 亿 counts in the next smaller unit, at the end
    only; a lower one follows 零.

    >>> chinese_number("贰万伍仟元整"), chinese_number("十二万"), chinese_number("万")
    (25000, 120000, None)
    >>> chinese_number("一万二"), chinese_number("一万零二"), chinese_number("一百五万")
    (12000, 10002, None)
    """
    body = re.sub("[元圆]?整?$", "", text.removeprefix("人民币")).translate(_PLAIN)
    body = re.sub("^(?=[十百千])", "一", body)
    body = re.sub(f"([百千万亿]){_DIGIT}$", lambda end: end[0] + _SMALLER[end[1]], body)
    match = re.fullmatch(_NUMERAL, body)
    if not (body and match):
        return None
    return sum(
        _SIGNS.index(digit) * _POWERS[power] * size
        for section, size in zip(match.groups(""), (10**8, 10**4, 1), strict=True)
        for digit, power in re.findall("([^零])([十百千]?)", section)
    )


def parse_count(text: str, where: str = "COUNT") -> int:
    """A number of persons such as `200` or `1,000`. Raises UsageProblem for anything else."""
    if text.isascii() and text.isdigit() and len(text) < _DIGITS:
        return int(text)
    match = re.fullmatch(_COUNT, _normal(text))
    count = int(match[1].replace(",", "")) if match else None
    if count is None or count > MAX_YUAN:
        message = _("{value} is not a number of persons", value=_shown(text))
        raise UsageProblem(message, where=where, hint=_("write it like 200 or 1,000"))
    return count


def format_yuan(fen: int) -> str:
    """Yuan with two decimals for machines: `"40000.00"`."""
    return f"{fen // FEN_PER_YUAN}.{fen % FEN_PER_YUAN:02d}"


def grouped(figure: object) -> str | None:
    """A figure with its thousands apart, and no decimals where they are zero."""
    if figure is None:
        return None
    whole, _dot, decimals = str(figure).partition(".")
    return f"{int(whole):,}" + (f".{decimals}" if decimals.strip("0") else "")


def show_yuan(fen: int) -> str:
    """Yuan for people, with 万 or 亿 where that is short: `¥40,000.00 (4万元)`."""
    text = f"¥{fen // FEN_PER_YUAN:,}.{fen % FEN_PER_YUAN:02d}"
    for unit, size in (("亿", FEN_PER_YI), ("万", FEN_PER_WAN)):
        count, rest = divmod(fen, size // 10**4)
        if fen >= size and not rest:  # four decimals at most
            short = f"{count // 10**4}.{count % 10**4:04d}".rstrip("0").rstrip(".")
            return _("{amount} ({short})", amount=text, short=f"{short}{unit}元")
    return text


def _normal(text: str) -> str:
    """The text in NFKC without space around it; empty where it can be no amount."""
    if len(text) > _LONGEST:
        return ""
    if text.isascii():
        return text.strip()
    import unicodedata

    if any(unicodedata.decomposition(c).startswith(_MISLEADING) for c in text):
        return ""
    return unicodedata.normalize("NFKC", text).strip()


def _shown(text: str) -> str:
    """The wrong value in quotes, a long one cut short."""
    if len(text) <= _SHOWN:
        return f"“{text}”"
    return _("“{start}…” ({length} characters)", start=text[:_SHOWN], length=len(text))
