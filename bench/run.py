"""patentcli side by side with what users would pick instead: one command, one table.

    python bench/run.py
    python bench/run.py --sizes 100,6838 --only start,query --rounds 9
    python bench/run.py --sizes 100,6838,100000,1000000 --json out.json --plot out.svg > out.md

Every program is measured as whole processes, all of them in every round, so that ratios hold
within this run; absolute times belong to this machine and this day. The peers get virtual
environments of their own under `--environments`; patentcli is the wheel built from this checkout.
jq and miller take part where they are installed. The table goes to standard output, progress to
standard error. 10,000,000 records are measured when `--sizes` names them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from comparing import Bench
from peers import Environments
from report import document, page
from results import write_json
from same_records import HERE, SEARCHERS
from timing import memory_floor

SECTIONS = ("start", "import", "query", "search", "batch", "footprint")
SIZES = (100, 6_838, 100_000, 1_000_000)


def words_of(text: str) -> list[str]:
    """The sections named, in the order they are measured."""
    named = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in named if word not in SECTIONS]
    if unknown or not named:
        raise argparse.ArgumentTypeError(f"known: {', '.join(SECTIONS)}")
    return [section for section in SECTIONS if section in named]


def numbers_of(text: str) -> list[int]:
    """Numbers of records, rising; 100 stands for the bundled catalogue."""
    try:
        sizes = sorted({int(word.replace("_", "")) for word in text.split(",")})
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers") from None
    if not sizes or sizes[0] < 100:
        raise argparse.ArgumentTypeError("at least 100 records")
    return sizes


def cache_folder() -> Path:
    """Where environments are kept between runs unless said otherwise."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "patentcli-bench")


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n", 1)[0],
        epilog=(__doc__ or "").split("\n\n", 2)[2],
    )
    parser.add_argument("--sizes", type=numbers_of, default=list(SIZES), metavar="N,N,…")
    parser.add_argument("--only", type=words_of, default=list(SECTIONS), metavar="SECTION,…")
    parser.add_argument("--rounds", type=int, default=15, help="at most, for each comparison")
    parser.add_argument(
        "--budget",
        type=float,
        default=30.0,
        metavar="SECONDS",
        help="for the rounds of one comparison; three are made in any case",
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    parser.add_argument(
        "--environments", type=Path, default=cache_folder(), help="default: %(default)s"
    )
    parser.add_argument(
        "--work", type=Path, help="keep the records here and use them again; default: temporary"
    )
    parser.add_argument(
        "--prepare", action="store_true", help="only make the environments and fill --work"
    )
    return parser.parse_args(words)


def teller() -> Callable[[str], None]:
    """Progress on standard error: one line that changes on a terminal, else a line a step."""
    start = time.monotonic()
    live = sys.stderr.isatty()

    def say(step: str) -> None:
        line = f"{time.monotonic() - start:6.0f} s  {step}"
        print(f"\r\x1b[K{line[:100]}" if live else line, end="" if live else "\n", file=sys.stderr)
        sys.stderr.flush()

    return say


def prepare(bench: Bench, sizes: list[int]) -> None:
    """Make what the sections need beforehand, so that a later run with --work starts at once."""
    for size in sizes:
        records = bench.records(size)
        records.import_list()
        records.prepare()
        for name in SEARCHERS:
            records.index(name)


def compare(bench: Bench, only: list[str], sizes: list[int], save: Callable[[], None]) -> None:
    """Measure the sections asked for; `save` keeps what there is after each of them."""
    from sections import footprint, loading, query, rule, search, start

    if "start" in only:
        start.measure(bench)
    if "footprint" in only:
        footprint.measure(bench)
    for size in sizes:
        if "import" in only:
            loading.measure(bench, [size])
        if {"query", "search"} & set(only):
            bench.records(size).import_list()
        if "query" in only:
            query.measure(bench, [size])
        if "search" in only:
            search.measure(bench, [size])
        if "batch" in only:
            rule.measure(bench, [size])
        save()


def main() -> int:
    """Measure, print the page, and write JSON and plot where asked."""
    chosen = arguments()
    say = teller()
    peers = Environments(chosen.environments.resolve(), say)
    with tempfile.TemporaryDirectory() as temporary:
        place = (chosen.work or Path(temporary)).resolve()
        place.mkdir(parents=True, exist_ok=True)
        bench = Bench(place, peers, rounds=chosen.rounds, budget=chosen.budget, say=say)
        bench.notes["load_before"] = round(os.getloadavg()[0], 1)
        bench.notes["version"] = peers.install_ours()
        bench.notes["memory_floor"] = round(memory_floor(place / "answer", bench.env), 1)
        if chosen.prepare:
            prepare(bench, chosen.sizes)
            return 0

        def save() -> None:
            if chosen.json:
                write_json(chosen.json, document(bench))

        compare(bench, chosen.only, chosen.sizes, save)
        bench.notes["memory_floor"] = round(memory_floor(place / "answer", bench.env), 1)
        results = document(bench)
        if chosen.json or chosen.plot:
            target = chosen.json or place / "results.json"
            write_json(target, results)
        if chosen.plot:
            script = str(HERE / "plot.py")
            subprocess.run(
                (peers.bin("plot"), script, str(target), str(chosen.plot)),
                check=True,
                env=bench.env,
            )
    say("done\n")
    print(page(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
