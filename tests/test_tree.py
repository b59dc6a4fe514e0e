"""The tree itself: nothing of one machine in it, nothing built, nothing that a system refuses."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tools import ROOT

# Each pattern is written so that it does not find itself here.
FORBIDDEN = {
    "a path of one machine": r"/wor[k]/|/tm[p]/(v|farm|mine)\b|/roo[t]/|/op[t]/(pypi|wheels)",
    "material outside of the tree": r"\.librar[y]\b|\.\./share[d]\b",
    "an index of packages": r"--(extra-)?index-ur[l]|find-link[s]|file:///op[t]",
    "who wrote it": r"\bfar[m]-|\bclaud[e]\b|\banthropi[c]\b|\bsub-?agen[t]|\bhelper sessio[n]",
    "work left over": r"(?-i:\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b)|^<<<<<<[<]|^>>>>>>[>]",
    "a secret": r"-----BEGIN [A-Z ]*PRIVATE KE[Y]|\bgh[po]_[A-Za-z0-9]{30}|\bAKI[A][0-9A-Z]{16}",
}
# A bidirectional or zero-width character in code reads as something it is not.
HIDDEN = "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
BUILT = (".db", ".mo", ".pyc", ".whl", ".gz", ".egg-info")
LARGEST = 1024 * 1024  # bytes: more is no source


@cache
def tracked() -> tuple[Path, ...]:
    """The files under version control; in a source archive all that it holds."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode == 0 and done.stdout:
        names = done.stdout.decode().removesuffix("\0").split("\0")
        return tuple(path for n in names if (path := ROOT / n).is_file())
    rooms = ("src", "data", "tests", "bench", "docs")
    found = [path for room in rooms for path in (ROOT / room).rglob("*") if path.is_file()]
    return tuple(p for p in found if "__pycache__" not in p.parts and p.suffix not in BUILT)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_that_does_not_belong_here(what: str) -> None:
    """Lists in other encodings, for tests, are looked at as far as they are ASCII."""
    found = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for path in tracked()
        for text in [path.read_bytes().decode("utf-8", "replace")]
        for match in re.finditer(FORBIDDEN[what], text, re.IGNORECASE | re.MULTILINE)
        if path.suffix not in (".png", ".xlsx", ".xls", ".xlsb", ".docx", ".parquet", ".gz")
    ]
    assert found == []


def test_every_file_is_a_small_source_with_a_name_that_every_system_takes() -> None:
    assert len(tracked()) > 200
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert len({n.casefold() for n in names}) == len(names)
    for path, n in zip(tracked(), names, strict=True):
        assert path.suffix not in BUILT, n
        assert path.stat().st_size < LARGEST, n
        assert re.fullmatch(r"[A-Za-z0-9._/-]{1,150}", n), n
        assert not re.search(r"(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)", n, re.IGNORECASE), n
        assert path.suffix != ".py" or not re.search(HIDDEN, path.read_text(encoding="utf-8")), n
