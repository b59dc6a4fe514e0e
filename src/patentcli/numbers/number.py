"""What a patent number says, and what can be wrong with one.

A check digit that does not fit is no error: numbers in public lists carry wrong ones, and calling
a valid number invalid does more harm than the reverse.
"""

from collections.abc import Callable
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
    """

    input: str  # the text as it was given
    system: str  # a name in `patentcli.numbers.SYSTEMS`
    kind: str
    office: str  # WIPO ST.3 code of the office: CN, US, EP, ...
    canonical: str  # the one spelling this program writes
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
        return _("{problem}; a right one: {example}").format(
            problem=self.message, example=self.example
        )


class InvalidLength(Malformed):
    """There are too many or too few digits."""

    nearness = 0


class InvalidFormat(Malformed):
    """A character or a part stands where it cannot."""


class InvalidCharacter(InvalidFormat):
    """A letter of another script that looks like one of ours, or a hidden control character."""


class InvalidComponent(Malformed):
    """A part has a value that does not exist: a year, a type of right, an office."""

    nearness = 2


def shown(text: str) -> str:
    """The text as an error message may show it: short, with hidden characters escaped."""
    short = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:41])
    return short if len(short) <= 40 else short[:39] + "…"


def unexpected(text: str, part: str, example: str) -> InvalidFormat:
    """The error for a part of a number that has no place in it."""
    return InvalidFormat(_("{text}: {rest} cannot stand there"), example, text=text, rest=part)


Verbs = tuple[Callable[[str], str], Callable[[str], bool]]


def verbs(readings: Callable[[str], list[Number]]) -> Verbs:
    """`validate` and `is_valid` of a numbering system, as python-stdnum has them."""

    def validate(number: str) -> str:
        """The canonical spelling of the likeliest reading; Malformed if there is none."""
        return readings(number)[0].canonical

    def is_valid(number: str) -> bool:
        """Whether `validate` takes it; a check digit that does not fit is valid."""
        try:
            return bool(readings(number))
        except Malformed:
            return False

    return validate, is_valid
