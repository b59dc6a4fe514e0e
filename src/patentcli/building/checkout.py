"""Running from a checkout: the bundled catalogue follows `data/` and can never be stale silently.

A wheel carries a finished `catalogue.db`. In a checkout or an editable install the sources
stand beside the package, so their hash is compared at every start and a difference
builds the file anew (under a temporary name, then moved into place). Translations have a
hash of their own: a change of `data/` alone needs no tool to compile them.
"""

import os
from contextlib import closing, suppress

from patentcli.building.fingerprints import PACKAGE, locale_hash, source_hash
from patentcli.catalogue.file import connect, read_meta
from patentcli.errors import CannotCreate, PatentcliError, refusal
from patentcli.i18n import _


def refresh(root: str) -> None:
    """Build the catalogue of this checkout if it is missing or was built from something else."""
    path = os.path.join(root, PACKAGE, "catalogue.db")
    built: dict[str, str] = {}
    with suppress(PatentcliError), closing(connect(path)) as connection:
        built = read_meta(connection, path)
    translated = built.get("locale_hash") == locale_hash(root)
    if translated and built.get("source_hash") == source_hash(root):
        return
    # What checks the data takes long to load.
    from patentcli.building.build import build_package_data

    try:
        build_package_data(root, translations=not translated)
    except (OSError, CannotCreate) as problem:  # it may not be written, or the disk is full
        reason = refusal(problem) if isinstance(problem, OSError) else problem.message
        message = _("the checkout changed and its catalogue cannot be built: {reason}")
        raise CannotCreate(message.format(reason=reason), where=path) from None
