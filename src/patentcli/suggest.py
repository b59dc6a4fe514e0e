"""The nearest known word to one that was mistyped."""

from collections.abc import Collection, Iterable

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


def slip(word: str, known: Iterable[str]) -> list[str]:
    """The known word that is one slip of the pen away, if any: a stricter likeness than nearest.

    For names of many kinds, where a word that is merely alike would be a wrong guess.
    """
    near = nearest(word, known)
    if near is None or len(word) < 4 or not _one_slip(word, near.casefold()):
        return []
    return [near]


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter was left out, put in or changed, or two neighbours exchanged."""
    shorter, longer = sorted((a, b), key=len)
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(shorter))
    rest, other = shorter[start:], longer[start:]
    if len(shorter) < len(longer):
        return rest == other[1:]
    return rest[1:] == other[1:] or (rest[1::-1] == other[:2] and rest[2:] == other[2:])


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


def check_word(word: str, known: Collection[str], message: str, where: str) -> None:
    """UsageProblem for a word that is none of `known`; `message` has a place for it, {value!r}."""
    if word not in known:
        raise unknown_word(message.format(value=word[:60]), word, known, where=where)
