"""Hashes of what a catalogue and the translations are built from."""

import hashlib
import os

# Code that decides what stands in the file: a change to it is a change of the build.
_BUILDERS = ("building", "catalogue", "lists", "numbers", "rules", "search")


_GROUND = ("amounts.py", "csv_rows.py", "dates.py", "text_check.py", "toml_file.py", "yes_no.py")


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
    paths += [os.path.join(package, name) for name in _GROUND]
    return _hash(root, paths)


def locale_hash(root: str) -> str:
    """A hash of the translations' sources."""
    return _hash(root, _files(os.path.join(root, "src", "patentcli", "locale"), (".po",)))
