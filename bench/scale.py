"""Beyond one file: the exported Parquet read by DuckDB and by ClickHouse (chdb), answers compared.

    python bench/scale.py --sizes 60000,1000000

For each size a generated list is imported, exported with `catalogue export -o all.parquet`, and
read in place by both engines: the questions of `scale/questions.sql` and the fee and size verdicts
of `scale/verdicts.sql`, each answer beside that of patentcli. Prints Markdown tables; ends with 1
where an answer differs.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from peers import CACHE, ROOT, Environments
from timing import environment

from lists import write_list

HERE = Path(__file__).resolve().parent / "scale"
STANDARD = ROOT / "data" / "size_standards" / "cn-2011-300.toml"
INDICATORS, CLASSES = ("employees", "revenue", "assets"), ("large", "medium", "small")
COMPANIES = 60_000  # at most; each asks about a patent of its own
HEAD = ("id", "industry", "employees", "revenue_yuan", "assets_yuan", "fee_yuan", "patent")
VERDICT = ("id", "fee_cap", "company_size", "size_class", "possible_size_classes")
# Reads files of SQL in an engine and writes what each statement of the last one gives, with times.
ASK = {
    "DuckDB": """
import duckdb, json, sys, time
base = duckdb.connect()
def run(sql): return base.execute(sql).fetchall()
""",
    "ClickHouse": """
import json, sys, time
from chdb.session import Session
base = Session()
def run(sql):
    text = base.query(sql, "JSONCompactEachRow").bytes().decode()
    return [json.loads(line) for line in text.splitlines()]
""",
}
REST = """
setup, asked = json.load(sys.stdin)
for sql in setup: run(sql)
for sql in asked:
    start = time.perf_counter()
    rows = run(sql)
    print(json.dumps([time.perf_counter() - start, rows], default=str))
"""


class Question(NamedTuple):
    """A statement and the call of patentcli that gives the same."""

    call: str
    sql: str


def statements(path: Path, **names: str) -> list[str]:
    """The statements of a file, without comments; `names` stand in braces there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("--"))
    for name, value in names.items():
        text = text.replace("{" + name + "}", value)
    return [one.strip() for one in text.split(";") if one.strip()]


def questions() -> list[Question]:
    """The questions of `questions.sql`, with what stands in the comment before each."""
    lines = (HERE / "questions.sql").read_text(encoding="utf-8").splitlines()
    calls = [x[3:] for x in lines if x.startswith(("-- list ", "-- stats "))]
    return [Question(*pair) for pair in zip(calls, statements(HERE / "questions.sql"), strict=True)]


def write_floors(path: Path) -> list[str]:
    """The floors of all industries in persons and yuan, 0 where there is none; the industries."""
    standard = tomllib.loads(STANDARD.read_text(encoding="utf-8"))
    scale = standard["standard"]["scale"]
    with path.open("w", newline="", encoding="utf-8") as stream:
        write = csv.writer(stream, lineterminator="\n").writerow
        write(["industry", *(f"{i}_{c}" for i in INDICATORS for c in CLASSES)])
        for industry in standard["industry"]:
            floors = industry["floors"]
            values = [floors[c].get(i, 0) * scale[i] for i in INDICATORS for c in CLASSES]
            write([industry["key"], *values])
    return [industry["key"] for industry in standard["industry"]]


def write_companies(path: Path, count: int, industries: list[str], patents: list[str]) -> None:
    """Companies of every size, a fifth of each figure unknown; a third is asked another fee."""
    draw = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as stream:
        write = csv.writer(stream, lineterminator="\n").writerow
        write(HEAD)
        for n in range(count):
            figures = [int(10 ** draw.uniform(*span)) for span in ((0, 4), (4, 10), (4, 10))]
            known = [f if draw.random() < 0.8 else "" for f in figures]
            fee = draw.randrange(0, 100_000, 500) if draw.random() < 0.33 else ""
            write([f"c{n}", draw.choice(industries), *known, fee, draw.choice(patents)])


def our_verdicts(path: Path) -> list[tuple[str, ...]]:
    """What `eligible --batch` wrote, as the columns VERDICT."""
    with path.open(newline="", encoding="utf-8") as stream:
        return [
            (
                row["id"],
                *(_outcome(row, rule) for rule in ("fee-cap", "company-size")),
                *(row[name] for name in VERDICT[3:]),
            )
            for row in csv.DictReader(stream)
        ]


def _outcome(row: dict[str, str], rule: str) -> str:
    for name, outcome in (("failed", "fail"), ("unknown", "unknown"), ("not_checked", "none")):
        if rule in row[name].split("|"):
            return outcome
    return "pass"


class Scale:
    """One size: its files, and what each program answers."""

    def __init__(self, size: int, folder: Path, peers: Environments) -> None:
        self.size, self.peers = size, peers
        self.folder = folder / str(size)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.env = environment(XDG_DATA_HOME=str(folder / "data"), HOME=str(folder))
        self.different: list[str] = []

    def ours(self, *words: str) -> tuple[float, str]:
        """Seconds and standard output of a call of patentcli."""
        program = self.peers.bin("patentcli", "patentcli")
        start = time.perf_counter()
        done = subprocess.run(
            (program, *words), env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 3):
            raise SystemExit(f"patentcli {' '.join(words)}: {done.stderr[-1000:]}")
        return time.perf_counter() - start, done.stdout

    def prepare(self) -> list[str]:
        """Import, export and make the companies; a line of the table for each step."""
        source, parquet = self.folder / "list.csv", self.folder / "all.parquet"
        write_list(source, self.size)
        name = ("--name", f"n{self.size}", "--official", "-q")
        taken = [
            ("catalogue import list.csv", self.ours("catalogue", "import", str(source), *name)[0])
        ]
        export = ("catalogue", "export", f"n{self.size}", "-o", str(parquet), "--force", "-q")
        taken.append(("catalogue export -o all.parquet", self.ours(*export)[0]))
        _seconds, ids = self.ours("-C", f"n{self.size}", "list", "--format", "ids", "-q")
        industries = write_floors(self.folder / "floors.csv")
        write_companies(
            self.folder / "companies.csv", min(self.size, COMPANIES), industries, ids.split()
        )
        mebibytes = parquet.stat().st_size / 2**20
        return [f"| {step} | {seconds:.1f} s |" for step, seconds in taken] + [
            f"| all.parquet | {mebibytes:.0f} MiB |"
        ]

    def ask(self, engine: str, asked: list[str]) -> list[tuple[float, Any]]:
        """Seconds and rows of each statement in an engine, in a process of its own."""
        package, setup = {
            "DuckDB": ("duckdb", "duckdb.sql"),
            "ClickHouse": ("chdb", "clickhouse.sql"),
        }[engine]
        body = json.dumps([statements(HERE / setup, folder=str(self.folder)), asked])
        words = (self.peers.bin(package), "-c", ASK[engine] + REST)
        done = subprocess.run(
            words, input=body, env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{engine}: {done.stderr[-2000:]}")
        return [tuple(json.loads(line)) for line in done.stdout.splitlines()]

    def compare(self) -> list[str]:
        """A line for each question and for the verdicts: seconds, and whether all agree."""
        asked = questions()
        (verdicts,) = statements(HERE / "verdicts.sql")
        answers = {engine: self.ask(engine, [*(q.sql for q in asked), verdicts]) for engine in ASK}
        lines = []
        for place, question in enumerate(asked):
            seconds, expected = self._call(question.call)
            lines.append(self._line(question.call, seconds, expected, answers, place, _plain))
        out = self.folder / "verdicts.csv"
        batch = ("-C", f"n{self.size}", "eligible", "--batch", str(self.folder / "companies.csv"))
        rest = ("--format", "csv", "-o", str(out), "--force", "-q")
        seconds, _nothing = self.ours(*batch, *rest)
        expected = sorted(our_verdicts(out))
        what = f"eligible --batch of {len(expected):,} companies"
        lines.append(self._line(what, seconds, expected, answers, len(asked), _verdicts))
        return lines

    def _call(self, call: str) -> tuple[float, Any]:
        words = call.split()
        if words[0] == "list":
            seconds, text = self.ours("-C", f"n{self.size}", *words, "--format", "ids", "-q")
            return seconds, [(None, len(text.split()))]
        seconds, text = self.ours("-C", f"n{self.size}", *words, "--format", "json", "-q")
        return seconds, sorted(((row["value"], row["count"]) for row in json.loads(text)), key=str)

    def _line(
        self,
        what: str,
        seconds: float,
        expected: Any,
        answers: dict[str, list[tuple[float, Any]]],
        place: int,
        form: Callable[[Any], Any],
    ) -> str:
        cells = [f"{seconds:.2f} s"]
        same = True
        for engine, found in answers.items():
            taken, rows = found[place]
            cells.append(f"{taken:.2f} s")
            if form(rows) != expected:
                same = False
                self.different.append(f"{what}: {engine}")
        count = expected[0][1] if len(expected) == 1 else f"{len(expected):,} rows"
        shown = f"{count:,}" if isinstance(count, int) else count
        return f"| `{what}` | {shown} | {' | '.join(cells)} | {'yes' if same else 'NO'} |"


def _plain(rows: Any) -> Any:
    return sorted(((None, *row)[-2:] for row in rows), key=str)


def _verdicts(rows: Any) -> Any:
    return sorted(tuple(row) for row in rows)


def main() -> int:
    """Print the tables; 1 where an answer differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="60000,1000000")
    parser.add_argument("--environments", type=Path, default=CACHE, help="kept between runs")
    parser.add_argument("--work", type=Path, help="where lists and catalogues are kept")
    given = parser.parse_args()
    peers = Environments(given.environments.resolve())
    ours = peers.install_ours()
    engines = ", ".join(f"{name} {peers.version(name)}" for name in ("duckdb", "chdb"))
    print(f"{ours}; {engines}; {os.cpu_count()} cores\n")
    different = []
    with tempfile.TemporaryDirectory() as temporary:
        for size in map(int, given.sizes.split(",")):
            scale = Scale(size, (given.work or Path(temporary)).resolve(), peers)
            print(f"### {size:,} records\n\n| step | |\n|---|---|")
            print("\n".join(scale.prepare()), end="\n\n")
            print("| asked | answer | patentcli | DuckDB | ClickHouse | the same |")
            print("|---|---|---|---|---|---|")
            print("\n".join(scale.compare()), end="\n\n", flush=True)
            different += scale.different
    for what in different:
        print(f"differs: {what}", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
