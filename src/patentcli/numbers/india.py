"""Indian patent numbers.

* Applications until 2015: a serial number, the office that took it (DEL, MUM, CHE, KOL, also cut
  to two letters, with NP for the national phase of an international one), the year. Since 2016:
  year (4 digits), office (1), kind (1), serial number (6).
* Patents: up to 6 digits, without a kind code that tells them from publications.

Databases write an application without slashes and with a letter A behind (IN1442CH2015A).

Sources:

* https://ipindia.gov.in (journals of the Patent Office, heads of the lists of applications)
* https://www.wipo.int/standards/en/part_07.html (ST.10/C, presentation of application numbers)

>>> from patentcli.numbers import read
>>> [read(text).canonical for text in ("IN 1442CH2015 A", "IN 10000/DELNP/2012", "IN 201617000123")]
['IN1442/CH/2015', 'IN10000/DELNP/2012', 'IN201617000123']
>>> [read(text).kind for text in ("IN 1442CH2015 A", "IN 296545 B")]
['application', 'publication']
"""

import re

from patentcli.i18n import _
from patentcli.numbers import other
from patentcli.numbers.number import VALUE, Malformed, Number

SYSTEM = "india"
EXAMPLE = "IN10000/DELNP/2012"
_OLD = re.compile(r"IN([0-9]{1,6})/?([A-Z]{2,5}?(?:NP)?)/?([0-9]{4})[A-Z]?")
_NEW = re.compile(r"IN((20[0-9]{2})[0-9]{8})[A-Z]?")
_FIRST_YEAR = 1912


def readings(text: str, body: str) -> list[Number]:
    """The only reading, of a publication as of every other office; Malformed if it is none."""
    body = body.replace("-", "")
    if match := _OLD.fullmatch(body):
        canonical, year = f"IN{match[1]}/{match[2]}/{match[3]}", int(match[3])
    elif match := _NEW.fullmatch(body.replace("/", "")):
        canonical, year = f"IN{match[1]}", int(match[2])
    else:
        return [one._replace(system=SYSTEM) for one in other.readings(text, body)]
    if year < _FIRST_YEAR:
        message = _("{text}: the year cannot be {year}")
        raise Malformed(VALUE, message, EXAMPLE, text=text, year=year)
    return [Number(text, SYSTEM, "application", "IN", canonical, (canonical,), year=year)]
