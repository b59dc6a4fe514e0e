"""Hashes of what a catalogue and the translations are built from: names and contents, whatever
the order or the time of the files."""

import hashlib
import os

_PACKAGE = "src/patentcli"
# Code that decides what stands in the file, beside the modules of the package itself: a change to
# it is a change of the build.
_ROOMS = [
    f"{_PACKAGE}/{room}"
    for room in ("building", "catalogue", "lists", "numbers", "rules", "search")
]


def _files(root: str, *folders: str) -> list[str]:
    """What is a source in these folders, however deep."""
    return [
        os.path.join(folder, name)
        for top in folders
        for folder, _inner, names in os.walk(os.path.join(root, top))
        for name in names
        if name.endswith((".toml", ".py", ".txt", ".po"))
    ]


def _hash(root: str, paths: list[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        with open(path, "rb") as stream:
            body = stream.read()
        name = os.path.relpath(path, root).replace(os.sep, "/")
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


def data_hash(root: str) -> str:
    """A hash of `data/`."""
    return _hash(root, _files(root, "data"))


def source_hash(root: str) -> str:
    """A hash of all that decides the catalogue: `data/` and the code of the build."""
    package = os.path.join(root, _PACKAGE)
    ground = [os.path.join(package, name) for name in os.listdir(package) if name.endswith(".py")]
    return _hash(root, _files(root, "data", *_ROOMS) + ground)


def locale_hash(root: str) -> str:
    """A hash of the translations' sources."""
    return _hash(root, _files(root, f"{_PACKAGE}/locale"))
