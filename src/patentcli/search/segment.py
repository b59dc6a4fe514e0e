"""Chinese without spaces, cut where known words begin and end."""

from collections.abc import Callable, Collection

# Chinese words and expressions of up to so many characters are recognised.
LONGEST_WORD = 8
# What a cut gains: long words over the short ones they are made of, words of the
# thesaurus over common ones, small words only where nothing else fits.
_COMMON_WORD = 0.8
_SMALL_WORD = 0.5
# What a character that belongs to no word costs: two words that leave nothing over are
# better than a longer one beside such a rest.
_REST = -4.0


def candidates(run: str) -> set[str]:
    """All that could be a word in a run of Chinese."""
    return {
        run[start:end]
        for start in range(len(run))
        for end in range(start + 1, min(start + LONGEST_WORD, len(run)) + 1)
    }


def cut(
    run: str, known: Collection[str], small: Collection[str], common: Collection[str] = ()
) -> list[str]:
    """The run as words, and what is left between them, each rest in one piece.

    Of all ways to cut it the one with the highest sum of squared word lengths.
    """

    def gain(word: str) -> float:
        worth = 1.0 if word in known else _SMALL_WORD if word in small else _COMMON_WORD
        is_word = word in known or word in small or word in common
        return worth * len(word) ** 2 if is_word else _REST

    best: list[tuple[float, int]] = [(0.0, 0)]  # gain up to each place, start of its last word
    for end in range(1, len(run) + 1):
        best.append(
            max(
                (best[start][0] + gain(run[start:end]), start)
                for start in range(max(0, end - LONGEST_WORD), end)
                if end - start == 1 or gain(run[start:end]) > 0.0
            )
        )
    pieces: list[str] = []
    end = len(run)
    while end:
        pieces.append(run[best[end][1] : end])
        end = best[end][1]
    return _joined(pieces[::-1], lambda word: gain(word) > 0.0, small)


def _joined(pieces: list[str], is_word: Callable[[str], bool], small: Collection[str]) -> list[str]:
    """The pieces with characters that are no word put together.

    A single character beside such a rest belongs to it, unless it is a small word: it
    is part of a word that nobody here knows, whatever it means alone.
    """
    words: list[str] = []
    in_rest = False
    for place, piece in enumerate(pieces):
        follows = pieces[place + 1] if place + 1 < len(pieces) else ""
        beside_rest = in_rest or (len(follows) == 1 and not is_word(follows))
        is_loose = len(piece) == 1 and piece not in small and beside_rest
        is_rest = not is_word(piece) or is_loose
        if is_rest and in_rest:
            words[-1] += piece
        else:
            words.append(piece)
        in_rest = is_rest
    return words
