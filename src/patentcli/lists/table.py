"""What every format hands over: heads, and rows of cells under them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

Row = tuple[int, Sequence[object]]
"""Place in the file as its people count, and cells in the order of the heads."""


class Table(NamedTuple):
    """A list that is being read; everything beyond the heads comes as it is asked for."""

    heads: list[str]
    """Objects with new keys make it longer while rows are read; rows before them are shorter."""
    take: Callable[[int], list[Row]]
    """The next so many rows; none at the end."""
    typed: bool
    """Whether cells can be numbers, days or lists, as in a workbook or JSON."""
    done: Callable[[], int]
    """Bytes of the file that were read so far."""
    said: str = ""
    """How the file was understood, for a note."""
    grows: bool = False
    """Whether further heads may come with later rows."""
    wan: bool = False
    """Whether a line above the heads says that amounts count 10,000 yuan."""
    warning: str = ""
    """What of the file was not read."""


def taker(rows: Iterator[Row]) -> Callable[[int], list[Row]]:
    """`Table.take` for an iterator of rows."""
    return lambda count: list(islice(rows, count))
