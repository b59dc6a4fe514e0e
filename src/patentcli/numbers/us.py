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

>>> from patentcli.numbers import read, readings
>>> [read(text).canonical for text in ("US 11,941,802 B2", "US-11941802-B2", "US11941802")]
['US11941802B2', 'US11941802B2', 'US11941802']
>>> [read(text).canonical for text in ("US 2021/0303928 A1", "US2010250539A1")]
['US20210303928A1', 'US20100250539A1']
>>> [n.kind for n in readings("US11941802")]
['grant', 'application']
"""

import re

from patentcli.i18n import _, ngettext
from patentcli.numbers.number import VALUE, Malformed, Number, unreadable

SYSTEM = "us"
EXAMPLE = "US11941802B2"
_START = re.compile("US(?:PATENT)?(?:PAT)?(?:PUB)?(?:APPL)?(?:NO)?")
_SERIES = "(D|RE|PP|H|T|AI|)"
_APPLICATION = re.compile("US(?:([0-9]{2})/([0-9]{6})|[0-9]{4}/?([0-9]{2})/?([0-9]{6})[A-Z]?)")
_UNKNOWN_APPLICATION = re.compile("US0*([1-9][0-9]{0,7}D)A?")
_PUBLISHED = re.compile("US([0-9]{4})([0-9]{6,7})([A-Z][0-9]?)?")
_GRANT = re.compile(f"US{_SERIES}0*([1-9][0-9]{{0,7}})([A-Z][0-9]?)?")
_APPLICATION_KINDS = frozenset(("A1", "A2", "A9", "P1", "P4", "P9"))
_NO_PATENT = frozenset("HT")  # registrations and defensive publications, no patents


def readings(text: str, body: str) -> list[Number]:
    """What the number may be, the likelier first; Malformed if it is no United States number."""
    body = _START.sub("US", re.sub("[-,.]", "", body), count=1)
    if match := _APPLICATION.fullmatch(body):
        return [_application(text, "/".join(filter(None, match.groups())))]
    body = body.replace("/", "")
    if match := _UNKNOWN_APPLICATION.fullmatch(body):
        return [_application(text, match[1])]
    year, warning = None, None
    if match := _PUBLISHED.fullmatch(body):
        series, stage, year = "", "published-application", int(match[1])
        digits, kind = match[1] + match[2].zfill(7), match[3] or ""
        if year < 2001:
            message = _(
                "{text}: the year cannot be {year}; applications have been published since 2001"
            )
            raise Malformed(VALUE, message, "US20210303928A1", text=text, year=match[1])
    elif match := _GRANT.fullmatch(body):
        series, digits, kind = match.groups("")
        stage = "publication" if series in _NO_PATENT else "grant"
    else:
        lengths = _("a United States grant has up to 8, a published application the year and 7")
        raise unreadable(text, body, f"US{_SERIES}", EXAMPLE, lengths)
    if kind and (year is not None) != (kind in _APPLICATION_KINDS):
        stage = "publication"
        warning = ngettext(
            "kind {kind} does not go with a number of {count} digit",
            "kind {kind} does not go with a number of {count} digits",
            len(digits),
            kind=kind,
            count=len(digits),
        )
    key = f"US{series}{digits}"  # grants and applications never share digits
    canonical, code = key + kind, kind or None
    found = [Number(text, SYSTEM, stage, "US", canonical, (key,), code, year=year, warning=warning)]
    if len(digits) == 8 and not series and not kind:
        found.append(_application(text, f"{digits[:2]}/{digits[2:]}"))
    return found


def _application(text: str, digits: str) -> Number:
    return Number(text, SYSTEM, "application", "US", f"US{digits}", (f"US{digits}",))
