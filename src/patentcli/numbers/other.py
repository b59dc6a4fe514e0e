"""Numbers of every other office, by the standards that all share.

Office (WIPO ST.3), perhaps one or two letters of a series, up to 15 digits, kind code (WIPO
ST.16: a letter, perhaps a digit). Lengths, years and check digits differ by office and are not
checked. A dot and one character after the digits are the check digit of an application; Mexico
marks applications by /a/, /u/ and /f/ (MX/a/2010/012345, before 2007 mxPA/a/2005/008192).

ST.16 lets utility models (U, Y, Z) and designs, plant and medicament patents (S, P, M) have
series of their own, so their letter counts when documents are compared. What is a grant differs
by office too; only Taiwan's, of the offices here, is told by the number: I, M or D and six digits.

Sources:

* ST.3: https://docslib.org/doc/5120960/st-3-page-3-3-1 (the codes of ISO 3166-1 and organisations)
* ST.16: https://docslib.org/doc/5720931/standard-st-16-recommended-standard-code-for-the
* https://www.epo.org/searching-for-patents/helpful-resources/asian/chinese-taipei/numbering-system.html

>>> validate("HK 1213353 A1"), validate("ES2661612T3"), validate("KR 10-2018-0123456 A")
('HK1213353A1', 'ES2661612T3', 'KR1020180123456A')
>>> [readings(text)[0].kind for text in ("TWI746674B", "TW201432548A")]
['grant', 'publication']
>>> validate("XQ1234567A")
Traceback (most recent call last):
    ...
patentcli.numbers.number.InvalidComponent: ...
"""

from patentcli.i18n import _
from patentcli.numbers.cleaning import EXAMPLE as NEAREST
from patentcli.numbers.cleaning import compact, is_kind_code, split
from patentcli.numbers.number import InvalidComponent, InvalidLength, Number, unexpected, verbs

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
_MEXICAN_APPLICATIONS = ("A", "U", "F", "PAA", "PAU", "PAF")  # without their slashes
_OWN_SERIES = {"U": "U", "Y": "U", "Z": "U", "S": "S", "P": "P", "M": "M"}


def readings(number: str) -> list[Number]:
    """The only reading; Malformed if it is no office's number."""
    prefix, digits, kind = split(compact(number).replace("/", "").replace(",", ""))
    office, series = prefix[:2], prefix[2:]
    check: str | None = None
    if kind[:1] == "." and len(kind) > 1 and kind[1].isalnum():
        check, kind = kind[1], kind[2:]
    elif kind[:1].isalpha() and is_kind_code(kind[1:]) and kind[1].isalpha():
        digits, kind = digits + kind[0], kind[1:]  # Singapore: SG11201501234YA
    if len(series) > (3 if office == "MX" else 2):
        raise unexpected(number, prefix, NEAREST)
    if kind and not is_kind_code(kind):
        raise unexpected(number, kind, EXAMPLE)
    if not 1 <= len(digits) <= 15:
        message = _("{text} has {count} digits: a patent number has 1 to 15")
        raise InvalidLength(message, EXAMPLE, text=number, count=len(digits))
    if office not in _OFFICES.split():
        message = _("{text}: {office} is not a code of a country or organisation (WIPO ST.3)")
        raise InvalidComponent(message, NEAREST, text=number, office=office)
    body = office + series + digits
    grant = office == "TW" and len(body) == 9 and body[2] in "IMD"
    if check is not None:
        stage = "grant" if grant else "application"
        return [Number(number, SYSTEM, stage, office, f"{body}.{check}", None, check)]
    applied = office == "MX" and series in _MEXICAN_APPLICATIONS
    stage = "grant" if grant else "application" if applied else "publication"
    return [Number(number, SYSTEM, stage, office, body + kind, kind or None)]


validate, is_valid = verbs(readings)


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
