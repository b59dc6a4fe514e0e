"""Lists of objects. JSON or JSON Lines, read object by object: an array, objects one after the
other, or the answer of a web service, an object in which the list stands under a name such as
`data`. TOML: `[[patent]]` tables, or one patent a file as in the source of the catalogue."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists import encodings
from patentcli.lists.source import File, Row, Source, Table
from patentcli.lists.texts import without_tags

LONGEST_OBJECT = 1 << 21  # characters; a record of a patent has a few thousand
MOST_KEYS = 1_000  # of all objects: each of them becomes a row with a cell for each
ENVELOPES = frozenset(
    ("data", "rows", "records", "result", "results", "list", "content", "bodyData", "items", "hits")
)
_DEPTH = 4  # envelopes within each other
_CHUNK = 1 << 18  # bytes decoded at once
LARGEST_TOML = 32 << 20  # bytes: it is read as a whole, and is for files that people edit
_SPACE = re.compile(r"[ \t\r\n]*")


class Defect(ValueError):
    """JSON that Python would take and nobody should: a key twice, NaN."""


def _no_constant(name: str) -> float:
    raise Defect(_("{name} is not JSON").format(name=name))


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        ((key, _count),) = Counter(key for key, _value in pairs).most_common(1)
        raise Defect(_("duplicate key {key!r}").format(key=key[:40]))
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
        self._place = 0
        self._ended = False
        self.count = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._fill()
        self._buffer = self._buffer.lstrip("\ufeff")
        enveloped = self._peek() == "{" and self._enter(_DEPTH)
        array = self._peek() == "["
        if array:
            self._place += 1
        while sign := self._peek():
            if array and sign == "]":
                self._place += 1
                if not enveloped and self._peek():
                    raise self._problem(_("something follows after the end of the array"))
                return
            found = self._next()
            self.count += 1
            if not isinstance(found, dict):
                raise self._problem(_("not an object"))
            yield found
            if array:
                self._separator()
        if array:
            raise self._problem(_("ends in the middle of the array"))

    def _enter(self, depth: int) -> bool:
        """Go to the array inside an envelope; False, at the old place, for an object of a list."""
        place = self._place
        self._place += 1
        while depth and self._peek() == '"':
            key = self._next()
            if self._peek() != ":":
                break
            self._place += 1
            sign = self._peek()
            if key in ENVELOPES and sign == "[":
                start = self._place
                self._place += 1
                is_list = self._peek() in ("{", "]", "")
                self._place = start
                if is_list:
                    return True
            elif key in ENVELOPES and sign == "{" and self._enter(depth - 1):
                return True
            self._next()
            if self._peek() != ",":
                break
            self._place += 1
        self._place = place
        return False

    def _separator(self) -> None:
        """Past the comma between two elements of an array."""
        if (sign := self._peek()) not in (",", "]", ""):
            raise self._problem(_("no comma after the object"))
        self._place += sign == ","
        if sign == "," and self._peek() == "]":
            raise self._problem(_("a comma before the end of the array"))

    def _next(self) -> Any:
        """The value that starts here; reads on while it is cut off."""
        while True:
            try:
                found, self._place = self._decode(self._buffer, self._place)
            except Defect as problem:
                raise self._problem(str(problem)) from None
            except RecursionError:
                raise self._problem(_("nested too deeply")) from None
            except json.JSONDecodeError as problem:
                rest = len(self._buffer) - self._place
                if self._ended or rest > LONGEST_OBJECT:
                    raise self._problem(problem.msg) from None
                # Read as much again as is there, so that a long object costs no square.
                self._fill(max(_CHUNK, rest))
            except ValueError:  # an integer of thousands of digits
                raise self._problem(_("number too long")) from None
            else:
                if self._place < len(self._buffer) or self._ended or not isinstance(found, int):
                    return found
                self._place -= len(str(found))
                self._fill()

    def _peek(self) -> str:
        """The next character after white space; empty at the end."""
        while True:
            match = _SPACE.match(self._buffer, self._place)
            self._place = match.end() if match else self._place
            if self._place < len(self._buffer):
                return self._buffer[self._place]
            if self._ended:
                return ""
            self._fill()

    def _fill(self, size: int = _CHUNK) -> None:
        # What an envelope may yet go back to is kept: it is short, or refused for its length.
        if self.count:
            self._buffer, self._place = self._buffer[self._place :], 0
        chunk = self._stream.read(size)
        self._ended = not chunk
        try:
            self._buffer += self._text.decode(chunk, final=self._ended)
        except UnicodeDecodeError:
            place = _("object {count} or after it").format(count=self.count + 1)
            raise encodings.not_text(self._encoding, place, self._where) from None

    def _problem(self, reason: str) -> DataProblem:
        where = _("{where}, object {count}").format(where=self._where, count=self.count + 1)
        return DataProblem(_("invalid JSON: {reason}").format(reason=reason), where=where)


def read(source: Source, encoding: str | None) -> File:
    """The table of a JSON or JSON Lines file: keys are heads, rows are numbered as objects."""
    name = encoding or encodings.detect(source.head, whole=source.is_short, where=source.shown)

    def objects() -> Iterator[dict[str, Any]]:
        return iter(_Objects(source.again(), name, source.shown))

    return File([objects_table(objects, source.shown)], [], source.stream.tell)


def read_toml(source: Source) -> File:
    """The table of a TOML file; DataProblem for what is none, or too large."""
    from patentcli.toml_file import parse_toml

    body = source.again().read(LARGEST_TOML + 1)
    if len(body) > LARGEST_TOML:
        raise DataProblem(
            _("more than {limit} MiB of TOML").format(limit=LARGEST_TOML >> 20),
            where=source.shown,
            hint=_("JSON Lines and CSV can be of any length"),
        )
    document = parse_toml(body, source.shown)
    patents: Any = [document] if document else []
    if set(document) == {"patent"}:
        patents = document["patent"]
        if not isinstance(patents, list) or not all(isinstance(p, dict) for p in patents):
            message = _("{name} must be tables, each begun by [[{name}]]").format(name="patent")
            raise DataProblem(message, where=source.shown)
    return File([objects_table(lambda: iter(patents), source.shown)], [])


def objects_table(objects: Callable[[], Iterator[dict[str, Any]]], where: str) -> Table:
    """A table of objects, which `objects()` gives at each call anew; its heads are all keys.

    DataProblem where they are more than MOST_KEYS.
    """
    heads: dict[str, int] = {}
    for found in objects():
        for key in found:
            if key not in heads:
                heads[key] = len(heads)
        if len(heads) > MOST_KEYS:
            message = _("more than {limit} different keys").format(limit=f"{MOST_KEYS:,}")
            raise DataProblem(message, where=where)

    def rows(_width: int) -> Iterator[Row]:
        for count, found in enumerate(objects(), start=1):
            cells: list[object] = [None] * len(heads)
            for key, value in found.items():
                cells[heads[key]] = _plain(value)
            yield count, cells

    return Table(rows, list(heads), typed=True)


def _plain(value: object) -> object:
    """A value, taken out of an object that holds nothing else, {"value": …}, and of HTML."""
    if isinstance(value, dict) and value.keys() == {"value"}:
        value = value["value"]
    if type(value) is str and "</" in value:
        return without_tags(value)
    return value
