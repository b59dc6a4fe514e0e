"""The rules and industry groups as rows for the commands that show them."""

from patentcli.amounts import format_yuan
from patentcli.i18n import N_, _
from patentcli.rules.book import Parameter, Rulebook, Standard
from patentcli.rules.facts import CLASSES
from patentcli.rules.size import LABELS

RULE_COLUMNS = (
    "id",
    "title",
    "value",
    "unit",
    "in_force_from",
    "certainty",
    "reference",
    "url",
)
RULE_FIELDS = (
    *RULE_COLUMNS,
    "in_force_until",
    "filed_from",
    "filed_before",
    "source",
    "note",
)
INDUSTRY_COLUMNS = ("key", "label_en", "label_zh", "codes", "indicators")
INDUSTRY_FIELDS = (*INDUSTRY_COLUMNS, "note")

CERTAINTY = {
    "verified": N_("verified"),
    "reported": N_("reported"),
    "weak copy": N_("weak copy"),
    "our reading": N_("our reading"),
    "not verified": N_("not verified"),
    "computed": N_("computed"),  # from the catalogue itself
}
_FLOOR_TITLES = {
    "large": N_("{group}: floor of large, {indicator}"),
    "medium": N_("{group}: floor of medium, {indicator}"),
    "small": N_("{group}: floor of small, {indicator}"),
}


def rules(book: Rulebook) -> list[dict[str, object]]:
    """Every parameter, then every floor of every size standard, with the fields RULE_FIELDS.

    The id of a floor is `<standard>.<group>.<size>.<indicator>`.
    """
    rows = [_parameter_row(p) for p in book.parameters]
    for standard in book.standards:
        rows.extend(_floor_rows(standard))
    return rows


def _parameter_row(parameter: Parameter) -> dict[str, object]:
    source = parameter.source
    return {
        "id": parameter.id,
        "title": parameter.title,
        "value": parameter.shown,
        "unit": parameter.unit or None,
        "in_force_from": parameter.in_force_from,
        "certainty": _(CERTAINTY[parameter.certainty]),
        "reference": source.reference,
        "url": source.url,
        "in_force_until": parameter.in_force_until,
        "filed_from": parameter.filed_from,
        "filed_before": parameter.filed_before,
        "source": source.title,
        "note": parameter.note or None,
    }


def _floor_rows(standard: Standard) -> list[dict[str, object]]:
    return [
        {
            "id": f"{standard.id}.{group.key}.{size}.{indicator}",
            "title": _(_FLOOR_TITLES[size]).format(
                group=group.label, indicator=_(LABELS[indicator])
            ),
            "value": str(floor) if indicator == "employees" else format_yuan(floor),
            "unit": _("persons") if indicator == "employees" else _("yuan"),
            "in_force_from": standard.in_force_from,
            "certainty": _(CERTAINTY[standard.certainty]),
            "reference": standard.source([group]).reference,
            "url": standard.source().url,
            "in_force_until": standard.in_force_until,
            "filed_from": None,
            "filed_before": None,
            "source": standard.title,
            "note": group.remark or None,
        }
        for group in standard.groups
        for indicator in group.indicators
        for size, floor in zip(CLASSES, group.floors[indicator], strict=False)
    ]


def industries(standard: Standard) -> list[dict[str, object]]:
    """The groups of a size standard, with the fields INDUSTRY_FIELDS."""
    return [
        {
            "key": group.key,
            "label_en": group.name_en,
            "label_zh": group.name_zh,
            "codes": list(group.codes),
            "indicators": list(group.indicators),
            "note": group.remark or None,
        }
        for group in standard.groups
    ]
