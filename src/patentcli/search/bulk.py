"""The rows of the index for many records at once: what `schema.index_row` gives, quicker.

A list has a million rows, and cutting text is the dearest thing that an import does in Python.
So the texts of some hundred records are cut as one, and what repeats, such as holders, only once.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from patentcli.search import text
from patentcli.search.han import DOUBLE_SURNAMES, SIMPLIFIED, SURNAMES, all_syllables, romanised
from patentcli.search.schema import COLUMNS, NAME_BREAK, NAME_END, names_apart

REMEMBERED = 1 << 15  # names and holders kept; beyond it all are forgotten, to bound memory
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"  # four bytes a character, in the machine's order
_BLANK = ord(" ")
_PROSE = ("title", "title_zh", "summary", "summary_zh")


@lru_cache(maxsize=1)
def _old_forms() -> "re.Pattern[str]":
    """Finds a character that has a simplified form: most texts have none."""
    return re.compile(f"[{''.join(map(chr, SIMPLIFIED))}]")


class Cutter:
    """Cuts records into rows for the index; keep one for a whole list."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._sounds: dict[str, str] = {}

    def cut(
        self, fields: Mapping[str, Sequence[Any]]
    ) -> tuple[tuple[str, ...], list[Sequence[str]]]:
        """The columns of the index that records fill, and their texts, each as many as records.

        `fields` are the records' fields side by side. A column that is left out would be empty;
        the others are those of `schema.index_row` for each record.
        """
        cut: dict[str, Sequence[str]] = {
            name: index_texts([text or "" for text in fields[name]])
            for name in _PROSE
            if name in fields
        }
        if "applications" in fields:
            words = [" ".join(some or ()) for some in fields["applications"]]
            cut["applications"] = _remembered(self._texts, words, index_texts)
        if "holder" in fields:
            holders = [holder or "" for holder in fields["holder"]]
            cut["holder"] = _remembered(self._texts, holders, index_texts)
        if "inventors" in fields:
            inventors = [some or () for some in fields["inventors"]]
            written = index_texts(list(map(NAME_END.join, inventors)))
            cut["inventors"] = names_apart("\n".join(written)).split("\n")
            spoken = iter(_remembered(self._sounds, list(chain.from_iterable(inventors)), _sounds))
            cut["inventors_sound"] = [
                NAME_BREAK.join(islice(spoken, len(some))) for some in inventors
            ]
        names = tuple(column.name for column in COLUMNS if column.name in cut)
        return names, [cut[name] for name in names]


def _remembered(
    known: dict[str, str], texts: list[str], convert: Callable[[list[str]], list[str]]
) -> list[str]:
    """The texts converted, those that were met before from memory."""
    if len(known) > REMEMBERED:
        known.clear()
    new = list({*texts}.difference(known))
    known.update(zip(new, convert(new), strict=True))
    return list(map(known.__getitem__, texts))


def _sounds(names: list[str]) -> list[str]:
    """How names sound; empty for those that are not Chinese.

    Most names are a surname and one or two characters: these are written without asking
    `romanised`, which knows what is special about the others.
    """
    if _old_forms().search("".join(names)):
        names = [text.simplified(name) for name in names]
    syllables = all_syllables()
    found = []
    for name in names:
        size = len(name)
        if (size == 2 or size == 3) and name[:2] not in DOUBLE_SURNAMES:
            first = name[0]
            try:
                surname = SURNAMES[first] if first in SURNAMES else syllables[first]
                given = syllables[name[1]] if size == 2 else syllables[name[1]] + syllables[name[2]]
            except KeyError:
                found.append("")
            else:
                found.append(f"{surname} {given}")
        else:
            found.append(romanised(name, syllables.get))
    return found


def index_texts(texts: list[str]) -> list[str]:
    """`text.index_text` of each text, none of which may hold a line break."""
    together = "\n".join(texts)
    if together.isascii():
        return texts
    if not unicodedata.is_normalized("NFKC", together):
        together = unicodedata.normalize("NFKC", together)
    if _old_forms().search(together):
        together = together.translate(SIMPLIFIED)
    pieces = text.han_splits().split(together)
    if not "".join(pieces[::2]).isascii():
        pieces[::2] = map(text.words, pieces[::2])
    runs = pieces[1::2]  # every other piece is a run of Chinese
    if runs:
        pieces[1::2] = _cut_runs(runs)
    return "".join(pieces).split("\n")


def _cut_runs(runs: list[str]) -> list[str]:
    """Each run as its overlapping pairs and its last character, with a space on both sides.

    All of them become pairs at once, as arrays of code points. Written with a line break before,
    between and after, the runs ABC and DE give the pairs `¶A AB BC C¶ ¶D DE E¶`. Those of a run
    begin after its first character, and its last pair is the last character by itself.
    """
    codes = array("I", ("\n" + "\n".join(runs) + "\n").encode(_UTF_32))
    pairs = array("I", (_BLANK,)) * (3 * len(codes) - 3)
    pairs[0::3] = codes[:-1]
    pairs[1::3] = codes[1:]
    cut = pairs.tobytes().decode(_UTF_32)[1:-2].split("\n \n")
    return [f" {run[2:]} " for run in cut]
