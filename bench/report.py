"""The page of results in Markdown, from the rows and notes of one run.

    python bench/report.py RESULTS.json

prints the page of an earlier run from what `run.py --json` wrote.
"""

import sys
from pathlib import Path
from typing import Any

from comparing import Bench
from results import Row, behind, comparison, machine, markdown, read_json, summary

TITLES = {
    "start": "Start",
    "import": "Import",
    "query": "Queries",
    "search": "Search libraries",
    "batch": "Eligibility of a file of companies",
}
# Why a peer can be quicker; said only of those that were.
WHY = {
    "jq": "a compiled program: it needs neither Python's start nor Typer's",
    "miller": "a compiled program: it needs neither Python's start nor Typer's",
    "sqlite-utils": "it writes what it finds; we make every cell harmless to terminals and"
    " spreadsheets",
    "FTS5": "a few lines of Python with its own SQLite: it loads no command line, understands"
    " no Chinese and finds the words alone",
    "FTS5, pairs": "a few lines of Python with its own SQLite: it loads no command line and finds"
    " the words alone",
    "tantivy": "a compiled library in a few lines of Python: it loads no command line and finds"
    " the words alone",
    "bm25s": "a library in a few lines of Python: it loads no command line",
    "DuckDB": "it uses all cores; it checks no input, names no source and cuts no Chinese",
    "csv loop": "it only copies",
}


def document(bench: Bench) -> dict[str, Any]:
    """Everything of a run: machine, notes, rows."""
    notes = {**bench.notes, "agreement": bench.agreements}
    return {"machine": machine(), "notes": notes, "rows": bench.rows}


def page(results: dict[str, Any]) -> str:
    """The whole page."""
    rows: list[Row] = results["rows"]
    notes: dict[str, Any] = results["notes"]
    parts = [_head(results)]
    short = [row for row in rows if row.section in ("query", "import", "batch")]
    if short:
        parts += ["## In short", "A peer's time to ours; above 1× we are quicker.", summary(short)]
    for section, title in TITLES.items():
        found = [row for row in rows if row.section == section]
        if found:
            parts += [f"## {title}", comparison(found), *_remarks(found)]
        if found and section == "batch":
            same = ", ".join(notes["agreement"])
            parts.append(f"Rows that DuckDB answers as we do in every column: {same}.")
    if "quality" in notes:
        parts += ["## Search quality", _quality(notes["quality"])]
    if "footprint" in notes:
        parts += ["## Installed", _footprint(notes["footprint"])]
    slower = behind(rows)
    if slower:
        parts += ["## Where a peer is quicker", "\n".join(map(_why, slower.items()))]
    return "\n\n".join(parts)


INTRO = """# Measured

Written by `python bench/run.py --json measured.json --plot docs/measured.svg > docs/measured.md`,
which makes environments of its own for the peers, installs the wheel of this checkout, and measures
whole processes in turns: every program in every round, each round in an order of its own.
`python bench/report.py measured.json` prints this page again. Figures belong to the machine and the
day; the ratios are what can be compared.

![Time by number of records](measured.svg)

How to read a cell. Ours: median time, peak memory, quartiles of the time. A peer's: its time to
ours in the same rounds (median and quartiles; above 1× we are quicker, bold where the peer is),
then its median time and peak memory. `python -c pass` and a bare Typer app of 20 trivial commands
do nothing: there it is our time to theirs. 100 records are the bundled catalogue; more are
generated lists, imported, and given to every peer in its own form with the indexes it can have."""


def _head(results: dict[str, Any]) -> str:
    machine, notes = results["machine"], results["notes"]
    return (
        f"{INTRO}\n\n{machine['date']}; {notes['version']}; {machine['cores']} cores,"
        f" {machine['memory_gib']} GiB, Python {machine['python']}; load average before the run"
        f" {notes['load_before']}. Peaks below {notes['memory_floor']:.0f} MiB cannot be told."
    )


def _why(found: tuple[str, list[str]]) -> str:
    program, questions = found
    reason = f" ({WHY[program]})" if program in WHY else ""
    return f"- {program}{reason}: {'; '.join(questions)}"


def _remarks(rows: list[Row]) -> list[str]:
    """What programs leave out, or why one failed, each remark once."""
    found: dict[str, list[str]] = {}
    for row in rows:
        programs = found.setdefault(row.remark, [])
        if row.program not in programs:
            programs.append(row.program)
    found.pop("", None)
    lines = [f"- {', '.join(programs)}: {remark}" for remark, programs in found.items()]
    return ["\n".join(lines)] if lines else []


def _quality(scores: list[dict[str, Any]]) -> str:
    heads = {"ndcg": "nDCG@10", "ndcg_en": "English", "ndcg_zh": "Chinese"}
    heads |= {"mrr": "MRR", "recall": "recall@10"}
    rows = [[str(s["program"]), *(f"{s[c]:.2f}" for c in heads)] for s in scores]
    count = f"{scores[0]['queries']} judged queries"
    note = (
        "The queries are our own, written and judged by hand (`tests/search/`); those marked as"
        " used for tuning are left out here. English and Chinese: nDCG@10 of these queries alone."
    )
    return markdown([count, *heads.values()], rows) + "\n\n" + note


def _footprint(found: list[dict[str, Any]]) -> str:
    rows = [
        [
            f["program"],
            str(len(f["packages"])) if f["packages"] else "binary alone",
            f"{f['mebibytes']:.1f}",
        ]
        for f in found
    ]
    return markdown(["", "packages", "MiB"], rows)


if __name__ == "__main__":
    print(page(read_json(Path(sys.argv[1]))))
