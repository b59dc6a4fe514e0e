"""The nearest known word to one that was mistyped."""

from collections.abc import Collection, Iterable
from typing import Any

from patentcli.errors import PatentcliError, UsageProblem
from patentcli.i18n import _


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word` whatever its case, or None when none is alike."""
    # A longer word is no typing mistake, and comparing costs its square.
    if not 0 < len(word) <= 100:
        return None
    from difflib import get_close_matches

    folded = {candidate.casefold(): candidate for candidate in known}
    if word.casefold() in ("cn", "chinese", "中文") and "zh" in folded:
        return "zh"  # the letters are more like those of `en`
    cutoff = 0.5 if len(word) <= 3 else 0.6
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def edits(a: str, b: str, most: int) -> int:
    """How many letters were put in, left out, changed or exchanged; more than `most` for many."""
    # An edit brings in one letter and takes away another at most.
    if abs(len(a) - len(b)) > most or len(set(a) ^ set(b)) > 2 * most:
        return most + 1
    rows: list[list[int]] = [list(range(len(b) + 1))]
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def guess(near: str, hint: str) -> str:
    """What was probably meant, before what is known."""
    return _("did you mean {nearest}? {hint}", nearest=near, hint=hint)


def unknown_word(
    message: str,
    word: str,
    known: Iterable[str],
    *,
    where: str = "",
    error: type[PatentcliError] = UsageProblem,
    **fields: str,
) -> PatentcliError:
    """The error for a word that is none of `known`: lists them, the nearest first. `message` has a
    place for the word, {value!r}, and may have others for `fields`."""
    names = list(known)
    hint = _("known: {names}", names=", ".join(names)) if names else ""
    if close := nearest(word, names):
        hint = guess(close, hint)
    return error(message.format(**{"value": word[:60], **fields}), where=where, hint=hint)


def check_word(word: str, known: Collection[str], message: str, where: str, **how: Any) -> None:
    """Raise the same where the word is none of `known`."""
    if word not in known:
        raise unknown_word(message, word, known, where=where, **how)
