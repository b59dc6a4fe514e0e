"""A value as the text of one cell."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter


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


def reader(fields: Sequence[str]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """A function from a record to its values for `fields`."""
    if len(fields) == 1:
        (name,) = fields
        return lambda row: (row[name],)
    return itemgetter(*fields)
