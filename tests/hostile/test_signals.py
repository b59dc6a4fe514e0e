"""C35, R30: Ctrl-C, SIGTERM and SIGHUP end the program with 130, silently; no half file stays."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tools import quiet_environment

EACH = pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name
)


def start(
    *arguments: str, env: dict[str, str] | None = None, **streams: object
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "patentcli", *arguments],
        env=quiet_environment() | (env or {}),
        stderr=subprocess.PIPE,
        **streams,  # type: ignore[arg-type]
    )


def ended(child: "subprocess.Popen[bytes]", number: signal.Signals) -> tuple[int, bytes]:
    child.send_signal(number)
    _out, err = child.communicate(timeout=30)
    return child.returncode, err


@EACH
@pytest.mark.parametrize("format_", ["tsv", "csv", "json", "jsonl", "md", "table"])
def test_while_a_reader_keeps_us_waiting(format_: str, number: signal.Signals) -> None:
    """The pipe is full and nobody reads: the program is in the middle of its output."""
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    child = start(
        "list",
        "--format",
        format_,
        "--fields",
        "id,summary,summary_zh,sources,inventors,"
        "title,title_zh,chinese_applications,family,classifications",
        "-q",
        stdin=subprocess.DEVNULL,
        stdout=writer,
    )
    os.close(writer)
    assert os.read(reader, 1)
    # Blocked once the pipe is full; whatever moment the signal meets, the end is the same.
    code, err = ended(child, number)
    os.close(reader)
    assert (code, err) == (130, b"")


@EACH
def test_while_a_file_is_being_written(number: signal.Signals, tmp_path: Path) -> None:
    """The rows come from a pipe that stays open, so the file cannot be finished."""
    out = tmp_path / "verdicts.csv"
    out.write_text("old")
    child = start(
        "eligible",
        "--batch",
        "-",
        "-o",
        str(out),
        "--force",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    child.stdin.write(b"fee_yuan\n" + b"40000\n" * 20_000)
    child.stdin.flush()
    while not list(tmp_path.glob(".patentcli-*")):
        assert child.poll() is None
    code, err = ended(child, number)
    assert code == 130
    assert b"Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["verdicts.csv"]
    assert out.read_text() == "old"


@EACH
def test_while_modules_are_being_imported(number: signal.Signals, tmp_path: Path) -> None:
    """A stand-in for Typer that takes for ever to import and says when it has begun."""
    (tmp_path / "typer").mkdir()
    (tmp_path / "typer" / "__init__.py").touch()
    (tmp_path / "typer" / "core.py").write_text(
        "import os, time\nos.write(1, b'importing')\ntime.sleep(60)\n"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    child = start(
        "list", env={"PYTHONPATH": path}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.read(9) == b"importing"
    code, err = ended(child, number)
    assert (code, err) == (130, b"")
