"""Indian patent numbers.

* Applications until 2015: a serial number, the office that took it (DEL, MUM, CHE, KOL, also cut
  to two letters, with NP for the national phase of an international one), the year. Since 2016:
  year (4 digits), office (1), kind (1), serial number (6).
* Patents: up to 6 digits, without a kind code that tells them from publications.

Databases write an application without slashes and with a letter A behind (IN1442CH2015A).

Sources:

* https://ipindia.gov.in (journals of the Patent Office, heads of the lists of applications)
* https://www.wipo.int/standards/en/part_07.html (ST.10/C, presentation of application numbers)

>>> format("IN 1442CH2015 A"), format("IN 10000/DELNP/2012"), format("IN 201617000123")
('IN1442/CH/2015', 'IN10000/DELNP/2012', 'IN201617000123')
>>> read("IN 1442CH2015 A").kind, read("IN 296545 B").kind
('application', 'publication')
>>> validate("IN 1442CH1815 A")
Traceback (most recent call last):
    ...
patentcli.numbers.errors.InvalidComponent: ...
"""

import re

from patentcli.i18n import _
from patentcli.numbers import other
from patentcli.numbers.errors import InvalidComponent, Malformed
from patentcli.numbers.number import Number
from patentcli.numbers.text import compacted, shown, unexpected

SYSTEM = "india"
EXAMPLE = "IN10000/DELNP/2012"
_OLD = re.compile(r"IN([0-9]{1,6})/?([A-Z]{2,5}?(?:NP)?)/?([0-9]{4})[A-Z]?")
_NEW = re.compile(r"IN(20[0-9]{10})[A-Z]?")
_FIRST_YEAR = 1912


def compact(number: str) -> str:
    """Country, serial number, office and year of an application; else as every other office's."""
    body = compacted(number)
    if not body.startswith("IN"):
        raise unexpected(number, body[:2], EXAMPLE)
    if match := _OLD.fullmatch(body):
        return f"IN{match[1]}/{match[2]}/{match[3]}"
    if match := _NEW.fullmatch(body):
        return f"IN{match[1]}"
    return other.compact(number)


def validate(number: str) -> str:
    """The compact form; Malformed if it is no Indian number."""
    found = compact(number)
    year = _year(found)
    if year is not None and year < _FIRST_YEAR:
        message = _("{text}: the year {year} cannot be")
        raise InvalidComponent(message.format(text=shown(number), year=year), EXAMPLE)
    return found if year is not None else other.validate(number)


def _year(canonical: str) -> int | None:
    """The year in an application number; None for what is none."""
    if "/" in canonical:
        return int(canonical[-4:])
    return int(canonical[2:6]) if _NEW.fullmatch(canonical) else None


def is_valid(number: str) -> bool:
    """Whether `validate` takes it."""
    try:
        validate(number)
    except Malformed:
        return False
    return True


def format(number: str) -> str:
    """The canonical spelling, `IN10000/DELNP/2012`."""
    return validate(number)


def read(number: str) -> Number:
    """What the number says; Malformed if it is none of this system."""
    canonical = validate(number)
    year = _year(canonical)
    if year is None:
        return other.read(number)._replace(system=SYSTEM)
    return Number(
        number, SYSTEM, "application", "IN", canonical, None, None, None, year, True, None
    )


def readings(number: str) -> list[Number]:
    """The only reading."""
    return [read(number)]


def lookup_keys(number: Number) -> tuple[str, ...]:
    """An application's number; that of a publication as of every other office."""
    return (number.canonical,) if number.kind == "application" else other.lookup_keys(number)
