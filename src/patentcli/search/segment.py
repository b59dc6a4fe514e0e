"""Chinese without spaces, cut where known words begin and end."""

from collections.abc import Collection

# Chinese words and expressions of up to so many characters are recognised.
LONGEST_WORD = 8
# What a cut gains: long words over the short ones they are made of, any known
# word over none. Small words win only where nothing else fits.
_SMALL_WORD = 0.5


def candidates(run: str) -> set[str]:
    """All that could be a word in a run of Chinese."""
    return {
        run[start:end]
        for start in range(len(run))
        for end in range(start + 1, min(start + LONGEST_WORD, len(run)) + 1)
    }


def cut(run: str, known: Collection[str], small: Collection[str]) -> list[str]:
    """The run as words: known and small ones, and what is left between them in one piece.

    Of all ways to cut it the one with the highest sum of squared word lengths.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]  # gain up to each place, start of its last word
    for end in range(1, len(run) + 1):
        choices = [(best[end - 1][0], end - 1)]
        for start in range(max(0, end - LONGEST_WORD), end):
            word = run[start:end]
            if word in known:
                choices.append((best[start][0] + (end - start) ** 2, start))
            elif word in small:
                choices.append((best[start][0] + _SMALL_WORD * (end - start) ** 2, start))
        best.append(max(choices))
    words: list[str] = []
    end, unknown = len(run), ""
    while end:
        start = best[end][1]
        word = run[start:end]
        if word in known or word in small:
            words += [unknown, word] if unknown else [word]
            unknown = ""
        else:
            unknown = word + unknown
        end = start
    words += [unknown] if unknown else []
    return words[::-1]
