"""`catalogue diff`: what differs between two catalogues."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from patentcli.call import Call
from patentcli.catalogue.comparing import ADDED, CHANGED, COLUMNS, REMOVED, differences
from patentcli.exit_status import ExitStatus
from patentcli.i18n import N_, _
from patentcli.output.model import Rows

EXAMPLES = {
    "diff": ("patentcli catalogue diff bundled zhejiang", "patentcli catalogue diff a.db b.db")
}


COMPLETES = {"before": "catalogue", "after": "catalogue"}


def diff(
    ctx: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help=N_("The catalogue before."))],
    after: Annotated[str, typer.Argument(metavar="B", help=N_("The catalogue after."))],
) -> int:
    """Write each difference; 1 if there is any."""
    call: Call = ctx.obj
    first, second = call.open(before, "A"), call.open(after, "B")
    count = 0

    def rows() -> Iterator[Mapping[str, object]]:
        nonlocal count
        for row in differences(first.connection, second.connection):
            count += 1
            yield row

    options = call.output_options()._replace(inputs=(first.path, second.path))
    limit = call.number("limit", "--limit")
    found = rows()
    words = {ADDED: _("added"), REMOVED: _("removed"), CHANGED: _("changed")}
    answer = Rows(columns=COLUMNS, fields=COLUMNS, rows=found, words={"change": words})
    if call.text("sort") or call.flag("reverse") or limit is not None:
        call.write_small(answer)
    else:
        call.write(answer, options)
    if not count:
        call.env.say(_("no difference"))
    return ExitStatus.NO if count else ExitStatus.OK
