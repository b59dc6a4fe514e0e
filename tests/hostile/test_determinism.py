"""C40, R28: the same input gives the same bytes, whatever hash seed, locale or time zone."""

from pathlib import Path

from registry import IDS
from tools import ROOT, SCRIPT, call, started

RUNS = (("0", "C"), ("42", "C.UTF-8"), ("4294967295", "POSIX"))  # hash seed and locale
# Every command, by one process: what is measured is the bytes.
PROGRAM = """
import hashlib, os, shutil, sys
from pathlib import Path
sys.path[:0] = ["tests"]
from examples_place import furnish
from patentcli.options import reading
from registry import built, entries, plain_example
from tools import ROOT, call, quiet_environment
here = Path(sys.argv[1])
shutil.copytree("docs/examples", here / "work")
furnish(here / "work", here / "home" / "data" / "catalogues")
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
        body = hashlib.sha256(text.encode())
        print(*path, name, body.hexdigest())
"""


def run(seed: str, locale: str, folder: Path) -> str:
    here = folder / seed
    env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"}
    env |= {"PATENTCLI_TEST_HOME": str(here / "home")}
    child = started(str(here), env=env, program=[*SCRIPT, PROGRAM], cwd=ROOT)
    out, err = child.communicate(timeout=120)
    assert child.returncode == 0, err
    return out.decode()


def test_three_hash_seeds_and_locales_give_the_same_bytes(tmp_path: Path) -> None:
    first, *others = (run(seed, locale, tmp_path) for seed, locale in RUNS)
    assert {" ".join(line.split()[:-2]) for line in first.splitlines()} == set(IDS)
    assert others == [first, first]


def test_hashes_do_not_change_what_is_built() -> None:
    code = (
        "import sys; from patentcli.building.build import build_catalogue; "
        "sys.stdout.buffer.write(build_catalogue(sys.argv[1]))"
    )
    env = {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    built, _err = started(str(ROOT), env=env, program=[*SCRIPT, code]).communicate(timeout=120)
    assert built == Path(call("catalogue", "path").out.removesuffix("\n")).read_bytes()
