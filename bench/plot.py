"""RESULTS.json PLOT.svg: how cost grows with the number of records (needs matplotlib)."""

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot

PANELS = {
    "filter": ("query", "filter: all"),
    "first page": ("query", "filter: the first"),
    "one patent": ("query", "show"),
    "search, a rare word": ("query", "search carving"),
    "search, a common word": ("query", "search image"),
    "libraries, a rare word": ("search", "search carving"),
    "libraries, a common word": ("search", "search image"),
    "import": ("import", "import"),
    "verdicts": ("batch", "verdicts"),
}
# The bundled catalogue has words of its own, which stand for the rare and the common one.
SAME = {"search subtitle": "search carving", "search video": "search image"}
MARKS = "osv^Dd*xPX<>"
COLOURS = ("black", *(f"C{n}" for n in range(10)), "dimgray")


def series(rows: list[dict[str, Any]], section: str, question: str) -> dict[str, list[Any]]:
    """For each program the (records, median seconds) of a question, by rising records."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        asked = SAME.get(row["question"], row["question"])
        if row["section"] == section and asked.startswith(question) and row["seconds"]:
            point = (row["records"], row["seconds"]["median"])
            found.setdefault(row["program"], []).append(point)
    return {program: sorted(points) for program, points in found.items()}


def draw(results: dict[str, Any], target: Path) -> None:
    """Small panels with common scales."""
    drawn = {t: s for t, key in PANELS.items() if (s := series(results["rows"], *key))}
    if not drawn:
        return
    mpl.rcParams.update({"svg.hashsalt": "patentcli", "font.size": 8, "svg.fonttype": "none"})
    columns = min(3, len(drawn))
    lines = -(-len(drawn) // columns)
    size = (3.1 * columns, 2.5 * lines)
    figure, axes = pyplot.subplots(lines, columns, figsize=size, squeeze=False, sharey=True)
    programs = list(dict.fromkeys(p for found in drawn.values() for p in found))
    programs.sort(key=lambda p: p != "patentcli")
    for axis in axes.flat[len(drawn) :]:
        axis.set_axis_off()
    for axis, (title, found) in zip(axes.flat, drawn.items(), strict=False):
        for program, points in found.items():
            place = programs.index(program)
            axis.loglog(
                *zip(*points, strict=True),
                marker=MARKS[place % len(MARKS)],
                markersize=4,
                color=COLOURS[place % len(COLOURS)],
                linewidth=2 if place == 0 else 1,
                label=program,
            )
        axis.set_title(title)
        axis.grid(True, which="major", linewidth=0.3)
    for axis in axes[:, 0]:
        axis.set_ylabel("seconds")
    for axis in axes[-1]:
        axis.set_xlabel("records")
    handles = {h.get_label(): h for a in axes.flat for h in a.get_lines()}
    figure.legend(
        [handles[p] for p in programs],
        programs,
        loc="lower center",
        ncols=6,
        frameon=False,
    )
    figure.tight_layout(rect=(0, 0.09, 1, 1))
    figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
