"""What tests of the output share: a sink that can fail, surroundings on it, hostile texts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pyte

from hostile_catalogue import PAYLOADS
from patentcli.call import Call
from patentcli.environment import Environment
from patentcli.labels import label
from patentcli.output.formats import Rows
from patentcli.output.stream import Output
from patentcli.output.terminal import Screen
from tools import Sink

HOSTILE = PAYLOADS | {
    "NUL": "a\x00b",
    "lone surrogates": "a\ud800b\udfff",  # which no catalogue holds
    "music and shorthand": "a\U0001d173b\U0001bca0c",
}


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


def asked(place: Environment, **values: Any) -> Call:
    """A call in these surroundings with the values of shared options."""
    call = Call(place, {})
    call.keep(values)
    return call


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
    shape: dict[str, Any] = {"columns": names, "fields": names, **(rows or {})}
    asked(place, **options).write(Rows(rows=records, **shape))
    place.stdout.finish()
    return sink.body.decode(encoding)


def drawn(draw: Callable[[Screen], object], width: int = 80, *, colour: bool = False) -> str:
    """What a view draws on a terminal of that width."""
    sink = Sink()
    out = Output(sink, encoding="utf-8")
    draw(Screen(out, width=width, colour=colour, label=label))
    out.finish()
    return sink.body.decode()


def displayed(text: str, width: int, height: int = 400) -> list[str]:
    """The lines that a terminal of this size shows, without the blanks at their end."""
    screen = pyte.Screen(width, height)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display]
