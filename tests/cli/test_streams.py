"""Streams that end early, are full or speak another encoding; and the same bytes every time."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tools import call, process, quiet_environment

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "ids")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")


@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_that_goes_away_is_no_failure(name: str) -> None:
    reading = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(1)"]
    writing = [sys.executable, "-m", "patentcli", "-q", "list", "--format", name]
    writer = subprocess.Popen(
        writing, env=quiet_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with writer:
        reader = subprocess.Popen(reading, stdin=writer.stdout)
        assert writer.stdout is not None
        writer.stdout.close()
        with reader:
            reader.wait(30)
        assert writer.stderr is not None
        assert writer.stderr.read() == b""
        assert writer.wait(30) == 0


@needs_full
@pytest.mark.parametrize("arguments", [("list",), ("show", "CN114694123B"), ("stats",)])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_said_in_one_line(arguments: tuple[str, ...], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = process(
            *arguments,
            "-q",
            env={"PYTHONUNBUFFERED": unbuffered},
            capture_output=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert answer.code == 74
    assert answer.err.startswith("patentcli: error: standard output: cannot write: ")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
@pytest.mark.parametrize("name", ["table", "json"])
def test_no_encoding_of_the_terminal_stops_an_answer(encoding: str, name: str) -> None:
    answer = process(
        "list",
        "--format",
        name,
        "--lang",
        "zh",
        env={"PYTHONIOENCODING": encoding, "COLUMNS": "99"},
    )
    assert answer.code == 0
    assert "Traceback" not in answer.err
    if name == "json":  # data is UTF-8 whatever the terminal speaks
        assert answer.json == call("list", "--format", "json").json


@pytest.mark.parametrize(
    ("seed", "locale"),
    [("0", "C"), ("1", "C.UTF-8"), ("2", "zh_CN.UTF-8"), ("3", "tr_TR.UTF-8"), ("4", "POSIX")],
)
def test_neither_hashes_nor_locales_change_a_byte(seed: str, locale: str) -> None:
    env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PATENTCLI_LANG": "en"}
    by_holder = ("list", "--domain", "3d", "--sort", "holder", "--format", "json")
    for arguments in (by_holder, ("stats", "--by", "application"), ("show", "CN114694123B")):
        assert process(*arguments, env=env).out == call(*arguments).out


def test_hashes_do_not_change_what_is_built() -> None:
    code = (
        "import hashlib, sys; from patentcli.catalogue.build import build_catalogue; "
        "print(hashlib.sha256(build_catalogue(sys.argv[1])).hexdigest())"
    )
    root = str(Path(__file__).parent.parent.parent)
    built = {
        subprocess.run(
            [sys.executable, "-c", code, root],
            env={**quiet_environment(), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"))
    }
    assert len(built) == 1
    served = call("catalogue", "path").out.removesuffix("\n")
    assert built == {(hashlib.sha256(Path(served).read_bytes()).hexdigest() + "\n").encode()}
