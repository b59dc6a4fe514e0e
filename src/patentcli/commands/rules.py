"""`rules`: every rule with its figure, the day it is in force from, and its source."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from patentcli.amounts import format_yuan, grouped
from patentcli.call import Call
from patentcli.i18n import N_, _, said
from patentcli.labels import label
from patentcli.options import argument, describe, reading
from patentcli.output.formats import Rows, Screen
from patentcli.rules.book import CERTAINTY, Rulebook, Source
from patentcli.rules.facts import CLASSES
from patentcli.rules.size import CLASS_LABELS, LABELS
from patentcli.suggest import unknown_word

Row = Mapping[str, object]
COLUMNS = (
    "id", "title", "value", "unit", "in_force_from", "certainty", "reference", "url"
)  # fmt: skip
FIELDS = (*COLUMNS, "in_force_until", "filed_from", "filed_before", "source", "note")
SHOWN = (
    "title", "value", "in_force_from", "in_force_until", "filed_from", "filed_before", "certainty",
    "note",
)  # fmt: skip


@describe(reading, fields=FIELDS, examples=("patentcli rules", "patentcli rules fee-cap"))
def command(
    call: Call,
    rule: Annotated[str | None, argument("ID", N_("One rule (default: all)."), "rule")] = None,
) -> None:
    """Write all rules, or all editions of one, or with a prefix such as cn-2011-300.software."""
    rows = rules(call.rulebook)
    if rule is not None:
        plain = dict.fromkeys(str(row["id"]) for row in rows if not _is_floor(row))
        rows = [row for row in rows if f"{row['id']}.".startswith(f"{rule}.")]
        if not rows:
            raise unknown_word(_("unknown rule {value!r}"), rule, plain, where="ID")
    words = {"certainty": CERTAINTY}
    answer = Rows(COLUMNS, FIELDS, rows, id_field="id", whole=("url",), words=words)
    call.write_small(answer, _draw_all if rule is None else _draw_some)


def rules(book: Rulebook) -> list[dict[str, object]]:
    """Every parameter, then every floor of every size standard, with the fields FIELDS. The id of a
    floor is `<standard>.<group>.<size>.<indicator>`."""
    rows: list[dict[str, Any]] = [
        {name: said(p.plain, name) or None for name in FIELDS} | {"value": p.shown}
        for p in book.parameters
    ]
    for standard in book.standards:
        for group in standard.groups:
            source = standard.source([group])
            for indicator in group.indicators:
                label, persons = _(LABELS[indicator]), indicator == "employees"
                unit = _("persons") if persons else _("yuan")
                message = _("{group}: floor of {size}, {indicator}")
                for size, floor in zip(CLASSES, group.floors[indicator], strict=False):
                    name = f"{standard.id}.{group.key}.{size}.{indicator}"
                    named = {"group": group.label, "size": _(CLASS_LABELS[size])}
                    title = message.format(**named, indicator=label)
                    value = str(floor) if persons else format_yuan(floor)
                    row = (
                        *(name, title, value, unit, standard.in_force_from),
                        *(standard.plain["certainty"], source.reference, source.url),
                        *(standard.in_force_until, None, None),
                        *(standard.said("name"), group.remark or None),
                    )
                    rows.append(dict(zip(FIELDS, row, strict=True)))
    return rows


def _is_floor(row: Row) -> bool:
    return "." in str(row["id"])


def _value(row: Row) -> str:
    """A figure with its unit, without decimals that are zero."""
    return f"{grouped(row['value'])} {row['unit']}" if row["unit"] else str(row["value"])


def _draw_all(screen: Screen, rows: Sequence[Row]) -> None:
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
        text = _("floors of {count} industry groups", count=len(found))
        plain.append((edition, text, first["in_force_from"], first["source"]))
    names = ("rule", "value", "in_force_from", "title")
    screen.table(names, plain, whole=("rule", "in_force_from"), one_line=True)
    screen.line(_("patentcli rules ID shows one in full, with its source"), "dim")


def _draw_some(screen: Screen, rows: Sequence[Row]) -> None:
    """Each chosen rule in full; floors beside each other, one line an indicator."""
    floors: dict[tuple[str, str], dict[str, object]] = {}
    for row in rows:
        if _is_floor(row):
            _edition, group, size, indicator = str(row["id"]).split(".")
            line = floors.setdefault((group, indicator), {"industry": group})
            line |= {"indicator": _(LABELS[indicator]), f"floor_{size}": grouped(row["value"])}
            continue
        told = {**row, "value": _value(row), "certainty": _(CERTAINTY[str(row["certainty"])])}
        screen.sheet(str(row["id"]), [(label(name), told[name]) for name in SHOWN if told[name]])
        source = Source(str(row["source"]), str(row["reference"]), str(row["url"] or ""))
        screen.line(source.cited, "dim")
        screen.line()
    if floors:
        names = ("industry", "indicator", *(f"floor_{size}" for size in CLASSES[:3]))
        lines = [tuple(map(line.get, names)) for line in floors.values()]
        screen.table(names, lines, whole=("industry",), numeric=names[2:])
        screen.line(f"{rows[-1]['source']} {rows[-1]['url']}", "dim")
