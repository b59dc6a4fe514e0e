"""`list`: the patents of a catalogue that pass the filters."""

import typer

from patentcli.call import Call
from patentcli.catalogue.query import patents
from patentcli.commands.patents import default_columns, needed, patent_rows
from patentcli.i18n import _
from patentcli.reading import Candidates, order, say_unknown, wanted

EXAMPLES = {
    "list": (
        "patentcli list --domain video",
        "patentcli list --domain image --ipc G06V --format csv --bom -o image.csv",
        "patentcli list --in-force-on 2027-01-01 --format ids",
    )
}


def command(ctx: typer.Context) -> None:
    """Write the records that pass; none is no failure."""
    call: Call = ctx.obj
    found = wanted(call)
    sort, reverse = order(call)
    limit = call.number("limit", "--limit")
    columns = default_columns(call)
    rows = Candidates(
        patents(
            call.catalogue.connection,
            needed(call, columns),
            found,
            sort=sort,
            reverse=reverse,
            limit=limit,
        )
    )
    shown = call.write(patent_rows(call, rows, columns))
    if not shown and limit != 0:
        call.env.say(_("no patent passes the filters"))
    say_unknown(call, found)
    rows.say(call)
