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

>>> validate("CN 114694123 B")
'CN114694123B'
>>> format("108573519")
'CN108573519'
>>> read("CN114694123B").kind, read("CN114694123A").kind, read("CN114694123").kind
('grant', 'published-application', 'publication')
>>> read("CN1015003B").kind
'published-application'
>>> validate("CN414694123B")
Traceback (most recent call last):
    ...
patentcli.numbers.errors.InvalidComponent: ...
"""

from patentcli.i18n import _
from patentcli.numbers.cn_application import wrong_length
from patentcli.numbers.errors import InvalidComponent, Malformed
from patentcli.numbers.number import Number
from patentcli.numbers.text import compacted, is_kind_code, shown, split, unexpected

SYSTEM = "cn-publication"
EXAMPLE = "CN114694123B"
_TYPES = {"1": "invention", "2": "utility-model", "3": "design"}
_DIGIT_OF_KIND = {"A": "1", "B": "1", "C": "1", "U": "2", "Y": "2", "S": "3", "D": "3"}
_STAGES = dict.fromkeys("BCUYSD", "grant") | {"A": "published-application"}
PLAIN = {(digit, kind): _STAGES[kind] for kind, digit in _DIGIT_OF_KIND.items()} | {
    (digit, ""): "publication" for digit in _TYPES
}
"""What a number of nine digits is, by its first digit and its kind letter, if they go together."""

_FIRST_PUBLISHED_APPLICATION = "1030001"


def quick(text: str, bare: str) -> Number | None:
    """The reading of CN, nine digits and perhaps a kind letter; None for any other spelling.

    `bare` is the text without spaces. For reading lists: `read` knows more and takes longer.
    """
    digits, kind = bare[2:11], bare[11:]
    if bare[:2] != "CN" or len(digits) != 9 or not digits.isdigit() or not digits.isascii():
        return None
    stage = PLAIN.get((digits[0], kind))
    if stage is None:
        return None
    return Number(text, SYSTEM, stage, "CN", bare, kind or None, None, None, None, True, None)


def _parts(text: str) -> tuple[str, str]:
    """Digits and kind code, which may be empty."""
    prefix, digits, kind = split(compacted(text))
    if prefix not in ("CN", ""):
        raise unexpected(text, prefix, EXAMPLE)
    if kind and not is_kind_code(kind):
        raise unexpected(text, kind, EXAMPLE)
    if len(digits) not in (7, 8, 9):
        raise wrong_length(text, len(digits))
    return digits, kind


def _type_digit(digits: str) -> str:
    """The digit that names the type of right: the third one from 1985 to 1988."""
    return digits[2] if len(digits) == 8 else digits[0]


def _checked(text: str) -> tuple[str, str]:
    """`_parts`, with type and kind code that exist."""
    digits, kind = _parts(text)
    if len(digits) == 8 and not "85" <= digits[:2] <= "88":
        raise wrong_length(text, len(digits))
    if _type_digit(digits) not in _TYPES:
        message = _("{text}: the type {type} does not exist; it is 1, 2 or 3")
        type_digit = _type_digit(digits)
        raise InvalidComponent(message.format(text=shown(text), type=type_digit), EXAMPLE)
    if kind and kind[0] not in _STAGES:
        message = _("{text}: China has no kind {kind}; its kinds are A, B, C, U, Y, S and D")
        raise InvalidComponent(message.format(text=shown(text), kind=kind), EXAMPLE)
    return digits, kind


def _stage(digits: str, kind: str) -> str:
    """The `kind` of Number: what the document is, by its kind code and its time."""
    if not kind:
        return "publication"
    before_2007 = len(digits) < 9
    examined = kind[0] == "B" and (len(digits) == 8 or digits < _FIRST_PUBLISHED_APPLICATION)
    if before_2007 and (kind[0] in "US" or examined):
        return "published-application"
    return _STAGES[kind[0]]


def compact(number: str) -> str:
    """Country, digits and kind code without separators."""
    return "CN" + "".join(_parts(number))


def validate(number: str) -> str:
    """The compact form; Malformed if it cannot be a publication number."""
    return "CN" + "".join(_checked(number))


def is_valid(number: str) -> bool:
    """Whether `validate` takes it."""
    try:
        _checked(number)
    except Malformed:
        return False
    return True


def format(number: str) -> str:
    """The canonical spelling, `CN114694123B`; without a kind code if none was given."""
    return validate(number)


def read(number: str) -> Number:
    """What the number says; Malformed if it is none of this system."""
    digits, kind = _checked(number)
    warning = None
    if kind and _DIGIT_OF_KIND[kind[0]] != _type_digit(digits):
        message = _("kind {kind} does not go with a number of type {type}")
        warning = message.format(kind=kind, type=_type_digit(digits))
    year = 1900 + int(digits[:2]) if len(digits) == 8 else None
    stage, canonical = _stage(digits, kind), f"CN{digits}{kind}"
    return Number(
        number, SYSTEM, stage, "CN", canonical, kind or None, None, None, year, True, warning
    )


def readings(number: str) -> list[Number]:
    """The only reading."""
    return [read(number)]


def lookup_keys(number: Number) -> tuple[str, ...]:
    """The number without its kind code, marked where two series share the digits.

    Of seven digits from 1, kind C and the examined B were one series, A and the late B another;
    without a kind code the number may belong to either.
    """
    if number.canonical[2:11].isdigit() and len(number.canonical) > 10:  # nine digits
        return (number.canonical[:11],)
    digits, kind = split(number.canonical)[1:]
    if len(digits) != 7 or digits[0] != "1":
        return (f"CN{digits}",)
    if not kind:
        return (f"CN{digits}/A", f"CN{digits}/C")
    late = kind[0] == "A" or (kind[0] == "B" and digits >= _FIRST_PUBLISHED_APPLICATION)
    return (f"CN{digits}/A" if late else f"CN{digits}/C",)


def patent_type(number: Number) -> str | None:
    """`invention`, `utility-model` or `design`, by the type digit."""
    if number.canonical[2:11].isdigit() and len(number.canonical) > 10:  # nine digits
        return _TYPES[number.canonical[2]]
    return _TYPES[_type_digit(split(number.canonical)[1])]
