"""What every kind of file hands over: tables of rows, each of which can be read again."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from patentcli.dates import SERIAL_BASE

Row = tuple[int, Sequence[object]]
"""Place in the file as its people count (the row of a sheet, the number of an object), and cells;
a cell that is text keeps its spaces."""


class Table(NamedTuple):
    """One table of a file: a sheet of a workbook, or the only one."""

    rows: Callable[[int], Iterator[Row]]
    """All rows from the first one, at each call anew. The number is how many cells a row must have
    that takes several lines of a text file; 0: any number."""
    heads: list[str] | None = None
    """The names of the columns, where they do not stand in a row."""
    name: str = ""
    """Of the sheet, where there are sheets."""
    hidden: bool = False
    typed: bool = False
    """Whether cells can be numbers, truth values or lists, as in a workbook or JSON."""
    ragged: bool = False
    """Whether a row that is longer or shorter than the heads may have shifted cells (CSV)."""
    serials: date = SERIAL_BASE
    """Day 0, from which numbers count where they stand for dates."""


class File(NamedTuple):
    """A list as it was found in its file."""

    tables: list[Table]
    notes: list[str]
    """How the file was understood."""
    done: Callable[[], int] = lambda: 0
    """Bytes of the file that the present reading has behind it; 0: unknown."""


def is_blank(cells: Sequence[object]) -> bool:
    """Whether a row holds nothing but white space."""
    for cell in cells:
        if cell is not None and cell != "" and not (type(cell) is str and cell.isspace()):
            return False
    return True
