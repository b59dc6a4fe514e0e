"""From text as people paste it to the characters of a number.

Kept apart from the numbering systems because every one needs it. Full-width forms, typographic
spaces, dashes and brackets become their plain ones; zero-width characters are dropped, for they
come along with text from web pages and nobody sees them. What changes the order of the digits
on the screen, and letters of other scripts that look like Latin ones, are refused by name.
"""

import re
from functools import lru_cache

from patentcli.i18n import _
from patentcli.numbers.number import InvalidCharacter, InvalidFormat, InvalidLength

LONGEST = 100  # characters; the longest spelling of a number is far below
EXAMPLE = "CN114694123B"

# Around a number in running text; a leading ' is what spreadsheets put before text.
_EDGES = "= \t\r\n.,;:`'\"<>[]{}【】"
_SEPARATORS = {ord(c): None for c in " \t\r\n-()"}
# What Chinese lists and pages write before a number.
_LABEL = re.compile(
    r"(?:中国)?专利(?:申请)?号|中国专利|申请(?:\(专利\))?号|授权公告号|申请公布号|公布号"
    r"|公开(?:\(公告\))?号|公告号"
)
_DOTS = "·•・。｡"
# What Japanese numbers begin with, and the kind code that says the same.
_JAPANESE = {
    "特開": "A", "特表": "A", "再表": "A1", "特公": "B2", "特許": "B2", "特願": "",
    "実開": "U", "実公": "Y2", "実願": "", "意匠登録": "S",
}  # fmt: skip
_ERAS = {"平成": "H", "昭和": "S", "令和": "R", "平": "H", "昭": "S", "令": "R"}
_REVERSING = "\u202b\u202e\u2067"  # embedding, override, isolate from right to left
_LOOKALIKES = dict(
    zip("АВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ×", "ABCEHIJKMOPSTXYABEZHIKMNOPTYXX", strict=True)
)


def plain(text: str) -> str:
    """The text in upper-case ASCII without what may stand around a number.

    Raises InvalidFormat for an empty text, InvalidLength for a long one, InvalidCharacter for
    letters of other scripts and for characters that reverse the digits.
    """
    if "://" in text:
        text = _of_address(text)
    if len(text) > LONGEST:
        text = text.strip()
        if len(text) > LONGEST:
            message = _("{text} has {count} characters, no patent number is as long")
            raise InvalidLength(message, EXAMPLE, text=text, count=len(text))
    if not text.isascii():
        text = _unadorned(text)
    text = text.strip(_EDGES).upper()
    if not text:
        raise InvalidFormat(_("there is no number"), EXAMPLE)
    if text.startswith("U.S."):
        return "US" + text[4:]
    # Brazil wrote PI, MU or DI before its numbers, without the country.
    return "BR" + text if text[:2] in ("PI", "MU") and text[2:3].isdigit() else text


def _of_address(text: str) -> str:
    """The number in the address of a page about a patent; the text itself where there is none."""
    match = re.search(
        r"://[^\s]*?/(?:patent|patents|publication)/(?:[\w-]*/)*?([A-Z]{2}[^/?#\s]+)", text
    )
    return match[1] if match else text


def compact(text: str) -> str:
    """`plain` without spaces, hyphens and brackets."""
    return plain(text).translate(_SEPARATORS)


def split(body: str) -> tuple[str, str, str]:
    """The letters before the digits, the digits, and what follows them.

    >>> split("USRE36543E")
    ('USRE', '36543', 'E')
    """
    rest = body.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    tail = rest.lstrip("0123456789")
    return body[: len(body) - len(rest)], rest[: len(rest) - len(tail)], tail


def is_kind_code(tail: str) -> bool:
    """Whether the text is a letter or a letter and a digit, as WIPO ST.16 kind codes are."""
    return len(tail) in (1, 2) and tail[0].isalpha() and (len(tail) == 1 or tail[1].isdigit())


def _japanese(text: str, sign: str, code: str) -> str:
    """特開2019-123456 as JP2019-123456A: the word before the digits is the kind of document."""
    body = text.replace(sign, "").removeprefix("JP").strip()
    for era, letter in _ERAS.items():
        body = body.replace(era, letter)
    return f"JP{body.removeprefix('第').removesuffix('号').removesuffix('號')}{code}"


def _unadorned(text: str) -> str:
    """ASCII for text that is not: see the head of this module."""
    from unicodedata import name

    text = "".join(map(_simple, text)).strip().strip("【】").removesuffix("等")
    for sign, code in _JAPANESE.items():
        if sign in text:
            return _japanese(text, sign, code)
    if label := _LABEL.match(text):
        text = text[label.end() :]
    for character in text:
        if not character.isascii():
            message = _("{text} has {character} (U+{code:04X} {name}) in it")
            latin = _LOOKALIKES.get(character.upper())
            if latin:
                message = _("{text} has {character} (U+{code:04X} {name}) in place of {latin}")
            raise InvalidCharacter(
                message,
                EXAMPLE,
                text=text,
                character=character,
                code=ord(character),
                name=name(character, "?"),
                latin=latin,
            )
    return text


@lru_cache(maxsize=1024)
def _simple(character: str) -> str:
    """The plain form of one character, itself where there is none."""
    if character.isascii():
        return character
    from unicodedata import category, decomposition, name, normalize

    if character in _REVERSING:
        message = _("the number has a hidden {name} (U+{code:04X}), which reorders what is seen")
        raise InvalidCharacter(message, EXAMPLE, name=name(character, "?"), code=ord(character))
    if character in _DOTS:
        return "."
    group = category(character)
    if group == "Cf":
        return ""
    if group in ("Zs", "Zl", "Zp", "Pi", "Pf"):
        return " "
    if group == "Pd" or character == "\u2212":  # minus sign
        return "-"
    # Width variants and mathematical letters only: a raised ² is a footnote, not a digit.
    if decomposition(character).startswith(("<wide>", "<font>")):
        return normalize("NFKC", character)
    return character
