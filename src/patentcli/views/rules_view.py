"""The rules on a terminal: one line each, the floors of the size standard as a table."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from patentcli.amounts import grouped
from patentcli.i18n import _
from patentcli.output.labels import label
from patentcli.rules.book import Source
from patentcli.rules.facts import CLASSES
from patentcli.rules.size import LABELS

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

Row = Mapping[str, object]


def _is_floor(row: Row) -> bool:
    return "." in str(row["id"])


def _value(row: Row) -> str:
    """A figure with its unit, without decimals that are zero."""
    return f"{grouped(row['value'])} {row['unit']}" if row["unit"] else str(row["value"])


def draw_all(screen: "Screen", rows: Sequence[Row]) -> int:
    """Every rule in one line, all floors of a standard in one."""
    plain = [
        (row["id"], _value(row), row["in_force_from"], row["title"])
        for row in rows
        if not _is_floor(row)
    ]
    groups: dict[str, dict[str, Row]] = {}
    for row in filter(_is_floor, rows):
        edition, group, *_rest = str(row["id"]).split(".")
        groups.setdefault(edition, {})[group] = row
    for edition, found in groups.items():
        first = next(iter(found.values()))
        text = _("floors of {count} industry groups").format(count=len(found))
        plain.append((edition, text, first["in_force_from"], first["source"]))
    names = ("rule", "value", "in_force_from", "title")
    screen.table(names, plain, whole=("rule", "in_force_from"), one_line=True)
    screen.line(_("patentcli rules ID shows one in full, with its source"), "dim")
    return len(rows)


def draw_some(screen: "Screen", rows: Sequence[Row]) -> int:
    """Each chosen rule in full; floors beside each other, one line an indicator."""
    floors: dict[tuple[str, str], dict[str, object]] = {}
    for row in rows:
        if _is_floor(row):
            _edition, group, size, indicator = str(row["id"]).split(".")
            line = floors.setdefault((group, indicator), {"industry": group})
            line |= {"indicator": _(LABELS[indicator]), f"floor_{size}": grouped(row["value"])}
        else:
            _draw_rule(screen, row)
            screen.line()
    if floors:
        names = ("industry", "indicator", *(f"floor_{size}" for size in CLASSES[:3]))
        lines = [dict.fromkeys(names) | line for line in floors.values()]
        screen.table(names, lines, whole=("industry",), numeric=names[2:])
        screen.line(f"{rows[-1]['source']} {rows[-1]['url']}", "dim")
    return len(rows)


def _draw_rule(screen: "Screen", row: Row) -> None:
    told = {**row, "value": _value(row)}
    shown = ["title", "value", "in_force_from", "in_force_until", "filed_from", "filed_before"]
    shown += ["certainty", "note"]
    screen.sheet(str(row["id"]), [(label(name), told[name]) for name in shown if told[name]])
    source = Source(str(row["source"]), str(row["reference"]), str(row["url"] or ""))
    screen.line(source.cited, "dim")
