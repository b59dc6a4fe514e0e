"""`stats`: how many patents there are by a field."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Annotated, Any

from patentcli.call import Call
from patentcli.catalogue.fields import WORDS
from patentcli.catalogue.query import count, tally
from patentcli.documents.chart import MOST_BARS, SUFFIXES, draw
from patentcli.filter_options import MISSING, holders, say_filtered, wanted
from patentcli.i18n import N_, _, pick, said
from patentcli.options import describe, filters, option, reading
from patentcli.output.clean import line
from patentcli.output.formats import Rows
from patentcli.suggest import check_word

COLUMNS = ("by", "value", "label", "count", "share")
# What each grouping counts, a column of `patent` or, of a tag of its name, the value (of an IPC
# symbol its subclass, as in G06T); the title of its chart.
GROUPINGS = {
    "domain": ("p.domain", N_("Patents by domain")),
    "application": ("value", N_("Patents by application")),
    "holder": ("coalesce(p.holder, p.holder_zh)", N_("Patents by patentee")),
    "office": ("p.office", N_("Patents by office")),
    "ipc": ("substr(value, 1, 4)", N_("Patents by IPC subclass")),
    "year": ("substr(p.filing_date, 1, 4)", N_("Patents by year of filing")),
    "listing": ("p.listing", N_("Patents by listing")),
}


@describe(
    filters,
    reading,
    fields=COLUMNS,
    examples=(
        "patentcli stats",
        "patentcli stats --by application --limit 10",
        "patentcli stats --by year --sort value --chart years.svg",
    ),
)
def command(
    call: Call,
    by: Annotated[
        str, option("--by", N_("Count by this field (default: domain)."), tuple(GROUPINGS))
    ] = "domain",
    chart: Annotated[
        str | None, option("--chart FILE.svg|png", N_("Also draw the counts into FILE."), "file")
    ] = None,
) -> None:
    """Count the patents that pass the filters; the share is of all of these."""
    check_word(by, GROUPINGS, _("cannot count by {value!r}"), "--by")
    found = wanted(call)
    connection = call.catalogue.connection
    total, labels = count(connection, found), _labels(call, by)
    column, title = GROUPINGS[by]
    tag = "" if "p." in column else by
    rows: list[Mapping[str, Any]] = [
        {
            "by": by,
            "value": value,
            "label": _("unknown") if value is None else labels.get(str(value), str(value)),
            "count": n,
            "share": round(n / total, 4),
        }
        for value, n in tally(connection, column, found, tag=tag)
    ]
    answer = Rows(COLUMNS, COLUMNS, rows, numeric=("count", "share"))
    if chart is not None:
        call.check_output()
        _draw(call, _(title), list(islice(call.arranged(answer), call.limit())))
    call.write_small(
        answer,
        lambda screen, shown: screen.bars(
            (row["label"], row["count"], f"{row['share']:.0%}") for row in shown
        ),
    )
    say_filtered(call, found, empty=not total)
    # A record without any stands in no row.
    if tag and (blank := total - sum(n for _one, n in tally(connection, "1", found, tag=tag))):
        call.env.say(_("{count} skipped: {missing}", count=blank, missing=_(MISSING[by])))


def _labels(call: Call, by: str) -> dict[str, str]:
    """What values are called in the language in use; those that are left out name themselves."""
    if by == "holder":
        return {name: pick(*names) for names in holders(call) for name in names}
    if by in WORDS:
        return {value: _(word) for value, word in WORDS[by].items()}
    if by not in ("domain", "application"):
        return {}
    return {word["value"]: said(word, "label") for word in call.document("vocabulary")[by]}


def _draw(call: Call, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Draw the rows into the file of --chart; an existing one is kept without --force."""
    bars = [(line(row["label"]), row["count"]) for row in rows]
    with call.destination(SUFFIXES, "chart") as out:
        out.write(draw(title, bars[:MOST_BARS], str(call.text("chart"))[-4:].lower()))
    if len(bars) > MOST_BARS:
        message = _("the chart shows the first {count} of {total} values")
        call.env.say(message.format(count=MOST_BARS, total=len(bars)))
