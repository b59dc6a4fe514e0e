"""`rules`: every rule with its figure, the day it is in force from, and its source."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.i18n import N_, _
from patentcli.options import Completes, describe, reading
from patentcli.output.model import Rows
from patentcli.rulebook import rulebook
from patentcli.rules.listing import RULE_COLUMNS, RULE_FIELDS, rules
from patentcli.suggest import unknown_word

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen


@describe(reading, fields=RULE_FIELDS, examples=("patentcli rules", "patentcli rules fee-cap"))
def command(
    call: Call,
    rule: Annotated[
        str | None,
        Argument(metavar="ID", help=N_("One rule (default: all).")),
        Completes("rule"),
    ] = None,
) -> None:
    """Write all rules, or all editions of one, or with a prefix such as cn-2011-300.software."""
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

    def draw(screen: "Screen", rows: list[Mapping[str, object]]) -> None:
        from patentcli.views.rules_view import draw_all, draw_some

        (draw_all if rule is None else draw_some)(screen, rows)

    call.write_small(
        Rows(
            columns=RULE_COLUMNS,
            fields=RULE_FIELDS,
            rows=found,
            id_field="id",
            whole=("url",),
        ),
        human=None if call.text("fields") else draw,
    )
