"""`list`: the patents of a catalogue that pass the filters."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import typer

from patentcli.call import Call
from patentcli.catalogue.query import patents, texts
from patentcli.commands.patents import are_texts, default_columns, needed, patent_rows
from patentcli.i18n import _
from patentcli.reading import Candidates, order, say_unknown, wanted

EXAMPLES = {
    "list": (
        "patentcli list --domain video",
        "patentcli list --domain image --ipc G06V --format csv --bom -o image.csv",
        "patentcli list --in-force-on 2027-01-01 --format ids",
    )
}

MANY = 2000  # rows from which a second process is quicker, its start included


def command(ctx: typer.Context) -> None:
    """Write the records that pass; none is no failure."""
    call: Call = ctx.obj
    found = wanted(call)
    sort, reverse = order(call)
    limit = call.number("limit", "--limit")
    columns = default_columns(call)
    ready = are_texts(call, columns)
    source = texts if ready else patents
    passing: Iterator[Any] = source(
        call.catalogue.connection,
        columns if ready else needed(call, columns),
        found,
        sort=sort,
        reverse=reverse,
        limit=limit,
    )
    if ready:
        passing = _ahead(call, passing)
    rows = Candidates(passing, columns.index("listing") if ready else "listing")
    answer = patent_rows(call, () if ready else rows, columns)
    shown = call.write(answer._replace(cells=rows) if ready else answer)
    if not shown and limit != 0:
        call.env.say(_("no patent passes the filters"))
    say_unknown(call, found)
    rows.say(call)


def _ahead(call: Call, rows: Iterator[Any]) -> Iterator[Any]:
    """The same rows; when many have come, a second process fetches the rest."""
    count = 0
    for row in islice(rows, MANY):
        count += 1
        yield row
    if count == MANY:
        from patentcli import worker
        from patentcli.catalogue.ahead import fetched_ahead

        beside = worker.pays()
        yield from fetched_ahead(rows, call.damage, call.catalogue.path) if beside else rows
