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

>>> from patentcli.numbers import read
>>> [read(text).canonical for text in ("CN 114694123 B", "108573519")]
['CN114694123B', 'CN108573519']
>>> [read(text).kind for text in ("CN114694123B", "CN114694123A", "CN114694123")]
['grant', 'published-application', 'publication']
>>> read("CN1015003B").kind
'published-application'
"""

import re

from patentcli.i18n import _
from patentcli.numbers.cn_application import LENGTHS, type_digit
from patentcli.numbers.number import VALUE, Malformed, Number, unreadable

SYSTEM = "cn-publication"
EXAMPLE = "CN114694123B"
_FORM = re.compile("(?:CN)?([0-9]{9}|[0-9]{7}|8[5-8][0-9]{6})([A-Z][0-9]?)?")
# As most lists write it, without spaces.
USUAL = re.compile("CN(?:1[0-9]{8}[ABC]?|2[0-9]{8}[UY]?|3[0-9]{8}[SD]?)")
_DIGIT_OF_KIND = {"": "", "A": "1", "B": "1", "C": "1", "U": "2", "Y": "2", "S": "3", "D": "3"}
_FIRST_PUBLISHED_APPLICATION = "1030001"


def number_of(text: str, digits: str, kind: str, warning: str | None = None) -> Number:
    """The number of these parts; `kind` is its kind code or empty."""
    letter, key, year = kind[:1], f"CN{digits}", None
    stage = {"": "publication", "A": "published-application"}.get(letter, "grant")
    keys: tuple[str, ...] = (key,)
    if len(digits) < 9:  # before 2007
        late = letter == "B" and len(digits) == 7 and digits >= _FIRST_PUBLISHED_APPLICATION
        if letter in ("U", "S") or (letter == "B" and not late):
            stage = "published-application"
        if len(digits) == 8:
            year = 1900 + int(digits[:2])
        elif digits[0] == "1":
            # Kind C and the examined B were one series, A and the late B another; none: either.
            series = "AC" if not letter else "A" if letter == "A" or late else "C"
            keys = tuple(f"{key}/{one}" for one in series)
    return Number(
        text, SYSTEM, stage, "CN", key + kind, keys, kind or None, year=year, warning=warning
    )


def readings(text: str, body: str) -> list[Number]:
    """The only reading; Malformed if it can be no publication number."""
    body = body.replace("-", "")
    match = _FORM.fullmatch(body)
    if not match:
        raise unreadable(text, body, "(CN)?", EXAMPLE, _(LENGTHS))
    digits, kind = match.groups("")
    digit = type_digit(digits)
    if digit not in "123":
        message = _("{text}: there is no type {type}; the types are 1, 2 and 3")
        raise Malformed(VALUE, message, EXAMPLE, text=text, type=digit)
    if kind[:1] not in _DIGIT_OF_KIND:
        message = _("{text}: China has no kind {kind}; its kinds are A, B, C, U, Y, S and D")
        raise Malformed(VALUE, message, EXAMPLE, text=text, kind=kind)
    warning = None
    if _DIGIT_OF_KIND[kind[:1]] not in ("", digit):
        warning = _("kind {kind} does not go with a number of type {type}", kind=kind, type=digit)
    return [number_of(text, digits, kind, warning)]
