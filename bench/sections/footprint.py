"""What an installation brings: packages and size on disk."""

from pathlib import Path

from comparing import Bench
from peers import BINARIES
from timing import OURS

INSTALLED = {OURS: "patentcli", "sqlite-utils": "sqlite-utils", "csvkit": "csvkit"}
INSTALLED |= {"DuckDB": "duckdb", "bm25s": "bm25s", "rank-bm25": "rank-bm25", "tantivy": "tantivy"}
INSTALLED |= {"bare Typer app": "typer"}


def measure(bench: Bench) -> None:
    """Every environment, and the compiled programs by their own size."""
    found: list[dict[str, object]] = []
    for program, name in INSTALLED.items():
        installed = bench.peers.footprint(name)
        found.append(
            {
                "program": program,
                "packages": list(installed.packages),
                "mebibytes": round(installed.mebibytes, 1),
            }
        )
    for program in BINARIES:
        path = bench.peers.binary(program)
        if path is not None:
            size = Path(path).resolve().stat().st_size / 2**20
            found.append({"program": program, "packages": [], "mebibytes": round(size, 1)})
    bench.notes["footprint"] = found
