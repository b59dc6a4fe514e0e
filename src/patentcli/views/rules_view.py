"""The rules on a terminal: one line each, the floors of the size standard as a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from patentcli.amounts import grouped
from patentcli.i18n import _
from patentcli.rules.facts import CLASSES
from patentcli.rules.size import LABELS

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

Row = Mapping[str, object]


def draw_all(screen: "Screen", rows: Sequence[Row]) -> int:
    """Every rule in one line, all floors of a standard in one."""
    plain = [_line(row) for row in rows if not _is_floor(row)]
    floors = [row for row in rows if _is_floor(row)]
    for edition in dict.fromkeys(str(row["id"]).partition(".")[0] for row in floors):
        groups = {str(row["id"]).split(".")[1] for row in floors if _of(row, edition)}
        first = next(row for row in floors if _of(row, edition))
        text = _("floors of {count} industry groups").format(count=len(groups))
        plain.append(
            {"id": edition, "value": text, "from": first["in_force_from"], "title": first["source"]}
        )
    headings = {"id": _("id"), "value": _("value"), "from": _("from"), "title": _("title")}
    screen.table(list(headings), plain, headings=headings, whole=("id", "from"), one_line=True)
    screen.line(_("patentcli rules ID shows one in full, with its source"), "dim")
    return len(rows)


def draw_some(screen: "Screen", rows: Sequence[Row]) -> int:
    """Each chosen rule in full; floors beside each other."""
    for row in rows:
        if not _is_floor(row):
            _draw_rule(screen, row)
            screen.line()
    floors = [row for row in rows if _is_floor(row)]
    if floors:
        headings = {
            "group": _("group"),
            "indicator": _("indicator"),
            "large": _("large from"),
            "medium": _("medium from"),
            "small": _("small from"),
        }
        screen.table(
            list(headings),
            list(_beside(floors)),
            headings=headings,
            whole=("group",),
            numeric=CLASSES[:3],
        )
        screen.line(f"{floors[0]['source']} {floors[0]['url']}", "dim")
    return len(rows)


def _is_floor(row: Row) -> bool:
    return "." in str(row["id"])


def _of(row: Row, edition: str) -> bool:
    return str(row["id"]).startswith(f"{edition}.")


def _line(row: Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "value": _value(row),
        "from": row["in_force_from"],
        "title": row["title"],
    }


def _value(row: Row) -> str:
    """A figure with its unit, without decimals that are zero."""
    text = str(row["value"])
    if not row["unit"]:
        return text
    return f"{grouped(text)} {row['unit']}"


def _draw_rule(screen: "Screen", row: Row) -> None:
    labels = {
        "title": _("title"),
        "value": _("value"),
        "in_force_from": _("in force from"),
        "in_force_until": _("in force until"),
        "filed_from": _("for filings from"),
        "filed_before": _("for filings before"),
        "certainty": _("certainty"),
        "note": _("note"),
    }
    told = dict(row) | {"value": _value(row)}
    screen.sheet(str(row["id"]), [(text, told[key]) for key, text in labels.items() if told[key]])
    source = _("{title}, {reference}").format(title=row["source"], reference=row["reference"])
    screen.line(f"{source} {row['url'] or ''}".rstrip(), "dim")


def _beside(floors: Sequence[Row]) -> Iterator[dict[str, object]]:
    """One row an indicator: the floors of the three classes beside each other."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    for row in floors:
        _edition, group, size, indicator = str(row["id"]).split(".")
        place = found.setdefault(
            (group, indicator), {"group": group, "indicator": _(LABELS[indicator])}
        )
        place[size] = grouped(str(row["value"]))
    yield from found.values()
