"""Names of the user's own catalogues: what a file system and a command line can bear."""

import os
import re
import unicodedata

from patentcli.catalogue.file import LIST_SUFFIXES
from patentcli.catalogue.opening import BUNDLED, names
from patentcli.errors import UsageProblem
from patentcli.i18n import _

LONGEST = 100  # bytes: the file's name must fit with its suffix


def check_name(name: str, directory: str, where: str = "--name") -> str:
    """The name in its normal form; UsageProblem for one that no catalogue may have."""
    found = unicodedata.normalize("NFC", name)
    if not re.fullmatch(r"\w[\w.-]*", found) or len(found.encode(errors="replace")) > LONGEST:
        raise UsageProblem(
            _("{name!r} is not a name for a catalogue").format(name=name[:60]),
            where=where,
            hint=_("letters, digits, _ . and - are allowed, as in {example}").format(
                example="zhejiang-2026"
            ),
        )
    if found.casefold() == BUNDLED:
        message = _("{name} is the catalogue that came with the program")
        raise UsageProblem(message.format(name=BUNDLED), where=where, hint=_("choose another name"))
    if found.lower().endswith((".db", *LIST_SUFFIXES)):
        raise UsageProblem(
            _("{name!r} looks like a file, not like a name").format(name=found),
            where=where,
            hint=_("leave the suffix out: {name}").format(name=os.path.splitext(found)[0]),
        )
    for other in names(directory):
        if other != found and other.casefold() == found.casefold():
            message = _("there is a catalogue {other}, which differs by case only")
            raise UsageProblem(message.format(other=other), where=where)
    return found
