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

>>> from patentcli.numbers import read
>>> [read(text).canonical for text in ("WO 2013/083032 A1", "WO2016154466", "WO 98/16331 A3")]
['WO2013083032A1', 'WO2016154466', 'WO1998016331A3']
>>> [read(text).canonical for text in ("PCT/CN2016/076543", "PCT/SE99/00123")]
['PCT/CN2016/076543', 'PCT/SE1999/000123']
"""

import re

from patentcli.i18n import _
from patentcli.numbers.number import VALUE, Malformed, Number, unreadable

SYSTEM = "wo"
EXAMPLE = "WO2013083032A1"
_PUBLICATION = re.compile("WO([0-9]{7,10})([A-Z][0-9]?)?")
_APPLICATION = re.compile("PCT([A-Z]{2})([0-9]{7,10})[A-Z]?")
# WO2014US51801 and CN2015070645W, as databases write applications.
_WO_US = re.compile("WO([0-9]{4})([A-Z]{2})([0-9]{1,6})(?:W|A[0-9]?)?")
_CN_W = re.compile("([A-Z]{2})((?:19|20)[0-9]{2})([0-9]{5,6})W")
_FIRST_YEAR = 1978


def readings(text: str, body: str) -> list[Number]:
    """The only reading; Malformed if it is no international number."""
    body = re.sub("[-/,]", "", body)
    office, kind = "", ""
    if match := _WO_US.fullmatch(body):
        year, office, serial = match.groups()
    elif match := _CN_W.fullmatch(body):
        office, year, serial = match.groups()
    elif match := _APPLICATION.fullmatch(body):
        office, (year, serial) = match[1], _parted(match[2])
    elif match := _PUBLICATION.fullmatch(body):
        kind, (year, serial) = match[2] or "", _parted(match[1])
    else:
        lengths = _("an international number has the year and 6")
        raise unreadable(text, body, "WO|PCT[A-Z]{2}", EXAMPLE, lengths)
    if int(year) < _FIRST_YEAR:
        message = _("{text}: the year cannot be {year}; the PCT began in 1978")
        raise Malformed(VALUE, message, EXAMPLE, text=text, year=int(year))
    serial = serial.zfill(6)
    key = f"PCT/{office}{year}/{serial}" if office else f"WO{year}{serial}"
    stage = "application" if office else "published-application"
    return [Number(text, SYSTEM, stage, "WO", key + kind, (key,), kind or None, year=int(year))]


def _parted(digits: str) -> tuple[str, str]:
    """Year, with its century, and serial number."""
    if len(digits) >= 9:
        return digits[:4], digits[4:]
    century = "19" if digits[:2] >= str(_FIRST_YEAR)[2:] else "20"
    return century + digits[:2], digits[2:]
