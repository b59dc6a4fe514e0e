"""What a patent number says, what can be wrong with one, and its characters out of a pasted text.
Calling a valid number invalid does more harm than the reverse.

Full-width forms, typographic spaces, dashes and brackets become their plain ones; zero-width
characters are dropped, for they come along with text from web pages and nobody sees them. What
reorders the digits on the screen, and letters that only look Latin, are refused by name."""

import re
from typing import NamedTuple

from patentcli.i18n import _, ngettext

LONGEST = 100  # characters; the longest spelling of a number is far below
EXAMPLE = "CN114694123B"

# Around a number in running text; a leading ' is what spreadsheets put before text.
_EDGES = "= \t\r\n.,;:`'\"<>[]{}【】"
_DROPPED = {ord(c): None for c in " \t\r\n()"}
# What Chinese lists and pages write before a number.
_LABEL = re.compile(
    r"(?:中国)?专利(?:申请)?号|中国专利|申请(?:\(专利\))?号|授权公告号|申请公布号|公布号"
    r"|公开(?:\(公告\))?号|公告号"
)
# And around it: 第…号, and the kind of patent behind it, in brackets.
_AROUND = re.compile(r"^[:\s]*第|号?\s*(?:\((?:发明|实用新型|外观设计|外观)(?:专利|授权)*\))?$")
_ADDRESS = re.compile(
    r"://(?:[^\s:]|:\d)*?/(?:patents?|publication)/(?:[\w-]*/){0,4}?([A-Z]{2}[^/?#\s]+)"
)
# Says that more are meant than are named.
_OTHERS = re.compile("等(?:[0-9一二三四五六七八九十]+[件项个]?)?$")
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


class Number(NamedTuple):
    """A number that was read.

    `kind` is one of:

    - `application`: the number of an application (申请号); tells nothing about a grant;
    - `patent`: an application number after `ZL`, which only granted patents bear (专利号);
    - `published-application`: a published application (申请公布号), no granted right;
    - `grant`: a granted document (授权公告号), or a certificate about one;
    - `publication`: a published document whose number alone does not tell which of the two.

    Spellings of one number share one of the `keys`, and so do its application and grant where the
    office gives them one number. Documents that only happen to have the same digits share none,
    except through a number without a kind code, which stands for all of them."""

    input: str  # the text as it was given
    system: str  # a name in `patentcli.numbers.SYSTEMS`
    kind: str
    office: str  # WIPO ST.3 code of the office: CN, US, EP, ...
    canonical: str  # the one spelling this program writes
    keys: tuple[str, ...]  # what a catalogue stores it under: compared as they are, never parsed
    kind_code: str | None = None  # WIPO ST.16 code of a published document: A, B, B2, ...
    check_digit: str | None = None  # as given
    expected_check_digit: str | None = None  # as computed; None where the rule is not public
    year: int | None = None  # of filing, or of publication for a published application
    well_formed: bool = True
    warning: str | None = None  # a translated sentence; the number is well formed all the same


LENGTH, FORMAT, VALUE = range(3)
"""What can be wrong: the count of digits; a character or part that cannot stand where it does; a
part of a value that does not exist, as a year. Of several systems' errors the last tells most."""


class Malformed(ValueError):
    """The text is no number of the system: what is wrong (`message`), and one that is right."""

    def __init__(self, wrong: int, message: str, example: str, **values: str | int | None) -> None:
        said = {name: shown(v) if isinstance(v, str) else v for name, v in values.items()}
        self.wrong, self.message = wrong, message.format(**said)
        message = _("{problem}; for example {example}")
        super().__init__(message.format(problem=self.message, example=example))


def shown(text: str) -> str:
    """The text as an error message may show it: short, with hidden characters escaped."""
    short = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:41])
    return short if len(short) <= 40 else short[:39] + "…"


def unreadable(text: str, body: str, prefix: str, example: str, lengths: str) -> Malformed:
    """Why a system cannot read a text, whose plain form is `body`: what stands before its digits
    and does not match the pattern `prefix`, or behind them and is no kind code (WIPO ST.16), or,
    as `lengths` says, their number."""
    before, digits, behind = re.findall("(?s)^([A-Z]*)([0-9]*)(.*)", body)[0]
    for rest, right in ((before, prefix), (behind, "([A-Z][0-9]?)?")):
        if not re.fullmatch(right, rest):
            return Malformed(FORMAT, _("{text}: unexpected {rest}"), example, text=text, rest=rest)
    return wrong_length(lengths, example, text, len(digits))


def wrong_length(lengths: str, example: str, text: str, count: int) -> Malformed:
    """Of a text with `count` digits, where there ought to be as many as `lengths` says."""
    found = ngettext("{text} has {count} digit", "{text} has {count} digits", count)
    message = _("{where}: {message}", where=found, message=lengths)
    return Malformed(LENGTH, message, example, text=text, count=count)


def plain(text: str) -> str:
    """The text in upper-case ASCII without all that may stand around a number; else Malformed."""
    if "://" in text and (address := _ADDRESS.search(text)):
        text = address[1]
    text = text.strip()
    if len(text) > LONGEST:
        message = _("{text} has {count} characters; no patent number is that long")
        raise Malformed(LENGTH, message, EXAMPLE, text=text, count=len(text))
    body = (text if text.isascii() else _in_ascii(text)).strip(_EDGES).upper()
    if not re.search("[0-9]", body):
        raise Malformed(FORMAT, _("“{text}” is not a patent number"), EXAMPLE, text=text)
    body = body.translate(_DROPPED)
    if body.startswith("U.S."):
        return "US" + body[4:]
    # Brazil wrote PI, MU or DI before its numbers, without the country.
    return "BR" + body if re.match("(PI|MU)[0-9]", body) else body


def _in_ascii(text: str) -> str:
    """ASCII for text that is not: see the head of this module."""
    text = "".join(map(_simple, text)).strip().strip("【】")
    text = _OTHERS.sub("", text)
    for sign, code in _JAPANESE.items():
        if sign in text:  # 特開2019-123456: the word before the digits is the kind of document
            body = text.replace(sign, "").removeprefix("JP").strip()
            for era, letter in _ERAS.items():
                body = body.replace(era, letter)
            return f"JP{body.removeprefix('第').removesuffix('号').removesuffix('號')}{code}"
    text = text[label.end() :] if (label := _LABEL.match(text)) else text
    text = _AROUND.sub("", text)
    for character in text:
        if not character.isascii():
            message = _("{text} has {character} (U+{code:04X} {name}) in it")
            if character.upper() in _LOOKALIKES:
                message = _("{text} has {character} (U+{code:04X} {name}) in place of {latin}")
            raise _refused(message, character, text)
    return text


def _refused(message: str, character: str, text: str = "") -> Malformed:
    from unicodedata import name

    latin, code = _LOOKALIKES.get(character.upper()), ord(character)
    said = {"text": text, "character": character, "latin": latin, "name": name(character, "?")}
    return Malformed(FORMAT, message, EXAMPLE, code=code, **said)


def _simple(character: str) -> str:
    """The plain form of one character, itself where there is none."""
    if character.isascii():
        return character
    from unicodedata import category, decomposition, normalize

    if character in _REVERSING:
        message = _("the number has a hidden {name} (U+{code:04X}), which reorders what is seen")
        raise _refused(message, character)
    # Width variants and mathematical letters only: a raised ² is a footnote, not a digit.
    if decomposition(character).startswith(("<wide>", "<font>")):
        return normalize("NFKC", character)
    return _PLAIN.get(character, _PLAIN.get(category(character), character))
