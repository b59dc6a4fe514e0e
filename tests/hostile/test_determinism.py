"""C40, R28: the same input gives the same bytes, whatever hash seed, locale or time zone."""

from pathlib import Path

from registry import IDS
from tools import ROOT, SCRIPT, process

RUNS = (("0", "C"), ("42", "C.UTF-8"), ("4294967295", "POSIX"))  # hash seed and locale
# Every command, by one process: what is measured is the bytes.
PROGRAM = """
import hashlib, os, sys
from pathlib import Path
sys.path[:0] = ["tests"]
from patentcli.building import checkout
from patentcli.options import reading
from registry import built, entries, furnish, plain_example
from tools import call
checkout.refresh = lambda root: None  # who starts this has compared it
here, database = map(Path, sys.argv[1:])
furnish(here / "work", here / "home" / "data" / "catalogues", database)
os.chdir(here / "work")
for path, entry in entries().items():
    formats = ["tsv", "json"] if reading in built(path).about.families else [None]
    formats += ["table", "csv", "md"] if path == ("list",) else []
    for name in formats:
        more = ["--format", name] if name else []
        # A day of its own, so that midnight makes no difference.
        if "as_of" in {param.name for param in built(path).params}:
            more += ["--as-of", "2026-01-01"]
        found = call(*plain_example(path), *more)
        text = f"{found.code}{found.out}\\0{found.err}".replace(str(here), "")
        print(*path, name, hashlib.sha256(text.encode()).hexdigest())
"""


def run(seed: str, locale: str, folder: Path, database: Path) -> str:
    """The names of all answers with the sums of their bytes."""
    env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"}
    env |= {"PATENTCLI_TEST_HOME": str(folder / seed / "home")}
    program = [*SCRIPT, PROGRAM, str(folder / seed), str(database)]
    found = process(env=env, program=program, cwd=ROOT, timeout=120)
    assert found.code == 0, found.err
    return found.out


def test_three_hash_seeds_and_locales_give_the_same_bytes(tmp_path: Path, database: Path) -> None:
    first, *others = (run(seed, locale, tmp_path, database) for seed, locale in RUNS)
    assert {" ".join(line.split()[:-2]) for line in first.splitlines()} == set(IDS)
    assert others == [first, first]
