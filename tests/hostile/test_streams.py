"""C01, C07, C08, C19, C34, E13, E16, R09-R12: what goes where, and what becomes of a call whose
streams are full, closed, slow, of another encoding, or left by their reader."""

import errno
import os
import time
from pathlib import Path

import pytest

from listing import write_list
from patentcli.options import reading
from patentcli.output.formats import FORMATS
from registry import ANSWERING, paths, plain_example
from tools import Sink, bash, call, never_waited_for, process, started

pytestmark = pytest.mark.usefixtures("workplace")

CN = "CN114694123B"

# Standard output that takes nothing, and what is then said: nothing where its reader has gone.
REFUSING = {
    "full": (Sink(room=0), 74, "No space left on device"),
    "closed": (None, 74, "Bad file descriptor"),
    "left": (Sink(room=0, failure=errno.EPIPE), 0, None),
}
CALLS = {
    **{" ".join(path): (tuple(plain_example(path)), (*path, "--help")) for path in ANSWERING},
    **{name: (("list", "--format", name), ("--version",)) for name in FORMATS if name != "xlsx"},
}


@pytest.mark.parametrize("how", REFUSING)
@pytest.mark.parametrize("calls", CALLS.values(), ids=CALLS)
def test_an_output_that_is_full_or_closed_is_74_and_one_line_and_one_that_was_left_is_silent(
    calls: tuple[tuple[str, ...], ...], how: str
) -> None:
    """Nothing is read from standard input unasked meanwhile."""
    sink, code, reason = REFUSING[how]
    for arguments in calls:
        found = call(*arguments, "--quiet", stdin=None, into=sink)
        said = f"patentcli: error: standard output: cannot write: {reason}\n" if reason else ""
        assert (found.code, found.err) == (code, said), arguments


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("patentcli list -q >/dev/full", 74, 1),
        ("patentcli list -q >/dev/full 2>/dev/full", 74, 0),
        ("patentcli --version >&- 2>&- <&-", 74, 0),
        ("patentcli help man >&-", 74, 1),
        ("ulimit -f 8; patentcli list -q --format json >out", 74, 1),
        ("ulimit -f 8; yes a,b | head -c 20000 | patentcli catalogue import - --name own", 74, 1),
        ("patentcli list -q --format json | head -c 1; exit ${PIPESTATUS[0]}", 0, 0),
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_real_descriptors(
    line: str, code: int, said: int, unbuffered: str, workplace: Path
) -> None:
    found = bash(line, PYTHONUNBUFFERED=unbuffered)
    assert (found.code, found.err.count("\n"), "None" in found.err) == (code, said, False)
    out = workplace / "out"
    assert not out.exists() or out.stat().st_size == 8 * 1024  # all that there was room for


@pytest.mark.parametrize("path", paths(reading), ids=" ".join)
def test_data_stands_on_standard_output_and_every_message_elsewhere(path: tuple[str, ...]) -> None:
    loud, quiet = call(*plain_example(path)), call(*plain_example(path), "--quiet")
    assert (loud.code, loud.out) == (quiet.code, quiet.out)
    assert "patentcli:" not in loud.out
    assert all(line.startswith("patentcli: ") for line in loud.err.splitlines())


@pytest.mark.parametrize("line", ["show -", "number -", "eligible --batch -"])
@pytest.mark.parametrize("blocking", [True, False])
def test_a_dash_answers_line_by_line_and_waits_where_the_input_does_not(
    line: str, blocking: bool
) -> None:
    """E13: the answer to a line is there before the next line comes."""
    reader, writer = os.pipe()
    os.set_blocking(reader, blocking)
    with (
        started(*line.split(), "-q", "--format", "jsonl", stdin=reader) as child,
        never_waited_for(60),
    ):
        os.write(writer, b"patent\n" if "--batch" in line else b"")
        for number in (CN.encode(), b"US11941802B2"):
            os.write(writer, number + b"\n")
            assert number in child.stdout.readline()
            time.sleep(0.1)  # it waits by now
        os.close(writer)
        os.close(reader)


@pytest.mark.parametrize(
    ("suffix", "closing"), [("csv", "0<&-"), ("csv", "1>&- 2>&-"), ("xlsx", "0<&- 1>&- 2>&-")]
)
def test_closed_standard_streams_harm_no_import(suffix: str, closing: str, workplace: Path) -> None:
    rows = [("专利号", "专利名称"), ("ZL202210599282.6", "一种方法")]
    write_list(workplace, *rows, name=f"list.{suffix}")
    bash(f"patentcli catalogue import list.{suffix} --name own {closing}")
    assert call("list", "-C", "own", "--format", "ids").lines == ["CN202210599282.6"]


# --- encodings: data is UTF-8 whatever the terminal speaks; text for a person is written in the
# stream's encoding, with an escape for what that lacks.

# A C locale in which Python may not switch to UTF-8 by itself.
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SURROUNDINGS = {
    "ascii": BARE,
    "latin-1": {"PYTHONIOENCODING": "latin-1:strict", "PYTHONUNBUFFERED": "1"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
}
FOR_PEOPLE = [
    ("list", "--domain", "3d", "--format", "table"),
    ("show", CN, "--lang", "zh", "--format", "table"),
    ("search", "直播", "--lang", "zh"),
    ("stats", "--lang", "zh", "--format", "table"),
    ("eligible", "--fee", "4万"),
    ("list", "--holder", "没有这样的公司"),
    ("list", "--domain", "视频们"),
    ("help", "man"),
]


@pytest.mark.parametrize(("encoding", "env"), SURROUNDINGS.items(), ids=SURROUNDINGS)
def test_data_is_utf_8_and_text_is_in_the_encoding_of_the_stream(
    encoding: str, env: dict[str, str]
) -> None:
    found = process("search", "直播", "-q", env=env)
    assert found == call("search", "直播", "-q")
    assert "直播" in found.out
    wrong = process("list", "--domain", "视频们", env=env, encoding=encoding)
    assert wrong.code == 2
    assert "视频们".encode(encoding, "backslashreplace").decode(encoding) in wrong.err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8", "cp437"])
@pytest.mark.parametrize("arguments", FOR_PEOPLE, ids=" ".join)
def test_text_for_a_person_never_fails(arguments: tuple[str, ...], encoding: str) -> None:
    wanted, found = call(*arguments), call(*arguments, encoding=encoding)
    assert found.code == wanted.code
    assert "a defect of the program" not in found.err
    assert len(found.lines) >= len(wanted.lines)


def test_chinese_file_names_in_the_c_locale(tmp_path: Path) -> None:
    path = tmp_path / "视频.csv"
    assert process("list", "-o", str(path), env=BARE).code == 0
    assert path.read_text(encoding="utf-8") == call("list", "--format", "csv").out
    again = process("list", "-o", str(path), env=BARE)
    assert again.code == 73
    assert "exists already" in again.err
