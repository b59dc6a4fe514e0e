"""Chinese application and patent numbers (申请号, 专利号).

Applications filed since 2003-10-01: year of filing (4 digits), type (1), serial number (7), then
a dot and a check digit. Before: year (2 digits, 1985 to 2003), type (1), serial number (5), and
since 1989 a dot and a check digit. Types: 1 invention, 2 utility model, 3 design, 8 invention and
9 utility model that came through the PCT. `CN` before the number names the country; `ZL` (专利)
says that the patent was granted: its number is that of the application.

Check digit: the digits times 2 3 4 5 6 7 8 9 2 3 4 5 (old numbers: the first eight), summed,
modulo 11; 10 is written X. Of 51 numbers found in public pages 45 fit, so a check digit that does
not is a warning with the expected one.

Databases also write these numbers without the dot, without the check digit, or with a kind letter
after them; all these are read. The letter is no part of the number and is dropped.

Sources:

* ZC 0006-2003 专利申请号标准, http://www.6065bob.com/fagui/91224.html
* http://www.plnmw.com/PatentSearch/junaldpimd.html (composition, ZL and CN)
* http://dfrtw.com/zhuanlichaxun/31487.html (check digit)
* https://www.360docs.net/doc/387399906.html (numbers of 1985 to 1992)

>>> validate("ZL 2022 1 0599282.6")
'ZL202210599282.6'
>>> format("ZL 2022 1 0599282.6")
'CN202210599282.6'
>>> format("CN2007101985195A")
'CN200710198519.5'
>>> format("CN200710198519A")
'CN200710198519'
>>> calc_check_digit("95115608")
'X'
>>> read("202010356782.1").warning
'the check digit should be 8, not 1'
>>> validate("CN202240599282.6")
Traceback (most recent call last):
    ...
patentcli.numbers.errors.InvalidComponent: ...
"""

import re

from patentcli.i18n import _
from patentcli.numbers.errors import (
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    Malformed,
)
from patentcli.numbers.number import Number
from patentcli.numbers.text import compacted, is_kind_code, shown, split, unexpected

SYSTEM = "cn-application"
EXAMPLE = "CN202210599282.6"
_PREFIXES = ("CN", "ZL", "", "CNZL")
TYPES = {
    "1": "invention",
    "2": "utility-model",
    "3": "design",
    "8": "invention",  # through the PCT
    "9": "utility-model",  # through the PCT
}


WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
"""What each of the digits before the check digit counts."""


class _Sums(dict[str, int]):
    """The weighted sum of four digits; each four is added up once, which a long list repays."""

    def __init__(self, *weights: int) -> None:
        self._weights = weights

    def __missing__(self, digits: str) -> int:
        found = self[digits] = sum(
            weight * int(digit) for weight, digit in zip(self._weights, digits, strict=False)
        )
        return found


# The weights of the first and last four digits, and those of the four between them.
_OUTER, _INNER = _Sums(*WEIGHTS[:4]), _Sums(*WEIGHTS[4:8])


def calc_check_digit(digits: str) -> str:
    """The check digit of the 8 or 12 digits before it: 0 to 9, or X."""
    total = _OUTER[digits[:4]] + _INNER[digits[4:8]] + _OUTER[digits[8:]]
    return "0123456789X"[total % 11]


def wrong_length(text: str, count: int) -> InvalidLength:
    """The error for a Chinese number whose digits make neither system's count."""
    message = _(
        "{text} has {count} digits: a Chinese application has 12 and a check digit (before "
        "October 2003: 8), a Chinese publication 9 (before July 2007: 7)"
    )
    return InvalidLength(message.format(text=shown(text), count=count), EXAMPLE)


def quick(text: str, bare: str) -> Number | None:
    """The reading of a new number with its check digit; None for any other spelling.

    `bare` is the text without spaces. For reading lists: `read` knows more and takes longer.
    """
    end = -2 if bare[-2:-1] == "." else -1
    digits, prefix, check = bare[end - 12 : end], bare[: end - 12], bare[-1:]
    if len(digits) != 12 or not digits.isdigit() or not digits.isascii() or digits < "1985":
        return None
    if digits[4] not in TYPES or check not in "0123456789X" or prefix not in _PREFIXES:
        return None
    return _number(text, digits, check, "patent" if "ZL" in prefix else "application")


NOISE = re.compile(r"\.\d(?:0|00+\d*|99+\d*)")
"""The end of a number that was kept as a decimal number: `.60001` is `.6`, `.79999` is `.8`."""


def _is_old_year(digits: str) -> bool:
    return digits[:2] >= "85" or digits[:2] <= "03"


def _parts(text: str) -> tuple[str, str, str | None]:
    """Prefix, digits without check digit, check digit or None."""
    prefix, digits, tail = split(compacted(text))
    if not digits and tail[:1] == ".":  # ZL.202210599282.6
        digits, tail = split(tail[1:])[1:]
    if prefix not in _PREFIXES:
        raise unexpected(text, prefix, EXAMPLE)
    if len(digits) in (8, 12) and NOISE.fullmatch(tail):
        from decimal import Decimal

        rounded = f"{Decimal(digits + tail):.1f}".zfill(len(digits) + 2)
        digits, tail = rounded[:-2], rounded[-2:]
    elif len(digits) == 12 and tail[:1] == ",":
        tail = f".{tail[1:]}"
    check: str | None = None
    if tail[:1] == ".":
        check, tail = tail[1:2], tail[2:]
        if not check or check not in "0123456789X":
            message = _("{text}: a check digit is 0 to 9 or X")
            raise InvalidFormat(message.format(text=shown(text)), EXAMPLE)
    elif tail[:1] == "X" and len(digits) in (8, 12):
        check, tail = "X", tail[1:]
    elif len(digits) == 13 or (len(digits) == 9 and _is_old_year(digits)):
        # No year begins like the number of a publication, which has nine digits too.
        digits, check = digits[:-1], digits[-1]
    if tail and not is_kind_code(tail):
        raise unexpected(text, tail, EXAMPLE)
    if len(digits) not in (8, 12):
        raise wrong_length(text, len(digits) + (check is not None))
    if tail and check is None and "85" <= digits[:2] <= "88" and len(digits) == 8:
        raise unexpected(text, tail, EXAMPLE)  # a publication of 1985 to 1988
    return prefix, digits, check


def _old_year(digits: str) -> int:
    return (1900 if digits[0] in "89" else 2000) + int(digits[:2])


def _type_digit(digits: str) -> str:
    return digits[4] if len(digits) == 12 else digits[2]


def _checked(text: str) -> tuple[str, str, str | None]:
    """`_parts`, with year and type that exist."""
    prefix, digits, check = _parts(text)
    if len(digits) == 8 and not _is_old_year(digits):
        message = _("{text}: the year {year} cannot be; numbers of 8 digits ran from 85 to 03")
        raise InvalidComponent(message.format(text=shown(text), year=digits[:2]), EXAMPLE)
    if len(digits) == 12 and digits < "1985":
        message = _("{text}: the year {year} cannot be; China takes applications since 1985")
        raise InvalidComponent(message.format(text=shown(text), year=digits[:4]), EXAMPLE)
    kind = _type_digit(digits)
    if kind not in TYPES:
        message = _("{text}: the type {type} does not exist; it is 1, 2, 3, 8 or 9")
        raise InvalidComponent(message.format(text=shown(text), type=kind), EXAMPLE)
    return prefix, digits, check


def _number(text: str, digits: str, check: str | None, kind: str) -> Number:
    expected = calc_check_digit(digits)
    year = int(digits[:4]) if len(digits) == 12 else _old_year(digits)
    if check is None:
        return Number(
            text, SYSTEM, kind, "CN", "CN" + digits, None, None, expected, year, True, None
        )
    warning = None
    if check != expected:
        message = _("the check digit should be {expected}, not {found}")
        warning = message.format(expected=expected, found=check)
    canonical = f"CN{digits}.{check}"
    return Number(text, SYSTEM, kind, "CN", canonical, None, check, expected, year, True, warning)


def compact(number: str) -> str:
    """Country or ZL, digits, and the check digit after its dot; nothing else is kept."""
    prefix, digits, check = _parts(number)
    body = digits if check is None else f"{digits}.{check}"
    return ("ZL" if "ZL" in prefix else "CN") + body


def validate(number: str) -> str:
    """The compact form; Malformed if it cannot be an application or patent number."""
    _checked(number)
    return compact(number)


def is_valid(number: str) -> bool:
    """Whether `validate` takes it; a check digit that does not fit is valid."""
    try:
        _checked(number)
    except Malformed:
        return False
    return True


def format(number: str) -> str:
    """The canonical spelling, `CN202210599282.6`; without a check digit if none was given."""
    return read(number).canonical


def read(number: str) -> Number:
    """What the number says; Malformed if it is none of this system."""
    prefix, digits, check = _checked(number)
    return _number(number, digits, check, "patent" if "ZL" in prefix else "application")


def readings(number: str) -> list[Number]:
    """The only reading."""
    return [read(number)]


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without its check digit, which lists leave out or get wrong."""
    return (number.canonical.partition(".")[0],)


def patent_type(number: Number) -> str | None:
    """`invention`, `utility-model` or `design`, by the type digit."""
    return TYPES[_type_digit(number.canonical[2:].partition(".")[0])]
