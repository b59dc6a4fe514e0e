"""Japanese patent numbers.

* Grants: 7 digits; kinds B1, B2 patents, U and Y utility models, S designs.
* Published and examined applications: year and a serial number of up to 6 digits; kinds A
  (A5 of foreign applications), U; B, B2, Y before 1996. Since 2000 the year has four digits;
  before it is one of an era: S (Showa 1 = 1926), H (Heisei 1 = 1989), R (Reiwa 1 = 2019).
  One or two digits without the letter are Heisei up to 11, else Showa.
* Applications have the same form as their publications, so a number without a kind code may be
  either: the publication is the first reading.
* Republished international applications: `JPWO`, the international number, A1.

The same digits serve in several series (patents, utility models, designs, publications), so the
kind code counts when documents are compared.

Sources:

* https://www.epo.org/searching-for-patents/helpful-resources/asian/japan/numbering_de.html
* http://searchpriorart.com/databases/kindcode.htm
* http://scientist-at-work.blogspot.com/2009/07/patent-numbers.html (era years without a letter)
* https://www.kipb-jp.com/making-sense-of-the-japanese-patent-numbering-system

>>> format("JP 2018-528516 A"), format("JP2018-1234A"), format("JP 5241954 B2")
('JP2018528516A', 'JP2018001234A', 'JP5241954B2')
>>> format("JPH07-12345A"), format("JP8-179521"), read("JPH0712345A").year
('JPH07012345A', 'JPH08179521', 1995)
>>> format("JP5241954A"), format("JP-5241954-B2")
('JPH05241954A', 'JP5241954B2')
>>> [n.kind for n in readings("JP2018-528516")]
['published-application', 'application']
>>> validate("JP12")
Traceback (most recent call last):
    ...
patentcli.numbers.errors.InvalidLength: ...
"""

from patentcli.i18n import _
from patentcli.numbers.errors import InvalidComponent, InvalidLength, Malformed
from patentcli.numbers.number import Number
from patentcli.numbers.text import is_kind_code, plain, shown, split, unexpected

SYSTEM = "jp"
EXAMPLE = "JP2018528516A"
_ERAS = {"S": (1925, 64), "H": (1988, 31), "R": (2018, 99)}  # year before the first, last year
_FIRST_YEAR = 1885  # an earlier one is a mistake
_SERIES = "ABUYS"
_DROPPED = {ord(c): None for c in " \t\r\n(),"}


def _parts(text: str) -> tuple[str, str, str]:
    """Era letter or `WO` or nothing, digits (year and padded serial, or 7), kind code."""
    pieces = plain(text).translate(_DROPPED).replace("/", "-").split("-")
    kind = pieces.pop() if len(pieces) > 1 and is_kind_code(pieces[-1]) else ""
    prefix, digits, tail = split("".join(pieces))
    era, kind = prefix[2:], tail + kind
    if not prefix.startswith("JP") or era not in ("", "WO", *_ERAS):
        raise unexpected(text, prefix, EXAMPLE)
    if kind and not is_kind_code(kind):
        raise unexpected(text, kind, EXAMPLE)
    year = split("".join(pieces[:-1]))[1]  # what stands before the last hyphen
    if era in _ERAS and (len(year) > 2 or len(digits) > 8):
        message = _("{text} has {count} digits: a Japanese number has 7, or the year and 6")
        raise InvalidLength(message.format(text=shown(text), count=len(digits)), EXAMPLE)
    if not year and not era and len(digits) == 7 and kind[:1] != "A":
        return "", digits, kind
    size = len(year) or _year_size(era, digits)
    year, serial = digits[:size], digits[size:]
    if len(year) not in (1, 2, 4) or not 0 < len(serial) <= 6:
        message = _("{text} has {count} digits: a Japanese number has 7, or the year and 6")
        raise InvalidLength(message.format(text=shown(text), count=len(digits)), EXAMPLE)
    if len(year) < 4:
        era = era or ("H" if int(year) <= 11 else "S")
    return era, year.zfill(2) + serial.zfill(6), kind


def _year_size(era: str, digits: str) -> int:
    """How many digits are the year's where no hyphen tells."""
    if era in _ERAS:
        return 2
    # Publications always have a year: JP5241954A is Heisei 5, as databases write it.
    return {7: 1, 8: 2}.get(len(digits), 4)


def _year(era: str, digits: str) -> int | None:
    if len(digits) == 7:
        return None
    return int(digits[:4]) if era not in _ERAS else _ERAS[era][0] + int(digits[:2])


def _checked(text: str) -> tuple[str, str, str]:
    """`_parts`, with a year that exists."""
    era, digits, kind = _parts(text)
    year = _year(era, digits)
    beyond = era in _ERAS and not 1 <= int(digits[:2]) <= _ERAS[era][1]
    if year is not None and (year < _FIRST_YEAR or beyond):
        message = _("{text}: the year {year} cannot be")
        raise InvalidComponent(message.format(text=shown(text), year=year), EXAMPLE)
    return era, digits, kind


def compact(number: str) -> str:
    """Country, era, year, serial number of six digits, kind code."""
    return "JP" + "".join(_parts(number))


def validate(number: str) -> str:
    """The compact form; Malformed if it is no Japanese number."""
    return "JP" + "".join(_checked(number))


def is_valid(number: str) -> bool:
    """Whether `validate` takes it."""
    try:
        _checked(number)
    except Malformed:
        return False
    return True


def format(number: str) -> str:
    """The canonical spelling, `JP2018528516A`."""
    return validate(number)


def readings(number: str) -> list[Number]:
    """What the number may be, the likelier first."""
    era, digits, kind = _checked(number)
    canonical, year = f"JP{era}{digits}{kind}", _year(era, digits)
    if len(digits) == 7:
        stages = ["grant"]
    elif kind:
        # With a year, B and Y are examined applications: granted later without a new document.
        stages = ["published-application" if kind[0] in "AU" else "publication"]
    else:
        stages = ["published-application", "application"]
    code = kind or None
    return [
        Number(number, SYSTEM, stage, "JP", canonical, code, None, None, year, True, None)
        for stage in stages
    ]


def read(number: str) -> Number:
    """The likeliest reading."""
    return readings(number)[0]


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number with the letter of its series; without a kind code, with each letter.

    Applications have a series of their own.
    """
    stem = number.canonical.removesuffix(number.kind_code or "")
    if number.kind == "application":
        return (f"{stem}/application",)
    series = number.kind_code[0] if number.kind_code else _SERIES
    return tuple(f"{stem}/{letter}" for letter in series)
