"""C01, C07, C08, C19, C20, C34-C36, E16, R09-R12, R30: what goes where, and what becomes of a call
whose streams are full, closed, slow, of another encoding, or left by their reader."""

import errno
import fcntl
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from listing import write_list
from patentcli.options import reading
from registry import ANSWERING, IDS, entries, paths, plain_example
from tools import Sink, bash, call, process, started
from workbooks import sheet, workbook

pytestmark = pytest.mark.usefixtures("workplace")

CN = "CN114694123B"
EVERY = pytest.mark.parametrize("path", entries(), ids=IDS)
READING = pytest.mark.parametrize("path", paths(reading), ids=" ".join)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
EACH = pytest.mark.parametrize("number", SIGNALS, ids=lambda n: n.name)
UNBUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"])


@pytest.mark.parametrize(
    ("sink", "reason"),
    [
        (Sink(room=0, failure=errno.ENOSPC), "No space left on device"),
        (None, "Bad file descriptor"),
    ],
    ids=["full", "closed"],
)
@pytest.mark.parametrize("path", ANSWERING, ids=" ".join)
def test_an_output_that_is_full_or_closed_is_74_and_one_line(
    path: tuple[str, ...], sink: Sink | None, reason: str
) -> None:
    found = call(*plain_example(path), "--quiet", into=sink)
    assert found.code == 74
    assert found.err == f"patentcli: error: standard output: cannot write: {reason}\n"
    assert call(*path, "--help", into=sink).code == 74


@EVERY
def test_a_reader_that_went_away_is_silent_and_nothing_is_read_unasked(
    path: tuple[str, ...],
) -> None:
    gone = Sink(room=0, failure=errno.EPIPE)
    found = call(*plain_example(path), "--quiet", stdin=None, into=gone)
    assert (found.code, found.err) == (0, "")
    assert call(*path, "--help", stdin=None, into=gone).code == 0


@READING
def test_data_stands_on_standard_output_and_every_message_elsewhere(path: tuple[str, ...]) -> None:
    loud, quiet = call(*plain_example(path)), call(*plain_example(path), "--quiet")
    assert (loud.code, loud.out) == (quiet.code, quiet.out)
    assert "patentcli:" not in loud.out
    assert all(line.startswith("patentcli: ") for line in loud.err.splitlines())


def test_quiet_silences_notes_and_never_an_error() -> None:
    assert call("list", "--domain", "video").err != ""
    assert call("list", "--domain", "video", "--quiet").err == ""
    for words in (("show", "CN000000000B"), ("list", "--domain", "vidoe")):
        assert call(*words, "--quiet").err.startswith("patentcli: error: ")


def test_a_dash_reads_standard_input_and_nothing_else_does() -> None:
    ids = call("list", "--domain", "3d", "--format", "ids").out
    assert call("show", "-", "--format", "ids", stdin=ids.replace("\n", "\n\n")).out == ids
    assert call("show", CN, "--format", "ids", stdin="CN105354878B\n").lines == [CN]


@pytest.mark.parametrize(
    "redirection", [">/dev/full", ">&-", ">/dev/full 2>/dev/full", ">&- 2>&- <&-"]
)
@pytest.mark.parametrize("arguments", ["list", "--version", "help man"])
def test_the_shell_s_own_redirections(arguments: str, redirection: str) -> None:
    assert bash(f"$RUN {arguments} {redirection}").code == 74


@UNBUFFERED
@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "md", "ids", "table"])
def test_head_ends_the_program_in_silence(format_: str, unbuffered: str) -> None:
    line = f"{{ $RUN list -q --format {format_}; echo code $? >&2; }} | head -c 1 >/dev/null"
    assert bash(line, PYTHONUNBUFFERED=unbuffered).err == "code 0\n"


@UNBUFFERED
def test_a_limit_on_the_size_of_files_is_74_and_never_a_silent_loss(
    unbuffered: str, tmp_path: Path
) -> None:
    line = f"ulimit -f 8; $RUN list --format json >{tmp_path}/out"
    found = bash(line, PYTHONUNBUFFERED=unbuffered)
    assert found.code == 74
    assert "File too large" in found.err
    assert (tmp_path / "out").stat().st_size == 8 * 1024


@pytest.mark.parametrize(
    "arguments", [("show", "-"), ("number", "-"), ("eligible", "--batch", "-")]
)
def test_a_standard_input_that_does_not_block_is_waited_for(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)

    def write() -> None:
        for line in [b"patent\n"] * ("--batch" in arguments) + [f"{CN}\n".encode()] * 3:
            time.sleep(0.1)
            os.write(writer, line)
        os.close(writer)

    thread = threading.Thread(target=write)
    thread.start()
    found = process(*arguments, "-q", stdin=None, opened=reader)
    thread.join()
    os.close(reader)
    assert found.out.count(CN) >= (1 if arguments[0] == "show" else 3), found


@pytest.mark.parametrize("closing", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_closed_standard_streams_harm_no_import(
    closing: str, suffix: str, tmp_path: Path, data_dir: Path
) -> None:
    rows = [("专利号", "专利名称"), ("ZL202210599282.6", "一种方法")]
    path = write_list(tmp_path, *rows)
    if suffix == "xlsx":
        path = path.with_suffix(".xlsx")
        path.write_bytes(workbook(sheet(rows)))
    bash(f'$RUN catalogue import "{path}" --name own {closing}')
    assert call("list", "-C", "own", "--format", "ids").lines == ["CN202210599282.6"]


# --- encodings: data is UTF-8 whatever the terminal speaks; text for a person is written in the
# stream's encoding, with an escape for what that lacks.

# A C locale in which Python may not switch to UTF-8 by itself.
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SURROUNDINGS = {
    "ascii": BARE,
    "US-ASCII": {"PYTHONIOENCODING": "ascii", "PYTHONUNBUFFERED": "1"},
    "latin-1": {"PYTHONIOENCODING": "latin-1:strict"},
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
    ("--help",),
]


@pytest.mark.parametrize(("encoding", "env"), [*SURROUNDINGS.items()], ids=SURROUNDINGS)
def test_data_is_utf_8_and_text_is_in_the_encoding_of_the_stream(
    encoding: str, env: dict[str, str]
) -> None:
    found = process("list", "--domain", "3d", "-q", env=env)
    assert found == call("list", "--domain", "3d", "-q")
    assert "电子地图" in found.out
    table = process(*FOR_PEOPLE[0], env=env, encoding=encoding)
    assert len(table.lines) >= 20
    assert table.err.startswith("patentcli: ")
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


def test_chinese_words_and_file_names_in_the_c_locale(tmp_path: Path) -> None:
    found = process("search", "直播", "--format", "ids", env=BARE)
    assert found.lines == call("search", "直播", "--format", "ids").lines != []
    path = tmp_path / "视频.csv"
    assert process("list", "-o", str(path), env=BARE).code == 0
    assert path.read_text(encoding="utf-8") == call("list", "--format", "csv").out
    again = process("list", "-o", str(path), env=BARE)
    assert again.code == 73
    assert "exists already" in again.err
    assert process("list", "-C", str(tmp_path / "没有.db"), env=BARE).code == 66


# --- signals end the program with 130, silently; no half file stays


@pytest.mark.parametrize(
    ("format_", "number"),
    [*zip(["tsv", "csv", "json", "jsonl", "md", "table"], SIGNALS * 2, strict=True)],
)
def test_while_a_reader_keeps_us_waiting(format_: str, number: signal.Signals) -> None:
    """The pipe is full and nobody reads: the program is in the middle of its output."""
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    fields = "id,summary,summary_zh,sources,inventors,title,title_zh,family,classifications"
    child = started("list", "--format", format_, "--fields", fields, "-q", stdout=writer)
    os.close(writer)
    assert os.read(reader, 1)
    # Blocked once the pipe is full; whatever moment the signal meets, the end is the same.
    child.send_signal(number)
    _out, err = child.communicate(timeout=30)
    os.close(reader)
    assert (child.returncode, err) == (130, b"")


@EACH
def test_while_a_file_is_being_written(number: signal.Signals, tmp_path: Path) -> None:
    """The rows come from a pipe that stays open, so the file cannot be finished."""
    out = tmp_path / "out" / "verdicts.csv"
    out.parent.mkdir()
    out.write_text("old")
    child = started("eligible", "--batch", "-", "-o", str(out), "--force")
    assert child.stdin is not None
    child.stdin.write(b"fee_yuan\n" + b"40000\n" * 20_000)
    child.stdin.flush()
    while not list(out.parent.glob(".patentcli-*")):
        assert child.poll() is None
    child.send_signal(number)
    _out, err = child.communicate(timeout=30)
    assert (child.returncode, b"Traceback" in err) == (130, False)
    assert [path.name for path in out.parent.iterdir()] == ["verdicts.csv"]
    assert out.read_text() == "old"


@EACH
def test_while_modules_are_being_imported(number: signal.Signals, tmp_path: Path) -> None:
    """A stand-in for Typer that takes for ever to import and says when it has begun."""
    (tmp_path / "typer").mkdir()
    (tmp_path / "typer" / "__init__.py").write_text(
        "import os, time\nos.write(1, b'importing')\ntime.sleep(60)\n"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    child = started("list", env={"PYTHONPATH": path})
    assert child.stdout is not None
    assert child.stdout.read(9) == b"importing"
    child.send_signal(number)
    _out, err = child.communicate(timeout=30)
    assert (child.returncode, err) == (130, b"")
