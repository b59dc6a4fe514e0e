"""`size`: the size class of a company by the classification standard."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from patentcli.call import Call
from patentcli.commands.company import AsOf, Assets, Employees, Industry, Revenue, figures
from patentcli.errors import UsageProblem
from patentcli.exit_status import ExitStatus
from patentcli.i18n import _
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.company import check_size, either_class, size_of, unit_warning
from patentcli.rules.facts import Company, Facts
from patentcli.rules.size import COLUMNS, LABELS, class_label

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

EXAMPLES = {
    "size": (
        "patentcli size --industry software --employees 120 --revenue 3000万",
        "patentcli size --industry C39 --employees 250",
    )
}


def _for_people(row: Mapping[str, object]) -> Mapping[str, object]:
    meets = row["meets"]
    return {
        **row,
        "indicator": _(LABELS[str(row["indicator"])]),
        "meets": None if meets is None else class_label(str(meets)),
    }


def command(
    ctx: typer.Context,
    industry: Industry = None,
    employees: Employees = None,
    revenue: Revenue = None,
    assets: Assets = None,
    as_of: AsOf = None,
) -> int:
    """Classify by the figures that are known; 3 if the class stays open."""
    call: Call = ctx.obj
    if industry is None:
        raise UsageProblem(
            _("is needed: it decides which floors count"),
            where="--industry",
            hint=_("patentcli industries lists them"),
        )
    company = Company(industry=industry, figures=figures(call, employees, revenue, assets))
    facts = Facts(as_of=as_of_day(as_of), company=company)
    book = rulebook(call)
    size = size_of(book, facts)
    assert size is not None
    check = check_size(book, facts, size)
    if unit_warning(company):
        call.env.warn(unit_warning(company))

    def draw(screen: "Screen") -> int:
        answer = either_class(size.possible) or _("unknown")
        screen.line(answer, "bold")
        screen.line(check.reason)
        screen.line()
        count = screen.table(COLUMNS, map(_for_people, size.rows()), numeric=COLUMNS[3:7])
        if check.source is not None:
            screen.line(f"{check.source.shown} {check.source.url}", "dim")
        return count

    call.write_small(
        Rows(
            columns=COLUMNS,
            fields=COLUMNS,
            rows=size.rows(),
            document=size.to_json,
            human=draw,
            numeric=COLUMNS[3:7],
        )
    )
    if not call.env.stdout_is_tty:
        call.env.say(check.reason)
    return ExitStatus.OK if size.size_class else ExitStatus.UNDETERMINED
