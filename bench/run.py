"""patentcli side by side with what users would pick instead: one command, one table.

    python bench/run.py > docs/measured.md
    python bench/run.py --sizes 100,6838 --only start,query --rounds 9

Every program is measured as whole processes, all of them in every round, so that ratios hold
within this run; absolute times belong to this machine and this day. The peers get virtual
environments of their own under `--environments`; patentcli is the wheel built from this checkout.
jq takes part where it is installed. The page goes to standard output, progress to
standard error.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from peers import CACHE, Environments
from questions import BUNDLED, NEEDS, PAGE, Records, write_needs
from timing import OURS, Command, Failed, environment, figures, measure, one, ratios, take_turns

SECTIONS = ("start", "query", "import", "verdicts")
SIZES = "100,6838,60000,1000000"
HEAD = """# Measured

Written by `python bench/run.py > docs/measured.md`, which makes environments of its own for the
peers, installs the wheel of this checkout, and measures whole processes in turns: every program in
every round, each round in an order of its own. A cell: the time of a peer to ours in the same
rounds (median and quartiles; above 1× we are quicker, **bold** where the peer is), its time and
peak memory; ours: median, quartiles, peak memory. 100 records are the bundled catalogue; more are
generated lists (`bench/lists.py`), imported, and given to every peer in its own form with the
indexes it can have.
"""
WHY = """
Behind, and why: jq is compiled and starts in milliseconds, where Python and Typer need a
tenth of a second; DuckDB imports without checks and without full text, and scans on all cores; the
script of five lines only opens the file; the csv loop only copies."""
# What a user with sqlite3 alone would write.
SCRIPT = """
import sqlite3, sys
base = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
columns = "id, domain, listing, holder, title"
for row in base.execute(f"SELECT {columns} FROM patent WHERE domain = 'video'"):
    print(*row, sep="\\t")
"""


class Bench:
    """One run: the lines of the table as they are measured."""

    def __init__(self, place: Path, peers: Environments, rounds: int, budget: float) -> None:
        self.place, self.peers, self.rounds, self.budget = place, peers, rounds, budget
        self.env = environment(XDG_DATA_HOME=str(place / "data"), HOME=str(place))
        self.lines: list[dict[str, str]] = []

    def compare(self, question: str, records: int, commands: Mapping[str, Command]) -> None:
        """Measure the programs in turns and keep the line."""
        print(f"{question}, {records:,} records", file=sys.stderr)
        runs, failures = take_turns(
            commands, self.place / "answer", self.env, rounds=self.rounds, budget=self.budget
        )
        line = {"": question, "records": f"{records:,}"}
        for name, found in runs.items():
            of = figures(run.seconds for run in found)
            cost = f"{seconds(of.median)}, {max(run.mebibytes for run in found):.0f} MiB"
            if name == OURS:
                line[name] = f"{cost} ({seconds(of.low)} to {seconds(of.high)})"
            else:
                ratio = ratios(found, runs.get(OURS, found))
                times = [f"{value:.2g}×" for value in ratio]
                middle = f"**{times[0]}**" if ratio.median < 1 else times[0]
                line[name] = f"{middle} ({times[1]} to {times[2]}); {cost}"
        for name, why in failures.items():
            line[name] = "failed"
            print(f"{name}: {why}", file=sys.stderr)
        self.lines.append(line)

    def start(self) -> None:
        """Answers on the bundled catalogue beside an app that does nothing, and a script that only
        opens the file."""
        ours = self.peers.bin("patentcli", "patentcli")
        path = self.place / "path"
        measure(one(ours, "catalogue", "path"), path, self.env)
        python = self.peers.bin("patentcli")
        script = one(python, "-c", SCRIPT, path.read_text(encoding="utf-8").strip())
        nothing = one(python, "-c", "pass")
        bare = one(python, Path(__file__).with_name("bare_app.py"), "command-1")
        for words in (
            ("--version",),
            ("list", "--domain", "video", "-q"),
            ("show", "CN114694123B", "-q"),
            ("search", "fingerprint", "-q"),
            ("eligible", "--fee", "40000", "-q"),
        ):
            peers = {"bare Typer app": bare, "sqlite3 script": script, "python": nothing}
            commands = {OURS: one(ours, *words), **peers}
            self.compare(f"`{' '.join(words)}`", BUNDLED, commands)
        companies = self.place / "needs.csv"
        write_needs(companies)
        one_search = one(ours, "search", NEEDS[0], "-q")
        many = {OURS: one(ours, "match", "--batch", companies, "-q"), "one search": one_search}
        self.compare("`match` for 40 companies with 3 needs each", BUNDLED, many)

    def ask(self, records: Records, only: Sequence[str]) -> None:
        """The questions of the sections wanted at one size."""
        if "import" in only and records.size != BUNDLED:
            records.generate()
            self.compare("import a list (CSV)", records.size, records.imported())
        if "query" in only:
            records.prepare()
            self.compare("filter: all video patents", records.size, records.filtered())
            self.compare(f"filter: the first {PAGE}", records.size, records.filtered(PAGE))
            self.compare("show one patent", records.size, records.shown())
            for word in records.words():
                self.compare(f"search {word}", records.size, records.searched(word))
        if "verdicts" in only:
            self.compare("verdicts for a file of companies", records.size, records.verdicts())


def seconds(value: float) -> str:
    """A time for people: milliseconds below a second."""
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.1f} s" if value < 10 else f"{value:.0f} s"


def markdown(lines: Iterable[Mapping[str, str]]) -> str:
    """A Markdown table with a column for every key, in the order in which they came."""
    lines = list(lines)
    heads = list(dict.fromkeys(head for line in lines for head in line))
    rows = [heads, ["---"] * len(heads), *([line.get(h, "") for h in heads] for line in lines)]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in rows)


def machine() -> str:
    """What it was measured on, from the system itself."""
    (total,) = (x for x in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in x)
    memory = round(int(total.split()[1]) / 2**20)
    load = os.getloadavg()[0]
    return (
        f"{date.today()}; {os.cpu_count()} cores, {memory} GiB, Python {platform.python_version()};"
        f" load average before it {load:.1f}"
    )


def main() -> None:
    """Measure and print the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", default=SIZES, metavar="N,N,…")
    parser.add_argument("--only", default=",".join(SECTIONS), metavar="SECTION,…")
    parser.add_argument("--rounds", type=int, default=11, help="at most, for each comparison")
    parser.add_argument("--budget", type=float, default=20, help="seconds for its rounds")
    parser.add_argument("--environments", type=Path, default=CACHE, help="kept between runs")
    parser.add_argument("--work", type=Path, help="where lists and catalogues are kept")
    given = parser.parse_args()
    only = given.only.split(",")
    if unknown := set(only) - set(SECTIONS):
        parser.error(f"unknown {', '.join(unknown)}; known: {', '.join(SECTIONS)}")
    peers = Environments(given.environments.resolve())
    about = machine()
    version = peers.install_ours()
    versions = ", ".join(f"{n} {peers.version(n)}" for n in ("sqlite-utils", "csvkit", "duckdb"))
    with tempfile.TemporaryDirectory() as temporary:
        place = (given.work or Path(temporary)).resolve()
        place.mkdir(parents=True, exist_ok=True)
        bench = Bench(place, peers, given.rounds, given.budget)
        try:
            if "start" in only:
                bench.start()
            for size in map(int, given.sizes.split(",")):
                bench.ask(Records(size, place, peers, bench.env), only)
        except Failed as problem:
            sys.exit(str(problem))
    print(HEAD, f"{about}. {version}; {versions}.\n", markdown(bench.lines), WHY, sep="\n")


if __name__ == "__main__":
    main()
