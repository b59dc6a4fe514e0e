"""`size`: the size class of a company by the classification standard."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from patentcli.amounts import grouped
from patentcli.call import Call
from patentcli.company_options import company, profile_of
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.i18n import _
from patentcli.options import as_of, describe, figures, profiled, reading
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.company import check_size, either_class, size_of, unit_warning
from patentcli.rules.facts import Facts
from patentcli.rules.outcome import Check
from patentcli.rules.size import COLUMNS, Size, class_label, row

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen


def _draw(screen: "Screen", size: Size, check: Check) -> int:
    """The class, why, and each figure beside the floors of each group."""
    answer = either_class(size.possible) or _("unknown")
    if size.possible and size.industry.uncovered:
        answer = _("{classes}, or not covered by the standard").format(classes=answer)
    screen.line(answer, "bold")
    screen.line(check.reason)
    for group in size.industry.groups:
        screen.line()
        codes = _(", ").join(group.codes)
        screen.line(_("{text} ({remark})").format(text=group.label, remark=codes), "heading")
        rows = [row(group, i, size.figures.of(i)) for i in group.indicators]
        people = map(_for_people, rows)
        screen.table(COLUMNS[2:], people, headings=_headings(), numeric=COLUMNS[3:7])
    screen.line()
    if check.source is not None:
        screen.line(f"{check.source.shown} {check.source.url}", "dim")
    return 1


def _headings() -> dict[str, str]:
    return {
        "indicator": _("indicator"),
        "value": _("yours"),
        "floor_large": _("large from"),
        "floor_medium": _("medium from"),
        "floor_small": _("small from"),
        "meets": _("by itself"),
    }


def _for_people(cells: Mapping[str, object]) -> Mapping[str, object]:
    labels = {
        "employees": _("employees"),
        "revenue": _("revenue (yuan)"),
        "assets": _("assets (yuan)"),
    }
    meets = cells["meets"]
    return {
        "indicator": labels[str(cells["indicator"])],
        **{name: grouped(cells[name]) for name in COLUMNS[3:7]},
        "meets": None if meets is None else class_label(str(meets)),
    }


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
    book, day = rulebook(call), as_of_day(call.text("as_of"))
    said = company(call, book, day, profile_of(call))._replace(stated=None)
    if said.industry is None:
        raise UsageProblem(
            _("is needed: it decides which floors count"),
            where="--industry",
            hint=_("patentcli industries lists them"),
        )
    facts = Facts(as_of=day, company=said)
    size = size_of(book, facts)
    check = check_size(book, facts, size)
    for warning in (unit_warning(said), size.industry.read_as):
        if warning:
            call.env.warn(warning)

    call.write_small(
        Rows(
            columns=COLUMNS,
            fields=COLUMNS,
            rows=size.rows(),
            document=size.to_json,
            human=lambda screen: _draw(screen, size, check),
            numeric=COLUMNS[3:7],
        )
    )
    if not call.is_table or call.text("fields") is not None:
        call.env.say(check.reason)
    return ExitStatus.OK if size.size_class else ExitStatus.UNDETERMINED
