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

>>> validate("JP 2018-528516 A"), validate("JP2018-1234A"), validate("JP 5241954 B2")
('JP2018528516A', 'JP2018001234A', 'JP5241954B2')
>>> validate("JPH07-12345A"), validate("JP8-179521"), readings("JPH0712345A")[0].year
('JPH07012345A', 'JPH08179521', 1995)
>>> validate("JP5241954A"), validate("JP-5241954-B2")
('JPH05241954A', 'JP5241954B2')
>>> [n.kind for n in readings("JP2018-528516")]
['published-application', 'application']
>>> validate("JP12")
Traceback (most recent call last):
    ...
patentcli.numbers.number.InvalidLength: ...
"""

from patentcli.i18n import _
from patentcli.numbers.cleaning import is_kind_code, plain, split
from patentcli.numbers.number import InvalidComponent, InvalidLength, Number, unexpected, verbs

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
    too_long = era in _ERAS and (len(year) > 2 or len(digits) > 8)
    if not too_long and not year and not era and len(digits) == 7 and kind[:1] != "A":
        return "", digits, kind
    size = len(year) or _year_size(era, digits)
    year, serial = digits[:size], digits[size:]
    if too_long or size not in (1, 2, 4) or not 0 < len(serial) <= 6:
        message = _("{text} has {count} digits: a Japanese number has 7, or the year and 6")
        raise InvalidLength(message, EXAMPLE, text=text, count=len(digits))
    if size < 4:
        era = era or ("H" if int(year) <= 11 else "S")
    return era, year.zfill(2) + serial.zfill(6), kind


def _year_size(era: str, digits: str) -> int:
    """How many digits are the year's where no hyphen tells."""
    if era in _ERAS:
        return 2
    # Publications always have a year: JP5241954A is Heisei 5, as databases write it.
    return {7: 1, 8: 2}.get(len(digits), 4)


def readings(number: str) -> list[Number]:
    """What the number may be, the likelier first; Malformed if it is no Japanese number."""
    era, digits, kind = _parts(number)
    canonical, code = f"JP{era}{digits}{kind}", kind or None
    if len(digits) == 7:
        return [Number(number, SYSTEM, "grant", "JP", canonical, code)]
    before, last = _ERAS.get(era, (0, 9999))
    of_era = int(digits[: 2 if era in _ERAS else 4])
    year = before + of_era
    if year < _FIRST_YEAR or not 1 <= of_era <= last:
        message = _("{text}: the year {year} cannot be")
        raise InvalidComponent(message, EXAMPLE, text=number, year=year)
    stages = ["published-application"]
    if not kind:
        stages.append("application")
    elif kind[0] not in "AU":
        # With a year, B and Y are examined applications: granted later without a new document.
        stages = ["publication"]
    return [Number(number, SYSTEM, stage, "JP", canonical, code, year=year) for stage in stages]


validate, is_valid = verbs(readings)


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number with the letter of its series; without a kind code, with each letter.

    Applications have a series of their own.
    """
    stem = number.canonical.removesuffix(number.kind_code or "")
    if number.kind == "application":
        return (f"{stem}/application",)
    series = number.kind_code[0] if number.kind_code else _SERIES
    return tuple(f"{stem}/{letter}" for letter in series)
