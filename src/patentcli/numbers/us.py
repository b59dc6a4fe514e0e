"""United States patent numbers.

* Grants: up to 8 digits, or D, RE, PP, H, T, AI and digits. Kinds since 2001: B1, B2, E, P2, P3,
  S, and certificates C, F, J, K, O; A until 2000. Without a kind code 7 or 8 digits are a grant.
* Published applications, since March 2001: year (4 digits) and 7 digits; kinds A1, A2, A9, P1,
  P4, P9. Some databases drop the zero after the year (US2010250539A1): it is put back.
* Applications: series (2 digits), slash, 6 digits. Without the slash they look like a grant of 8
  digits, which is then the first of two readings. Databases write the year before the series
  (US201816123456A). Of old patents, whose application numbers they lack, they write the number of
  the patent with a D behind it (US3794273DA): an application, not the patent.

Sources:

* https://webharvest.gov/peth04/20041015171647/http://www.uspto.gov/web/offices/ac/ido/ptdl/dockindcodes.htm
* https://patentlibrarian.com/reference-library/u-s-patent-document-kind-codes/
* https://www.uspto.gov/patents-application-process/applying-online/publication-number
* https://forums.epo.org/leading-zeros-in-us-publication-numbers-8915 (the dropped zero)
* https://www.epo.org/searching-for-patents/helpful-resources/patent-knowledge-news/2023/20230213.html
  (numbers with a suffix for applications that are not known)

>>> validate("US 11,941,802 B2"), validate("US-11941802-B2"), validate("US11941802")
('US11941802B2', 'US11941802B2', 'US11941802')
>>> validate("US 2021/0303928 A1"), validate("US2010250539A1")
('US20210303928A1', 'US20100250539A1')
>>> [n.kind for n in readings("US11941802")]
['grant', 'application']
>>> validate("US 20210303928123")
Traceback (most recent call last):
    ...
patentcli.numbers.number.InvalidLength: ...
"""

from patentcli.i18n import _
from patentcli.numbers.cleaning import compact, is_kind_code, split
from patentcli.numbers.number import InvalidComponent, InvalidLength, Number, unexpected, verbs

SYSTEM = "us"
EXAMPLE = "US11941802B2"
_SERIES = ("", "D", "RE", "PP", "H", "T", "AI")
_APPLICATION_KINDS = frozenset(("A1", "A2", "A9", "P1", "P4", "P9"))
_NO_PATENT = frozenset("HT")  # registrations and defensive publications, no patents
_WORDS = ("PATENT", "PAT", "PUB", "APPL", "NO")


def _parts(text: str) -> tuple[str, str, str]:
    """Series letters, digits (an application's with its slash or D), kind code."""
    body = compact(text).replace(",", "").replace(".", "")
    if not body.startswith("US"):
        raise unexpected(text, body[:2], EXAMPLE)
    body = body[2:]
    for word in _WORDS:
        body = body.removeprefix(word)
    before, slash, after = body.partition("/")
    if slash and not (len(before) == 2 and len(after) == 6):
        body = before + after
        slash = ""
    if slash and body.replace("/", "").isdigit():
        return "", body, ""
    series, digits, kind = split(body)
    if series not in _SERIES:
        raise unexpected(text, series, EXAMPLE)
    if kind in ("D", "DA") and not series and len(digits) <= 8:
        return "", f"{digits.lstrip('0')}D", ""
    if kind and not is_kind_code(kind):
        raise unexpected(text, kind, EXAMPLE)
    if len(digits) == 12 and not series and len(kind) <= 1:
        return "", f"{digits[4:6]}/{digits[6:]}", ""
    if len(digits) == 10 and not series:
        digits = f"{digits[:4]}0{digits[4:]}"
    return series, digits if len(digits) == 11 else digits.lstrip("0"), kind


def readings(number: str) -> list[Number]:
    """What the number may be, the likelier first; Malformed if it is no United States number."""
    series, digits, kind = _parts(number)
    canonical = f"US{series}{digits}{kind}"
    if "/" in digits or (len(digits) > 1 and digits.endswith("D")):
        return [Number(number, SYSTEM, "application", "US", canonical)]
    published = len(digits) == 11 and not series
    if not published and not 0 < len(digits) <= 8:
        message = _(
            "{text} has {count} digits: a United States grant has up to 8, a published "
            "application the year and 7"
        )
        raise InvalidLength(message, EXAMPLE, text=number, count=len(digits))
    if published and digits < "2001":
        message = _("{text}: the year {year} cannot be; applications are published since 2001")
        raise InvalidComponent(message, "US20210303928A1", text=number, year=digits[:4])
    stage = "published-application" if published else "grant"
    warning = None
    if kind and published != (kind in _APPLICATION_KINDS):
        stage = "publication"
        message = _("kind {kind} does not go with a number of {count} digits")
        warning = message.format(kind=kind, count=len(digits))
    elif series in _NO_PATENT:
        stage = "publication"
    year = int(digits[:4]) if published else None
    code = kind or None
    found = [Number(number, SYSTEM, stage, "US", canonical, code, year=year, warning=warning)]
    if len(digits) == 8 and not series and not kind:
        found += readings(f"US{digits[:2]}/{digits[2:]}")
    return [one._replace(input=number) for one in found]


validate, is_valid = verbs(readings)


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without its kind code: grants and applications never share digits."""
    return (number.canonical.removesuffix(number.kind_code or ""),)
