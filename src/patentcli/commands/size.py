"""`size`: the size class of a company by the classification standard."""

from collections.abc import Callable
from functools import partial

from patentcli.amounts import format_yuan, grouped
from patentcli.call import Call
from patentcli.company_options import as_of_day, company, profile_of
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.i18n import N_, _
from patentcli.options import as_of, describe, figures, profiled, reading
from patentcli.output.formats import Rows, Screen
from patentcli.rules.book import Group, with_remark
from patentcli.rules.facts import CLASSES, Check, Facts
from patentcli.rules.size import CLASS_LABELS, Size, check_size, class_by, either_class, size_of

FLOORS = ("floor_large", "floor_medium", "floor_small")
COLUMNS = ("industry", "industry_label", "indicator", "value", *FLOORS, "meets")
WORDS = {
    "indicator": {
        "employees": N_("employees"),
        "revenue": N_("revenue (yuan)"),
        "assets": N_("assets (yuan)"),
    },
    "meets": CLASS_LABELS,
}


def _row(group: Group, indicator: str, value: int | None) -> dict[str, object]:
    """One indicator beside its floors, in persons or yuan, with the class that it has by itself."""
    cell: Callable[[int], object] = int if indicator == "employees" else format_yuan
    return {
        "industry": group.key,
        "industry_label": group.label,
        "indicator": indicator,
        "value": None if value is None else cell(value),
        **dict(zip(FLOORS, map(cell, group.floors[indicator]), strict=True)),
        "meets": None if value is None else CLASSES[class_by(group, indicator, value)],
    }


def _draw(screen: Screen, size: Size, rows: list[dict[str, object]], check: Check) -> None:
    """The class, why, and each figure beside the floors of each group."""
    answer = either_class(size.possible) or _("unknown")
    if size.possible and size.industry.uncovered:
        answer = _("{classes}, or not covered by the standard", classes=answer)
    screen.line(answer, "bold")
    screen.line(check.reason)
    names = ("indicator", "value", *FLOORS, "meets")
    for group in size.industry.groups if rows else ():
        screen.line()
        screen.line(with_remark(group.label, _(", ").join(group.full_codes)), "bold")
        shown = [
            (row["indicator"], *(grouped(row[name]) for name in names[1:-1]), row["meets"])
            for row in rows
            if row["industry"] == group.key
        ]
        screen.table(names, shown, numeric=names[1:-1], words=WORDS)
    screen.line()
    if check.source is not None:
        screen.line(check.source.cited, "dim")


@describe(
    profiled,
    figures,
    as_of,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli size --industry software --employees 120 --revenue 3000万",
        "patentcli size --industry C39 --employees 250",
    ),
)
def command(call: Call) -> int:
    """Classify by the figures that are known; 3 if the class stays open."""
    book, day = call.rulebook, as_of_day(call)
    said = company(call, day, profile_of(call))._replace(size=None)
    if said.industry is None:
        hint = _("patentcli industries lists them")
        raise UsageProblem(_("is required: the floors depend on it"), where="--industry", hint=hint)
    facts = Facts(as_of=day, company=said)
    size = size_of(book, facts)
    check = check_size(book, facts, size)
    call.env.warn(said.unit_warning, size.industry.read_as)
    groups = size.industry.groups if size.by_figures else ()  # floors of no edition decide nothing
    rows = [_row(group, i, getattr(said, i)) for group in groups for i in group.indicators]
    answer = {
        "size_class": size.size_class,
        "possible_size_classes": list(size.possible),
        "sme": size.sme,
        "checks": rows,
    }
    shown = Rows(COLUMNS, COLUMNS, rows, document=lambda: answer, numeric=("value", *FLOORS))
    call.write_small(shown._replace(human=partial(_draw, size=size, rows=rows, check=check)))
    if not call.is_table or call.text("fields") is not None:
        call.env.say(check.reason)
    return ExitStatus.OK if size.size_class else ExitStatus.UNDETERMINED
