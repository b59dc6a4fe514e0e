"""What became of the records of earlier editions of the bundled data (`data/editions.toml`).

The first edition was keyed by foreign grants where these were what a page had shown; a foreign
grant gives no right in China, so those records now stand under their Chinese grant or are gone.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from patentcli.numbers import read, search_keys

DOCUMENT = "editions"


class Fate(NamedTuple):
    """What became of a number."""

    number: str
    new: str | None
    """The record that it leads to now; None for one that is not in the data."""
    was_there: bool
    """Whether an earlier edition had it; else it was considered and not taken."""
    reason: tuple[str, str]
    """Why, in English and in Chinese; empty where `new` says it."""
    url: str | None


def compiled(plain: dict[str, Any]) -> dict[str, Any]:
    """The document of the catalogue: fates by lookup key, from the tables of the file."""
    fates: dict[str, Fate] = {}

    def add(fate: Fate) -> None:
        fates.update(dict.fromkeys(read(fate.number).keys, fate))

    for moved in plain["moved"]:
        add(Fate(moved["old"], moved["new"], True, ("", ""), None))
    for name in ("dropped", "not_taken"):
        for entry in plain[name]:
            reason = (entry["reason_en"], entry["reason_zh"])
            for number in entry["numbers"]:
                add(Fate(number, None, name == "dropped", reason, entry["url"]))
    return fates


def successors(fates: Mapping[str, Any]) -> dict[str, str]:
    """From ids of earlier editions to those of this one; `fates` is the document."""
    found = (Fate(*values) for values in fates.values())
    return {fate.number: fate.new for fate in found if fate.new}


def fate_of(fates: Mapping[str, Any], text: str) -> Fate | None:
    """What became of a number in any spelling; None where no earlier edition had it."""
    return next((Fate(*fates[key]) for key in search_keys(text) if key in fates), None)
