"""The fee cap and the size standard: one company, and files of companies.

The peers get the floors as a table and the rule as SQL (`programs/eligible.sql`); they cite no
source and check no input. How many of their verdicts are ours stands in the results.
"""

import csv
import random
import subprocess
import sys
import tomllib
from pathlib import Path

from batch_speed import LOOP
from comparing import Bench
from peers import ROOT
from same_records import HERE
from timing import OURS, Command, one

STANDARD = ROOT / "data" / "size_standards" / "cn-2011-300.toml"
RULE = HERE / "programs" / "eligible.sql"
HEAD = ("id", "industry", "employees", "revenue_yuan", "assets_yuan", "fee_yuan")
INDICATORS = ("employees", "revenue", "assets")
CLASSES = ("large", "medium", "small")


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


def write_companies(path: Path, count: int, industries: list[str], seed: int = 1) -> None:
    """Companies of every size, a fifth of each figure unknown; the same count, the same bytes."""
    draw = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as stream:
        write = csv.writer(stream, lineterminator="\n").writerow
        write(HEAD)
        for n in range(count):
            figures = [int(10 ** draw.uniform(*span)) for span in ((0, 4), (4, 10), (4, 10))]
            known = [str(f) if draw.random() < 0.8 else "" for f in figures]
            write([f"c{n}", draw.choice(industries), *known, draw.randrange(0, 100_000, 500)])


def one_company(bench: Bench) -> dict[str, Command]:
    """Is this company eligible at this fee?"""
    floors, company = bench.place / "floors.csv", bench.place / "companies.csv"
    write_floors(floors)
    row = ("c1", "software", "40", "20000000", "10000000", "40000")
    company.write_text("\n".join(map(",".join, (HEAD, row))) + "\n", encoding="utf-8")
    facts = ("--industry", row[1], "--employees", row[2], "--revenue", row[3], "--assets", row[4])
    lines = RULE.read_text(encoding="utf-8").splitlines()
    sql = "\n".join(line for line in lines if not line.startswith("--"))
    script, out = HERE / "programs" / "batch_duckdb.py", "/dev/stdout"
    return {
        OURS: one(bench.ours, "eligible", *facts, "--fee", row[5], "-q", "--format", "csv"),
        "sqlite-utils": one(
            bench.peers.bin("sqlite-utils", "sqlite-utils"), "memory", company, floors, sql, "--csv"
        ),
        "csvkit": one(bench.peers.bin("csvkit", "csvsql"), "--query", sql, company, floors),
        "DuckDB": one(bench.peers.bin("duckdb"), script, company, floors, RULE, out),
    }


def measure(bench: Bench, sizes: list[int]) -> None:
    """A file of companies, beside a loop that only reads and writes it, and DuckDB."""
    for size in sizes:
        folder = bench.records(size).folder
        floors, companies = folder / "floors.csv", folder / "companies.csv"
        if not companies.exists():
            bench.say(f"{size:,} companies: making the file")
            write_companies(companies, size, write_floors(folder / "floors.csv"))
        ours, theirs, copy = (folder / f"verdicts-{n}.csv" for n in ("ours", "duckdb", "loop"))
        script = HERE / "programs" / "batch_duckdb.py"
        batch = (bench.ours, "eligible", "--batch", companies, "-q", "--format", "csv")
        commands = {
            OURS: one(*batch, "--force", "-o", ours),
            "csv loop": one(
                bench.peers.bin("typer"), "-c", LOOP, companies, copy, remark="no rule: it copies"
            ),
            "DuckDB": one(bench.peers.bin("duckdb"), script, companies, floors, RULE, theirs),
        }
        bench.compare("batch", "verdicts for a file of companies", size, commands)
        if theirs.exists():
            words = (sys.executable, str(HERE / "agreement.py"), str(ours), str(theirs))
            done = subprocess.run(words, capture_output=True, text=True, check=True)
            bench.agreements.append(done.stdout.strip())
