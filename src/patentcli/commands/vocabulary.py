"""`vocabulary`: the words that filters take, with their names and how often they occur."""

from patentcli.call import Call
from patentcli.catalogue.query import tally
from patentcli.options import describe, reading
from patentcli.output.formats import Rows

COLUMNS = ("kind", "value", "label_en", "label_zh", "count")


@describe(
    reading,
    fields=COLUMNS,
    examples=("patentcli vocabulary", "patentcli vocabulary --fields value,label_zh"),
)
def command(call: Call) -> None:
    """Write every word of the vocabulary, also those that no record uses."""
    connection = call.catalogue.connection
    used = {
        "domain": dict(tally(connection, "p.domain")),
        "application": dict(tally(connection, "value", tag="application")),
    }
    rows = [
        {"kind": kind, **word, "count": used[kind].get(word["value"], 0)}
        for kind, words in call.document("vocabulary").items()
        for word in words
    ]
    call.write_small(Rows(COLUMNS, COLUMNS, rows, id_field="value", numeric=("count",)))
