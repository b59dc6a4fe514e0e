"""European patent numbers.

* Publications: 7 digits, with zeros in front; kinds A1 to A9 published application, B1 to B9
  granted. A grant keeps the number of its application.
* Applications: year (2 digits), 6 digits, a dot and a check digit, whose rule we have no source
  for: it is not checked. Databases drop it and write a kind letter A.

Sources:

* https://www.epo.org/en/legal/guidelines-epc/2026/a_ii_1_7.html (applications)
* http://scientist-at-work.blogspot.com/2009/07/patent-kind-codes.html (kinds)
* https://chembl.gitbook.io/surechembl/text-search/patent-number-search-format (publications)

>>> validate("EP 3 347 856 A4"), validate("EP7054A1")
('EP3347856A4', 'EP0007054A1')
>>> [readings(text)[0].kind for text in ("EP2572317B1", "EP2572317A1", "EP16000312.7")]
['grant', 'published-application', 'application']
>>> validate("EP334785612345")
Traceback (most recent call last):
    ...
patentcli.numbers.number.InvalidLength: ...
"""

import re

from patentcli.i18n import _
from patentcli.numbers.cleaning import compact, is_kind_code, split
from patentcli.numbers.number import InvalidLength, Number, unexpected, verbs

SYSTEM = "ep"
EXAMPLE = "EP2572317B1"
_DATED = re.compile(r"(EP[0-9]{1,7}[A-Z][0-9])(?:19|20)[0-9]{6}")  # EP 0259054 B9 20031217


def readings(number: str) -> list[Number]:
    """The only reading; Malformed if it is no European number."""
    prefix, digits, kind = split(_DATED.sub(r"\1", compact(number)))
    if prefix != "EP":
        raise unexpected(number, prefix, EXAMPLE)
    check: str | None = None
    if kind[:1] == ".":
        check, kind = kind[1:2], kind[2:]
        if not check.isdigit() or len(digits) != 8:
            raise unexpected(number, f".{check}", "EP16000312.7")
    elif len(digits) == 9:
        digits, check = digits[:-1], digits[-1]
    if kind and not is_kind_code(kind):
        raise unexpected(number, kind, EXAMPLE)
    published = len(kind) == 2
    if published and digits[:1] == "0":
        digits = digits.lstrip("0").zfill(7)  # EP00007054A1: only publications have such kinds
    if not 0 < len(digits) <= (7 if published else 8):
        message = _(
            "{text} has {count} digits: a European publication has 7, an application 8 and a "
            "check digit"
        )
        raise InvalidLength(message, EXAMPLE, text=number, count=len(digits))
    if len(digits) == 8:  # the letter after an application number is no kind code
        year = (1900 if digits >= "78" else 2000) + int(digits[:2])
        canonical = f"EP{digits}" if check is None else f"EP{digits}.{check}"
        return [Number(number, SYSTEM, "application", "EP", canonical, None, check, year=year)]
    stage = {"A": "published-application", "B": "grant"}.get(kind[:1], "publication")
    return [Number(number, SYSTEM, stage, "EP", f"EP{digits.zfill(7)}{kind}", kind or None)]


validate, is_valid = verbs(readings)


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without kind code or check digit."""
    return ("EP" + split(number.canonical)[1],)
