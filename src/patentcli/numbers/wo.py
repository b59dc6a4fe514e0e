"""International (PCT) numbers.

* Publications: `WO`, year of publication and 6 digits since 2004. Before: two digits of the year
  and 5 digits (until June 2002) or 6; they are written with four digits of the year and six of
  the serial number, the form valid for all. Every one is a published application; the PCT grants
  nothing.
* Applications: `PCT/`, receiving office, year, slash, 6 digits (5 before 2004).

Sources:

* https://www.wipo.int/pct/en/texts/ai/s404.html (publications)
* https://register.epo.org/help?lng=en&topic=wopubnumber (their older forms)
* http://centralcoastpatent.com/wp-content/MPEP/documents/appxai_307.htm (applications)

>>> validate("WO 2013/083032 A1"), validate("WO2016154466"), validate("WO 98/16331 A3")
('WO2013083032A1', 'WO2016154466', 'WO1998016331A3')
>>> validate("PCT/CN2016/076543"), validate("PCT/SE99/00123")
('PCT/CN2016/076543', 'PCT/SE1999/000123')
>>> validate("WO 1965/123456")
Traceback (most recent call last):
    ...
patentcli.numbers.number.InvalidComponent: ...
"""

import re

from patentcli.i18n import _
from patentcli.numbers.cleaning import compact, is_kind_code, split
from patentcli.numbers.number import InvalidComponent, InvalidLength, Number, unexpected, verbs

SYSTEM = "wo"
EXAMPLE = "WO2013083032A1"
_FIRST_YEAR = 1978


def _long(digits: str) -> str:
    """Four digits of the year and six of the serial number."""
    if len(digits) >= 9:
        return digits[:4] + digits[4:].zfill(6)
    century = "19" if digits[:2] >= str(_FIRST_YEAR)[2:] else "20"
    return century + digits[:2] + digits[2:].zfill(6)


def readings(number: str) -> list[Number]:
    """The only reading; Malformed if it is no international number."""
    body = compact(number).replace("/", "").replace(",", "")
    # WO2014US51801 and CN2015070645W are applications, as databases write them.
    if match := re.fullmatch(r"WO([0-9]{4})([A-Z]{2})([0-9]{1,6})(?:W|A[0-9]?)?", body):
        body = f"PCT{match[2]}{match[1]}{match[3].zfill(6)}"
    elif match := re.fullmatch(r"([A-Z]{2})((?:19|20)[0-9]{2})([0-9]{5,6})W", body):
        body = f"PCT{match[1]}{match[2]}{match[3].zfill(6)}"
    prefix, digits, kind = split(body)
    application = prefix.startswith("PCT") and len(prefix) == 5
    if prefix != "WO" and not application:
        raise unexpected(number, prefix, EXAMPLE)
    if kind and (application or not is_kind_code(kind)):
        raise unexpected(number, kind, EXAMPLE)
    if not 7 <= len(digits) <= 10:
        message = _("{text} has {count} digits: an international number has the year and 6")
        raise InvalidLength(message, EXAMPLE, text=number, count=len(digits))
    digits = _long(digits)
    year = int(digits[:4])
    if year < _FIRST_YEAR:
        message = _("{text}: the year {year} cannot be; the PCT began in 1978")
        raise InvalidComponent(message, EXAMPLE, text=number, year=year)
    if application:
        canonical = f"PCT/{prefix[3:]}{digits[:4]}/{digits[4:]}"
        return [Number(number, SYSTEM, "application", "WO", canonical, year=year)]
    stage, canonical = "published-application", f"WO{digits}{kind}"
    return [Number(number, SYSTEM, stage, "WO", canonical, kind or None, year=year)]


validate, is_valid = verbs(readings)


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without its kind code."""
    return (number.canonical.removesuffix(number.kind_code or ""),)
