"""`scheme`: what was announced, what the scheme is, how far the candidates cover it."""

from collections.abc import Mapping

from patentcli.call import Call
from patentcli.catalogue.bundled import COMPUTED, scheme
from patentcli.catalogue.opening import BUNDLED
from patentcli.i18n import _, said
from patentcli.options import describe, reading
from patentcli.output.formats import Rows, Screen
from patentcli.rules.book import CERTAINTY

COLUMNS = ("key", "label", "value", "certainty", "source", "url")


@describe(reading, fields=COLUMNS, examples=("patentcli scheme", "patentcli scheme --format json"))
def command(call: Call) -> None:
    """Write each fact with its certainty and the page it was read on."""
    facts = scheme(call.open(BUNDLED, "").connection)
    rows = [{name: said(fact, name) or None for name in COLUMNS} for fact in facts]
    words = {"certainty": CERTAINTY}
    call.write_small(Rows(COLUMNS, COLUMNS, rows, id_field="key", words=words), _facts)


def _facts(screen: Screen, rows: list[Mapping[str, object]]) -> None:
    """A line for each fact with the number of its source; the sources follow, each once."""
    sources: dict[object, object] = {}
    for row in rows:
        remark = ""
        if row["certainty"] != COMPUTED:
            sources.setdefault(row["url"], row["source"])
            remark = f" [{list(sources).index(row['url']) + 1}]"
            if row["certainty"] != "verified":
                word = _(CERTAINTY[str(row["certainty"])])
                remark = _(" ({certainty})", certainty=word) + remark
        label = _("{title}: ", title=row["label"])
        screen.parts((label, "bold"), (str(row["value"]), ""), (remark, "dim"))
    if sources:
        screen.line(_("Sources"), "bold")
    for number, (url, source) in enumerate(sources.items(), start=1):
        screen.line(f"[{number}] {source} {url or ''}".rstrip(), "dim")
