"""From text as people paste it to the characters of a number.

Kept apart from the numbering systems because every one needs it. Full-width forms, typographic
spaces, dashes and brackets become their plain ones; zero-width characters are dropped, for they
come along with text from web pages and nobody sees them. What changes the order of the digits
on the screen, and letters of other scripts that look like Latin ones, are refused by name.
"""

import re

from patentcli.i18n import _
from patentcli.numbers.number import InvalidFormat, InvalidLength

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
_ADDRESS = re.compile(r"://\S*?/(?:patent|patents|publication)/(?:[\w-]*/)*?([A-Z]{2}[^/?#\s]+)")
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
_PLAIN = {
    **dict.fromkeys("·•・。｡", "."),
    "\u2212": "-",  # minus sign
    **{"Cf": "", "Pd": "-"},  # by category: invisible characters, dashes,
    **dict.fromkeys(("Zs", "Zl", "Zp", "Pi", "Pf"), " "),  # spaces and quotation marks
}


def plain(text: str) -> str:
    """The text in upper-case ASCII without what may stand around a number.

    Raises InvalidLength for a long one, InvalidFormat for one without a digit, for letters of
    other scripts and for characters that reverse the digits.
    """
    if "://" in text and (address := _ADDRESS.search(text)):
        text = address[1]
    text = text.strip()
    if len(text) > LONGEST:
        message = _("{text} has {count} characters; no patent number is that long")
        raise InvalidLength(message, EXAMPLE, text=text, count=len(text))
    body = (text if text.isascii() else _in_ascii(text)).strip(_EDGES).upper()
    if not re.search("[0-9]", body):
        raise InvalidFormat(_("“{text}” is not a patent number"), EXAMPLE, text=text)
    if body.startswith("U.S."):
        return "US" + body[4:]
    # Brazil wrote PI, MU or DI before its numbers, without the country.
    return "BR" + body if re.match("(PI|MU)[0-9]", body) else body


def compact(text: str) -> str:
    """`plain` without spaces, hyphens and brackets."""
    return plain(text).translate(_SEPARATORS)


def _in_ascii(text: str) -> str:
    """ASCII for text that is not: see the head of this module."""
    text = "".join(map(_simple, text)).strip().strip("【】").removesuffix("等")
    for sign, code in _JAPANESE.items():
        if sign in text:  # 特開2019-123456: the word before the digits is the kind of document
            body = text.replace(sign, "").removeprefix("JP").strip()
            for era, letter in _ERAS.items():
                body = body.replace(era, letter)
            return f"JP{body.removeprefix('第').removesuffix('号').removesuffix('號')}{code}"
    text = text[label.end() :] if (label := _LABEL.match(text)) else text
    for character in text:
        if not character.isascii():
            message = _("{text} has {character} (U+{code:04X} {name}) in it")
            latin = _LOOKALIKES.get(character.upper())
            if latin:
                message = _("{text} has {character} (U+{code:04X} {name}) in place of {latin}")
            raise InvalidFormat(
                message,
                EXAMPLE,
                **{"text": text, "character": character, "latin": latin},
                **_named(character),
            )
    return text


def _named(character: str) -> dict[str, str | int]:
    """How an error message names a character."""
    from unicodedata import name

    return {"name": name(character, "?"), "code": ord(character)}


def _simple(character: str) -> str:
    """The plain form of one character, itself where there is none."""
    if character.isascii():
        return character
    from unicodedata import category, decomposition, normalize

    if character in _REVERSING:
        message = _("the number has a hidden {name} (U+{code:04X}), which reorders what is seen")
        raise InvalidFormat(message, EXAMPLE, **_named(character))
    # Width variants and mathematical letters only: a raised ² is a footnote, not a digit.
    if decomposition(character).startswith(("<wide>", "<font>")):
        return normalize("NFKC", character)
    return _PLAIN.get(character, _PLAIN.get(category(character), character))
