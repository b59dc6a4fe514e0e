"""European patent numbers.

* Publications: 7 digits, with zeros in front; kinds A1 to A9 published application, B1 to B9
  granted. A grant keeps the number of its application.
* Applications: year (2 digits), 6 digits, a dot and a check digit, whose rule we have no source
  for: it is not checked. Databases drop it and write a kind letter A.

Sources:

* https://www.epo.org/en/legal/guidelines-epc/2026/a_ii_1_7.html (applications)
* http://scientist-at-work.blogspot.com/2009/07/patent-kind-codes.html (kinds)
* https://chembl.gitbook.io/surechembl/text-search/patent-number-search-format (publications)

>>> format("EP 3 347 856 A4"), format("EP7054A1")
('EP3347856A4', 'EP0007054A1')
>>> read("EP2572317B1").kind, read("EP2572317A1").kind, read("EP16000312.7").kind
('grant', 'published-application', 'application')
>>> validate("EP334785612345")
Traceback (most recent call last):
    ...
patentcli.numbers.errors.InvalidLength: ...
"""

import re

from patentcli.i18n import _
from patentcli.numbers.errors import InvalidLength, Malformed
from patentcli.numbers.number import Number
from patentcli.numbers.text import compacted, is_kind_code, shown, split, unexpected

SYSTEM = "ep"
EXAMPLE = "EP2572317B1"
_DATED = re.compile(r"(EP[0-9]{1,7}[A-Z][0-9])(?:19|20)[0-9]{6}")  # EP 0259054 B9 20031217


def _parts(text: str) -> tuple[str, str | None, str]:
    """Digits, check digit or None, kind code of a publication."""
    prefix, digits, tail = split(_DATED.sub(r"\1", compacted(text)))
    if prefix != "EP":
        raise unexpected(text, prefix, EXAMPLE)
    check: str | None = None
    if tail[:1] == ".":
        check, tail = tail[1:2], tail[2:]
        if not check.isdigit() or len(digits) != 8:
            raise unexpected(text, f".{check}", "EP16000312.7")
    elif len(digits) == 9:
        digits, check = digits[:-1], digits[-1]
    if tail and not is_kind_code(tail):
        raise unexpected(text, tail, EXAMPLE)
    if len(tail) == 2 and digits[:1] == "0":
        digits = digits.lstrip("0").zfill(7)  # EP00007054A1: only publications have such kinds
    if not 0 < len(digits) <= (7 if len(tail) == 2 else 8):
        message = _(
            "{text} has {count} digits: a European publication has 7, an application 8 and a "
            "check digit"
        )
        raise InvalidLength(message.format(text=shown(text), count=len(digits)), EXAMPLE)
    if len(digits) == 8:
        return digits, check, ""  # the letter after an application number is no kind code
    return digits.zfill(7), None, tail


def compact(number: str) -> str:
    """Country, digits and kind code; an application's check digit after its dot."""
    digits, check, kind = _parts(number)
    return f"EP{digits}{kind}" if check is None else f"EP{digits}.{check}"


def validate(number: str) -> str:
    """The compact form; Malformed if it is no European number."""
    return compact(number)


def is_valid(number: str) -> bool:
    """Whether `validate` takes it."""
    try:
        _parts(number)
    except Malformed:
        return False
    return True


def format(number: str) -> str:
    """The canonical spelling, `EP2572317B1`."""
    return compact(number)


def read(number: str) -> Number:
    """What the number says; Malformed if it is none of this system."""
    digits, check, kind = _parts(number)
    canonical = compact(number)
    year = None
    if len(digits) == 8:
        stage = "application"
        year = (1900 if digits >= "78" else 2000) + int(digits[:2])
    else:
        stage = {"A": "published-application", "B": "grant"}.get(kind[:1], "publication")
    return Number(
        number, SYSTEM, stage, "EP", canonical, kind or None, check, None, year, True, None
    )


def readings(number: str) -> list[Number]:
    """The only reading."""
    return [read(number)]


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without kind code or check digit."""
    return ("EP" + split(number.canonical)[1],)
