"""The rows of the index for many records at once: what `schema.index_row` gives, quicker.

A list has a million rows, and cutting text is the dearest thing that an import does in Python.
So the texts of some hundred records are cut as one, and what repeats, such as holders, only once.
"""

import re
import sys
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from patentcli.search import text
from patentcli.search.han import DOUBLE_SURNAMES, SIMPLIFIED, SURNAMES, all_syllables, romanised
from patentcli.search.schema import COLUMNS, NAME_BREAK, NAME_END, names_apart

REMEMBERED = 1 << 15  # holders and given names kept; beyond it all are forgotten
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
        self._known: dict[str, str] = {}

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
        if any(fields.get("applications", ())):
            cut["applications"] = self._cut_again(
                [" ".join(some or ()) for some in fields["applications"]]
            )
        if "holder" in fields:
            cut["holder"] = self._cut_again([holder or "" for holder in fields["holder"]])
        if "inventors" in fields:
            inventors = [some or () for some in fields["inventors"]]
            written = index_texts(list(map(NAME_END.join, inventors)))
            cut["inventors"] = names_apart("\n".join(written)).split("\n")
            spoken = iter(_sounds(list(chain.from_iterable(inventors))))
            cut["inventors_sound"] = [
                NAME_BREAK.join(islice(spoken, len(some))) for some in inventors
            ]
        names = tuple(column.name for column in COLUMNS if column.name in cut)
        return names, [cut[name] for name in names]

    def _cut_again(self, texts: list[str]) -> list[str]:
        """The texts cut, those that were met before from memory."""
        known = self._known
        if len(known) > REMEMBERED:
            known.clear()
        new = list({*texts}.difference(known))
        known.update(zip(new, index_texts(new), strict=True))
        return list(map(known.__getitem__, texts))


def _sounds(names: list[str]) -> list[str]:
    """How names sound; empty for those that are not Chinese.

    Most names are a surname and one or two characters: these are written without asking
    `romanised`, which knows what is special about the others.
    """
    if _old_forms().search("".join(names)):
        names = [text.simplified(name) for name in names]
    surnames, given = _surnames(), _given_names()
    found = []
    for name in names:
        try:
            found.append(surnames[name[0]] + given[name[1:]])
        except (KeyError, IndexError):
            found.append(romanised(name, all_syllables().get))
    return found


@lru_cache(maxsize=1)
def _surnames() -> Mapping[str, str]:
    """How characters are read as a surname, with the space that follows one.

    Those that two-character surnames begin with are not there.
    """
    doubtful = {surname[0] for surname in DOUBLE_SURNAMES}
    readings = {**all_syllables(), **SURNAMES}
    return {sign: f"{sound} " for sign, sound in readings.items() if sign not in doubtful}


class _GivenNames(dict[str, str]):
    """How given names of one or two characters are read; KeyError for others."""

    def __missing__(self, name: str) -> str:
        if not 1 <= len(name) <= 2:
            raise KeyError(name)
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[name] = "".join(map(all_syllables().__getitem__, name))
        return found


@lru_cache(maxsize=1)
def _given_names() -> _GivenNames:
    return _GivenNames()


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
        between = {piece: text.words(piece) for piece in set(pieces[::2])}  # the same few marks
        pieces[::2] = map(between.__getitem__, pieces[::2])
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
