"""Chinese publication numbers (公开号, 公告号).

First digit: 1 invention, 2 utility model, 3 design; then a serial number without a year. Nine
digits since July and August 2007, seven from 1989 until then; from 1985 to 1988 the eight digits
of the application served for every document. The kind code follows:

* inventions: A published application; B granted since April 2010, before 1993 examined but not
  yet granted; C granted from 1993 to March 2010
* utility models: U granted since April 2010, before 1993 published before grant; Y in between
* designs: S granted since April 2010, before 1993 published before grant; D in between

A digit after the letter marks a corrected or partly invalidated document (A8, B9, C1).

Since April 2010 a grant keeps the number of its application: CN102497489A and CN102497489B are
one patent. Before, the two had numbers of their own: CN1098765A and CN1098765C are two. It follows
that seven digits with kind B are a late grant if they are above 1030000, where the numbers of
published applications began, and else an examined application of 1989 to 1992, which ended at
1019808.

Sources:

* http://www.epo.org/patents/updates/2007/20071129_de.html (nine digits)
* http://www.epo.org/patents/patent-information/east-asian/helpdesk/china/numbering_de.html
* https://www.360docs.net/doc/387399906.html (1985 to 1992; first numbers 1030001 A, 1003001 B)
* https://forums.epo.org/numbering-system-china-4879 (last B of 1992, first C, first B of 2010)
* https://patentlibrarian.blogspot.com/2010/04/chinese-patent-number-system.html (one number)

>>> validate("CN 114694123 B"), validate("108573519")
('CN114694123B', 'CN108573519')
>>> [readings(text)[0].kind for text in ("CN114694123B", "CN114694123A", "CN114694123")]
['grant', 'published-application', 'publication']
>>> readings("CN1015003B")[0].kind
'published-application'
>>> validate("CN414694123B")
Traceback (most recent call last):
    ...
patentcli.numbers.number.InvalidComponent: ...
"""

from patentcli.i18n import _
from patentcli.numbers.cleaning import compact, is_kind_code, split
from patentcli.numbers.cn_application import type_digit, wrong_length
from patentcli.numbers.number import InvalidComponent, Number, unexpected, verbs

SYSTEM = "cn-publication"
EXAMPLE = "CN114694123B"
_DIGIT_OF_KIND = {"A": "1", "B": "1", "C": "1", "U": "2", "Y": "2", "S": "3", "D": "3"}
_STAGES = dict.fromkeys("BCUYSD", "grant") | {"A": "published-application", "": "publication"}
_FIRST_PUBLISHED_APPLICATION = "1030001"


def quick(text: str, bare: str) -> Number | None:
    """The reading of CN, nine digits and perhaps a kind letter; None for any other spelling.

    `bare` is the text without spaces. For reading lists: `readings` knows more and takes longer.
    """
    digits, kind = bare[2:11], bare[11:]
    if bare[:2] != "CN" or len(digits) != 9 or not digits.isdigit() or not digits.isascii():
        return None
    if digits[0] not in "123" or _DIGIT_OF_KIND.get(kind, digits[0]) != digits[0]:
        return None
    stage = _STAGES.get(kind)
    return Number(text, SYSTEM, stage, "CN", bare, kind or None) if stage else None


def _stage(digits: str, kind: str) -> str:
    """The `kind` of Number: what the document is, by its kind code and its time."""
    examined = kind[:1] == "B" and (len(digits) == 8 or digits < _FIRST_PUBLISHED_APPLICATION)
    if len(digits) < 9 and (kind[:1] in ("U", "S") or examined):  # before 2007
        return "published-application"
    return _STAGES[kind[:1]]


def readings(number: str) -> list[Number]:
    """The only reading; Malformed if it can be no publication number."""
    prefix, digits, kind = split(compact(number))
    if prefix not in ("CN", ""):
        raise unexpected(number, prefix, EXAMPLE)
    if kind and not is_kind_code(kind):
        raise unexpected(number, kind, EXAMPLE)
    if len(digits) not in (7, 8, 9) or (len(digits) == 8 and not "85" <= digits[:2] <= "88"):
        raise wrong_length(number, len(digits))
    digit = type_digit(digits)
    if digit not in "123":
        message = _("{text}: the type {type} does not exist; it is 1, 2 or 3")
        raise InvalidComponent(message, EXAMPLE, text=number, type=digit)
    if kind[:1] not in _STAGES:
        message = _("{text}: China has no kind {kind}; its kinds are A, B, C, U, Y, S and D")
        raise InvalidComponent(message, EXAMPLE, text=number, kind=kind)
    warning = None
    if kind and _DIGIT_OF_KIND[kind[0]] != digit:
        message = _("kind {kind} does not go with a number of type {type}")
        warning = message.format(kind=kind, type=digit)
    year = 1900 + int(digits[:2]) if len(digits) == 8 else None
    stage, canonical = _stage(digits, kind), f"CN{digits}{kind}"
    read = Number(number, SYSTEM, stage, "CN", canonical, kind or None, year=year, warning=warning)
    return [read]


validate, is_valid = verbs(readings)


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without its kind code, marked where two series share the digits.

    Of seven digits from 1, kind C and the examined B were one series, A and the late B another;
    without a kind code the number may belong to either.
    """
    if len(number.canonical) > 10 and number.canonical[2:11].isdigit():  # nine, as nearly all have
        return (number.canonical[:11],)
    digits, kind = split(number.canonical)[1:]
    if len(digits) != 7 or digits[0] != "1":
        return (f"CN{digits}",)
    if not kind:
        return (f"CN{digits}/A", f"CN{digits}/C")
    late = kind[0] == "A" or (kind[0] == "B" and digits >= _FIRST_PUBLISHED_APPLICATION)
    return (f"CN{digits}/A" if late else f"CN{digits}/C",)
