"""What can be wrong with a number.

`read` and the `validate` of each numbering system raise one of these when a text cannot be a
patent number. A check digit that does not fit is no error: numbers in public lists carry wrong
ones, and calling a valid number invalid does more harm than the reverse.
"""

from patentcli.i18n import _


class Malformed(ValueError):
    """The text is no number of the system.

    `message` says what is wrong, translated; `example` is a right number of the same kind.
    """

    def __init__(self, message: str, example: str) -> None:
        super().__init__(message)
        self.message = message
        self.example = example

    def __str__(self) -> str:
        return _("{problem}; a right one: {example}").format(
            problem=self.message, example=self.example
        )


class InvalidLength(Malformed):
    """There are too many or too few digits."""


class InvalidFormat(Malformed):
    """A character or a part stands where it cannot."""


class InvalidCharacter(InvalidFormat):
    """A letter of another script that looks like one of ours, or a hidden control character."""


class InvalidComponent(Malformed):
    """A part has a value that does not exist: a year, a type of right, an office."""
