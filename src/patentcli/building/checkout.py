"""Running from a checkout: the bundled catalogue, which a wheel carries finished, is never stale
silently. The hash of the sources beside the package is compared at every start; a difference builds
the file anew. Translations have their own hash: a change of `data/` needs no tool to compile them.
"""

import os
from contextlib import closing, suppress

from patentcli.building.hashes import PACKAGE, hash_of
from patentcli.catalogue.file import connect, read_meta
from patentcli.errors import CannotCreate, PatentcliError, refusal
from patentcli.i18n import _


def follow_checkout() -> None:
    """Where the package runs from a checkout, build what is not up to date there."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))
    if os.path.isdir(os.path.join(root, "data", "patents")):
        refresh(root)


def refresh(root: str) -> None:
    """Build the catalogue of this checkout if it is missing or was built from something else."""
    path = os.path.join(root, PACKAGE, "catalogue.db")
    built: dict[str, str] = {}
    with suppress(PatentcliError), closing(connect(path)) as connection:
        built = read_meta(connection, path)
    if built.get("source_hash") == hash_of(root, "source_hash"):
        return
    translated = built.get("locale_hash") == hash_of(root, "locale_hash")
    # What checks the data takes long to load.
    from patentcli.building.build import build_package_data

    try:
        build_package_data(root, translations=not translated)
    except (OSError, CannotCreate) as problem:  # it may not be written, or the disk is full
        reason = refusal(problem) if isinstance(problem, OSError) else problem.message
        message = _("the checkout changed and its catalogue cannot be built: {reason}")
        raise CannotCreate(message.format(reason=reason), where=path) from None
