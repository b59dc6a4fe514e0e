"""C34, R12: the encoding of a stream or locale changes what a person sees, never whether it works.

Data formats are UTF-8 whatever the terminal speaks; text for a person is written in the
stream's encoding, with an escape for what that lacks.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from sinks import call_encoded
from tools import bash, call, process, quiet_environment

# A C locale in which Python may not switch to UTF-8 by itself.
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SURROUNDINGS = {
    "C locale": BARE,
    "ascii": {"PYTHONIOENCODING": "ascii", "PYTHONUNBUFFERED": "1"},
    "latin-1": {"PYTHONIOENCODING": "latin-1:strict"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
}
EACH = pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
FOR_PEOPLE = [
    ("list", "--domain", "3d", "--format", "table"),
    ("show", "CN114694123B", "--lang", "zh", "--format", "table"),
    ("search", "直播", "--lang", "zh"),
    ("stats", "--lang", "zh", "--format", "table"),
    ("eligible", "--fee", "4万"),
    ("list", "--holder", "没有这样的公司"),
    ("list", "--domain", "视频们"),
    ("help", "amounts"),
    ("help", "man"),
    ("--help",),
]


@EACH
def test_data_is_the_same_utf_8(surroundings: dict[str, str]) -> None:
    found = process("list", "--domain", "3d", "-q", env=surroundings)
    assert found == call("list", "--domain", "3d", "-q")
    assert "电子地图" in found.out


@EACH
def test_a_table_and_an_error_are_written_in_the_encoding_of_the_stream(
    surroundings: dict[str, str],
) -> None:
    encoding = surroundings.get("PYTHONIOENCODING", "ascii").partition(":")[0]
    found = raw(*FOR_PEOPLE[0], env=surroundings)
    assert found.stdout.decode(encoding).count("\n") >= 20
    assert found.stderr.decode(encoding).startswith("patentcli: ")
    wrong = raw("list", "--domain", "视频们", env=surroundings)
    assert wrong.returncode == 2
    shown = "视频们".encode(encoding, "backslashreplace").decode(encoding)
    assert shown in wrong.stderr.decode(encoding)


def raw(*arguments: str, env: dict[str, str]) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "patentcli", *arguments],
        env=quiet_environment() | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8", "cp437"])
@pytest.mark.parametrize("arguments", FOR_PEOPLE, ids=" ".join)
def test_text_for_a_person_never_fails(arguments: tuple[str, ...], encoding: str) -> None:
    wanted = call(*arguments)
    found = call_encoded(encoding, *arguments)
    assert found.code == wanted.code
    assert "a defect of the program" not in found.err
    assert len(found.out.splitlines()) >= len(wanted.out.splitlines())
    assert bool(found.out) == bool(wanted.out)


def test_chinese_words_are_understood_in_the_c_locale() -> None:
    found = process("search", "直播", "--format", "ids", env=BARE)
    assert found.lines == process("search", "直播", "--format", "ids").lines
    assert len(found.lines) >= 2


def test_a_chinese_file_name_is_written_and_read_in_the_c_locale(tmp_path: Path) -> None:
    path = tmp_path / "视频.csv"
    assert process("list", "-o", str(path), env=BARE).code == 0
    assert path.read_bytes() == process("list", "--format", "csv").out.encode()
    again = process("list", "-o", str(path), env=BARE)
    assert again.code == 73
    assert "exists already" in again.err
    missing = process("list", "-C", str(tmp_path / "没有.db"), env=BARE)
    assert missing.code == 66


def test_a_directory_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path.joinpath("x").as_posix().encode() + b"\xff"
    line = f"mkdir {folder!r} && cd {folder!r}".replace("b'", "$'")
    found = bash(f"{line} && $RUN list --format ids -o ids.txt && cat ids.txt | wc -l")
    assert (found.code, found.out.strip()) == (0, "100")
    copy = 'cp "$($RUN catalogue path)" own.db && $RUN list -C ./own.db --format ids | wc -l'
    own = bash(f"{line.replace('mkdir', 'mkdir -p')} && {copy}")
    assert own.out.strip() == "100"
