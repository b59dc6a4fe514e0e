"""Hashes of what a catalogue and the translations are built from: names and contents, whatever the
order or the time of the files."""

import hashlib
import os

PACKAGE = "src/patentcli"
# Code that decides what stands in the file, beside the modules of the package itself: a change to
# it is a change of the build.
ROOMS = ("building", "catalogue", "lists", "numbers", "rules", "search")


def _hash(root: str, *folders: str, ground: bool = False) -> str:
    """A hash of the sources in these folders, however deep, and `ground`: of the modules of the
    package itself."""
    walked = [step for top in folders for step in os.walk(os.path.join(root, top))]
    walked += [next(os.walk(os.path.join(root, PACKAGE)))] if ground else []
    paths = [os.path.join(folder, name) for folder, _inner, names in walked for name in names]
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.endswith((".toml", ".py", ".txt", ".po"))):
        with open(path, "rb") as stream:
            body = stream.read()
        name = os.path.relpath(path, root).replace(os.sep, "/")
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


def data_hash(root: str) -> str:
    """A hash of `data/`."""
    return _hash(root, "data")


def source_hash(root: str) -> str:
    """A hash of all that decides the catalogue: `data/` and the code of the build."""
    return _hash(root, "data", *(f"{PACKAGE}/{room}" for room in ROOMS), ground=True)


def locale_hash(root: str) -> str:
    """A hash of the translations' sources."""
    return _hash(root, f"{PACKAGE}/locale")
