"""Running from a checkout: the bundled catalogue follows `data/` and can never be stale silently.

A wheel carries a finished `catalogue.db`. In a checkout or an editable install the sources
stand beside the package, so their hash is compared at every start and a difference
builds the file anew (under a temporary name, then moved into place). Translations have a
hash of their own: a change of `data/` alone needs no tool to compile them.
"""

import hashlib
import os
from contextlib import closing, suppress

from patentcli.catalogue.file import connect, read_meta
from patentcli.errors import CannotCreate, PatentcliError, refusal
from patentcli.i18n import _

PACKAGE = "src/patentcli"


def refresh(root: str) -> None:
    """Build the catalogue of this checkout if it is missing or was built from something else."""
    path = os.path.join(root, PACKAGE, "catalogue.db")
    built: dict[str, str] = {}
    with suppress(PatentcliError), closing(connect(path)) as connection:
        built = read_meta(connection, path)
    if built.get("source_hash") == source_hash(root):
        return
    translated = built.get("locale_hash") == locale_hash(root)
    # What checks the data takes long to load.
    from patentcli.building.build import build_package_data

    try:
        build_package_data(root, translations=not translated)
    except (OSError, CannotCreate) as problem:  # it may not be written, or the disk is full
        reason = refusal(problem) if isinstance(problem, OSError) else problem.message
        message = _("the checkout changed and its catalogue cannot be built: {reason}")
        raise CannotCreate(message.format(reason=reason), where=path) from None


def data_hash(root: str) -> str:
    """A hash of `data/`."""
    return _hash(root, "data")


def source_hash(root: str) -> str:
    """A hash of all that decides what is built: `data/`, the translations and the program."""
    return _hash(root, "data", PACKAGE)


def locale_hash(root: str) -> str:
    """A hash of the translations' sources."""
    return _hash(root, f"{PACKAGE}/locale")


def _hash(root: str, *folders: str) -> str:
    """A hash of the sources in these folders, however deep: names and contents, whatever the order
    or the time of the files."""
    walked = [step for top in folders for step in os.walk(os.path.join(root, top))]
    paths = [os.path.join(folder, name) for folder, _inner, names in walked for name in names]
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.endswith((".toml", ".py", ".txt", ".po"))):
        with open(path, "rb") as stream:
            body = stream.read()
        name = os.path.relpath(path, root).replace(os.sep, "/")
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()
