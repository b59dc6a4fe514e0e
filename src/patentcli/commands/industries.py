"""`industries`: the groups of the size standard, as `--industry` takes them."""

import typer

from patentcli.call import Call
from patentcli.commands.company import AsOf
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.listing import INDUSTRY_COLUMNS, INDUSTRY_FIELDS, industries

EXAMPLES = {"industries": ("patentcli industries", "patentcli industries --fields key,codes")}


def command(ctx: typer.Context, as_of: AsOf = None) -> None:
    """Write each group with its codes and the indicators that count in it."""
    call: Call = ctx.obj
    day = as_of_day(as_of)
    standard = rulebook(call).standard(day)
    if standard is None:
        message = _("no size standard is known to be in force on {day}")
        raise UsageProblem(message.format(day=day), where="--as-of")
    call.write_small(
        Rows(
            columns=INDUSTRY_COLUMNS,
            fields=INDUSTRY_FIELDS,
            rows=industries(standard),
            id_field="key",
        )
    )
