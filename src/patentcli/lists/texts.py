"""Cells that hold text: one value, or several in one cell."""

import json
import re
from collections.abc import Sequence
from operator import eq

from patentcli.catalogue.text_check import BLANKS, check_characters
from patentcli.i18n import _
from patentcli.lists.problem import CellProblem
from patentcli.output.clean import unguard

LONGEST = 20_000  # characters of one text; a summary is far below

# Letters that show as nothing, though they count as printable.
BLANK = re.compile(f"[{''.join(map(chr, sorted(BLANKS)))}]")

_WEAK = ";；、,，"
_SEPARATORS = re.compile(f"[{_WEAK}]")
_ALL = _WEAK + "|"
_SPACE = re.compile(r"\s")


def text(value: object) -> str | None:
    """The text of a cell, tidied; None where nothing is left. CellProblem for hidden characters."""
    if type(value) is not str:
        if value is None:
            return None
        value = written(value)
    if _is_tidy(value):
        return value or None
    return _tidied(value)


def _is_tidy(value: str) -> bool:
    """Nearly every text: nothing hidden in it, no space around it, not too long."""
    return (
        value.isprintable()
        and value.strip() == value
        and len(value) <= LONGEST
        and (value.isascii() or not BLANK.search(value))
    )


def column(cells: Sequence[object]) -> list[str | None]:
    """`text` of each cell; what nearly every text is, is asked of all of them at once."""
    if _together(cells) is None:
        return list(map(text, cells))
    texts: list[str | None] = cells  # type: ignore[assignment]
    return [cell or None for cell in texts] if "" in texts else texts


def _together(cells: Sequence[object]) -> str | None:
    """All cells as one text if each of them is tidy, else None."""
    try:
        together = "".join(cells)  # type: ignore[arg-type]
    except TypeError:  # a cell that is no text
        return None
    tidy_ones = (
        together.isprintable()
        and (together.isascii() or not BLANK.search(together))
        and max(map(len, cells), default=0) <= LONGEST  # type: ignore[arg-type]
        and all(map(eq, cells, map(str.strip, cells)))  # type: ignore[arg-type]
    )
    return together if tidy_ones else None


def written(value: object) -> str:
    """A value of a workbook or of JSON as people write it. CellProblem for one that is no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _digits(value)
    if isinstance(value, float):
        # A spreadsheet keeps 15 digits: 4.300000000000001 is 4.3, 2022105992826.0 has no point.
        return f"{value:.15g}" if value % 1 or abs(value) >= 1e15 else f"{value:.0f}"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise CellProblem(_("a text is wanted here"))


def _digits(value: int) -> str:
    try:
        return str(value)
    except ValueError:  # thousands of digits
        raise CellProblem(_("a number of thousands of digits")) from None


def _tidied(value: str) -> str | None:
    if len(value) > LONGEST:
        message = _("{count} characters, more than the {limit} of a text")
        raise CellProblem(message.format(count=len(value), limit=LONGEST))
    value = tidy(value)
    try:
        check_characters(value)
    except ValueError as problem:
        seen = "".join(c for c in value if c.isprintable() or c == "\u3000")
        hint = _("without it: {text}").format(text=seen[:60]) if seen else ""
        raise CellProblem(str(problem), hint) from None
    return value or None


def tidy(value: str) -> str:
    """Without space and invisible characters around it; a line break inside becomes a space."""
    if value.isprintable():
        return value.strip()
    value = re.sub(r"\s*[\t\n\r\v\f\x85\u2028\u2029]+\s*", " ", value)
    return re.sub(r"\A[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+\Z", "", value)


def several(value: object) -> list[str] | None:
    """The texts of a cell that holds several, each once; None where there are none.

    `|` separates alone where it stands, as our own tables write it; else `; ； 、 , ，`, but no
    comma where a semicolon stands in Latin text, since names may be written "Smith, John".
    """
    if isinstance(value, list | tuple):
        texts = [item for item in map(text, value) if item is not None]
        return list(dict.fromkeys(texts)) or None
    cell = text(value)
    if cell is None:
        return None
    if cell.startswith("["):
        try:
            items = json.loads(cell)
        except (ValueError, RecursionError):
            items = None
        if isinstance(items, list):
            return several(items)
    # What holds for the whole cell holds for its parts, but for the space around them.
    parts = [item for part in _split(cell) if (item := part.strip())]
    return list(dict.fromkeys(parts)) or None


def several_column(cells: Sequence[object]) -> list[list[str] | None]:
    """`several` of each cell; a column with one separator only is split without further ado."""
    together = _together(cells)
    if together is None or "[" in together or _SPACE.search(together):
        return list(map(several, cells))
    used = [sign for sign in _ALL if sign in together]
    if len(used) > 1:
        return list(map(several, cells))
    separator = used[0] if used else ";"
    found: list[list[str] | None] = []
    for cell in cells:
        items = cell.split(separator)  # type: ignore[attr-defined]
        if "" in items or len(items) > len(set(items)):
            found.append(several(cell))
        else:
            found.append(items)
    return found


def _split(cell: str) -> list[str]:
    if "|" in cell:
        return cell.split("|")
    if cell.isascii():
        return cell.split(";" if ";" in cell else ",")
    return _SEPARATORS.split(cell)


def joined(items: list[str]) -> str:
    """The cell that `several` reads as exactly these texts."""
    alone = len(items) == 1 and not set(items[0]).isdisjoint(_ALL)
    if alone or any("|" in item or item.startswith("[") for item in items):
        return json.dumps(items, ensure_ascii=False)
    return "|".join(items)


def unguarded(value: object) -> object:
    """A cell of a table as it was before it was kept from being run as a formula."""
    return unguard(value) if type(value) is str and value[:1] == "'" else value
