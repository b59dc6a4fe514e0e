"""Opening a catalogue by name or by file, with the bundled one beside it."""

import os
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from patentcli.arguments import native_path
from patentcli.catalogue.file import LIST_SUFFIXES, bundled_path, connect, read_meta
from patentcli.i18n import _

BUNDLED = "bundled"
CONFIRMED = "confirmed.json"  # the user's confirmation of candidates (see `overlay`)


class Catalogue(NamedTuple):
    """An open catalogue; `base` is the bundled one, which always gives rules and vocabulary."""

    name: str
    path: str
    connection: sqlite3.Connection
    base: sqlite3.Connection
    meta: Mapping[str, str]

    @property
    def is_bundled(self) -> bool:
        """Whether this is the catalogue of candidates that came with the program."""
        return self.connection is self.base

    @property
    def is_official(self) -> bool:
        """Whether the user imported it as the official list of an exchange."""
        return self.meta.get("official") == "1"

    def close(self) -> None:
        """Let go of the files."""
        self.connection.close()
        self.base.close()


def _confirm(connection: sqlite3.Connection, directory: str) -> dict[str, str]:
    """Lay the user's confirmation over the bundled candidates; what it says of itself."""
    from patentcli.catalogue import overlay

    found = overlay.read(path_beside(directory))
    if found is None:
        return {}
    overlay.lay(connection, found)
    return {"confirmed_by": found.source, "confirmed_on": found.day}


def path_beside(directory: str) -> str:
    """Where the user's confirmation of candidates is, if there is one."""
    return os.path.join(os.path.dirname(directory), CONFIRMED)


def path_of(name: str, directory: str, where: str = "--catalogue") -> str:
    """The file that a catalogue name or a FILE.db stands for.

    `directory` holds the user's own catalogues; `where` is what an error names. UsageProblem
    for a name that is not there.
    """
    name = native_path(name)
    if name == BUNDLED:
        return bundled_path()
    own = os.path.join(directory, f"{name}.db")
    if os.sep not in name and not name.startswith(".") and os.path.exists(own):
        return own
    if name.lower().endswith((".db", *LIST_SUFFIXES)) or os.sep in name or os.path.exists(name):
        return name
    from patentcli.suggest import unknown_word

    message = _("no catalogue named {name!r}").format(name=name)
    raise unknown_word(message, name, names(directory), where=where)


def names(directory: str) -> list[str]:
    """The names of all catalogues: the bundled one, then the user's own by name."""
    try:
        own = sorted(f[:-3] for f in os.listdir(directory) if f.endswith(".db") and f[0] != ".")
    except OSError:
        own = []
    return [BUNDLED, *own]


def open_catalogue(name: str, directory: str, where: str = "--catalogue") -> Catalogue:
    """The catalogue of that name or file, with the bundled one beside it."""
    path = path_of(name, directory, where)
    connection = base = connect(path, path)
    try:
        meta = read_meta(connection, path)
        if name != BUNDLED:
            bundled = bundled_path()
            base = connect(bundled, bundled)
        elif os.path.exists(path_beside(directory)):
            meta.update(_confirm(connection, directory))
    except BaseException:
        connection.close()
        raise
    return Catalogue(name, path, connection, base, meta)
