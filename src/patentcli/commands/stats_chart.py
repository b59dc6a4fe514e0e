"""`stats --chart`: the counts as a picture."""

from collections.abc import Mapping, Sequence

from patentcli.call import Call
from patentcli.documents import plot
from patentcli.documents.texts import Both, in_each
from patentcli.filter_options import vocabulary
from patentcli.i18n import N_, _, language
from patentcli.output.clean import line

TITLES = {
    "domain": N_("Patents by domain"),
    "application": N_("Patents by application"),
    "holder": N_("Patents by patentee"),
    "office": N_("Patents by office"),
    "ipc": N_("Patents by IPC subclass"),
    "year": N_("Patents by year of filing"),
    "listing": N_("Patents by listing"),
}
LISTINGS = {"candidate": N_("candidate, not confirmed"), "listed": N_("listed")}


def write_chart(call: Call, path: str, by: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Draw the rows of `stats` into a file; an existing one is kept without --force.

    Without a font for Chinese the chart is in English, so every text is there in both languages.
    """
    suffix = plot.suffix_of(path)
    labels = _labels(call, by)
    bars = [(_label(row["value"], labels), int(str(row["count"]))) for row in rows]
    drawn = plot.draw(_both(TITLES[by]), bars[: plot.MOST_BARS], suffix=suffix, lang=language())
    with call.destination(path) as out:
        out.write(drawn.body)
    if drawn.fell_back:
        call.env.say(_("no font with Chinese characters was found: the chart is in English"))
    if len(bars) > plot.MOST_BARS:
        message = _("the chart shows the first {count} of {total} values")
        call.env.say(message.format(count=plot.MOST_BARS, total=len(bars)))


def _both(message: str) -> Both:
    return Both(*in_each(lambda: _(message)))


def _labels(call: Call, by: str) -> Mapping[str, Both]:
    if by == "listing":
        return {name: _both(label) for name, label in LISTINGS.items()}
    if by not in ("domain", "application"):
        return {}
    words = vocabulary(call)[by]
    return {word["value"]: Both(word["label_en"], word["label_zh"]) for word in words}


def _label(value: object, labels: Mapping[str, Both]) -> Both:
    if value is None:
        return _both(N_("unknown"))
    plain = line(str(value))
    return labels.get(str(value), Both(plain, plain))
