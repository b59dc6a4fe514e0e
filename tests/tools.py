"""Running the program in tests: inside this process, as a process of its own, on a terminal."""

import csv
import errno
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from patentcli import completion
from patentcli.cli import run
from patentcli.environment import Environment
from patentcli.i18n import set_language
from patentcli.output.stream import Output

ROOT = Path(__file__).parent.parent
PATENTS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "data" / "patents").glob("*.toml"))
}
"""The bundled records as their files have them, by number."""
_TABLE = tomllib.loads((ROOT / "tests/cli/columns.toml").read_text("utf-8"))
COLUMNS = {
    line: {
        part: names.replace("$list", _TABLE["list"]["fields"])
        .replace("$columns", known["columns"])
        .split()
        for part, names in known.items()
    }
    for line, known in _TABLE.items()
}
"""The columns, fields and keys of documents that calls promise."""
SCRIPT = (sys.executable, "-c")
"""Python, and behind it what it shall run."""


class Answer(NamedTuple):
    """Exit code, and what was written to the two streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def table(self) -> list[dict[str, str]]:
        """TSV output as one mapping a record."""
        head, *rows = (line.split("\t") for line in self.out.removesuffix("\n").split("\n"))
        return [dict(zip(head, row, strict=True)) for row in rows]

    @property
    def csv(self) -> list[dict[str, str]]:
        """CSV output likewise."""
        return list(csv.DictReader(io.StringIO(self.out, newline="")))


def refused(found: Answer, *path: str, code: int = 2) -> str:
    """The error of a refused call: alone, in our own words, of usage with that of the command."""
    assert (found.code, found.out) == (code, ""), found
    *notes, error = found.err.splitlines()
    assert all(note.startswith("patentcli: --") for note in notes)  # an amount as understood
    assert re.match("patentcli: (error: |错误：)", error)
    if code == 2:
        assert re.search(rf"(usage: |用法：){' '.join(('patentcli', *path))}\b", error), error
        # The parser's own words could not be translated.
        assert not re.search("No such|Missing argument|requires an arg|unexpected extra", error)
    return error


class Sink:
    """A raw stream that keeps what it is given.

    `most` bytes are taken at a time; after `room` bytes every write fails with `failure`.
    """

    def __init__(
        self, *, most: int | None = None, room: int | None = None, failure: int = errno.ENOSPC
    ) -> None:
        self.body = bytearray()
        self._most = most
        self._room = room
        self._failure = failure

    def write(self, data: bytes, /) -> int:
        room = len(data) if self._room is None else self._room - len(self.body)
        if room <= 0:
            raise OSError(self._failure, os.strerror(self._failure))
        taken = min(len(data), room, self._most or len(data))
        self.body += data[:taken]
        return taken

    def fileno(self) -> int:
        raise OSError("no descriptor")


class Untouched(io.BytesIO):
    """Standard input that nobody may read."""

    def read(self, *_size: object) -> bytes:
        raise AssertionError("standard input was read unasked")

    readline = readinto = read1 = read  # type: ignore[assignment]


_KEPT = Sink()  # stands for a new one


def call(
    *arguments: str,
    stdin: str | bytes | None = b"",
    tty: bool = False,
    env: Mapping[str, str] | None = None,
    into: Sink | None = _KEPT,
    encoding: str = "utf-8",
) -> Answer:
    """One call inside this process, with surroundings of its own; `tty` as on a terminal.

    Standard input may not be read where it is None; `into` is standard output, None: closed.
    """
    out, err = Sink() if into is _KEPT else into, Sink()
    body = stdin.encode() if isinstance(stdin, str) else stdin
    surroundings = Environment(
        env={**quiet_environment(), **(env or {})},
        stdin=Untouched() if body is None else io.BufferedReader(io.BytesIO(body)),
        stdout=Output(out, name="standard output", is_tty=tty, encoding=encoding),
        stderr=Output(err, is_tty=tty, encoding=encoding),
    )
    with speaking("en"):
        if arguments[:1] == ("__complete",):
            code = surroundings.guarded(lambda: completion.answer(surroundings, arguments[1:]))
        else:
            code = run(list(arguments), surroundings)
    written = (b"" if out is None else out.body).decode(encoding, "replace")  # data is UTF-8
    return Answer(code, written, err.body.decode(encoding))


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Messages are in `lang` within."""
    set_language(lang)
    try:
        yield
    finally:
        set_language("en")


@cache
def listed(*start: str) -> list[dict[str, Any]]:
    """All records as `list` has them, of the catalogue that these words choose."""
    found: list[dict[str, Any]] = call(*start, "list", "--format", "json").json
    return found


def quiet_environment() -> dict[str, str]:
    """Variables that let nothing of this machine or its user into a test."""
    private = os.environ["PATENTCLI_TEST_HOME"]
    kept = {k: os.environ[k] for k in ("PATH", "PYTHONPATH", "VIRTUAL_ENV") if k in os.environ}
    return {
        **kept,
        "HOME": private,
        "PATENTCLI_DATA_DIR": f"{private}/data",
        "PATENTCLI_CONFIG_DIR": f"{private}/config",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def started(
    *arguments: str | bytes,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = (sys.executable, "-m", "patentcli"),
    **streams: Any,
) -> "subprocess.Popen[bytes]":
    """The program, or another, under way, with pipes to it and from it unless `streams` says
    else."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    env = {**quiet_environment(), **(env or {})}
    return subprocess.Popen([*program, *arguments], env=env, **{**pipes, **streams})


def process(
    *arguments: str | bytes, encoding: str = "utf-8", timeout: float = 60, **options: Any
) -> Answer:
    """One call as a process of its own, to its end; nothing is to be read unless `stdin` says."""
    with started(*arguments, **{"stdin": subprocess.DEVNULL, **options}) as child:
        try:
            found = child.communicate(timeout=timeout)
        except BaseException:
            child.kill()
            raise
    out, err = (part.decode(encoding, "surrogateescape") for part in found)
    return Answer(child.returncode, out, err)


def bash(line: str, *, cwd: Path | None = None, timeout: float = 60, **env: str) -> Answer:
    """A line of the shell, in which `patentcli` is this program."""
    program = ["bash", "-c", f'patentcli() {{ "{sys.executable}" -m patentcli "$@"; }}; {line}']
    # A limit on the size of files would leave halves of compiled modules behind.
    env = {"PYTHONDONTWRITEBYTECODE": "1", **env}
    return process(program=program, env=env, cwd=cwd, timeout=timeout)


def terminal(*arguments: str, width: int = 100, env: Mapping[str, str] | None = None) -> Answer:
    """One call with standard output on a real pseudo-terminal of that width."""
    controller, worker = pty.openpty()
    surroundings = {"COLUMNS": str(width), **(env or {})}
    child = started(*arguments, env=surroundings, stdin=subprocess.DEVNULL, stdout=worker)
    os.close(worker)
    body = bytearray()
    # Linux ends a terminal whose other side is closed with an error.
    with suppress(OSError), never_waited_for(60):
        while part := os.read(controller, 65536):
            body += part
    os.close(controller)
    _nothing, err = child.communicate(timeout=30)
    return Answer(child.returncode, body.decode().replace("\r\n", "\n"), err.decode())


@contextmanager
def never_waited_for(seconds: int, *, worked: bool = False) -> Iterator[None]:
    """AssertionError in a block that takes longer; `worked`: of the processor's time alone."""

    def ring(_number: int, _frame: object) -> None:
        raise AssertionError(f"the program took more than {seconds} s")

    timer, number = signal.ITIMER_REAL, signal.SIGALRM
    if worked:
        timer, number = signal.ITIMER_PROF, signal.SIGPROF
    before = signal.signal(number, ring)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)
