"""European patent numbers.

* Publications: 7 digits, with zeros in front; kinds A1 to A9 published application, B1 to B9
  granted. A grant keeps the number of its application.
* Applications: year (2 digits), 6 digits, a dot and a check digit, whose rule we have no source
  for: it is not checked. Databases drop it and write a kind letter A.

Sources:

* https://www.epo.org/en/legal/guidelines-epc/2026/a_ii_1_7.html (applications)
* http://scientist-at-work.blogspot.com/2009/07/patent-kind-codes.html (kinds)
* https://chembl.gitbook.io/surechembl/text-search/patent-number-search-format (publications)

>>> from patentcli.numbers import read
>>> [read(text).canonical for text in ("EP 3 347 856 A4", "EP7054A1")]
['EP3347856A4', 'EP0007054A1']
>>> [read(text).kind for text in ("EP2572317B1", "EP2572317A1", "EP16000312.7")]
['grant', 'published-application', 'application']
"""

import re

from patentcli.i18n import _
from patentcli.numbers.number import Number, unreadable

SYSTEM = "ep"
EXAMPLE = "EP2572317B1"
# The letter after an application number is no kind code, of which publications alone have digits.
_APPLICATION = re.compile(r"EP([0-9]{8})(?:\.?([0-9]))?[A-Z]?")
_PUBLICATION = re.compile(
    "EP(?:([0-9]{1,7})([A-Z]?)|0*([0-9]{1,7})([A-Z][0-9])(?:(?:19|20)[0-9]{6})?)"  # B9 20031217
)


def readings(text: str, body: str) -> list[Number]:
    """The only reading; Malformed if it is no European number."""
    body = body.replace("-", "")
    if match := _APPLICATION.fullmatch(body):
        digits, check = match.groups()
        key, year = f"EP{digits}", (1900 if digits >= "78" else 2000) + int(digits[:2])
        canonical = key if check is None else f"{key}.{check}"
        return [
            Number(text, SYSTEM, "application", "EP", canonical, (key,), None, check, year=year)
        ]
    match = _PUBLICATION.fullmatch(body)
    if not match:
        lengths = _("a European publication has 7, an application 8 and a check digit")
        raise unreadable(text, body, "EP", EXAMPLE, lengths)
    digits, kind = (match[1], match[2]) if match[1] else (match[3], match[4])
    key = f"EP{digits.zfill(7)}"
    stage = {"A": "published-application", "B": "grant"}.get(kind[:1], "publication")
    return [Number(text, SYSTEM, stage, "EP", key + kind, (key,), kind or None)]
