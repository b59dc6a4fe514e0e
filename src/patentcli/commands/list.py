"""`list`: the patents of a catalogue that pass the filters."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from patentcli.call import Call
from patentcli.catalogue.portions import WHOLE, Block, Portion, portions
from patentcli.catalogue.portions import blocks as written
from patentcli.catalogue.query import patents, texts
from patentcli.catalogue.schema import FIELDS
from patentcli.filter_options import Candidates, order, say_unknown, wanted
from patentcli.i18n import _
from patentcli.options import describe, filters, reading
from patentcli.output.model import Encode
from patentcli.views.patent_table import are_texts, default_columns, needed, patent_rows

AT_ONCE = 500  # records formatted together


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
    sort, reverse = order(call)
    limit = call.limit()
    columns = default_columns(call)
    ready = are_texts(call, columns)
    passing: Iterable[dict[str, object]] = ()
    if not ready:
        connection, fields = call.catalogue.connection, needed(call, columns)
        passing = patents(connection, fields, found, sort=sort, reverse=reverse, limit=limit)
    rows = Candidates(passing)
    answer = patent_rows(call, rows, columns)
    if ready:

        def read(connection: sqlite3.Connection, part: Portion) -> Iterator[tuple[str, ...]]:
            conditions = [*found, *part]
            return texts(connection, columns, conditions, sort=sort, reverse=reverse, limit=limit)

        in_order = sort is None and limit is None
        parts = portions(call.catalogue.connection, reverse=reverse) if in_order else WHOLE
        answer = answer._replace(blocks=_blocks(call, read, parts, columns.index("listing"), rows))
    shown = call.write(answer)
    if not shown and limit != 0:
        call.env.say(_("no patent passes the filters"))
    say_unknown(call, found)
    rows.say(call)


def _blocks(
    call: Call,
    read: Callable[[sqlite3.Connection, Portion], Iterator[tuple[str, ...]]],
    parts: Sequence[Portion],
    listing: int,
    candidates: Candidates,
) -> Callable[[Encode], Iterator[tuple[bytes, int]]]:
    """The answer as a table of texts; adds to `candidates` those that are written."""

    def blocks(encode: Encode) -> Iterator[tuple[bytes, int]]:
        def make(connection: sqlite3.Connection, part: Portion) -> Iterator[Block]:
            rows = read(connection, part)
            while some := list(islice(rows, AT_ONCE)):
                yield encode(some), len(some), [row[listing] for row in some].count("candidate")

        for data, count, of_them in written(call.catalogue, make, parts, call.damage):
            candidates.count += of_them
            yield data, count

    return blocks
