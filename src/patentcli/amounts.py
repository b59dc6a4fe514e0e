"""Amounts of money and counts of persons as people write them, read exactly.

An amount is yuan, written `40000`, `40,000`, `40000.50`, `4万`, `4.5万元`, `1.2亿`, `¥40000`,
`CNY 40000`, `RMB40000` or `40000 元`, in ASCII or full-width characters. Inside the program it
is an integer number of fen (1 yuan = 100 fen): no float and no rounding anywhere.
"""

import re

from patentcli.errors import UsageProblem
from patentcli.i18n import _

FEN_PER_YUAN = 100
MAX_YUAN = 10**15
FEN_PER_WAN = 10**4 * FEN_PER_YUAN
FEN_PER_YI = 10**8 * FEN_PER_YUAN

_LONGEST = 64  # characters: the largest amount with every ornament is shorter
_SHOWN = 40  # characters of a wrong value that a message repeats
_ZEROS = {"": 0, "万": 4, "亿": 8}  # digits that the unit moves the decimal point
_WHOLE = r"([1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)"
_AMOUNT = rf"(?:(?:¥|CNY|RMB) *)?{_WHOLE}(?:\.([0-9]+))? *([万亿]?) *元?"
_COUNT = rf"{_WHOLE} *人?"
# Compatibility characters that NFKC would turn into other digits than a reader sees: 4² is not 42.
_MISLEADING = ("<super>", "<sub>", "<circle>", "<fraction>", "<compat>", "<square>")


def parse_amount(text: str, where: str = "AMOUNT") -> int:
    """The amount in fen, 0 to 10^15 yuan.

    `where` is the option the text stands at. Raises UsageProblem, naming the value and showing
    a right example, for anything that is no amount or that has more than two decimals in yuan.
    """
    value = _normal(text)
    match = re.fullmatch(_AMOUNT, value, re.IGNORECASE) if value is not None else None
    if match is None:
        raise _no_amount(text, where)
    decimals = match[2] or ""
    places = _ZEROS[match[3]] + 2
    if len(decimals) > places:
        raise _problem(_("{value} has more than two decimals in yuan"), text, where)
    # The digits are counted before they become a number: int() of a long text is slow.
    digits = match[1].replace(",", "") + decimals.ljust(places, "0")
    fen = int(digits)
    if fen > MAX_YUAN * FEN_PER_YUAN:
        raise _problem(_("{value} is more than 10^15 yuan"), text, where)
    return fen


def parse_count(text: str, where: str = "COUNT") -> int:
    """A number of persons such as `200` or `1,000`. Raises UsageProblem for anything else."""
    value = _normal(text)
    match = re.fullmatch(_COUNT, value) if value is not None else None
    if match is None:
        message = _("{value} is no number of persons").format(value=_shown(text))
        raise UsageProblem(message, where=where, hint=_("write it like 200 or 1,000"))
    count = int(match[1].replace(",", ""))
    if count > MAX_YUAN:
        message = _("{value} is more than 10^15 persons").format(value=_shown(text))
        raise UsageProblem(message, where=where, hint=_("write it like 200 or 1,000"))
    return count


def format_yuan(fen: int) -> str:
    """Yuan with two decimals for machines: `"40000.00"`."""
    return f"{fen // FEN_PER_YUAN}.{fen % FEN_PER_YUAN:02d}"


def show_yuan(fen: int) -> str:
    """Yuan for people, with 万 or 亿 where that is short: `¥40,000.00 (4万元)`."""
    text = f"¥{fen // FEN_PER_YUAN:,}.{fen % FEN_PER_YUAN:02d}"
    for unit, size in (("亿", FEN_PER_YI), ("万", FEN_PER_WAN)):
        if fen >= size:
            whole, rest = divmod(fen, size)
            decimals = str(rest).zfill(len(str(size)) - 1).rstrip("0")
            if len(decimals) <= 4:
                short = f"{whole}{'.' if decimals else ''}{decimals}{unit}元"
                return _("{amount} ({short})").format(amount=text, short=short)
    return text


def _normal(text: str) -> str | None:
    """The text in NFKC without space around it; None where it can be no amount."""
    if len(text) > _LONGEST:
        return None
    if text.isascii():
        return text.strip()
    import unicodedata

    if any(unicodedata.decomposition(c).startswith(_MISLEADING) for c in text):
        return None
    return unicodedata.normalize("NFKC", text).strip()


def _shown(text: str) -> str:
    """The wrong value in quotes, a long one cut short."""
    if len(text) <= _SHOWN:
        return f"“{text}”"
    return _("“{start}…” ({length} characters)").format(start=text[:_SHOWN], length=len(text))


def _problem(message: str, text: str, where: str) -> UsageProblem:
    hint = _("write it like 40000, 40,000.50, 4万 or ¥40000")
    return UsageProblem(message.format(value=_shown(text)), where=where, hint=hint)


def _no_amount(text: str, where: str) -> UsageProblem:
    """What is wrong with a text that is no amount, as far as its looks tell."""
    value = text[:_LONGEST].strip().casefold()
    if value.startswith(("-", "−", "－")):
        return _problem(_("{value} is negative"), text, where)
    foreign = ("$", "€", "£", "usd", "eur", "gbp", "hkd", "美元", "欧元", "港元", "港币")
    if any(sign in value for sign in foreign):
        return _problem(_("{value} is in another currency; amounts are in yuan"), text, where)
    return _problem(_("{value} is no amount in yuan"), text, where)
