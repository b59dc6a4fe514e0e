"""`scheme`: what was announced, what the scheme is, how far the candidates cover it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from patentcli.call import Call
from patentcli.catalogue.coverage import scheme
from patentcli.catalogue.opening import BUNDLED
from patentcli.i18n import _, pick
from patentcli.options import describe, reading
from patentcli.output.model import Rows
from patentcli.rules.listing import CERTAINTY

if TYPE_CHECKING:
    from patentcli.output.terminal import Screen

COLUMNS = ("key", "label", "value", "certainty", "source", "url")


@describe(reading, fields=COLUMNS, examples=("patentcli scheme", "patentcli scheme --format json"))
def command(call: Call) -> None:
    """Write each fact with its certainty and the page it was read on."""
    rows = [
        {
            "key": fact["key"],
            "label": pick(fact["label_en"], fact["label_zh"]),
            "value": pick(fact["value_en"], fact["value_zh"]),
            "certainty": _(CERTAINTY[fact["certainty"]]),
            "source": pick(fact["source"], fact["source_zh"]),
            "url": fact["url"],
        }
        for fact in scheme(call.open(BUNDLED, "").connection)
    ]
    call.write_small(
        Rows(columns=COLUMNS, fields=COLUMNS, rows=rows, id_field="key"),
        human=None if call.text("fields") else _facts,
    )


def _facts(screen: "Screen", rows: list[Mapping[str, object]]) -> None:
    """Each fact as a paragraph, with its source under it."""
    for row in rows:
        screen.line(str(row["label"]), "bold")
        screen.line(str(row["value"]), indent=2)
        source = _("{certainty}: {source}").format(**row)
        screen.line(f"{source} {row['url'] or ''}".rstrip(), "dim", indent=2)
