"""`stats --chart`: the counts as a picture."""

from collections.abc import Mapping, Sequence

from patentcli.call import Call
from patentcli.documents import plot
from patentcli.documents.texts import Both, load_texts
from patentcli.filter_options import vocabulary
from patentcli.i18n import _, language
from patentcli.output.clean import line


def write_chart(call: Call, path: str, by: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Draw the rows of `stats` into a file; an existing one is kept without --force."""
    suffix = plot.suffix_of(path)
    texts = load_texts("chart_texts.toml")
    labels = _labels(call, by, texts)
    bars = [(_label(row["value"], labels, texts), int(str(row["count"]))) for row in rows]
    drawn = plot.draw(texts[by], bars[: plot.MOST_BARS], suffix=suffix, lang=language())
    with call.destination(path) as out:
        out.write(drawn.body)
    if drawn.fell_back:
        call.env.say(_("no font with Chinese characters was found: the chart is in English"))
    if len(bars) > plot.MOST_BARS:
        message = _("the chart shows the first {count} of {total} values")
        call.env.say(message.format(count=plot.MOST_BARS, total=len(bars)))


def _labels(call: Call, by: str, texts: Mapping[str, Both]) -> Mapping[str, Both]:
    if by == "listing":
        return {name: texts[name] for name in ("candidate", "listed")}
    if by not in ("domain", "application"):
        return {}
    words = vocabulary(call)[by]
    return {word["value"]: Both(word["label_en"], word["label_zh"]) for word in words}


def _label(value: object, labels: Mapping[str, Both], texts: Mapping[str, Both]) -> Both:
    if value is None:
        return texts["unknown"]
    plain = line(str(value))
    return labels.get(str(value), Both(plain, plain))
