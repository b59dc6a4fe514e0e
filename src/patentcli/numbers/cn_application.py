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
after them; all these are read. The letter is no part of the number and is dropped, with a warning
where it is no kind code.

Sources:

* ZC 0006-2003 专利申请号标准, http://www.6065bob.com/fagui/91224.html
* http://www.plnmw.com/PatentSearch/junaldpimd.html (composition, ZL and CN)
* http://dfrtw.com/zhuanlichaxun/31487.html (check digit)
* https://www.360docs.net/doc/387399906.html (numbers of 1985 to 1992)

>>> from patentcli.numbers import read
>>> [read(text).canonical for text in ("ZL 2022 1 0599282.6", "CN200710198519A")]
['CN202210599282.6', 'CN200710198519']
>>> calc_check_digit("95115608")
'X'
>>> read("202010356782.1").warning
'the check digit should be 8, not 1'
"""

import re
from operator import mul

from patentcli.i18n import N_, _
from patentcli.numbers.number import FORMAT, VALUE, Malformed, Number, unreadable

SYSTEM = "cn-application"
EXAMPLE = "CN202210599282.6"
TYPES = {
    "1": "invention",
    "2": "utility-model",
    "3": "design",
    "8": "invention",  # through the PCT
    "9": "utility-model",  # through the PCT
}
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
"""What each of the digits before the check digit counts."""
NEW = "2003"  # the year in which numbers of twelve digits began
_ZEROS = {count: ord("0") * sum(WEIGHTS[:count]) for count in (8, 12)}
LENGTHS = N_(
    "a Chinese application has 12 and a check digit (before "
    "October 2003: 8), a Chinese publication 9 (before July 2007: 7)"
)

NOISE = re.compile(r"\.(?:[0-9]0+|[0-9]000+[0-9]{1,2}|[0-8]999+[0-9]{0,2})\Z")
"""The end of a number that was kept as a decimal number: `.60001` is `.6`, `.79999` is `.8`; a
whole number is kept as it is, so `.99999` is no noise."""
# Without a dot, a check digit follows eight digits only if they begin with a year of their time: no
# publication, which has nine digits too, does. One of 1985 to 1988 has eight and a kind code.
_FORM = re.compile(
    r"(CN|ZL|CNZL|)\.?(?!8[5-8][0-9]{6}[A-WYZ])"
    r"([0-9]{12}|(?:8[5-9]|9[0-9]|0[0-3])[0-9]{6}|[0-9]{8}(?![0-9]))"
    r"(?:[.,]?([0-9X]))?(?:([A-Z])[0-9]?)?"
)
# As most lists write it, without spaces.
USUAL = re.compile(r"(CN|ZL|)(20(?!0[0-2])[0-9]{2}[12389][0-9]{7})\.?([0-9X])", re.ASCII)


def calc_check_digit(digits: str) -> str:
    """The check digit of the 8 or 12 digits before it: 0 to 9, or X."""
    codes = digits.encode()  # a million times half as long as to make integers
    return "0123456789X"[(sum(map(mul, WEIGHTS, codes)) - _ZEROS[len(digits)]) % 11]


def type_digit(digits: str) -> str:
    """The digit of a Chinese number that tells the type of right: from 1985 to 1988 publications
    had the eight digits of the application, later ones begin with it."""
    return digits[{12: 4, 8: 2}.get(len(digits), 0)]


def number_of(text: str, prefix: str, digits: str, check: str | None) -> Number:
    """The number of these parts; `check` is its check digit, if it has one."""
    kind = "patent" if "ZL" in prefix else "application"
    expected = calc_check_digit(digits)
    century = "" if len(digits) == 12 else "19" if digits[0] in "89" else "20"
    year = int((century + digits)[:4])
    warnings = []
    if digits < NEW and not century:
        warnings.append(_("numbers of 12 digits began in October 2003"))
    if check not in (None, expected):
        said = {"expected": expected, "found": check}
        warnings.append(_("the check digit should be {expected}, not {found}", **said))
    warning = _("; ").join(warnings) if warnings else None
    # Lists leave the check digit out or get it wrong.
    key = f"CN{digits}"
    canonical = key if check is None else f"{key}.{check}"
    return Number(
        text, SYSTEM, kind, "CN", canonical, (key,), None, check, expected, year, True, warning
    )


def readings(text: str, body: str) -> list[Number]:
    """The only reading; Malformed if it can be no application or patent number."""
    body = NOISE.sub(lambda end: f".{int(end[0][1]) + (end[0][2] == '9')}", body.replace("-", ""))
    match = _FORM.fullmatch(body)
    if not match:
        if re.match(r"[A-Z]*\.?[0-9]+\.", body):
            raise Malformed(FORMAT, _("{text}: a check digit is 0 to 9 or X"), EXAMPLE, text=text)
        raise unreadable(text, body, "CN|ZL|CNZL|", EXAMPLE, _(LENGTHS))
    prefix, digits, check, letter = match.groups()
    if len(digits) == 8 and "03" < digits[:2] < "85":
        message = _("{text}: the year cannot be {year}; numbers of 8 digits ran from 85 to 03")
        raise Malformed(VALUE, message, EXAMPLE, text=text, year=digits[:2])
    if len(digits) == 12 and digits < "1985":
        message = _("{text}: the year cannot be {year}; China has taken applications since 1985")
        raise Malformed(VALUE, message, EXAMPLE, text=text, year=digits[:4])
    if type_digit(digits) not in TYPES:
        message = _("{text}: there is no type {type}; the types are 1, 2, 3, 8 and 9")
        raise Malformed(VALUE, message, EXAMPLE, text=text, type=type_digit(digits))
    number = number_of(text, prefix, digits, check)
    if letter and letter not in "ABCDSUY":
        strange = _("the letter {letter} behind the number is not a kind code", letter=letter)
        number = number._replace(warning=_("; ").join(filter(None, (number.warning, strange))))
    return [number]
