"""What tests of the output share: a sink that can fail, surroundings on it, hostile texts."""

import errno
import os
from collections.abc import Iterable, Mapping
from typing import Any

from patentcli.environment import Environment
from patentcli.output.dispatch import write
from patentcli.output.model import OutputOptions, Rows
from patentcli.output.stream import Output

HOSTILE = {
    "escape sequence": "\x1b[31mred\x1b[0m",
    "clipboard (OSC 52)": "\x1b]52;c;aGVsbG8=\x07",
    "link (OSC 8)": "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "C1": "\x9b31m\x9d52;c;aGk=\x9c",
    "bell, delete, backspace, NUL": "a\x07b\x7fc\x08d\x00e",
    "vertical tab, form feed": "a\x0bb\x0cc",
    "right-to-left override": "CN\u202e9876\u202cB",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "line separators": "a\u2028b\u2029c\x85d",
    "tag characters": "a\U000e0041\U000e007fb",
    "soft hyphen": "pa\xadtent",
    "lone surrogates": "a\ud800b\udfff",
    "closing markup": "[/x] [/] [/etc]",
    "markup link": "[link=https://evil.example]here[/link] [bold red]b[/]",
    "emoji name": ":bomb: :smile:",
    "formula": "=cmd|' /C calc'!A0",
    "at formula": "@SUM(1+1)",
    "plus formula": "+1+cmd",
    "minus formula": "-2+3",
    "tab formula": "\t=1+1",
    "return formula": "\r=1+1",
    "line break": "first\nsecond\r\nthird",
    "tab": "a\tb",
    "quotes": 'say "hello", she said',
    "markdown": "a | b `c` **d** _e_ <script>alert(1)</script> &lt; [f](https://g) ~h~ $i$ \\",
}
"""Texts that a list from somebody else may hold, by what they try."""

# Written out, not taken from the code under test: nothing of this may reach a terminal,
# a spreadsheet or a reader's eye unseen.
UNSEEN = frozenset(
    [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, 0x180E, 0xFEFF)]
    + [chr(code) for code in (*range(0x200B, 0x2010), *range(0x2028, 0x202F))]
    + [chr(code) for code in (*range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC))]
    + [chr(code) for code in (*range(0xE0000, 0xE0080), *range(0xD800, 0xE000))]
)


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
    shape: dict[str, Any] = {"columns": names, "fields": names, **(rows or {})}
    write(place, Rows(rows=records, **shape), OutputOptions(**options))
    place.stdout.finish()
    return sink.body.decode(encoding)
