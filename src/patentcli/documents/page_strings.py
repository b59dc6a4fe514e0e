"""The texts of the page, each once and in both languages; everything else names them by place.

What is said is put together as plain data in one language, then in the other, and laid over each
other: texts that travel are marked as `Said` or `Phrase`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from patentcli.output.clean import block

SHORTEST_OWN = 6  # characters; what is shorter would stand in any text
FIRST_MARK = 0xE100  # private characters stand for what a patent has for its own
_MARKS = re.compile("[\ue100-\ue1ff]")


class Said(str):
    """A text that the scripts know by its place among the strings."""


class Phrase(str):
    """A text that stands where it is used, as a pair."""


class Shared(tuple[Any, ...]):
    """Parts that many patents have alike: known by their place among the shared ones."""


class Strings:
    """The strings of a page and what its patents share; place 0 among the strings says nothing."""

    def __init__(self) -> None:
        self._texts: dict[Any, int] = {"": 0}
        self._shared: dict[Any, int] = {}

    def joined(self, english: Any, chinese: Any) -> Any:
        """What is said in both languages, laid over each other."""
        if isinstance(english, Said):
            return self._place(str(english), str(chinese))
        if isinstance(english, Phrase):
            return [str(english), str(chinese)]
        if isinstance(english, dict):
            return {key: self.joined(english[key], chinese[key]) for key in english}
        if isinstance(english, list):
            return [self.joined(*pair) for pair in zip(english, chinese, strict=True)]
        if isinstance(english, Shared):
            parts = tuple(self.joined(*pair) for pair in zip(english, chinese, strict=True))
            return self._shared.setdefault(parts, len(self._shared))
        return english

    def _place(self, english: str, chinese: str) -> int:
        """A text with marks is told apart by a third part."""
        entry: Any = (english, chinese)
        if _MARKS.search(english) or _MARKS.search(chinese):
            entry = (english, chinese, 1)
        elif english == chinese:
            entry = english
        return self._texts.setdefault(entry, len(self._texts))

    @property
    def texts(self) -> list[Any]:
        """The strings in the order of their places."""
        return list(self._texts)

    @property
    def shared(self) -> list[Any]:
        """What is shared in the order of its places."""
        return list(self._shared)


def own_values(record: Mapping[str, Any]) -> list[str]:
    """What a patent has for its own, as far as sentences on it repeat that; the longest first.

    Empty for a record in which a private character stands already.
    """
    names = [record[f"{field}{lang}"] for field in ("title", "holder") for lang in ("", "_zh")]
    numbers = [record["id"], record["chinese_grant"], record["publication_number"]]
    numbers += [a["number"] for a in record["chinese_applications"]]
    days = [record["expiry"]["date"], record["filing_date"], record["grant_date"]]
    found = {block(v) for v in (*names, *numbers, *days, *record["sources"][:1]) if v}
    if _MARKS.search(str(record)):
        return []
    return sorted((v for v in found if len(v) >= SHORTEST_OWN), key=lambda v: (-len(v), v))


def marker(own: Iterable[str], plain: set[str]) -> Callable[[str | None], Said]:
    """Makes texts in which marks stand for a patent's own values, so that patents share them.

    `plain` are texts that were met without such a value; it grows.
    """
    marks = [(value, chr(FIRST_MARK + place)) for place, value in enumerate(own)]

    def marked(text: str | None) -> Said:
        if not text or text in plain:
            return Said(text or "")
        found = text
        for value, mark in marks:
            found = found.replace(value, mark)
        if found == text:
            plain.add(text)
        return Said(found)

    return marked
