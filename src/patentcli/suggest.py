"""The nearest known word to one that was mistyped."""

from collections.abc import Iterable

from patentcli.errors import UsageProblem
from patentcli.i18n import _

_LONGEST = 100  # characters: a longer word is no typing mistake, and comparing costs its square


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word` whatever its case, or None when none is alike."""
    if not 0 < len(word) <= _LONGEST:
        return None
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    cutoff = 0.5 if len(word) <= 3 else 0.6
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def guess(near: str, hint: str) -> str:
    """What was probably meant, before what is known."""
    message = _("did you mean {nearest}? {hint}")
    return message.format(nearest=near, hint=hint)


def unknown_word(message: str, word: str, known: Iterable[str], *, where: str = "") -> UsageProblem:
    """The usage error for a word that is none of `known`: lists them, the nearest first.

    `message` is the translated sentence that already names the word.
    """
    names = list(known)
    close = nearest(word, names)
    hint = _("known: {names}").format(names=", ".join(names))
    if close is not None:
        hint = guess(close, hint)
    return UsageProblem(message, where=where, hint=hint)
