"""JSON and JSON Lines: UTF-8, readable Chinese, hidden characters as \\u escapes."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from json import JSONEncoder

from patentcli.output.clean import json_text


@lru_cache(maxsize=1)
def _encoder() -> JSONEncoder:
    return JSONEncoder(ensure_ascii=False, allow_nan=False)


def compact(value: object) -> str:
    """A value as JSON on one line."""
    return json_text(_encoder().encode(value))


def json_lines(rows: Iterable[Mapping[str, object]], fields: tuple[str, ...]) -> Iterator[str]:
    """One object a line, its keys in the order of `fields`."""
    for row in rows:
        yield compact({name: row[name] for name in fields}) + "\n"


def json_array(rows: Iterable[Mapping[str, object]], fields: tuple[str, ...]) -> Iterator[str]:
    """An array of objects, one field a line, written record by record."""
    opening = "[\n"
    for row in rows:
        inside = ",\n".join(f"    {compact(name)}: {compact(row[name])}" for name in fields)
        yield f"{opening}  {{\n{inside}\n  }}"
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
