"""What was measured, as rows: for JSON, and as Markdown tables of ratios."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from timing import OURS, Figures, Run, figures, ratios

# What any Python program, or any Typer program, costs before it does a thing: no peer.
BASES = ("python -c pass", "bare Typer app")


class Row(NamedTuple):
    """One program's figures in one comparison. `ratio` is its time to ours, in the same rounds."""

    section: str
    question: str
    records: int
    program: str
    seconds: Figures | None
    ratio: Figures | None
    processor: float | None
    mebibytes: float | None
    lines: int | None
    rounds: int
    remark: str = ""


def rows_of(
    section: str,
    question: str,
    records: int,
    runs: dict[str, list[Run]],
    failures: dict[str, str],
) -> list[Row]:
    """The rows of one comparison, ours first."""
    base = runs.get(OURS)
    rows = []
    for program, found in runs.items():
        rows.append(
            Row(
                section,
                question,
                records,
                program,
                figures(r.seconds for r in found),
                ratios(found, base) if base else None,
                figures(r.processor for r in found).median,
                max(r.mebibytes for r in found),
                found[-1].lines,
                len(found),
            )
        )
    for program, why in failures.items():
        rows.append(Row(section, question, records, program, None, None, None, None, None, 0, why))
    return rows


def seconds(value: float) -> str:
    """A time for people: milliseconds below a second.

    >>> seconds(0.0614), seconds(2.345), seconds(61.4)
    ('61 ms', '2.3 s', '61 s')
    """
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.1f} s" if value < 10 else f"{value:.0f} s"


def times(value: float) -> str:
    """A ratio for people.

    >>> times(0.456), times(3.21), times(45.6)
    ('0.46×', '3.2×', '46×')
    """
    return f"{value:.2f}×" if value < 1.95 else f"{value:.1f}×" if value < 9.95 else f"{value:.0f}×"


def cell(row: Row) -> str:
    """Ratio with its quartiles, time and peak memory; a peer that is quicker than us is bold.

    Against a base it is the other way round: how many times as long ours takes.
    """
    if row.seconds is None:
        return "not measured"
    cost = f"{seconds(row.seconds.median)}, {row.mebibytes:.0f} MiB"
    if row.program == OURS or row.ratio is None:
        spread = f"{seconds(row.seconds.low)} to {seconds(row.seconds.high)}"
        return f"{cost} ({spread})"
    if row.program in BASES:
        return f"ours {times(1 / row.ratio.median)}; {cost}"
    ratio = times(row.ratio.median)
    if row.ratio.median < 1:
        ratio = f"**{ratio}**"
    spread = f"{times(row.ratio.low)} to {times(row.ratio.high)}" if row.rounds > 1 else "one round"
    return f"{ratio} ({spread}); {cost}"


def markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table.

    >>> print(markdown(["a", "b"], [["1", "x|y"]]))
    | a | b |
    |---|---|
    | 1 | x\\\\|y |
    """
    lines = [list(heads), *rows]
    text = ["| " + " | ".join(c.replace("|", "\\|") for c in line) + " |" for line in lines]
    return "\n".join([text[0], "|" + "---|" * len(heads), *text[1:]])


def comparison(rows: Sequence[Row]) -> str:
    """The rows of one section: a line a question and size, a column a program."""
    programs = list(dict.fromkeys(r.program for r in rows))
    programs.sort(key=lambda p: p != OURS)
    lines: dict[tuple[str, int], dict[str, str]] = {}
    for row in rows:
        lines.setdefault((row.question, row.records), {})[row.program] = cell(row)
    body = [
        [question, f"{size:,}" if size else "", *(found.get(p, "") for p in programs)]
        for (question, size), found in lines.items()
    ]
    return markdown(["", "records", *programs], body)


def summary(rows: Sequence[Row]) -> str:
    """Ratios alone, at the fewest and the most records: what fits into a README."""
    sizes = sorted({r.records for r in rows})
    kept = [r for r in rows if r.records in (sizes[0], sizes[-1]) or r.section == "import"]
    peers = [p for p in dict.fromkeys(r.program for r in kept) if p not in (OURS, *BASES)]
    lines: dict[tuple[int, str], dict[str, Row]] = {}
    for row in kept:
        lines.setdefault((row.records, row.question), {})[row.program] = row
    body = []
    for (size, question), found in sorted(lines.items(), key=lambda item: item[0][0]):
        ours = found[OURS].seconds if OURS in found else None
        cells = [times(r.ratio.median) if (r := found.get(p)) and r.ratio else "" for p in peers]
        body.append([question, f"{size:,}", seconds(ours.median) if ours else "?", *cells])
    return markdown(["", "records", OURS, *peers], body)


def behind(rows: Sequence[Row]) -> dict[str, list[str]]:
    """For each peer that was quicker than us, the questions and its time to ours.

    Quicker is who was so in three rounds of four; less is within the spread.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if row.program in (OURS, *BASES) or row.ratio is None or row.ratio.high >= 1:
            continue
        size = f" at {row.records:,}" if row.records else ""
        questions = found.setdefault(row.program, {})
        questions.setdefault(row.question, []).append(times(row.ratio.median) + size)
    return {
        program: [f"{question} {', '.join(ratios)}" for question, ratios in questions.items()]
        for program, questions in found.items()
    }


def machine() -> dict[str, Any]:
    """What it was measured on, from the system itself."""
    memory = 0.0
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal"):
            memory = int(line.split()[1]) / 2**20
    return {
        "date": date.today().isoformat(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
    }


def write_json(path: Path, document: dict[str, Any]) -> None:
    """All results, rows with their names."""
    plain = {
        **document,
        "rows": [
            {
                **row._asdict(),
                "seconds": row.seconds and row.seconds._asdict(),
                "ratio": row.ratio and row.ratio._asdict(),
            }
            for row in document["rows"]
        ],
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_json(path: Path) -> dict[str, Any]:
    """What `write_json` wrote."""
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    document["rows"] = [
        Row(
            **{
                **row,
                "seconds": row["seconds"] and Figures(**row["seconds"]),
                "ratio": row["ratio"] and Figures(**row["ratio"]),
            }
        )
        for row in document["rows"]
    ]
    return document
