"""Opening a catalogue by name or by file."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from patentcli.arguments import native_path
from patentcli.catalogue.file import LIST_SUFFIXES, bundled_path, connect, read_meta
from patentcli.errors import InputMissing, NotThere, open_file, refusal
from patentcli.i18n import _
from patentcli.suggest import unknown_word

if TYPE_CHECKING:
    from patentcli.catalogue.overlay import Overlay

BUNDLED = "bundled"
CONFIRMING = {
    True: "patentcli catalogue confirm LIST",
    False: "patentcli catalogue import LIST --name NAME --official",
}
"""What makes candidates listed: those that are bundled, those of an imported list."""


class Catalogue(NamedTuple):
    """An open catalogue."""

    name: str
    path: str
    connection: sqlite3.Connection
    meta: Mapping[str, str]
    overlay: "Overlay | None" = None
    """The user's confirmations, where this is the bundled catalogue and there are any."""

    @property
    def is_bundled(self) -> bool:
        """Whether this is the catalogue of candidates that came with the program."""
        return self.name == BUNDLED

    @property
    def is_official(self) -> bool:
        """Whether the user imported it as the official list of an exchange."""
        return self.meta.get("official") == "1"


def path_beside(directory: str) -> str:
    """Where the user's confirmation of candidates is, if there is one (see `overlay`)."""
    return os.path.join(os.path.dirname(directory), "confirmed.json")


def path_of(name: str, directory: str, where: str) -> str:
    """The file that a catalogue name or a FILE.db stands for; UsageProblem for a name that is not
    there. `directory` holds the user's own catalogues; `where` is what an error names."""
    name = native_path(name)
    if name == BUNDLED:
        return bundled_path()
    if os.sep in name:
        return name
    from unicodedata import normalize  # the bundled one needs none

    found, known = normalize("NFC", name), names(directory)  # which are kept in one normal form
    if found in known:
        return os.path.join(directory, f"{found}.db")
    if name.lower().endswith((".db", *LIST_SUFFIXES)):
        return name
    raise unknown_word(_("no catalogue named {value!r}"), name, known, where=where)


def names(directory: str) -> list[str]:
    """The names of all catalogues, the bundled one first; InputMissing where we may not look."""
    try:
        own = sorted(f[:-3] for f in os.listdir(directory) if f.endswith(".db") and f[0] != ".")
    except (FileNotFoundError, NotADirectoryError):
        own = []
    except OSError as problem:
        raise InputMissing(refusal(problem), where=directory) from None
    return [BUNDLED, *own]


def open_catalogue(name: str, directory: str, where: str, *, old: bool = False) -> Catalogue:
    """The catalogue of that name or file; `old`: one that 0.1 made too, to be described."""
    path, beside = path_of(name, directory, where), path_beside(directory)
    connection = connect(path, old=old)
    found = None
    try:
        meta = read_meta(connection, path)
        with suppress(NotThere):  # most users have confirmed nothing, and need nothing to read it
            if name == BUNDLED:
                open_file(beside, may_be_piped=False).close()
                from patentcli.catalogue import overlay

                found = overlay.read(beside, connection)
                if found.lists:
                    meta.update(overlay.lay(connection, found))
    except BaseException:
        connection.close()
        raise
    return Catalogue(name, path, connection, meta, found)
