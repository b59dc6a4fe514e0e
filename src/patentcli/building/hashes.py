"""What the bundled catalogue was built from, as hashes that tell whether it is up to date."""

import os

PACKAGE = "src/patentcli"
HASHED = {
    "data_hash": ("data",),
    "locale_hash": (f"{PACKAGE}/locale",),
    "source_hash": ("data", PACKAGE),  # all that decides what is built
}
"""The folders of each hash that the catalogue has of what it was built from."""


def hash_of(root: str, name: str) -> str:
    """A hash of the sources in the folders that HASHED has for it, however deep: names and
    contents, whatever the order or the time of the files."""
    from hashlib import sha256  # a wheel needs none

    walked = [step for folder in HASHED[name] for step in os.walk(os.path.join(root, folder))]
    paths = [os.path.join(folder, name) for folder, _inner, names in walked for name in names]
    digest = sha256()
    for path in sorted(path for path in paths if path.endswith((".toml", ".py", ".txt", ".po"))):
        with open(path, "rb") as stream:
            body = stream.read()
        inside = os.path.relpath(path, root).replace(os.sep, "/")
        digest.update(f"{inside}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()
