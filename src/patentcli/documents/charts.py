"""Counts of patents as charts: tables whose bars are SVG.

A bar is a rectangle whose width is a percentage of its cell, so there are no pixels to compute:
the browser draws it at any width and on paper, and the table itself is what a screen reader
reads. A plotting library would add a dependency and one picture for each language and width.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from patentcli.documents.html import both, text
from patentcli.documents.texts import Both

Record = Mapping[str, Any]
Labels = Mapping[str, Both]
SHOWN = 12  # of the most frequent values; the rest is folded away


class Bar(NamedTuple):
    """One row: its label, how many patents, and whether it stands for an unknown value."""

    label: Both
    number: int
    is_unknown: bool = False


class Chart(NamedTuple):
    """A title and its bars, in the order shown."""

    title: Both
    bars: tuple[Bar, ...]
    folds: bool = False
    """Whether rows after the first SHOWN are folded away: not in a sequence of years."""


def by_frequency(title: Both, values: Iterable[str | None], labels: Labels, unknown: Both) -> Chart:
    """The most frequent value first; what is unknown last."""
    counted = Counter(values)
    missing = counted.pop(None, 0)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
    bars = [Bar(labels.get(str(v), Both(str(v), str(v))), n) for v, n in ranked]
    return Chart(title, (*bars, *([Bar(unknown, missing, True)] if missing else [])), folds=True)


def by_year(title: Both, years: Iterable[str | None], unknown: Both) -> Chart:
    """The years in their order; what is unknown last."""
    counted = Counter(years)
    missing = counted.pop(None, 0)
    bars = [Bar(Both(str(year), str(year)), counted[year]) for year in sorted(counted, key=str)]
    return Chart(title, (*bars, *([Bar(unknown, missing, True)] if missing else [])))


def charts(
    records: Sequence[Record], texts: Mapping[str, Both], labels: Mapping[str, Labels]
) -> list[Chart]:
    """The charts of the page: by domain, application, year of filing, year the term ends."""
    unknown = texts["unknown"]
    words = [w for r in records for w in (r["applications"] or (None,))]
    domains = [r["domain"] for r in records]
    filed = [None if r["filing_date"] is None else str(r["filing_date"])[:4] for r in records]
    return [
        by_frequency(texts["chart_domain"], domains, labels["domain"], unknown),
        by_frequency(texts["chart_application"], words, labels["application"], unknown),
        by_year(texts["chart_year"], filed, unknown),
        by_year(texts["chart_expiry"], map(_end_year, records), unknown),
    ]


def _end_year(record: Record) -> str | None:
    end: Mapping[str, object] = record["expiry"]
    day, year = end["date"], end["year"]
    if day is not None:
        return str(day)[:4]
    return None if year is None else str(year)


def draw(chart: Chart, texts: Mapping[str, Both]) -> str:
    """The chart as HTML."""
    most = max((bar.number for bar in chart.bars), default=0)
    rows = [_row(bar, most) for bar in chart.bars]
    cut = SHOWN if chart.folds else len(rows)
    head = "".join(
        f'<th scope="col"><span class="quiet">{both(texts[key])}</span></th>'
        for key in ("value", "number_of")
    )
    parts = [
        '<div class="chart"><table>',
        f"<caption>{both(chart.title)}</caption>",
        f'<thead><tr>{head}<td aria-hidden="true"></td></tr></thead>',
        f"<tbody>{''.join(rows[:cut])}</tbody></table>",
    ]
    if rows[cut:]:
        more = both(texts["chart_more"].fill(n=len(rows) - cut))
        body = f"<tbody>{''.join(rows[cut:])}</tbody>"
        quiet = f'<caption><span class="quiet">{both(chart.title)}</span></caption>'
        parts.append(f"<details><summary>{more}</summary><table>{quiet}{body}</table></details>")
    return "\n".join([*parts, "</div>"])


def _row(bar: Bar, most: int) -> str:
    kind = ' class="open"' if bar.is_unknown else ""
    width = f"{100 * bar.number / most:.1f}%"
    return (
        f'<tr{kind}><th scope="row">{both(bar.label)}</th>'
        f'<td class="number">{text(bar.number)}</td>'
        f'<td aria-hidden="true"><svg><rect width="{width}" height="100%"/></svg></td></tr>\n'
    )
