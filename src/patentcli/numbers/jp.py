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

>>> from patentcli.numbers import read, readings
>>> [read(text).canonical for text in ("JP 2018-528516 A", "JP2018-1234A", "JP 5241954 B2")]
['JP2018528516A', 'JP2018001234A', 'JP5241954B2']
>>> read("JPH07-12345A").canonical, read("JP8-179521").canonical, read("JPH0712345A").year
('JPH07012345A', 'JPH08179521', 1995)
>>> [read(text).canonical for text in ("JP5241954A", "JP-5241954-B2")]
['JPH05241954A', 'JP5241954B2']
>>> [n.kind for n in readings("JP2018-528516")]
['published-application', 'application']
"""

import re

from patentcli.i18n import _
from patentcli.numbers.number import VALUE, Malformed, Number, unreadable, wrong_length

SYSTEM = "jp"
EXAMPLE = "JP2018528516A"
# The hyphen or slash before the last digits ends the year.
_FORM = re.compile("JP-?(WO|[SHR]?)-?(?:([0-9]*)-)?([0-9]+)-?([A-Z][0-9]?)?")
_ERAS = {"S": (1925, 64), "H": (1988, 31), "R": (2018, 99)}  # year before the first, last year
_FIRST_YEAR = 1885  # an earlier one is a mistake
_SERIES = "ABUYS"


def readings(text: str, body: str) -> list[Number]:
    """What the number may be, the likelier first; Malformed if it is no Japanese number."""
    body = body.replace(",", "").replace("/", "-")
    lengths = _("a Japanese number has 7, or the year and 6")
    match = _FORM.fullmatch(body)
    if not match:
        raise unreadable(text, body.replace("-", ""), "JP(WO|[SHR]?)", EXAMPLE, lengths)
    era, year, serial, kind = match.groups("")
    letters = kind[:1] or _SERIES  # of the series that it may belong to
    if not (era or year) and len(serial) == 7 and kind[:1] != "A":
        keys = tuple(f"JP{serial}/{letter}" for letter in letters)
        return [Number(text, SYSTEM, "grant", "JP", f"JP{serial}{kind}", keys, kind or None)]
    if not year:
        # Publications always have a year: JP5241954A is Heisei 5, as databases write it.
        size = 2 if era in _ERAS else {7: 2 if era else 1, 8: 2}.get(len(serial), 4)
        year, serial = serial[:size], serial[size:]
    if len(year) not in ((1, 2) if era in _ERAS else (1, 2, 4)) or not 0 < len(serial) <= 6:
        raise wrong_length(lengths, EXAMPLE, text, len(year + serial))
    if len(year) < 4 and era == "WO":
        year = ("19" if year >= "78" else "20") + year
    elif len(year) < 4:
        era = era or ("H" if int(year) <= 11 else "S")
    before, last = _ERAS.get(era, (0, 9999))
    ad = before + int(year)
    if ad < _FIRST_YEAR or not 1 <= int(year) <= last:
        raise Malformed(VALUE, _("{text}: the year cannot be {year}"), EXAMPLE, text=text, year=ad)
    stem = f"JP{era}{year.zfill(2)}{serial.zfill(6)}"
    # With a year, B and Y are examined applications: granted later without a new document.
    stage = "published-application" if letters[0] in "AU" else "publication"
    keys = tuple(f"{stem}/{letter}" for letter in letters)
    found = [Number(text, SYSTEM, stage, "JP", stem + kind, keys, kind or None, year=ad)]
    if not kind:
        own = (f"{stem}/application",)  # applications have a series of their own
        found.append(Number(text, SYSTEM, "application", "JP", stem, own, year=ad))
    return found
