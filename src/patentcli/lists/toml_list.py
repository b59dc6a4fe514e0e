"""Lists as TOML: `[[patent]]` tables, or one patent a file as in the source of the catalogue."""

from collections.abc import Mapping
from typing import Any

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.lists.json_list import objects_table
from patentcli.lists.source import Source
from patentcli.lists.table import File

LARGEST = 32 << 20  # bytes: TOML is read as a whole, and is for files that people edit
TABLE = "patent"


def read(source: Source) -> File:
    """The table of a TOML file; DataProblem for what is none, or too large."""
    import tomli

    body = source.again().read(LARGEST + 1)
    if len(body) > LARGEST:
        raise DataProblem(
            _("more than {limit} MiB of TOML").format(limit=LARGEST >> 20),
            where=source.shown,
            hint=_("JSON Lines and CSV can be of any length"),
        )
    try:
        document = tomli.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        message = _("not UTF-8 at byte {place}").format(place=problem.start)
        raise DataProblem(message, where=source.shown) from None
    except tomli.TOMLDecodeError as problem:
        message = _("cannot be read as TOML ({reason})").format(reason=problem)
        raise DataProblem(message, where=source.shown) from None
    except (RecursionError, ValueError) as problem:
        # Deep nesting and integers of thousands of digits end the parser in their own ways.
        message = _("cannot be read as TOML ({reason})").format(reason=type(problem).__name__)
        raise DataProblem(message, where=source.shown) from None
    patents = _patents(document, source.shown)
    return File([objects_table(lambda: iter(patents), source.shown)], [])


def _patents(document: Mapping[str, Any], where: str) -> list[dict[str, Any]]:
    if set(document) != {TABLE}:
        return [dict(document)] if document else []
    patents = document[TABLE]
    if isinstance(patents, list) and all(isinstance(p, dict) for p in patents):
        return patents
    message = _("{name} must be tables, each begun by [[{name}]]").format(name=TABLE)
    raise DataProblem(message, where=where)
