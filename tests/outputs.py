"""What tests of the output share: a sink that can fail, surroundings on it, hostile texts."""

import errno
import os
from collections.abc import Iterable, Mapping
from typing import Any

from hostile_catalogue import PAYLOADS
from patentcli.catalogue.labels import label
from patentcli.environment import Environment
from patentcli.output.dispatch import write
from patentcli.output.model import OutputOptions, Rows
from patentcli.output.stream import Output

HOSTILE = PAYLOADS | {
    "NUL": "a\x00b",
    "lone surrogates": "a\ud800b\udfff",  # which no catalogue holds
    "music and shorthand": "a\U0001d173b\U0001bca0c",
}


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

    def write(self, data: memoryview, /) -> int:
        room = len(data) if self._room is None else self._room - len(self.body)
        if room <= 0:
            raise OSError(self._failure, os.strerror(self._failure))
        taken = min(len(data), room, self._most or len(data))
        self.body += data[:taken]
        return taken

    def fileno(self) -> int:
        raise OSError("no descriptor")


def surroundings(
    sink: Sink | None = None,
    *,
    tty: bool = False,
    env: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    errors: Sink | None = None,
) -> Environment:
    """An environment that writes to these sinks, on a terminal or not."""
    return Environment(
        env=env or {},
        stdout=Output(sink or Sink(), is_tty=tty, encoding=encoding),
        stderr=Output(errors or Sink(), is_tty=tty, encoding=encoding),
    )


def written(
    records: Iterable[Mapping[str, object]],
    *,
    env: Mapping[str, str] | None = None,
    tty: bool = False,
    encoding: str = "utf-8",
    rows: Mapping[str, Any] | None = None,
    **options: Any,
) -> str:
    """What `write` makes of the records; `rows` are further members of Rows."""
    sink = Sink()
    place = surroundings(sink, tty=tty, env=env, encoding=encoding)
    records = list(records)
    names = tuple(records[0]) if records else ("id", "title")
    shape: dict[str, Any] = {"columns": names, "fields": names, "label": label, **(rows or {})}
    write(place, Rows(rows=records, **shape), OutputOptions(**options))
    place.stdout.finish()
    return sink.body.decode(encoding)
