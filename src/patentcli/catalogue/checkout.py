"""Running from a checkout: the bundled catalogue follows `data/` and can never be stale silently.

A wheel carries a finished `catalogue.db`. In a checkout or an editable install the sources
stand beside the package, so their fingerprint is compared at every start and a difference
builds the file anew (under a temporary name, then moved into place). Translations have a
fingerprint of their own: a change of `data/` alone needs no tool to compile them.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from urllib.parse import quote

from patentcli.errors import CannotCreate
from patentcli.i18n import _, reload

# Code that decides what stands in the file: a change to it is a change of the build.
_BUILDERS = ("catalogue", "lists", "numbers", "rules", "search")


def _files(directory: str, suffixes: tuple[str, ...]) -> list[str]:
    found = []
    for folder, _folders, names in os.walk(directory):
        found += [os.path.join(folder, n) for n in names if n.endswith(suffixes)]
    return sorted(found)


def _hash(root: str, paths: list[str]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as stream:
            body = stream.read()
        name = os.path.relpath(path, root).replace(os.sep, "/")
        digest.update(f"{name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()


def data_hash(root: str) -> str:
    """A hash of `data/`: names and contents, whatever the order or the time of the files."""
    return _hash(root, _files(os.path.join(root, "data"), (".toml",)))


def source_hash(root: str) -> str:
    """A hash of all that decides the catalogue: `data/` and the code of the build."""
    package = os.path.join(root, "src", "patentcli")
    paths = _files(os.path.join(root, "data"), (".toml",))
    for room in _BUILDERS:
        paths += _files(os.path.join(package, room), (".py", ".txt"))
    paths += [os.path.join(package, name) for name in ("amounts.py", "dates.py", "yes_no.py")]
    return _hash(root, paths)


def locale_hash(root: str) -> str:
    """A hash of the translations' sources."""
    return _hash(root, _files(os.path.join(root, "src", "patentcli", "locale"), (".po",)))


def _built_from(path: str) -> dict[str, str]:
    """What a catalogue file says of itself; empty if there is no readable one."""
    if not os.path.exists(path):
        return {}
    try:
        with closing(
            sqlite3.connect(f"file:{quote(path)}?mode=ro&immutable=1", uri=True)
        ) as connection:
            return dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.Error:
        return {}


def refresh(root: str) -> None:
    """Build the catalogue of this checkout if it is missing or was built from something else."""
    path = os.path.join(root, "src", "patentcli", "catalogue.db")
    built = _built_from(path)
    translated = built.get("locale_hash") == locale_hash(root)
    if translated and built.get("source_hash") == source_hash(root):
        return
    from patentcli.catalogue.build import build_package_data

    try:
        build_package_data(root, translations=not translated)
    except OSError as problem:  # a checkout that may not be written, a full disk
        from patentcli.system_errors import refusal

        raise CannotCreate(
            _("the checkout changed and its catalogue cannot be built: {reason}").format(
                reason=refusal(problem)
            ),
            where=path,
        ) from None
    if not translated:
        reload()  # so that this call speaks the new translation already
