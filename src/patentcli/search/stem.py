"""Keys under which English words meet in the thesaurus.

The full-text index stems by itself (SQLite's `porter`). The thesaurus needs
less: plural, -ing, -ed and British spelling must lead to the same entry, and a
stem must not join words that mean different things.
"""

_VOWELS = frozenset("aeiouy")
# British endings: (British, American). A word that merely looks British ("exercise")
# gets a key nobody else uses, which does no harm.
_ENDINGS = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
)
# They end like plurals and are none.
_NO_PLURALS = frozenset(("lens", "news", "series", "gas", "bias", "canvas", "atlas"))


def stem(word: str) -> str:
    """The key of one lower-case English word, in American spelling.

    >>> [stem(w) for w in ("labelling", "labels", "scanned", "stories", "recognise")]
    ['label', 'label', 'scan', 'stori', 'recogniz']
    >>> [stem(w) for w in ("scrolling", "scroll", "coded", "code", "care", "cars")]
    ['scrol', 'scrol', 'code', 'code', 'care', 'car']
    """
    word = american(word)
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word in _NO_PLURALS:
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]
        if word.endswith("ie") and len(word) > 4:
            word = word[:-2] + "y"
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) > 2 and not _VOWELS.isdisjoint(rest):
            word = _without_ending(rest)
            break
    if word.endswith("ll") and len(word) > 4:
        return word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in _VOWELS:
        return word[:-1] + "i"
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _without_ending(rest: str) -> str:
    """The base form of what is left before -ing or -ed: "scann" to "scan", "cod" to "code"."""
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "aeiousl":
        return rest[:-1]
    if (
        len(rest) == 3
        and rest[0] not in _VOWELS
        and rest[1] in _VOWELS
        and rest[2] not in "aeiouywx"
    ):
        return rest + "e"
    return rest


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
