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
_FORMS = (
    # WO2014US51801 and CN2015070645W, as databases write applications.
    re.compile("WO(?P<year>[0-9]{4})(?P<office>[A-Z]{2})(?P<serial>[0-9]{1,6})(?:W|A[0-9]?)?"),
    re.compile("(?P<office>[A-Z]{2})(?P<year>(?:19|20)[0-9]{2})(?P<serial>[0-9]{5,6})W"),
    re.compile("PCT(?P<office>[A-Z]{2})(?P<year>[0-9]{4}|[0-9]{2})(?P<serial>[0-9]{5,6})[A-Z]?"),
    re.compile("WO(?P<year>[0-9]{4}|[0-9]{2})(?P<serial>[0-9]{5,6})(?P<kind>[A-Z][0-9]?)?"),
)
_FIRST_YEAR = 1978


def readings(text: str, body: str) -> list[Number]:
    """The only reading; Malformed if it is no international number."""
    body = re.sub("[-/,]", "", body)
    match = next(filter(None, (form.fullmatch(body) for form in _FORMS)), None)
    if not match:
        lengths = _("an international number has the year and 6")
        raise unreadable(text, body, "WO|PCT[A-Z]{2}", EXAMPLE, lengths)
    found = {"office": "", "kind": "", **match.groupdict("")}
    year, office, kind = int(found["year"]), found["office"], found["kind"]
    if len(found["year"]) == 2:
        year += 1900 if year >= _FIRST_YEAR % 100 else 2000
    if year < _FIRST_YEAR:
        message = _("{text}: the year cannot be {year}; the PCT began in 1978")
        raise Malformed(VALUE, message, EXAMPLE, text=text, year=year)
    serial = found["serial"].zfill(6)
    key = f"PCT/{office}{year}/{serial}" if office else f"WO{year}{serial}"
    stage = "application" if office else "published-application"
    return [Number(text, SYSTEM, stage, "WO", key + kind, (key,), kind or None, year=year)]
