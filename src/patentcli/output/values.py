"""Values as the texts that cells and JSON have, before a format makes them its own."""

import json
from collections.abc import Iterable, Iterator

from patentcli.output.clean import json_text

Part = tuple[str, str]  # a text and its style: empty, bold, dim, or the outcome of a check
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_indent = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2).encode


def cell_text(value: object) -> str:
    """A value's text, not yet cleaned: null empty, true or false, lists by `|`, objects as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list | tuple) and not any(isinstance(item, dict | list) for item in value):
        return "|".join(map(cell_text, value))
    return compact(value) if isinstance(value, bool | list | tuple | dict) else str(value)


def compact(value: object) -> str:
    """A value as JSON on one line. Raises ValueError for NaN and infinity."""
    return json_text(_encode(value))


def pretty(value: object) -> str:
    """A value as JSON, indented by two."""
    return json_text(_indent(value))


def array(values: Iterable[object]) -> Iterator[str]:
    """An array as `pretty` writes it, one value at a time."""
    opening = "[\n"
    for value in values:
        yield opening + "  " + pretty(value).replace("\n", "\n  ")
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
