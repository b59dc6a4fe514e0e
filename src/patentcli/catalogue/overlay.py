"""The user's own confirmation of bundled candidates, laid over the catalogue when it is opened.

`catalogue confirm` writes one small file beside the user's catalogues: which candidates an
official list names, with the fees and terms it states. The bundled file itself never changes;
records are matched by id, so the overlay fits another edition of it too.
"""

import json
import sqlite3
from typing import Any, NamedTuple

from patentcli.errors import DataProblem
from patentcli.i18n import _

FORMAT = 1
LARGEST = 16 << 20  # bytes; a hundred candidates take some kilobytes
# What the list may state besides that the patent is on it; null leaves what the record says.
STATED = ("licence_kind", "annual_fee_fen", "one_off_fee_fen", "licence_term", "licence_scope")


class Overlay(NamedTuple):
    """What a list confirmed."""

    source: str
    """The name of the list."""
    day: str
    """When it was compared, as an ISO date."""
    listed: dict[str, dict[str, Any]]
    """By id of the record: the values of STATED."""

    def body(self) -> str:
        """The file's text."""
        plain = {"format": FORMAT, "source": self.source, "confirmed": self.day}
        return json.dumps({**plain, "listed": self.listed}, ensure_ascii=False, indent=1) + "\n"


def read(path: str) -> Overlay | None:
    """The overlay in that file, None if there is none; DataProblem for one that means nothing."""
    try:
        with open(path, "rb") as stream:
            body = stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        from patentcli.system_errors import refusal

        raise _unusable(path, refusal(problem)) from None
    try:
        if len(body) > LARGEST:
            raise ValueError
        return _parsed(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise _unusable(path, type(problem).__name__) from None


def _parsed(plain: Any) -> Overlay:
    if plain["format"] != FORMAT:
        raise ValueError
    listed = {
        str(key): {name: _stated(name, values.get(name)) for name in STATED}
        for key, values in plain["listed"].items()
    }
    return Overlay(str(plain["source"]), str(plain["confirmed"]), listed)


def _stated(name: str, value: Any) -> str | int | None:
    if value is not None and type(value) is not (int if name.endswith("_fen") else str):
        raise TypeError
    return value


def _unusable(path: str, reason: str) -> DataProblem:
    return DataProblem(
        _("the confirmation cannot be used ({reason})").format(reason=reason),
        where=path,
        hint=_("patentcli catalogue confirm --undo removes it"),
    )


def lay(connection: sqlite3.Connection, overlay: Overlay) -> None:
    """Let every later query on the connection see the confirmed records as listed.

    A temporary table shadows `patent`: queries need not know, and nothing is written to disk.
    """
    connection.executescript(
        "PRAGMA temp_store = MEMORY; CREATE TEMP TABLE patent AS SELECT * FROM main.patent;"
        "CREATE TEMP TABLE unknown (field TEXT, records INTEGER);"  # to be counted anew
    )
    change = ", ".join(f"{name} = coalesce(?, {name})" for name in STATED)
    name = f"{overlay.source} ({overlay.day})"
    for key, stated in overlay.listed.items():
        connection.execute(
            f"UPDATE temp.patent SET listing = 'listed', {change}, sources = json_insert("
            "coalesce(sources, '[]'), '$[#]', ?) WHERE id = ?",
            (*(stated[column] for column in STATED), name, key),
        )
    connection.commit()
