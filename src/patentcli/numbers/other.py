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

>>> from patentcli.numbers import read
>>> [read(text).canonical for text in ("HK 1213353 A1", "ES2661612T3", "KR 10-2018-0123456 A")]
['HK1213353A1', 'ES2661612T3', 'KR1020180123456A']
>>> [read(text).kind for text in ("TWI746674B", "TW201432548A")]
['grant', 'publication']
"""

import re

from patentcli.i18n import _
from patentcli.numbers.number import EXAMPLE as NEAREST
from patentcli.numbers.number import VALUE, Malformed, Number, unreadable

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
# Singapore has a letter behind the digits: SG11201501234YA; of Mexico /a/, /u/, /f/ are left.
_PREFIX = "[A-Z]{1,4}|MX[A-Z]{0,3}"
_FORM = re.compile(
    rf"({_PREFIX})([0-9]{{1,15}}(?:(?<![0-9]{{15}})[A-Z](?=[A-Z]))?)(?:\.([0-9A-Z]))?([A-Z][0-9]?)?"
)
_KOREAN_GRANT = re.compile(r"\A(KR-?\d\d-\d{7})-\d{4}(?!\d)")  # the register counts on behind it
_GRANT = re.compile("TW[IMD][0-9]{6}")
_MEXICAN_APPLICATION = re.compile("MX(PA)?[AUF][0-9]+")
_OWN_SERIES = {"U": "/U", "Y": "/U", "Z": "/U", "S": "/S", "P": "/P", "M": "/M"}


def readings(text: str, body: str) -> list[Number]:
    """The only reading; Malformed if it is no office's number."""
    body = re.sub("[-/,]", "", _KOREAN_GRANT.sub(r"\1", body))
    match = _FORM.fullmatch(body)
    if not match:
        raise unreadable(text, body, _PREFIX, EXAMPLE, _("a patent number has 1 to 15"))
    prefix, digits, check, letter = match.groups("")
    office, stem, kind, stage = prefix[:2], prefix + digits, "" if check else letter, "publication"
    if office not in _OFFICES.split():
        message = _("{text}: {office} is not a code of a country or organisation (WIPO ST.3)")
        raise Malformed(VALUE, message, NEAREST, text=text, office=office)
    if _GRANT.fullmatch(stem):
        stage = "grant"
    elif check or _MEXICAN_APPLICATION.fullmatch(stem):
        stage = "application"
    # Without a kind code it is of the main series or any other.
    series = ["", *sorted(set(_OWN_SERIES.values()))]
    if stage == "application":
        series = ["/application"]
    elif kind:
        series = [_OWN_SERIES.get(kind[0], "")]
    keys = tuple(f"{stem}{one}" for one in series)
    canonical = f"{stem}.{check}" if check else stem + kind
    return [Number(text, SYSTEM, stage, office, canonical, keys, kind or None, check or None)]
