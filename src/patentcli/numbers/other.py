"""Numbers of every other office, by the standards that all share.

Office (WIPO ST.3), perhaps one or two letters of a series, up to 15 digits, kind code (WIPO
ST.16: a letter, perhaps a digit). Lengths, years and check digits differ by office and are not
checked. A dot and one character after the digits are the check digit of an application.

ST.16 lets utility models (U, Y, Z) and designs, plant and medicament patents (S, P, M) have
series of their own, so their letter counts when documents are compared. What is a grant differs
by office too; only Taiwan's, of the offices here, is told by the number: I, M or D and six digits.

Sources:

* ST.3: https://docslib.org/doc/5120960/st-3-page-3-3-1 (the codes of ISO 3166-1 and organisations)
* ST.16: https://docslib.org/doc/5720931/standard-st-16-recommended-standard-code-for-the
* https://www.epo.org/searching-for-patents/helpful-resources/asian/chinese-taipei/numbering-system.html

>>> format("HK 1213353 A1"), format("ES2661612T3"), format("KR 10-2018-0123456 A")
('HK1213353A1', 'ES2661612T3', 'KR1020180123456A')
>>> read("TWI746674B").kind, read("TW201432548A").kind
('grant', 'publication')
>>> validate("XQ1234567A")
Traceback (most recent call last):
    ...
patentcli.numbers.errors.InvalidComponent: ...
"""

from patentcli.i18n import _
from patentcli.numbers.errors import InvalidComponent, InvalidLength, Malformed
from patentcli.numbers.number import Number
from patentcli.numbers.text import EXAMPLE as NEAREST
from patentcli.numbers.text import compacted, is_kind_code, shown, split, unexpected

SYSTEM = "other"
EXAMPLE = "HK1213353A1"
# One text, split when needed: the states and territories, then organisations, then former states.
_OFFICES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
AP BX EA EM EP GC IB OA QZ WO XN XU XV
CS DD DL SU YU
"""
_OWN_SERIES = {"U": "U", "Y": "U", "Z": "U", "S": "S", "P": "P", "M": "M"}


def _parts(text: str) -> tuple[str, str, str | None, str]:
    """Office, series letters and digits, check digit or None, kind code."""
    prefix, digits, tail = split(compacted(text).replace("/", "").replace(",", ""))
    office, series = prefix[:2], prefix[2:]
    check: str | None = None
    if tail[:1] == "." and len(tail) > 1 and tail[1].isalnum():
        check, tail = tail[1], tail[2:]
    elif tail[:1].isalpha() and is_kind_code(tail[1:]) and tail[1].isalpha():
        digits, tail = digits + tail[0], tail[1:]  # Singapore: SG11201501234YA
    if len(series) > (3 if office == "MX" else 2):
        raise unexpected(text, prefix, NEAREST)
    if tail and not is_kind_code(tail):
        raise unexpected(text, tail, EXAMPLE)
    if not 1 <= len(digits) <= 15:
        message = _("{text} has {count} digits: a patent number has 1 to 15")
        raise InvalidLength(message.format(text=shown(text), count=len(digits)), EXAMPLE)
    return office, series + digits, check, tail


def _checked(text: str) -> tuple[str, str, str | None, str]:
    """`_parts`, with an office that exists."""
    parts = _parts(text)
    if parts[0] not in _OFFICES.split():
        message = _("{text}: {office} is not a code of a country or organisation (WIPO ST.3)")
        raise InvalidComponent(message.format(text=shown(text), office=parts[0]), NEAREST)
    return parts


def _joined(office: str, body: str, check: str | None, kind: str) -> str:
    return f"{office}{body}{kind}" if check is None else f"{office}{body}.{check}"


def compact(number: str) -> str:
    """Office, series, digits and kind code; an application's check digit after its dot."""
    return _joined(*_parts(number))


def validate(number: str) -> str:
    """The compact form; Malformed if it is no office's number."""
    return _joined(*_checked(number))


def is_valid(number: str) -> bool:
    """Whether `validate` takes it."""
    try:
        _checked(number)
    except Malformed:
        return False
    return True


def format(number: str) -> str:
    """The canonical spelling, `HK1213353A1`."""
    return validate(number)


def read(number: str) -> Number:
    """What the number says; Malformed if it is none of this system."""
    office, body, check, kind = _checked(number)
    canonical = _joined(office, body, check, kind)
    stage = "publication" if check is None else "application"
    if office == "TW" and len(body) == 7 and body[0] in "IMD":
        stage = "grant"
    code = kind if kind and check is None else None
    return Number(number, SYSTEM, stage, office, canonical, code, check, None, None, True, None)


def readings(number: str) -> list[Number]:
    """The only reading."""
    return [read(number)]


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without its kind code, with the letter of a series of its own if it has one.

    Without a kind code it may be of the main series or any other.
    """
    stem = number.canonical.removesuffix(number.kind_code or "").partition(".")[0]
    if number.kind == "application":
        return (f"{stem}/application",)
    if number.kind_code:
        series = _OWN_SERIES.get(number.kind_code[0])
        return (f"{stem}/{series}",) if series else (stem,)
    return (stem, *(f"{stem}/{series}" for series in sorted(set(_OWN_SERIES.values()))))
