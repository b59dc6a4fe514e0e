"""`list`: the patents of a catalogue that pass the filters."""

from collections import Counter
from typing import Any

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS, SORTABLE
from patentcli.catalogue.query import count, patents
from patentcli.filter_options import counted, say_candidates, say_filtered, wanted
from patentcli.options import describe, filters, reading
from patentcli.views.patents import default_columns, needed, patent_rows


@describe(
    filters,
    reading,
    fields=FIELDS,
    examples=(
        "patentcli list --domain video",
        "patentcli list --domain image --ipc G06V --format csv --bom -o image.csv",
        "patentcli list --in-force-on 2027-01-01 --format ids",
    ),
)
def command(call: Call) -> None:
    """Write the records that pass; none is no failure."""
    found = wanted(call)
    sort, reverse = call.order(SORTABLE)
    limit = call.limit()
    columns = default_columns(call)
    connection, fields = call.catalogue.connection, needed(call, columns)
    seen = Counter[Any]()
    records = patents(connection, fields, found, sort=sort, reverse=reverse, limit=limit)
    call.write(patent_rows(call, counted(records, seen), columns))
    if limit is not None and seen.total() == limit:
        call.say_rest(limit, count(connection, found))
    say_filtered(call, found, empty=not seen and limit != 0)
    say_candidates(call, seen)
