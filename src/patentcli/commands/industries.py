"""`industries`: the groups of the size standard, as `--industry` takes them."""

from collections.abc import Mapping
from typing import Any

from patentcli.call import Call
from patentcli.commands.company import AS_OF
from patentcli.commands.patents import is_table
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.listing import INDUSTRY_COLUMNS, INDUSTRY_FIELDS, industries
from patentcli.rules.size import LABELS

EXAMPLES = {"industries": ("patentcli industries", "patentcli industries --fields key,codes")}
PARAMETERS = (AS_OF,)
COMPLETES = {"fields": INDUSTRY_FIELDS}


def _for_people(row: Mapping[str, Any]) -> Mapping[str, object]:
    return {**row, "indicators": [_(LABELS[name]) for name in row["indicators"]]}


def command(call: Call) -> None:
    """Write each group with its codes and the indicators that count in it."""
    day = as_of_day(call.given("as_of"))
    standard = rulebook(call).standard(day)
    if standard is None:
        message = _("no size standard is known to be in force on {day}")
        raise UsageProblem(message.format(day=day), where="--as-of")
    rows = industries(standard)
    call.write_small(
        Rows(
            columns=INDUSTRY_COLUMNS,
            fields=INDUSTRY_FIELDS,
            rows=map(_for_people, rows) if is_table(call) else rows,
            id_field="key",
        )
    )
