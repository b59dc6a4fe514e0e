"""Keys under which English words meet in the thesaurus: Snowball's English stems.

The full-text index stems by itself (SQLite's `porter`). Keys must bring together plural,
-ing, -ed and British spelling, in queries as in the thesaurus.
"""

from collections.abc import Callable
from functools import cache

# British endings: (British, American). A word that merely looks British ("exercise")
# gets a key nobody else uses, which does no harm.
_ENDINGS = [
    (british + ending, american + ending)
    for british, american in (("is", "iz"), ("ys", "yz"))
    for ending in ("e", "ed", "er", "es", "ing", "ation", "ations")
]


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    return Stemmer.Stemmer("english").stemWord  # type: ignore[no-any-return]


@cache
def stem(word: str) -> str:
    """The key of one lower-case English word, by its American spelling.

    >>> [stem(w) for w in ("labelling", "labels", "scanned", "stories", "recognise")]
    ['label', 'label', 'scan', 'stori', 'recogn']
    """
    return _stemmer()(american(word)) if word.isascii() and word.isalpha() else word


def american(word: str) -> str:
    """The American spelling of a word that has a British ending, else the word."""
    for british, ending in _ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + ending
    return word


def spellings(word: str) -> list[str]:
    """The word and its spelling on the other side of the Atlantic, where endings tell.

    >>> spellings("organised"), spellings("recognize"), spellings("picture")
    (['organised', 'organized'], ['recognize', 'recognise'], ['picture'])
    """
    for british, ending in _ENDINGS:
        for mine, other in ((british, ending), (ending, british)):
            if word.endswith(mine) and len(word) > len(mine) + 2:
                return [word, word[: -len(mine)] + other]
    return [word]
