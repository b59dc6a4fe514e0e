"""Starting and answering something trivial: what any call costs before it does its work."""

from comparing import Bench
from same_records import HERE
from timing import OURS, one


def measure(bench: Bench) -> None:
    """Version, help and a first answer, beside Python itself and a bare Typer app."""
    bin_of = bench.peers.bin
    python = bin_of("typer")
    bare = (python, HERE / "programs" / "bare_typer.py")
    nothing = one(python, "-c", "pass")
    bench.compare(
        "start",
        "version",
        0,
        {
            OURS: one(bench.ours, "--version"),
            "python -c pass": nothing,
            "sqlite-utils": one(bin_of("sqlite-utils", "sqlite-utils"), "--version"),
            "csvkit": one(bin_of("csvkit", "csvgrep"), "--version"),
            "DuckDB": one(bin_of("duckdb"), "-c", "import duckdb; print(duckdb.__version__)"),
            **{n: one(p, "--version") for n in ("jq", "miller") if (p := bench.peers.binary(n))},
        },
    )
    bench.compare(
        "start",
        "help",
        0,
        {
            OURS: one(bench.ours, "--help"),
            "python -c pass": nothing,
            "bare Typer app": one(*bare, "--help"),
            "sqlite-utils": one(bin_of("sqlite-utils", "sqlite-utils"), "--help"),
            "csvkit": one(bin_of("csvkit", "csvgrep"), "--help"),
        },
    )
    trivial = one(*bare, "command-7")
    for question, words in {
        "list --domain video": ("list", "--domain", "video", "-q"),
        "show CN114694123B": ("show", "CN114694123B", "-q"),
        "search subtitle": ("search", "subtitle", "-q"),
        "eligible --fee 40000": ("eligible", "--fee", "40000", "-q"),
    }.items():
        bench.compare(
            "start",
            question,
            0,
            {OURS: one(bench.ours, *words), "python -c pass": nothing, "bare Typer app": trivial},
        )
