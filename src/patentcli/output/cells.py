"""The value at a path in a record, and the text of a value as a cell."""

from collections.abc import Mapping
from typing import Any


def value_at(row: Mapping[str, Any], path: str) -> Any:
    """The value at a path such as `expiry.date`; of a list of objects, a list of their values."""
    if path in row:  # a name that came with the data may have a dot
        return row[path]
    field, _dot, key = path.partition(".")
    value = row[field]
    if not key or value is None:
        return value
    return [item[key] for item in value] if isinstance(value, list | tuple) else value[key]


def cell_text(value: object) -> str:
    """The text of a value: null empty, true or false, a list joined by `|`, objects as JSON.

    Not cleaned yet: that is the format's part.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        if any(isinstance(item, dict | list | tuple) for item in value):
            return _json(value)
        return "|".join(map(cell_text, value))
    return _json(value) if isinstance(value, dict) else str(value)


def _json(value: object) -> str:
    from patentcli.output.json_format import compact

    return compact(value)
