"""`rules`: every rule with its figure, the day it is in force from, and its source."""

from typing import Annotated

import typer

from patentcli.call import Call
from patentcli.i18n import N_, _
from patentcli.output.model import Rows
from patentcli.rulebook import rulebook
from patentcli.rules.listing import RULE_COLUMNS, RULE_FIELDS, rules
from patentcli.suggest import unknown_word

EXAMPLES = {"rules": ("patentcli rules", "patentcli rules fee-cap")}
COMPLETES = {"rule": "rule", "fields": RULE_FIELDS}


def command(
    ctx: typer.Context,
    rule: Annotated[
        str | None, typer.Argument(metavar="ID", help=N_("One rule; all if not given."))
    ] = None,
) -> None:
    """Write all rules, or all editions of one, or with a prefix such as cn-2011-300.software."""
    call: Call = ctx.obj
    found = rules(rulebook(call))
    if rule is not None:
        known = [str(row["id"]) for row in found]
        chosen = [
            row for row in found if row["id"] == rule or str(row["id"]).startswith(f"{rule}.")
        ]
        if not chosen:
            plain = list(dict.fromkeys(name for name in known if "." not in name))
            message = _("unknown rule {value!r}").format(value=rule[:60])
            raise unknown_word(message, rule, plain, where="ID")
        found = chosen
    call.write_small(
        Rows(
            columns=RULE_COLUMNS,
            fields=RULE_FIELDS,
            rows=found,
            id_field="id",
            whole=("url",),
        )
    )
