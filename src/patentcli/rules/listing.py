"""The rules and the floors of the size standards as rows, for the command that shows them."""

from patentcli.amounts import format_yuan
from patentcli.i18n import N_, _
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import CLASSES
from patentcli.rules.size import CLASS_LABELS, LABELS

COLUMNS = (
    "id", "title", "value", "unit", "in_force_from", "certainty", "reference", "url"
)  # fmt: skip
FIELDS = (*COLUMNS, "in_force_until", "filed_from", "filed_before", "source", "note")
CERTAINTY = {
    "verified": N_("verified"),
    "reported": N_("reported"),
    "weak copy": N_("weak copy"),
    "our reading": N_("our reading"),
    "not verified": N_("not verified"),
    "computed": N_("computed"),  # from the catalogue itself
}


def rules(book: Rulebook) -> list[dict[str, object]]:
    """Every parameter, then every floor of every size standard, with the fields FIELDS. The id of a
    floor is `<standard>.<group>.<size>.<indicator>`."""
    rows: list[tuple[object, ...]] = [
        (
            *(p.id, p.said("title"), p.shown, p.said("unit") or None, p.in_force_from),
            *(p.plain["certainty"], p.said("reference"), p.plain["url"]),
            *(p.in_force_until, p.plain["filed_from"], p.plain["filed_before"]),
            *(p.said("source"), p.said("note") or None),
        )
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
                    rows.append((
                        *(name, title, value, unit, standard.in_force_from),
                        *(standard.plain["certainty"], source.reference, source.url),
                        *(standard.in_force_until, None, None),
                        *(standard.said("name"), group.remark or None),
                    ))  # fmt: skip
    return [dict(zip(FIELDS, row, strict=True)) for row in rows]
