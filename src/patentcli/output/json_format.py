"""JSON and JSON Lines: UTF-8, readable Chinese, hidden characters as \\u escapes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from json import JSONEncoder
from json.encoder import encode_basestring

from patentcli.output.clean import json_text

_Records = Iterable[Sequence[object]]


@lru_cache(maxsize=1)
def _encode() -> Callable[[object], str]:
    return JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def compact(value: object) -> str:
    """A value as JSON on one line. Raises ValueError for NaN and infinity."""
    return json_text(_encode()(value))


def pretty(value: object, margin: str = "") -> str:
    """A value as JSON, indented by two; lines after the first begin with `margin`.

    A list of plain values stays on one line, a list that holds objects does not.
    """
    if isinstance(value, str):  # the most frequent case, and the encoder's own shortcut
        return json_text(encode_basestring(value))
    inner = margin + "  "
    if isinstance(value, dict) and value:
        members = [f"{compact(str(key))}: {pretty(item, inner)}" for key, item in value.items()]
        return f"{{\n{inner}{_joined(members, inner)}\n{margin}}}"
    if isinstance(value, list | tuple) and any(isinstance(item, dict | list) for item in value):
        return f"[\n{inner}{_joined([pretty(item, inner) for item in value], inner)}\n{margin}]"
    return compact(value)


def _joined(parts: Iterable[str], margin: str) -> str:
    return f",\n{margin}".join(parts)


def lines(records: _Records, fields: Sequence[str]) -> Iterator[str]:
    """One object a line, its keys in the order of `fields`."""
    encode = _encode()
    for values in records:
        yield json_text(encode(dict(zip(fields, values, strict=True)))) + "\n"


def array(records: _Records, fields: Sequence[str]) -> Iterator[str]:
    """An array of objects as `pretty` writes it, one record at a time."""
    opening = "[\n"
    for values in records:
        yield f"{opening}  {pretty(dict(zip(fields, values, strict=True)), '  ')}"
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def document(value: object, *, one_line: bool) -> Iterator[str]:
    """A whole document; with `one_line`, JSON Lines: an element of an array a line."""
    if not one_line:
        yield pretty(value) + "\n"
        return
    for item in value if isinstance(value, list | tuple) else (value,):
        yield compact(item) + "\n"
