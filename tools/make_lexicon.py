"""Write `data/lexicon.toml`: words that are spelled rightly even where no record has them.

Run by hand when the lists should change; the result is kept in the repository. Needs the
lists of three packages, unpacked somewhere:

    python tools/make_lexicon.py symspellpy/frequency_dictionary_en_82_765.txt \
        jieba/dict.txt names/dist.female.first names/dist.male.first

English: the words of SCOWL in the order of their frequency in the Google Books Ngram data
(CC BY 3.0), as joined by SymSpell (MIT), without the first names of the United States census
of 1990 (public domain, from the package "names"). Chinese: the dictionary of jieba (MIT).
"""

import sys
from pathlib import Path
from textwrap import fill

TARGET = Path(__file__).parents[1] / "data" / "lexicon.toml"
ENGLISH_WORDS = 30_000
CHINESE_WORDS = 40_000
# So frequent words are kept though somebody is called so (mark, grace, will).
KEPT_NAMES = 5_000
# Below it no word is ever taken for a mistake.
SHORTEST_ENGLISH = 4
CHINESE_LENGTHS = range(2, 5)
# Parts of speech that say how, when, which or how many, but not what: adverbs, pronouns,
# numerals, measure words, conjunctions, prepositions, particles.
SAYING_NOTHING = ("d", "r", "m", "q", "mq", "c", "p", "u", "uj", "ul", "y", "z")
HEAD = """\
# Common words. A query word that no record has is not a mistake if it stands here, and
# Chinese is cut where these begin and end. Written by tools/make_lexicon.py; sources there.
"""


def english(path: Path) -> list[str]:
    """The most frequent English words, in alphabetical order."""
    words = [line.split()[0] for line in path.read_text("utf-8-sig").splitlines()]
    names = {
        line.split()[0].lower()
        for file in map(Path, sys.argv[3:])
        for line in file.read_text("ascii").splitlines()
    }
    kept = {*words[:KEPT_NAMES], *(w for w in words[:ENGLISH_WORDS] if w not in names)}
    return sorted(w for w in kept if len(w) >= SHORTEST_ENGLISH and w.isalpha())


def chinese(path: Path) -> list[str]:
    """The most frequent Chinese words for things, without names of persons ("nr")."""
    rows = [line.split(" ") for line in path.read_text("utf-8").splitlines()]
    words = [
        (-int(count), word, kind)
        for word, count, kind in rows
        if len(word) in CHINESE_LENGTHS and not kind.startswith("nr") and not word.isascii()
    ]
    most_frequent = sorted(words)[:CHINESE_WORDS]
    return sorted(w for _count, w, kind in most_frequent if kind not in SAYING_NOTHING)


def main() -> None:
    """Write the file."""
    parts = [HEAD]
    for words in (english, chinese):
        path = Path(sys.argv[1 if words is english else 2])
        lines = fill(" ".join(words(path)), 98, break_long_words=False, break_on_hyphens=False)
        parts.append(f'\n{words.__name__} = """\n{lines}\n"""\n')
    TARGET.write_text("".join(parts), "utf-8")


if __name__ == "__main__":
    main()
