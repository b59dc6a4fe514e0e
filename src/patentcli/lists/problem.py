"""What is wrong with a cell, and where."""

from typing import NamedTuple

COLUMNS = ("row", "column", "value", "problem", "suggestion")


class CellProblem(ValueError):
    """A cell that cannot be taken: why, and what would be right. Both are translated."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


class Problem(NamedTuple):
    """One defect of a list: the fields of `catalogue validate`."""

    row: int
    """Place in the file: the row of a sheet, the line of JSON Lines, the number of an object."""
    column: str
    value: str
    problem: str
    suggestion: str
    refused: bool = False
    """Whether the row was left out for it, and not only the cell."""
    sheet: str = ""
    contradicts: bool = False
    """Whether it is a value that differs from that of another row or cell, which counts."""
    kind: str = ""
    """A key of what is odd but taken."""

    def line(self) -> str:
        """The defect as one sentence, for messages."""
        from patentcli.i18n import _

        place = _("row {row}").format(row=self.row)
        if self.sheet:
            place = _("sheet {name}, {place}").format(name=self.sheet, place=place)
        if self.column:
            place = _("{place}, {column}").format(place=place, column=self.column)
        shown = _("“{value}”: ").format(value=self.value[:60]) if self.value else ""
        text = _("{where}: {message}").format(where=place, message=shown + self.problem)
        if not self.suggestion:
            return text
        return _("{message}; {hint}").format(message=text, hint=self.suggestion)
