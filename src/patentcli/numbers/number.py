"""What a patent number says, and what can be wrong with one.

A check digit that does not fit is no error: numbers in public lists carry wrong ones, and calling
a valid number invalid does more harm than the reverse.
"""

import re
from typing import ClassVar, NamedTuple

from patentcli.i18n import _


class Number(NamedTuple):
    """A number that was read.

    `kind` is one of:

    - `application`: the number of an application (申请号); tells nothing about a grant;
    - `patent`: an application number after `ZL`, which only granted patents bear (专利号);
    - `published-application`: a published application (申请公布号), no granted right;
    - `grant`: a granted document (授权公告号), or a certificate about one;
    - `publication`: a published document whose number alone does not tell which of the two.

    Two spellings of one number share one of the `keys`: with and without check digit, kind code,
    zeros, separators. So do the application and the grant where the office gives them one number.
    Two documents that only happen to have the same digits share none, except through a number
    without a kind code, which stands for all of them.
    """

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


class Malformed(ValueError):
    """The text is no number of the system.

    `message` says what is wrong, translated; `example` is a right number of the same kind.
    """

    nearness: ClassVar = 1
    """Of two systems' errors the one of greater nearness tells more."""

    def __init__(self, message: str, example: str, **values: str | int | None) -> None:
        self.message = message.format(
            **{name: shown(v) if isinstance(v, str) else v for name, v in values.items()}
        )
        self.example = example
        super().__init__(self.message)

    def __str__(self) -> str:
        return _("{problem}; for example {example}").format(
            problem=self.message, example=self.example
        )


class InvalidLength(Malformed):
    """There are too many or too few digits."""

    nearness = 0


class InvalidFormat(Malformed):
    """A character or a part stands where it cannot."""


class InvalidComponent(Malformed):
    """A part has a value that does not exist: a year, a type of right, an office."""

    nearness = 2


def shown(text: str) -> str:
    """The text as an error message may show it: short, with hidden characters escaped."""
    short = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:41])
    return short if len(short) <= 40 else short[:39] + "…"


def is_kind_code(tail: str) -> bool:
    """Whether the text is a letter or a letter and a digit, as WIPO ST.16 kind codes are."""
    return re.fullmatch("[A-Z][0-9]?", tail) is not None


def unreadable(text: str, body: str, prefix: str, example: str, lengths: str) -> Malformed:
    """Why a system cannot read a text, whose plain form is `body`.

    That is the first part that cannot stand there: what is before the digits if the pattern
    `prefix` does not match it, else what is behind them; if both can, `lengths` says how many
    digits there ought to be.
    """
    before, digits, behind = re.findall("(?s)^([A-Z]*)([0-9]*)(.*)", body)[0]
    for rest, right in ((before, prefix), (behind, "([A-Z][0-9]?)?")):
        if not re.fullmatch(right, rest):
            message = _("{text}: unexpected {rest}")
            return InvalidFormat(message, example, text=text, rest=rest)
    return InvalidLength(lengths, example, text=text, count=len(digits))
