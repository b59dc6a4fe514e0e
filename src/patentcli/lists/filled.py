"""Good rows of a list as columns of a catalogue: what reading some hundred rows gives."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress
from typing import Any, NamedTuple

from patentcli.catalogue.lookup import PUBLICATION

# The lookup key of a number is its beginning, without check digit or kind code.
APPLICATION = len("CN202210599282")

Record = dict[str, Any]
Key = tuple[str, int, str]
"""A lookup key, the record that it leads to, and its role (`catalogue.lookup.ROLES`)."""


class Filled(NamedTuple):
    """Records side by side. Lists are lists, fees are in fen, the end of term is three columns."""

    places: list[int]
    """The row of the file that each record comes from."""
    columns: dict[str, Sequence[Any]]
    """Values by the name of the column, each as many as `places`."""
    odd: list[int]
    """Positions in `places` of records that are more than one Chinese patent's own numbers."""
    odd_keys: list[Key]
    """Lookup keys of these, with their positions; those of the others are in their columns."""

    def lookup_keys(self) -> list[Key]:
        """The lookup keys of all records, with the positions in `places` they belong to."""
        found = list(self.odd_keys)
        plain = set(range(len(self.places))).difference(self.odd)
        for at in sorted(plain):
            applications = self.columns["chinese_applications"][at]
            publication = self.columns["publication_number"][at]
            if applications:
                found.append((applications[0]["number"][:APPLICATION], at, "own"))
            if publication:
                found.append((publication[:PUBLICATION], at, "own"))
        return found

    def records(self) -> Iterator[tuple[int, Record]]:
        """Place and record of each row; `keys` of a record are its lookup keys with their roles."""
        keys: list[dict[str, str]] = [{} for _place in self.places]
        for key, at, role in self.lookup_keys():
            keys[at][key] = role
        rows = zip(*self.columns.values(), strict=True)
        for place, row, own in zip(self.places, rows, keys, strict=True):
            yield place, {**dict(zip(self.columns, row, strict=True)), "keys": own}

    def without(self, refused: Iterable[int]) -> "Filled":
        """The same but for the records at these positions."""
        out = set(refused)
        if not out:
            return self
        kept = [at not in out for at in range(len(self.places))]
        position = {at: now for now, at in enumerate(compress(range(len(kept)), kept))}
        return Filled(
            list(compress(self.places, kept)),
            {name: list(compress(column, kept)) for name, column in self.columns.items()},
            [position[at] for at in self.odd if at in position],
            [(key, position[at], role) for key, at, role in self.odd_keys if at in position],
        )


def joined(first: Filled, second: Filled) -> Filled:
    """The rows of both, which are of one list and follow each other."""
    if not first.places or not second.places:
        return first if first.places else second
    moved = len(first.places)
    return Filled(
        first.places + second.places,
        {name: list(chain(column, second.columns[name])) for name, column in first.columns.items()},
        first.odd + [at + moved for at in second.odd],
        first.odd_keys + [(key, at + moved, role) for key, at, role in second.odd_keys],
    )


NOTHING = Filled([], {}, [], [])
