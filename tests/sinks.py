"""Outputs that fail, for running any command against them inside this process."""

import io
import os

from patentcli.cli import run
from patentcli.environment import Environment
from patentcli.i18n import set_language
from patentcli.output.stream import Output
from tools import Answer, Sink, quiet_environment


class FailingSink:
    """Refuses every write with one error of the system."""

    def __init__(self, number: int) -> None:
        self._number = number

    def write(self, _data: memoryview, /) -> int:
        raise OSError(self._number, os.strerror(self._number))

    def fileno(self) -> int:
        raise OSError("no descriptor")


class Untouched(io.BytesIO):
    """Standard input that nobody may read."""

    def read(self, *_size: object) -> bytes:
        raise AssertionError("standard input was read unasked")

    readline = readinto = read1 = read  # type: ignore[assignment]


def call_into(sink: FailingSink | None, *arguments: str) -> Answer:
    """One call whose standard output is that sink; None: it was closed at the start."""
    err = Sink()
    code = _run(Output(sink), Output(err), arguments)
    return Answer(code, "", err.body.decode())


def call_encoded(encoding: str, *arguments: str) -> Answer:
    """One call on streams that speak that encoding; data of the program itself is UTF-8 still."""
    out, err = Sink(), Sink()
    code = _run(Output(out, encoding=encoding), Output(err, encoding=encoding), arguments)
    return Answer(code, out.body.decode(encoding, "replace"), err.body.decode(encoding))


def _run(out: Output, err: Output, arguments: tuple[str, ...]) -> int:
    env = Environment(env=quiet_environment(), stdin=Untouched(), stdout=out, stderr=err)
    try:
        return run(list(arguments), env)
    finally:
        set_language("en")
