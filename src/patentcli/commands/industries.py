"""`industries`: the groups of the size standard, as `--industry` takes them."""

from collections.abc import Mapping
from typing import Any

from patentcli.call import Call
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.options import as_of, describe, reading
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.listing import INDUSTRY_COLUMNS, INDUSTRY_FIELDS, industries
from patentcli.rules.size import LABELS


def _for_people(row: Mapping[str, Any]) -> Mapping[str, object]:
    return {**row, "indicators": [_(LABELS[name]) for name in row["indicators"]]}


@describe(
    as_of,
    reading,
    fields=INDUSTRY_FIELDS,
    examples=("patentcli industries", "patentcli industries --fields key,codes"),
)
def command(call: Call) -> None:
    """Write each group with its codes and the indicators that count in it."""
    day = as_of_day(call.text("as_of"))
    standard = rulebook(call).standard(day)
    if standard is None:
        message = _("no size standard is known to be in force on {day}")
        raise UsageProblem(message.format(day=day), where="--as-of")
    rows = industries(standard)
    call.write_small(
        Rows(
            columns=INDUSTRY_COLUMNS,
            fields=INDUSTRY_FIELDS,
            rows=map(_for_people, rows) if call.is_table else rows,
            id_field="key",
        )
    )
