"""Lists as JSON (an array of objects) or JSON Lines, read object by object."""

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists import encodings
from patentcli.lists.source import Source
from patentcli.lists.table import Row, Table, taker

LONGEST_OBJECT = 1 << 21  # characters; a record of a patent has a few thousand
_CHUNK = 1 << 18  # bytes decoded at once
_SPACE = re.compile(r"[ \t\r\n]*")


class Defect(ValueError):
    """JSON that Python would take and nobody should: a key twice, NaN."""


def _no_constant(name: str) -> float:
    raise Defect(_("{name} is no JSON").format(name=name))


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Defect(_("the key {key!r} stands there twice").format(key=twice[:40]))
    return found


def decoder() -> json.JSONDecoder:
    """JSON as its standard says; numbers with a point keep their digits, as texts."""
    return json.JSONDecoder(
        object_pairs_hook=_distinct, parse_constant=_no_constant, parse_float=str
    )


class _Objects:
    """The objects of a stream, one after the other, whatever separates them."""

    def __init__(self, stream: BinaryIO, encoding: str, where: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._where = where
        self._text = codecs.getincrementaldecoder(encoding)()
        self._decode = decoder().raw_decode
        self._buffer = ""
        self._ended = False
        self.read = 0
        self.count = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._fill()
        self._skip()
        array = self._buffer.startswith("[")
        if array:
            self._buffer = self._buffer[1:]
        place = 0
        while True:
            place = self._skip(place)
            if place >= len(self._buffer):
                if array:
                    raise self._problem(_("ends in the middle of the array"))
                return
            if array and self._buffer[place] == "]":
                self._check_end(place + 1)
                return
            found, place = self._next(place)
            self.count += 1
            if not isinstance(found, dict):
                raise self._problem(_("not an object"))
            yield found
            place = self._separator(place, array)

    def _separator(self, place: int, array: bool) -> int:
        """Past the comma between two elements of an array."""
        if not array:
            return place
        place = self._skip(place)
        if self._buffer[place : place + 1] == ",":
            place = self._skip(place + 1)
            if self._buffer[place : place + 1] == "]":
                raise self._problem(_("a comma before the end of the array"))
        elif self._buffer[place : place + 1] not in ("]", ""):
            raise self._problem(_("no comma after the object"))
        return place

    def _next(self, place: int) -> tuple[Any, int]:
        """The value that starts at `place` and where it ends; reads on while it is cut off."""
        while True:
            try:
                return self._decode(self._buffer, place)
            except Defect as problem:
                raise self._problem(str(problem)) from None
            except RecursionError:
                raise self._problem(_("nested too deeply")) from None
            except json.JSONDecodeError as problem:
                rest = len(self._buffer) - place
                if self._ended or rest > LONGEST_OBJECT:
                    raise self._problem(problem.msg) from None
                # Read as much again as is there, so that a long object costs no square.
                self._buffer = self._buffer[place:]
                place = 0
                self._fill(max(_CHUNK, rest))
            except ValueError:  # an integer of thousands of digits
                raise self._problem(_("a number of thousands of digits")) from None

    def _skip(self, place: int = 0) -> int:
        """Past white space, reading on at the end of the buffer."""
        while True:
            match = _SPACE.match(self._buffer, place)
            place = match.end() if match else place
            if place < len(self._buffer) or self._ended:
                return place
            self._buffer, place = "", 0
            self._fill()

    def _fill(self, size: int = _CHUNK) -> None:
        chunk = self._stream.read(size)
        self._ended = not chunk
        self.read += len(chunk)
        try:
            self._buffer += self._text.decode(chunk, final=self._ended)
        except UnicodeDecodeError:
            place = _("object {count} or after it").format(count=self.count + 1)
            raise encodings.not_text(self._encoding, place, self._where) from None

    def _check_end(self, place: int) -> None:
        if self._skip(place) < len(self._buffer):
            raise self._problem(_("something follows after the end of the array"))

    def _problem(self, reason: str) -> DataProblem:
        where = _("{where}, object {count}").format(where=self._where, count=self.count + 1)
        return DataProblem(_("no JSON: {reason}").format(reason=reason), where=where)


def read(source: Source, encoding: str | None) -> Table:
    """The table of a JSON or JSON Lines file: keys are heads, rows are numbered as objects."""
    name = encoding or encodings.detect(source.head, whole=source.is_short, where=source.shown)
    objects = _Objects(source.stream, name, source.shown)
    return objects_table(iter(objects), lambda: objects.read)


def objects_table(objects: Iterator[dict[str, Any]], done: Any) -> Table:
    """A table of objects; its heads are the keys of those read so far."""
    heads: list[str] = []
    known: set[str] = set()

    def rows() -> Iterator[Row]:
        for count, found in enumerate(objects, start=1):
            if not found.keys() <= known:
                heads.extend(key for key in found if key not in known)
                known.update(found)
            yield count, [found.get(head) for head in heads]

    started = rows()
    first = next(started, None)

    rest = chain(() if first is None else (first,), started)
    return Table(heads, taker(rest), True, done, grows=True)
