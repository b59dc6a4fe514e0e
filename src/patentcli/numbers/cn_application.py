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

>>> validate("ZL 2022 1 0599282.6"), validate("CN2007101985195A"), validate("CN200710198519A")
('CN202210599282.6', 'CN200710198519.5', 'CN200710198519')
>>> calc_check_digit("95115608")
'X'
>>> readings("202010356782.1")[0].warning
'the check digit should be 8, not 1'
>>> validate("CN202240599282.6")
Traceback (most recent call last):
    ...
patentcli.numbers.number.InvalidComponent: ...
"""

import re
from operator import mul

from patentcli.i18n import _
from patentcli.numbers.cleaning import compact, is_kind_code, split
from patentcli.numbers.number import (
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    Number,
    unexpected,
    verbs,
)

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

NOISE = re.compile(r"\.(?:\d0+|\d000+\d{1,2}|[0-8]999+\d{0,2})")
"""The end of a number that was kept as a decimal number: `.60001` is `.6`, `.79999` is `.8`; a
whole number is kept as it is, so `.99999` is no noise."""


def calc_check_digit(digits: str) -> str:
    """The check digit of the 8 or 12 digits before it: 0 to 9, or X."""
    return "0123456789X"[sum(map(mul, WEIGHTS, map(int, digits))) % 11]


def type_digit(digits: str) -> str:
    """The digit of a Chinese number that tells the type of right: from 1985 to 1988 publications
    had the eight digits of the application, later ones begin with it."""
    return digits[{12: 4, 8: 2}.get(len(digits), 0)]


def wrong_length(text: str, count: int) -> InvalidLength:
    """The error for a Chinese number whose digits make neither system's count."""
    message = _(
        "{text} has {count} digits: a Chinese application has 12 and a check digit (before "
        "October 2003: 8), a Chinese publication 9 (before July 2007: 7)"
    )
    return InvalidLength(message, EXAMPLE, text=text, count=count)


def quick(text: str, bare: str) -> Number | None:
    """The reading of a new number with its check digit; None for any other spelling.

    `bare` is the text without spaces. For reading lists: `readings` knows more and takes longer.
    """
    end = -2 if bare[-2:-1] == "." else -1
    digits, prefix, check = bare[end - 12 : end], bare[: end - 12], bare[-1:]
    if len(digits) != 12 or not digits.isdigit() or not digits.isascii() or digits < "1985":
        return None
    if digits[4] not in TYPES or check not in "0123456789X" or prefix not in _PREFIXES:
        return None
    return _number(text, prefix, digits, check)


def _number(text: str, prefix: str, digits: str, check: str | None) -> Number:
    kind = "patent" if "ZL" in prefix else "application"
    expected = calc_check_digit(digits)
    if len(digits) == 12:
        year = int(digits[:4])
    else:
        year = (1900 if digits[0] in "89" else 2000) + int(digits[:2])
    warning = None
    if check not in (None, expected):
        message = _("the check digit should be {expected}, not {found}")
        warning = message.format(expected=expected, found=check)
    canonical = f"CN{digits}" if check is None else f"CN{digits}.{check}"
    return Number(text, SYSTEM, kind, "CN", canonical, None, check, expected, year, True, warning)


def _is_old_year(digits: str) -> bool:
    return digits[:2] >= "85" or digits[:2] <= "03"


def _parts(text: str) -> tuple[str, str, str | None]:
    """Prefix, digits without check digit, check digit or None."""
    prefix, digits, tail = split(compact(text))
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
            raise InvalidFormat(_("{text}: a check digit is 0 to 9 or X"), EXAMPLE, text=text)
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


def readings(number: str) -> list[Number]:
    """The only reading; Malformed if it can be no application or patent number."""
    prefix, digits, check = _parts(number)
    if len(digits) == 8 and not _is_old_year(digits):
        message = _("{text}: the year {year} cannot be; numbers of 8 digits ran from 85 to 03")
        raise InvalidComponent(message, EXAMPLE, text=number, year=digits[:2])
    if len(digits) == 12 and digits < "1985":
        message = _("{text}: the year {year} cannot be; China takes applications since 1985")
        raise InvalidComponent(message, EXAMPLE, text=number, year=digits[:4])
    if type_digit(digits) not in TYPES:
        message = _("{text}: the type {type} does not exist; it is 1, 2, 3, 8 or 9")
        raise InvalidComponent(message, EXAMPLE, text=number, type=type_digit(digits))
    return [_number(number, prefix, digits, check)]


validate, is_valid = verbs(readings)


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without its check digit, which lists leave out or get wrong."""
    return (number.canonical.partition(".")[0],)
