"""The cells of a batch file: quick for what is common, else as the command line reads it."""

from functools import lru_cache

from patentcli.amounts import FEN_PER_YUAN, parse_amount, parse_count
from patentcli.errors import UsageProblem
from patentcli.i18n import _

_TRUE = ("true", "yes", "1", "y", "是")
_FALSE = ("false", "no", "0", "n", "否")


def count(text: str, column: str) -> int | None:
    """A number of persons; None for a blank cell. Raises UsageProblem."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return parse_count(text, column) if text.strip() else None


def amount(text: str, column: str) -> int | None:
    """An amount in fen; None for a blank cell. Raises UsageProblem."""
    if text.isascii() and text.isdigit() and len(text) < 13:
        return int(text) * FEN_PER_YUAN
    return _written_amount(text, column)


@lru_cache(maxsize=4096)  # fees and rounded figures come again and again
def _written_amount(text: str, column: str) -> int | None:
    return parse_amount(text, column) if text.strip() else None


def ties(text: str) -> bool | None:
    """Whether a large company controls it; None for a blank cell. Raises UsageProblem."""
    value = text.casefold()
    if not value:
        return None
    if value in _TRUE or value in _FALSE:
        return value in _TRUE
    raise UsageProblem(
        _("{value!r} is neither true nor false").format(value=text[:40]),
        where="controlled_by_large",
        hint=_("write true or false, or leave it empty"),
    )
